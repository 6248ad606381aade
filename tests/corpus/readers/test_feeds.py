from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.fetching.client import Fetcher, Limits
from corpus.readers import read_file, read_sources
from corpus.readers.feeds.feed_entries import outlet_of
from corpus.readers.options import Options
from corpus.readers.pages.html import article_of_page
from corpus.storage.catalog import Catalog
from corpus.storage.fetch_history import CatalogMemory
from corpus.types import Article, Refusal
from tests.corpus.web_server import Site, serving

FIRST = "The harbour of Port Ansel opened its new quay on Monday, two years later than was planned."
BODY = " ".join([FIRST, *(f"Crane number {n} will be lifted into its place in the week {n}." for n in range(20))])
SUMMARY = "Port Ansel has a new quay at last."
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>A new quay</title>%s</head><body><article><h1>A new quay</h1>
<p>{BODY}</p><p>It is the first in ninety years, the harbour master said.</p></article></body></html>"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Harbor Ledger - World</title><link>{base}/</link><language>en-gb</language><copyright>(c) Ledger</copyright>
{items}</channel></rss>"""
FULL = f"""<item><title>A &lt;b&gt;new&lt;/b&gt; quay &amp;amp; more</title><link>/2025/quay</link>
<guid isPermaLink="false">tag:quay</guid><pubDate>Mon, 10 Mar 2025 09:30:00 +0100</pubDate>
<dc:creator>Jane Doe</dc:creator><category>Ports</category><category>Trade</category>
<description>{SUMMARY}</description>
<content:encoded><![CDATA[<p>{BODY}</p><script>alert(1)</script>]]></content:encoded></item>"""
SHORT = f"""<item><title>In short</title><link>/page</link><pubDate>Tue, 11 Mar 2025 10:00:00 GMT</pubDate>
<description>{SUMMARY}</description></item>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Ledger</title><id>urn:feed</id>
<rights>Free to use</rights><entry><title type="html">Un &lt;i&gt;quai&lt;/i&gt;</title><id>urn:1</id>
<link href="https://ledger.example/1"/><published>2025-03-10T09:30:00+01:00</published>
<updated>2025-03-11T08:00:00Z</updated><author><name>Jane Doe</name></author><category term="Ports"/>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry>
<entry><title>Only updated</title><id>urn:2</id><updated>2025-03-12T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://ledger.example/"><title>Ledger</title></channel>
<item rdf:about="https://ledger.example/1"><title>A quay</title><link>https://ledger.example/1</link>
<dc:date>2025-03-10T09:30:00Z</dc:date><content:encoded>&lt;p&gt;{BODY}&lt;/p&gt;</content:encoded></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Ledger",
    "home_page_url": "https://ledger.example/",
    "items": [
        {"id": 7, "url": "/7", "title": "A quay", "content_html": f"<p>{BODY}</p>", "tags": ["Ports"],
         "date_published": "2025-03-10T09:30:00+01:00", "date_modified": "2025-03-11T08:00:00Z",
         "authors": [{"name": "Jane Doe"}], "language": "en-GB"},
        {"id": "8", "content_text": BODY, "author": {"name": "Old Way"}, "date_published": "2025-03-10"},
        "junk",
        {"id": "9", "title": "Episode", "attachments": [{"mime_type": "audio/mpeg", "url": "/9.mp3"}]},
    ],
}  # fmt: skip


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetcher(**named: Any) -> Fetcher:
    limits = Limits(wait=0.5, total=2.0, pause=0.0)
    return Fetcher(allow_private=True, limits=limits, **named)


def read(path: Path, fetch: Fetcher | None = None) -> tuple[list[Article], list[Refusal]]:
    records = list(read_file(path, options=Options(fetch=fetch)))
    return [r for r in records if isinstance(r, Article)], [r for r in records if isinstance(r, Refusal)]


def ingest(*urls: str, fetch: Fetcher | None = None) -> tuple[list[Article], list[Refusal]]:
    records = list(read_sources(urls, fetch=fetch or fetcher()))
    return [r for r in records if isinstance(r, Article)], [r for r in records if isinstance(r, Refusal)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# -- feeds


def test_rss_with_the_whole_text(site: Site) -> None:
    url = site.put("/rss", RSS.format(base=site.base, items=FULL), kind="application/rss+xml")
    (article,), refusals = ingest(url)
    assert refusals == []
    assert article.title == "A new quay & more"
    assert article.text == BODY
    assert (article.published, article.dated_by) == ("2025-03-10T09:30:00+01:00", "feed")
    assert (article.authors, article.keywords) == (("Jane Doe",), ("Ports", "Trade"))
    assert (article.outlet, article.terms, article.language) == ("The Harbor Ledger", "(c) Ledger", "en")
    assert (article.url, article.source) == (f"{site.base}/2025/quay", f"{url}#1")
    assert site.asked == ["/robots.txt", "/rss"]


def test_an_entry_with_a_summary_is_read_from_its_page(site: Site) -> None:
    url = site.put("/rss", RSS.format(base=site.base, items=SHORT), kind="text/xml")
    site.put("/page", PAGE % '<meta property="article:published_time" content="2025-03-11T09:58:00Z">')
    (article,), refusals = ingest(url)
    assert refusals == []
    assert BODY in article.text and "ninety years" in article.text
    assert (article.published, article.dated_by) == ("2025-03-11T09:58:00Z", "page")
    assert (article.outlet, article.url) == ("The Harbor Ledger", f"{site.base}/page")
    site.put("/page", PAGE % "")
    (article,), _ = ingest(url)
    assert (article.published, article.dated_by) == ("2025-03-11T10:00:00Z", "feed")


def test_where_the_page_cannot_be_had_the_summary_is_taken_with_a_remark(site: Site, tmp_path: Path) -> None:
    url = site.put("/rss", RSS.format(base=site.base, items=SHORT))
    (article,), (remark,) = ingest(url)
    assert (article.text, remark.kept) == (SUMMARY, True)
    assert remark.reason.startswith("only the summary was taken") and "HTTP 404" in remark.reason
    (article,), (remark,) = read(write(tmp_path / "f.xml", RSS.format(base=site.base, items=SHORT)))
    assert (article.text, remark.reason) == (SUMMARY, "only the summary was taken: its page was not fetched")


def test_a_feed_is_read_again_until_all_its_pages_were_had(site: Site, tmp_path: Path) -> None:
    memory = CatalogMemory(Catalog(tmp_path / "c.sqlite3"))
    url = site.put("/rss", RSS.format(base=site.base, items=SHORT), ETag='"f"')

    def run() -> tuple[list[str], list[str]]:
        fetch = fetcher(memory=memory)
        articles, refusals = ingest(url, fetch=fetch)
        fetch.commit()
        return [article.text[-20:] for article in articles], [refusal.reason for refusal in refusals]

    assert run()[0] == [SUMMARY[-20:]]
    site.put("/page", PAGE % "", ETag='"p"')
    assert run() == (["harbour master said."], [])
    assert run() == ([], ["not changed since it was last read"])
    site.put("/rss", RSS.format(base=site.base, items=SHORT + FULL), ETag='"g"')
    assert run() == ([BODY[-20:]], [])  # the new entry; the page has not changed and says so
    site.put("/rss", RSS.format(base=site.base, items=SHORT), ETag='"h"')
    site.put("/page", "", status=500)
    texts, (reason,) = run()  # a summary must not take the place of the text that is known
    assert texts == [] and "what is known of it stays" in reason


@pytest.mark.parametrize("name", ["a.xml", "a.atom", "a"])
def test_atom(tmp_path: Path, name: str) -> None:
    (first, second), refusals = read(write(tmp_path / name, ATOM))
    assert refusals == []
    assert (first.title, first.text, first.language) == ("Un quai", BODY, "fr")
    assert (first.published, first.updated) == ("2025-03-10T09:30:00+01:00", "2025-03-11T08:00:00Z")
    assert (first.terms, first.authors, first.keywords) == ("Free to use", ("Jane Doe",), ("Ports",))
    assert (second.published, second.url, second.text) == ("2025-03-12T08:00:00Z", None, BODY)


def test_rdf(tmp_path: Path) -> None:
    (article,), refusals = read(write(tmp_path / "a.rdf", RDF))
    assert (article.title, article.text, article.published) == ("A quay", BODY, "2025-03-10T09:30:00Z")
    assert refusals == []


def test_json_feed(tmp_path: Path) -> None:
    (first, second), refusals = read(write(tmp_path / "a.json", json.dumps(JSON_FEED)))
    assert (first.url, first.text, first.authors) == ("https://ledger.example/7", BODY, ("Jane Doe",))
    assert (first.published, first.updated, first.language) == (
        "2025-03-10T09:30:00+01:00", "2025-03-11T08:00:00Z", "en",
    )  # fmt: skip
    assert (second.authors, second.published, second.outlet) == (("Old Way",), "2025-03-10", "Ledger")
    assert [refusal.reason for refusal in refusals] == [
        "item is not an object", '"Episode" is a recording without a text',
    ]  # fmt: skip


def test_a_json_feed_from_an_address_reads_linked_pages(site: Site) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "/page", "summary": SUMMARY}]}
    site.put("/page", PAGE % "")
    (article,), refusals = ingest(site.put("/feed", json.dumps(feed), kind="application/feed+json"))
    assert BODY in article.text and refusals == []


def _entries(kind: str) -> str:
    """Return a feed of a home page and two entries without links."""
    if kind == "json":
        items = [{"id": str(n), "title": t, "content_text": BODY + t} for n, t in enumerate("AB")]
        return json.dumps(JSON_FEED | {"items": items})
    if kind == "atom":
        entry = "<entry><title>{}</title><id>urn:{}</id><content>{}</content></entry>"
        home = '<feed xmlns="http://www.w3.org/2005/Atom"><title>L</title><link href="https://ledger.example/"/>'
        return home + "".join(entry.format(t, t, BODY + t) for t in "AB") + "</feed>"
    entry = "<item><title>{}</title>{}<description>{}</description></item>"
    names = ("", "") if kind == "rss" else [f'<guid isPermaLink="false">{n}</guid>' for n in range(2)]
    made = (entry.format(t, name, BODY + t) for t, name in zip("AB", names, strict=True))
    return RSS.format(base="https://ledger.example", items="".join(made))


@pytest.mark.parametrize("kind", ["rss", "rss with guids", "atom", "json"])
def test_entries_without_a_link_do_not_stand_on_the_home_page(tmp_path: Path, kind: str) -> None:
    articles, _ = read(write(tmp_path / ("a.json" if kind == "json" else "a.xml"), _entries(kind)))
    assert [article.url for article in articles] == [None, None]
    assert len({article.id for article in articles}) == 2


def test_the_same_bare_id_in_two_feeds_names_two_articles(tmp_path: Path) -> None:
    feeds = [JSON_FEED | {"title": title, "items": [{"id": 1, "content_text": BODY}]} for title in ("A", "B")]
    found = [read(write(tmp_path / f"{n}.json", json.dumps(feed)))[0][0].id for n, feed in enumerate(feeds)]
    assert found[0] != found[1]


def test_a_broken_feed_gives_what_can_be_read(tmp_path: Path) -> None:
    whole = RSS.format(base="https://ledger.example", items=FULL + FULL.replace("quay", "pier"))
    (first, *_), (remark, *_) = read(write(tmp_path / "a.xml", whole[:-200]))
    assert first.text == BODY
    assert remark.kept and "the feed is broken" in remark.reason
    articles, (refusal,) = read(write(tmp_path / "b.xml", "<rss version='2.0'><channel></channel></rss>"))
    assert articles == [] and refusal.reason == "no entries in the feed"


_RUSSIAN = "Президент страны заявил во вторник, что переговоры начнутся в мае в столице. " * 12
_FRENCH = "Le café était fermé à Zürich hier, dit le maire, “vraiment”. " * 12


@pytest.mark.parametrize(
    ("declared", "encoding", "text", "taken"),
    [
        ("utf-8", "cp1251", _RUSSIAN, False),
        ("windows-1251", "utf-8", _RUSSIAN, True),
        ("windows-1251", "cp1251", _RUSSIAN, True),
        ("utf-8", "koi8-r", _RUSSIAN, False),
        ("utf-8", "cp1252", _FRENCH, True),
        ("iso-8859-1", "cp1252", _FRENCH, True),
        ("iso-8859-1", "utf-8", _FRENCH, True),
        ("no-such-encoding", "utf-8", _FRENCH, True),
        ("utf-8", "utf-16", _FRENCH, True),
        ("shift_jis", "cp932", "政府は火曜日、新しい法律を承認したと発表した。" * 40, True),
    ],
)
def test_a_feed_in_another_encoding_than_it_declares(
    tmp_path: Path, declared: str, encoding: str, text: str, taken: bool
) -> None:
    item = f"<item><title>A</title><description>{text * 3}</description></item>"
    feed = RSS.format(base="https://ledger.example", items=item).replace('"utf-8"', f'"{declared}"')
    articles, refusals = read(write(tmp_path / "a.xml", feed.encode(encoding)))
    if taken:
        assert [article.text for article in articles] == [(text * 3).strip()]
        assert refusals == []
    else:
        assert articles == [] and "not in the encoding that it declares" in refusals[0].reason


def test_a_broken_place_in_a_feed_is_told_and_breaks_no_other(tmp_path: Path) -> None:
    feed = RSS.format(base="https://ledger.example", items=FULL.replace("Crane number 3", "Café numéro é3"))
    (article,), (remark,) = read(write(tmp_path / "a.xml", feed.encode().replace(b"\xc3\xa93", b"\xc33")))
    assert "Café numéro \ufffd3" in article.text
    assert remark.kept and "not UTF-8" in remark.reason


@pytest.mark.parametrize(
    ("encoding", "text", "taken"), [("cp1252", _FRENCH, True), ("cp1251", _RUSSIAN, False), ("koi8-r", _RUSSIAN, False)]
)
def test_a_page_in_another_encoding_than_it_declares(encoding: str, text: str, taken: bool) -> None:
    page = (PAGE % '<meta charset="utf-8">').replace(BODY, text).replace("A new quay", text[:20])
    found = article_of_page(page.encode(encoding), place="p")
    if taken:
        assert isinstance(found, Article) and text[:60] in found.text
    else:
        assert isinstance(found, Refusal) and found.reason.endswith("save it as UTF-8")


def test_harmless_entities_of_a_feed_are_read(tmp_path: Path) -> None:
    feed = RSS.format(base="https://ledger.example", items=FULL.replace("more</title>", "caf&eac; </title>"))
    entity = '<!DOCTYPE rss [<!ENTITY eac "&#233;"><!ENTITY nbsp "&#160;">]><rss version="2.0"'
    (article,), _ = read(write(tmp_path / "a.xml", feed.replace('<rss version="2.0"', entity, 1)))
    assert article.text == BODY


def test_a_feed_reads_no_file_and_no_entity_bomb(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "The password of the harbour is 1234.")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss version="2.0">'
    feed = RSS.format(base="", items=FULL.replace("more</title>", "more &x;</title>"))
    articles, _ = read(write(tmp_path / "a.xml", feed.replace('<rss version="2.0"', entity.removesuffix(">"), 1)))
    assert "1234" not in str(articles)
    nested = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    bomb = (
        f'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{nested}]><rss version="2.0"><channel><title>&j;</title></channel></rss>'
    )
    articles, (refusal,) = read(write(tmp_path / "b.xml", bomb))
    assert articles == [] and "broken" in refusal.reason
    assert "its entities are not read, for they may be an attack: b, c" in refusal.reason


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("BBC News - World", "BBC News"), ("World news | The Guardian", "The Guardian"), ("NYT > World News", "NYT"),
        ("Reuters: Business", "Reuters"), ("The Harbor Ledger RSS Feed", "The Harbor Ledger"),
        ("Latest news", "Latest news"), ("", ""), ("Al-Ansel", "Al-Ansel"),
    ],
)  # fmt: skip
def test_the_outlet_in_the_title_of_a_feed(title: str, outlet: str) -> None:
    assert outlet_of(title) == outlet


# -- addresses


def test_a_page_a_file_and_a_home_page_by_address(site: Site) -> None:
    page = site.put("/2025/03/10/quay", PAGE % "")
    lines = site.put("/a.jsonl", json.dumps({"title": "Quay", "text": BODY}) + "\n{broken", kind="text/plain")
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    home = site.put("/", f"<html><head>{link}</head><body><ul><li>A quay</li></ul></body></html>")
    articles, refusals = ingest(page, lines, home, site.base + "/gone")
    assert [article.source for article in articles] == [page, f"{lines}:1"]
    assert (articles[0].published, articles[0].dated_by) == ("2025-03-10", "address")
    assert [refusal.place for refusal in refusals] == [f"{lines}:2", home, site.base + "/gone"]
    assert refusals[1].reason == f"no article but a page with feeds; ingest {site.base}/rss instead"
    assert refusals[2].reason == "there is no such page (HTTP 404)"


def test_what_a_server_calls_its_unread_file_is_told(site: Site) -> None:
    picture = site.put("/photo", b"\x89PNG\r\n\x1a\n\0\0", kind="image/png")
    xml = site.put("/foo", b"<foo/>", kind="application/xml")
    _, refusals = ingest(picture, xml)
    assert [refusal.reason for refusal in refusals] == [
        "not text (its server says image/png)",
        "format not known: XML with the root <foo> (its server says application/xml)",
    ]


def test_a_private_address_is_a_refusal_and_the_run_goes_on(tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", json.dumps([{"title": "Quay", "text": BODY}]))
    records = list(read_sources(["http://127.0.0.1/a", file], fetch=Fetcher()))
    assert isinstance(records[0], Refusal) and "--allow-private" in records[0].reason
    assert isinstance(records[1], Article)


def test_the_server_says_the_encoding_where_the_page_does_not(site: Site) -> None:
    text = "Порт открыл новую набережную в понедельник, на два года позже. " * 12
    page = f"<html><body><article><h1>Порт</h1><p>{text}</p></article></body></html>".encode("cp1251")
    (article,), _ = ingest(site.put("/ru", page, kind="text/html; charset=windows-1251"))
    assert article.text.startswith("Порт") or "Порт открыл" in article.text


# -- pages


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:modified_time" content="2025-03-11T08:00:00Z">', {"updated": "2025-03-11T08:00:00Z"}),
        ('<meta property="article:opinion" content="true">', {"kind": "opinion"}),
        ('<meta name="copyright" content="(c) Ledger">', {"terms": "(c) Ledger"}),
        ('<link rel="canonical" href="/b?x=1">', {"url": "https://ledger.example/b?x=1"}),
        ('<link rel="canonical" href="https://evil.example/b">', {"url": "https://ledger.example/a"}),
        ('<link rel="canonical" href="https://ledger.example/">', {"url": "https://ledger.example/a"}),
        ('<link rel="canonical" href="http://[broken">', {"url": "https://ledger.example/a"}),
        ("", {"language": "en", "outlet": "Known", "published": "2025-03-09", "dated_by": "feed"}),
        ('<meta name="date" content="{{ date }}">', {"published": "2025-03-09"}),
    ],
)
def test_what_a_page_states(head: str, expected: dict[str, object]) -> None:
    given = {"outlet": "Known", "published": "2025-03-09", "dated_by": "feed"}
    article = article_of_page((PAGE % head).encode(), place="p", url="https://ledger.example/a", given=given)
    assert {name: getattr(article, name) for name in expected} == expected


def test_json_ld_says_the_most() -> None:
    said = {
        "@graph": [
            {"@type": "WebSite"},
            {"@type": ["LiveBlogPosting"], "datePublished": "2025-03-10T09:30:00+01:00", "inLanguage": "en-US",
             "dateModified": "2025-03-11T08:00:00Z", "articleSection": ["World", "Ports"], "dateline": "PORT ANSEL",
             "correction": {"@type": "CorrectionComment", "text": "The quay is 90 m long, not 80."},
             "publisher": {"name": "The Harbor Ledger"}, "license": {"url": "https://ledger.example/terms"}},
        ]
    }  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    article = article_of_page((PAGE % head).encode(), place="p")
    assert isinstance(article, Article)
    assert (article.kind, article.section, article.outlet) == ("live blog", "World", "The Harbor Ledger")
    assert (article.published, article.dated_by) == ("2025-03-10T09:30:00+01:00", "page")
    assert (article.updated, article.dateline) == ("2025-03-11T08:00:00Z", "PORT ANSEL")
    assert article.corrections == ("The quay is 90 m long, not 80.",)
    assert (article.terms, article.language) == ("https://ledger.example/terms", "en")


@pytest.mark.parametrize(
    "script",
    ['{"@graph": 5}', "[[[]]]", "[" * 100_000, '"x"', '{"@type": 5, "datePublished": 7, "publisher": [1]}', "{broken"],
)
def test_odd_json_ld_is_passed_over(script: str) -> None:
    page = PAGE % f'<script type="application/ld+json">{script}</script>'
    assert isinstance(article_of_page(page.encode(), place="p"), Article)


def test_a_page_from_the_future_is_refused_by_name() -> None:
    record = article_of_page((PAGE % '<meta name="date" content="2099-01-01">').encode(), place="p")
    assert isinstance(record, Refusal) and "is in the future" in record.reason


@pytest.mark.parametrize("declared", ["utf-16", "nonsense", "punycode", "iso-8859-1", "utf-8"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_wrongly_declared_encoding_does_no_harm(declared: str, encoding: str) -> None:
    page = (PAGE % f'<meta charset="{declared}">').replace("new quay on", "new café – quay on").encode(encoding)
    article = article_of_page(page, place="p")
    assert isinstance(article, Article) and "harbour of Port Ansel" in article.text
    if encoding == "utf-8" or declared == "iso-8859-1":
        assert "café – quay" in article.text


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"<html>", b"\x1f\x8b\x08" + b"x" * 99, b"<div>" * 50_000])
def test_what_holds_no_article_is_refused(data: bytes) -> None:
    assert isinstance(article_of_page(data, place="p"), Refusal)


def test_no_test_here_leaves_this_machine() -> None:
    with pytest.raises(RuntimeError):
        socket.create_connection(("93.184.216.34", 80), timeout=0.1)
