"""Real servers over copies of the demonstration archive, on loopback."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from assistant.assistant import Assistant
from assistant.server.application import make_application
from assistant.server.service import Service
from assistant.server.settings import ServerSettings

Serve = Callable[..., str]


@contextmanager
def running(service: Service) -> Iterator[str]:
    """Serve, on a free port, and give the address."""
    config = uvicorn.Config(make_application(service), port=0, log_level="warning", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended before it could be reached"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)


@pytest.fixture(scope="session")
def copied(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Return what makes a fresh copy of the demonstration archive: what is kept stays in the copy."""

    def copy() -> Path:
        home = tmp_path_factory.mktemp("served") / "home"
        left = shutil.ignore_patterns("conversations", "briefings", "lock")
        shutil.copytree(demo_home, home, symlinks=True, ignore=left)
        return home

    return copy


@pytest.fixture(scope="session")
def opened(copied: Callable[[], Path]) -> Iterator[Assistant]:
    """Return an assistant over a copy, which tests that do not write share."""
    assistant = Assistant.open(copied())
    yield assistant
    assistant.archive.close()


@pytest.fixture(scope="session")
def address(opened: Assistant) -> Iterator[str]:
    """Serve it without access control, as on a laptop."""
    with running(Service.over(opened, ServerSettings(rate=""))) as url:
        yield url


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """Return a client of that server."""
    with httpx.Client(base_url=address, timeout=120) as one:
        yield one
