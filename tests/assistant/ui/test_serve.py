"""Whom the page answers, and whom it never asks."""

from __future__ import annotations

import base64
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.errors import NotAllowed
from assistant.server.access.provider import Provider, ProviderFile
from assistant.ui import launch, serve
from tests.assistant.conftest import served


@pytest.fixture(scope="module")
def page(demo_home: Path) -> Iterator[int]:
    with served(demo_home) as address:
        yield int(urlsplit(address).port or 0)


def _shake(port: int, host: str, origin: str) -> str:
    """Ask for the page's WebSocket, and return the first line of the answer."""
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        return _shaken(line, host, origin)


def _shaken(line: socket.socket, host: str, origin: str) -> str:
    line.settimeout(20)
    key = base64.b64encode(os.urandom(16)).decode()
    line.sendall(
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nOrigin: {origin}\r\n\r\n".encode()
    )
    return line.recv(200).split(b"\r\n")[0].decode()


@pytest.mark.parametrize(
    ("host", "origin", "opens"),
    [
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}", True),
        ("localhost:{port}", "http://localhost:{port}", True),
        ("evil.example:{port}", "http://evil.example:{port}", False),
        ("evil.example", "http://evil.example", False),
        ("127.0.0.1.evil.example:{port}", "http://127.0.0.1.evil.example:{port}", False),
        ("localhost.evil.example", "http://localhost.evil.example", False),
        ("127.0.0.1:{port}", "http://evil.example:{port}", False),
        ("127.0.0.1:{port}", "null", False),
        ("user@localhost:{port}", "http://user@localhost:{port}", False),
        ("10.0.0.7:{port}", "http://10.0.0.7:{port}", False),
    ],
)
def test_the_page_opens_to_this_machines_own_names_alone(page: int, host: str, origin: str, opens: bool) -> None:
    answer = _shake(page, host.format(port=page), origin.format(port=page))
    assert (" 101 " in answer) is opens, answer


def test_a_refused_origin_makes_streamlit_ask_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixture of all tests guards the sockets; here each request is counted, too."""
    from streamlit import net_util
    from streamlit.web.server.server_util import is_url_from_allowed_origins

    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, getattr(net_util, name))  # put back afterwards
    asked: list[object] = []
    monkeypatch.setattr(socket, "socket", lambda *given, **_: asked.append(given))
    serve.keep_to_itself()
    assert not is_url_from_allowed_origins("http://evil.example:8501")
    assert is_url_from_allowed_origins("http://localhost:8501")
    assert asked == []


def test_the_page_is_started_so() -> None:
    command = launch.command()
    assert command[1:4] == ["-m", "assistant.ui.serve", "run"]
    assert {"--server.allowedHosts=127.0.0.1", "--server.allowedHosts=localhost"} <= set(command)
    assert "--browser.serverAddress=127.0.0.1" in command


def test_a_page_that_others_reach_asks_for_a_login_and_answers_to_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class Page:
        def __init__(self, arguments: list[str], **_: object) -> None:
            started.append(arguments)

        def __enter__(self) -> Page:
            return self

        def __exit__(self, *_: object) -> None: ...

        def wait(self, _: float = 0) -> int:
            return 0

        def terminate(self) -> None: ...

    monkeypatch.setattr("assistant.ui.launch.subprocess.Popen", Page)
    with pytest.raises(NotAllowed, match=r"at 0\.0\.0\.0 anybody .*`newsdesk people provider`.*--open"):
        launch.run(home=tmp_path, host="0.0.0.0")
    assert started == []
    launch.run(home=tmp_path, host="0.0.0.0", open_to_all=True)
    provider = Provider("https://login.example.org", "newsdesk", "secret", "https://News.example.org:8443/")
    ProviderFile(tmp_path).write(provider)
    monkeypatch.setenv("NEWSDESK_HOSTS", "news.lan, 10.0.0.7")
    launch.run(home=tmp_path, host="0.0.0.0")
    for arguments in started:
        assert [flag for flag in arguments if flag.startswith("--server.address")] == ["--server.address=0.0.0.0"]
    names = [[flag[22:] for flag in each if flag.startswith("--server.allowedHosts=")] for each in started]
    assert names[0] == ["127.0.0.1", "localhost"]
    assert names[1] == ["127.0.0.1", "localhost", "news.lan", "10.0.0.7", "news.example.org"]


def test_a_page_with_a_name_opens_to_it_and_to_no_other(demo_home: Path) -> None:
    with served(demo_home, names=("news.example.org",)) as address:
        port = int(urlsplit(address).port or 0)
        for host, origin, opens in (
            ("news.example.org", "https://news.example.org", True),
            ("news.example.org", "https://evil.example", False),
            ("evil.example", "https://evil.example", False),
        ):
            assert (" 101 " in _shake(port, host, origin)) is opens
