from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import FetchError
from corpus.fetching.client import Fetcher, Limits, PageKept
from corpus.fetching.robots import may_ask, rules_for
from corpus.fetching.ssrf import check_address
from corpus.storage.catalog import Catalog
from corpus.storage.fetch_history import CatalogMemory
from tests.corpus.web_server import Site, serving

QUICK = Limits(size=200_000, wait=0.4, total=1.0, pause=0.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetcher(**named: Any) -> Fetcher:
    return Fetcher(**{"allow_private": True, "limits": QUICK, **named})


# -- which addresses may be asked


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "localhost", "0.0.0.0", "[::1]", "[::]",
        "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[fc00::1]", "[ff02::1]", "10.1.2.3", "172.16.0.1",
        "192.168.1.1", "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused_in_whatever_form(host: str) -> None:
    with pytest.raises(FetchError, match="address; if you trust it, use --allow-private"):
        check_address(f"http://{host}/", allow_private=False)
    assert check_address(f"http://{host}/", allow_private=True).ips


@pytest.mark.parametrize("allow_private", [True, False])
@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("169.254.169.254", "a link-local"), ("2852039166", "a link-local"),
        ("[::ffff:169.254.169.254]", "a link-local"),
        ("[64:ff9b::a9fe:a9fe]", "a link-local"), ("[fe80::1]", "a link-local"), ("169.254.0.1", "a link-local"),
        ("[fd00:ec2::254]", "a cloud's metadata"), ("100.100.100.200", "a cloud's metadata"),
    ],
)  # fmt: skip
def test_what_no_article_comes_from_is_refused_whatever_is_allowed(host: str, kind: str, allow_private: bool) -> None:
    with pytest.raises(FetchError, match=f"is {kind} address; is never asked"):
        check_address(f"http://{host}/", allow_private=allow_private)


def test_a_redirect_to_a_clouds_metadata_is_refused_where_private_addresses_are_allowed(site: Site) -> None:
    site.put("/robots.txt", "", status=404)
    site.put("/away", b"", status=302, Location="http://169.254.169.254/latest/meta-data/")
    with pytest.raises(FetchError, match=r"leads to .*is never asked"):
        fetcher()(site.base + "/away")


def test_a_host_is_refused_where_one_of_its_addresses_is_private() -> None:
    ips = ["93.184.216.34", "10.0.0.7"]
    with pytest.raises(FetchError, match=r"news\.example \(10\.0\.0\.7\) is a private address"):
        check_address("https://news.example/a", allow_private=False, resolve=lambda *_: ips)
    address = check_address("https://news.example/a#x", allow_private=False, resolve=lambda *_: ips[:1])
    assert (address.url, address.ips) == ("https://news.example/a", ("93.184.216.34",))
    assert check_address("http://[64:ff9b::5db8:d822]/", allow_private=False).ips


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a", "",
        "//news.example",
        "http://me:secret@news.example/", "http://news.example:25/", "http://news.example:99999/", "http://[::1/",
        "http://a b/", "http://news.example/" + "a" * 5000, "http://\u202e\ud800/", "http://0177.0.0.1/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as told:
        check_address(url, allow_private=False, resolve=lambda *_: ["93.184.216.34"])
    assert "secret" not in str(told.value) and len(str(told.value)) < 500


def test_an_unknown_host_is_named() -> None:
    def resolve(*_: object) -> list[str]:
        raise socket.gaierror("Name or service not known")

    with pytest.raises(FetchError, match=r"nowhere\.example: no such host"):
        check_address("http://nowhere.example/", allow_private=False, resolve=resolve)
    with pytest.raises(FetchError) as told:
        fetcher(resolve=resolve)("http://nowhere.example/a")
    assert str(told.value).startswith("http://nowhere.example/a: nowhere.example: no such host")


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    site.put("/robots.txt", "", status=404)
    site.put("/away", b"", status=302, Location="http://169.254.169.254/latest/meta-data/")
    port = int(site.base.rpartition(":")[2])

    class Lenient(Fetcher):
        """Take the test's own server for a public one."""

        def _checked(self, url: str) -> Any:
            return check_address(url, allow_private=f":{port}/" in url)

    with pytest.raises(FetchError, match=r"169\.254\.169\.254 is a link-local address"):
        Lenient(limits=QUICK)(site.base + "/away")
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is this machine's own address"):
        Fetcher(limits=QUICK)(site.base + "/away")


def test_a_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    site.put("/a", "page")
    asked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    port = site.base.rpartition(":")[2]
    page = fetcher(resolve=resolve)(f"http://news.example:{port}/a")  # the test's network guard lets no name pass
    assert page is not None and page.data == b"page"
    assert site.sent[-1]["host"] == f"news.example:{port}"
    assert asked == ["news.example", "news.example"]  # once for the page, once for robots.txt


def test_a_certificate_is_checked_for_the_name_and_not_for_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus.fetching import transport

    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    order = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -addext subjectAltName=DNS:news.example"
    try:
        subprocess.run(
            ["openssl", *order.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the openssl command")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    trusted = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(transport, "_ssl", lambda: trusted)
    with serving(context) as site:
        site.put("/a", "page")
        port = site.base.rpartition(":")[2]
        get = fetcher(resolve=lambda *_: ["127.0.0.1"])
        page = get(f"https://news.example:{port}/a")
        assert page is not None and page.data == b"page"
        with pytest.raises(FetchError, match="certificate is not valid"):
            get(f"https://other.example:{port}/a")


# -- manners


ROBOTS = """
User-agent: *
Disallow: /private
Allow: /private/but
Disallow: /*.pdf$
Disallow: /a*b*c

User-agent: OtherBot
User-agent: newsdesk/2.0
Disallow: /only-newsdesk
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("Reader", "/", True), ("Reader", "/private/x", False), ("Reader", "/private/but/x", True),
        ("Reader", "/%70rivate", False), ("Reader", "/x.pdf", False), ("Reader", "/x.pdf?y", True),
        ("Reader", "/a1b2c3", False), ("Reader", "/a1c2b", True), ("Newsdesk", "/private", True),
        ("Newsdesk", "/only-newsdesk/x", False),
    ],
)  # fmt: skip
def test_robots_rules(agent: str, path: str, allowed: bool) -> None:
    assert may_ask(rules_for(ROBOTS, agent), f"https://news.example{path}") is allowed


def test_a_hostile_robots_pattern_takes_no_time() -> None:
    begun = time.perf_counter()
    may_ask(rules_for("User-agent: *\n" + "Disallow: " + "/*a" * 5000 + "b$\n", "x"), "http://a/" + "a" * 4000)
    assert time.perf_counter() - begun < 0.5


def test_what_robots_txt_forbids_is_not_asked(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /no")
    site.put("/no", "page")
    get = fetcher()
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        get(site.base + "/no")
    with pytest.raises(FetchError, match="no such page"):
        get(site.base + "/yes")
    assert site.asked == ["/robots.txt", "/yes"]
    site.put("/robots.txt", "", status=503)
    with pytest.raises(FetchError, match=r"not asked, because robots\.txt cannot be read"):
        fetcher()(site.base + "/yes")


def test_a_host_is_asked_once_a_second(site: Site) -> None:
    site.put("/a", "page")
    now, waits = [100.0], list[float]()

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    get = fetcher(limits=Limits(), clock=lambda: now[0], sleep=sleep)
    get(site.base + "/a")
    now[0] += 0.25
    get(site.base + "/a")
    assert waits == [1.0, 0.75]
    assert all(headers["user-agent"] == "Newsdesk/0.1" for headers in site.sent)


@pytest.mark.parametrize("header", [{"ETag": '"v1"'}, {"Last_Modified": "Tue, 11 Mar 2025 09:30:00 GMT"}])
def test_a_page_is_asked_for_conditionally_once_it_was_stored(
    tmp_path: Path, site: Site, header: dict[str, str]
) -> None:
    url = site.put("/a", "page", **header)  # type: ignore[arg-type]
    memory = CatalogMemory(Catalog(tmp_path / "c.sqlite3"))

    def run(*, taken: bool, stored: bool) -> bool:
        get = fetcher(memory=memory)
        page = get(f"{url}#part")
        if page and taken:
            page.taken()
        if stored:
            get.commit()
        return page is not None

    assert run(taken=True, stored=False)  # a kill before the articles were stored
    assert run(taken=False, stored=True)  # what was not taken is asked for again
    assert run(taken=True, stored=True)
    assert not run(taken=False, stored=True)
    site.put("/a", "other", ETag='"v2"')
    assert run(taken=True, stored=True)
    del site.pages["/a"]
    with pytest.raises(PageKept, match="no such page"):
        run(taken=True, stored=True)
    memory.forget()
    with pytest.raises(FetchError) as told:
        run(taken=True, stored=True)
    assert not isinstance(told.value, PageKept)


# -- what goes wrong


def slowly(handler: Any) -> None:
    with suppress(OSError):
        for _ in range(60):
            handler.wfile.write(b"H")
            time.sleep(0.1)


def endlessly(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"a" * 65536)


def dripping(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        for _ in range(60):
            handler.wfile.write(b"a")
            time.sleep(0.1)


def cut_off(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"short")


def silent(handler: Any) -> None:
    time.sleep(1.5)


BOMB = gzip.compress(b"\0" * 50_000_000)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (slowly, "not done within 1 seconds"),
        (dripping, "not done within 1 seconds"),
        (silent, "no answer within 0.4 seconds"),
        (endlessly, "larger than 0.2 MB"),
        (cut_off, "broke the connection off"),
        ((200, {"Content-Encoding": "gzip"}, BOMB), "larger than 0.2 MB"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"abc" * 999)[:-12]), "cut short"),
        ((200, {"Content-Encoding": "gzip"}, b"plain"), "compressed body is broken"),
        ((200, {"Content-Encoding": "gzip, gzip"}, b"x"), "which was not asked for"),
        ((200, {"Content-Encoding": "br"}, b"x"), "which was not asked for"),
        ((302, {"Location": "/x"}, b""), "redirects in a circle"),
        ((302, {}, b""), "without saying where to"),
        ((302, {"Location": "ftp://news.example/"}, b""), "not an http"),
        ((403, {}, b""), r"HTTP 403"),
        ((404, {}, b""), r"no such page \(HTTP 404\)"),
        ((429, {"Retry-After": "120"}, b""), "too many requests .*ask again in 120 seconds"),
        ((500, {}, b""), r"in trouble \(HTTP 500\)"),
        ((304, {}, b""), "HTTP 304"),
        ((204, {}, b""), "HTTP 204"),
    ],
)
def test_what_goes_wrong_is_said_in_plain_words(site: Site, page: Any, reason: str) -> None:
    site.pages["/x"] = page
    begun = time.perf_counter()
    with pytest.raises(FetchError, match=reason) as told:
        fetcher()(site.base + "/x")
    assert str(told.value).startswith(site.base)
    assert time.perf_counter() - begun < 2.5


def test_a_server_that_has_had_enough_is_left_alone(site: Site) -> None:
    site.pages["/x"] = (429, {}, b"")
    get = fetcher()
    for _ in range(3):
        with pytest.raises(FetchError, match="too many requests"):
            get(site.base + "/x")
    assert site.asked == ["/robots.txt", "/x"]


def test_redirects_are_followed_five_times(site: Site) -> None:
    for number in range(9):
        site.put(f"/{number}", b"", status=301, Location=f"/{number + 1}")
    site.put("/9", "page")
    page = fetcher()(site.base + "/4")
    assert page is not None and page.url == site.base + "/9"
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher()(site.base + "/3")


def test_a_refused_connection_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/a"
    with pytest.raises(FetchError, match="the connection was refused"):
        fetcher()(url)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_a_compressed_page_is_unpacked(site: Site, encoding: str) -> None:
    import zlib

    body = b"<p>Quay</p>" * 9_000
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body[:50]) + gzip.compress(body[50:]) + b"\0" * 9,
        "deflate": zlib.compress(body),
        "raw": raw.compress(body) + raw.flush(),
    }[encoding]
    url = site.put("/z", packed, kind="text/html; charset=UTF-8", Content_Encoding=encoding.replace("raw", "deflate"))
    page = fetcher()(url)
    assert page is not None and page.data == body
    assert (page.content_type, page.charset) == ("text/html", "utf-8")
