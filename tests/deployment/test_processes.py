"""What compose.yaml runs, run without containers: the same commands, variables and health checks, on free ports."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import oidc_provider_mock
import pytest

from assistant.server.access.provider import ProviderFile
from corpus import make_backup
from tests.assistant.ui.test_serve import _shake, _shaken
from tests.deployment.container_files import ROOT, compose, environment, interpolated
from tests.token_proxy import token_proxy

_SITE, _TOKEN = "news.example.org", "e1f0c2"
_GIVEN = {"SITE": _SITE, "CHROMA_TOKEN": _TOKEN}
_NEWSDESK = [sys.executable, "-c", "from assistant.cli import main; main()"]
_PROGRAMS = {
    "newsdesk": _NEWSDESK, "python": [sys.executable], "chroma": [str(Path(sys.executable).with_name("chroma"))]
}  # fmt: skip


def _free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


class Site:
    """Run the services of compose.yaml, with folders for its volumes and free ports for its own."""

    def __init__(self, folder: Path) -> None:
        self._ports = {port: _free_port() for port in ("8000", "8501", "8600")}
        self._volumes = {"/archive": folder / "archive", "/vectors": folder / "vectors"}
        for volume in self._volumes.values():
            volume.mkdir()
        self.home = self._volumes["/archive"] / "home"
        self.chroma = ""

    def port(self, service: str) -> str:
        return self._ports[compose()["services"][service]["command"][-1]]

    def here(self, word: str) -> str:
        for volume, folder in self._volumes.items():
            if word.startswith(volume):
                return word.replace(volume, str(folder), 1)
        for port, free in self._ports.items():
            word = free if word == port else word.replace(f"127.0.0.1:{port}", f"127.0.0.1:{free}")
        return self.chroma if word == "http://proxy:8000" else word

    def environment(self, service: str) -> dict[str, str]:
        given = {name: self.here(value) for name, value in environment(service, _GIVEN).items()}
        given.pop("NEWSDESK_CACHE", None)  # compiled models are the tests' own
        return {**os.environ, "PYTHONPATH": str(ROOT), **given}

    def command(self, words: Sequence[str]) -> list[str]:
        return [*_PROGRAMS[words[0]], *map(self.here, words[1:])]

    def run(self, service: str, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        environment = self.environment(service)
        return subprocess.run(
            self.command(words), env=environment, input=typed, capture_output=True, text=True, timeout=120
        )

    @contextmanager
    def started(self, service: str) -> Iterator[subprocess.Popen[bytes]]:
        command = self.command(compose()["services"][service]["command"])
        log = self.home.parents[1] / f"{service}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(command, env=self.environment(service), stdout=file, stderr=file)
        with process:
            try:
                self._wait_till_healthy(service, process, log)
                yield process
            finally:
                process.terminate()

    def _wait_till_healthy(self, service: str, process: subprocess.Popen[bytes], log: Path) -> None:
        test = compose()["services"][service]["healthcheck"]["test"]
        until = time.monotonic() + 180
        while time.monotonic() < until and process.poll() is None:
            if self.run(service, *test[1:]).returncode == 0:
                return
            time.sleep(0.5)
        pytest.fail(f"{service} did not become healthy: {log.read_text(errors='replace')[-2_000:]}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, demo_home: Path) -> Iterator[Site]:
    """Run Chroma, with a proxy before it that asks for the token, and move an archive there from another machine."""
    site = Site(tmp_path_factory.mktemp("containers"))
    with site.started("chroma"), token_proxy(f"http://127.0.0.1:{site.port('chroma')}", _TOKEN) as address:
        site.chroma = address
        make_backup(demo_home, site.home.with_name("moved.newsdesk"))
        done = site.run("api", "newsdesk", "restore", "/archive/moved.newsdesk")
        assert (done.returncode, done.stderr) == (0, "")
        (site.home / "models").symlink_to((demo_home / "models").resolve())
        yield site


@pytest.mark.parametrize("service", ["app", "api"])
def test_nothing_is_open_before_there_is_a_key_or_a_login(site: Site, service: str) -> None:
    done = site.run(service, *compose()["services"][service]["command"])
    assert done.returncode == 1
    assert "at 0.0.0.0 anybody who reaches this machine could" in done.stderr


@pytest.fixture(scope="module")
def key(site: Site) -> Iterator[str]:
    """Name a login and make a key as the README says, and start page and API."""
    with ExitStack() as stack:
        login = stack.enter_context(oidc_provider_mock.run_server_in_thread())
        provider = f"http://localhost:{login.server_port}"
        named = ("--client-id", "newsdesk", "--client-secret-file", "-", "--page", f"https://{_SITE}")
        done = site.run("app", "newsdesk", "people", "provider", provider, *named, typed="s3cret\n")
        assert done.returncode == 0, done.stderr
        named_provider = ProviderFile(site.home).provider()
        assert named_provider is not None and named_provider.client_secret == "s3cret"
        made = site.run("api", "newsdesk", "keys", "create", "wiki bot")
        assert made.returncode == 0, made.stderr
        stack.enter_context(site.started("api"))
        stack.enter_context(site.started("app"))
        yield made.stdout.strip()


def test_the_api_answers_who_has_a_key_out_of_vectors_behind_the_token(site: Site, key: str) -> None:
    address = f"http://127.0.0.1:{site.port('api')}"
    with httpx.Client(base_url=address, timeout=120, headers={"Host": _SITE}) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert client.get("/ready").json() == {"status": "ready"}
        assert client.get("/v1/status").status_code == 401
        assert client.get("/health", headers={"Host": "evil.example"}).status_code == 400
        client.headers["Authorization"] = f"Bearer {key}"
        assert client.get("/v1/status").json()["articles"] == 78
        answer = client.post("/v1/ask", json={"question": "How many people died in the Brenna flood?"}).json()
        assert answer["status"] == "answered"
        assert answer["citations"]
    checked = site.run("api", "newsdesk", "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "244 by meaning" in checked.stdout
    vectors = f"{site.chroma}/api/v2/tenants/default_tenant/databases/default_database/collections"
    assert httpx.get(vectors).status_code == 401
    collections = httpx.get(vectors, headers={"Authorization": f"Bearer {_TOKEN}"}).json()
    assert [one["name"].startswith("passages-") for one in collections] == [True]


def test_the_page_answers_to_its_name_and_asks_for_a_login(site: Site, key: str) -> None:
    port = int(site.port("app"))
    assert httpx.get(f"http://127.0.0.1:{port}/", headers={"Host": _SITE}).status_code == 200
    assert " 101 " in _shake(port, _SITE, f"https://{_SITE}")
    assert " 101 " not in _shake(port, "evil.example", "https://evil.example")
    assert " 101 " not in _shake(port, _SITE, "https://evil.example")


def test_a_backup_is_made_beside_them_and_restored_to_the_same_server(site: Site, key: str) -> None:
    done = site.run("api", "newsdesk", "backup", "/archive/night.newsdesk")
    assert (done.returncode, done.stderr) == (0, "")
    done = site.run("api", "newsdesk", "--home", "/archive/second", "restore", "/archive/night.newsdesk")
    assert (done.returncode, done.stderr) == (0, "")
    for home in ("/archive/home", "/archive/second"):
        checked = site.run("api", "newsdesk", "--home", home, "check")
        assert "No problems found" in checked.stdout, checked.stdout


@contextmanager
def _caddy(site: Site, folder: Path) -> Iterator[dict[str, str]]:
    """Run Caddy with the file's own configuration, on other ports and with certificates of its own; give the ports."""
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("needs Caddy: install the package `caddy` (Debian)")
    ports = {name: _free_port() for name in ("80", "443", "8443", "8000", "2019")}
    text = interpolated(compose()["configs"]["caddyfile"]["content"], {})
    for service in ("app", "api", "chroma"):
        inner = compose()["services"][service]["command"][-1]
        text = text.replace(f"{service}:{inner}", f"127.0.0.1:{site.port(service)}")
    text = text.replace("{$SITE}:8443", f"{{$SITE}}:{ports['8443']}").replace(
        "http://:8000", f"http://:{ports['8000']}"
    )
    own = f"admin 127.0.0.1:{ports['2019']}\nhttp_port {ports['80']}\nhttps_port {ports['443']}"
    (folder / "Caddyfile").write_text(f"{{\n{own}\nlocal_certs\nskip_install_trust\n}}\n{text}", encoding="utf-8")
    folders = {f"XDG_{name}_HOME": str(folder) for name in ("DATA", "CONFIG")}
    given = {**os.environ, **environment("proxy", _GIVEN), **folders, "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        caddy = subprocess.Popen([program, "run"], cwd=folder, env=given, stdout=log, stderr=log)
    with caddy:
        try:
            health = compose()["services"]["proxy"]["healthcheck"]["test"][-1].replace("2019", ports["2019"])
            until = time.monotonic() + 30
            while not _answers(health):
                assert time.monotonic() < until and caddy.poll() is None, (folder / "log").read_text()[-2_000:]
                time.sleep(0.1)
            yield ports
        finally:
            caddy.terminate()


def _answers(address: str) -> bool:
    try:
        return httpx.get(address).status_code == 200
    except httpx.TransportError:
        return False


def test_caddy_gives_page_and_api_one_name_and_keeps_chroma_behind_the_token(
    site: Site, key: str, tmp_path: Path
) -> None:
    with _caddy(site, tmp_path) as ports, httpx.Client(verify=False, timeout=120, headers={"Host": _SITE}) as client:

        def get(port: str, path: str, **headers: str) -> httpx.Response:
            address = f"{'http' if port == '8000' else 'https'}://127.0.0.1:{ports[port]}{path}"
            return client.get(address, headers=headers, extensions={"sni_hostname": _SITE})

        assert "<title>Streamlit</title>" in get("443", "/library").text
        assert get("443", "/v1/status").json()["status"] == 401
        assert get("443", "/v1/status", Authorization=f"Bearer {key}").json()["articles"] == 78
        assert get("443", "/health").headers["content-type"].startswith("text/html"), "of the API, for its own network"
        for port in ("8443", "8000"):
            assert get(port, "/api/v2/heartbeat").status_code == 401
            assert get(port, "/api/v2/heartbeat", Authorization="Bearer e1f0").status_code == 401
            assert get(port, "/api/v2/heartbeat", Authorization=f"Bearer {_TOKEN}").status_code == 200
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        for origin, opens in ((f"https://{_SITE}", True), ("https://evil.example", False)):
            with socket.create_connection(("127.0.0.1", int(ports["443"])), 20) as line:
                answer = _shaken(context.wrap_socket(line, server_hostname=_SITE), _SITE, origin)
            assert (" 101 " in answer) is opens


def test_a_wrong_token_is_named(site: Site, key: str) -> None:
    wrong = {**site.environment("api"), "NEWSDESK_CHROMA_TOKEN": "wrong"}
    command = site.command(["newsdesk", "check", "--repair"])
    done = subprocess.run(command, env=wrong, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "NEWSDESK_CHROMA_TOKEN" in done.stderr
    assert "wrong" not in done.stderr
    assert site.run("api", "newsdesk", "check", "--repair").returncode == 0
