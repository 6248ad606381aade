"""What every test stands on: no network, a clean environment, the compiled encoder and the demonstration archive."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.archive import Archive
from corpus.demo import ARTICLES
from corpus.embedding.encoder import load_encoder
from corpus.settings import BUNDLED_ENCODER, Settings

_HERE = ("localhost", "127.", "::1", "0.0.0.0")


class NetworkBlocked(RuntimeError):
    """Say that a test reached for the network; no OSError, lest a library takes it for bad luck and goes on."""


@pytest.fixture(scope="session", autouse=True)
def no_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let Python reach this machine only, and no setting of the developer's reach the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("NEWSDESK_")]:
            patch.delenv(name)
        patch.delenv("OPENAI_API_KEY", raising=False)
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("NEWSDESK_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        resolve = socket.getaddrinfo

        def getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
            _allow(host)
            return resolve(host, *rest, **named)

        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _allow(address[0])
        return connect(self, address)

    return guarded


def _allow(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name and not name.startswith(_HERE):
        raise NetworkBlocked(f"a test reached for {name}; tests run without the network")


@pytest.fixture(scope="session")
def models(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the compiled encoder: half a minute the first time, then out of pytest's cache."""
    cache = getattr(request.config, "cache", None)
    folder: Path = tmp_path_factory.mktemp("models") if cache is None else cache.mkdir("encoder")
    load_encoder(BUNDLED_ENCODER, folder).encode(["Ready."])
    return folder


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """Return the folder of an archive with the demonstration articles; tests only read it."""
    folder = tmp_path_factory.mktemp("demo") / "home"
    _lend(models, folder)
    archive = Archive.open(settings=Settings(home=folder))
    archive.ingest([ARTICLES])
    archive.close()
    return folder


@pytest.fixture
def home(tmp_path: Path, models: Path) -> Path:
    """Return an empty archive's folder with the compiled encoder in it, for tests that write."""
    folder = tmp_path / "home"
    _lend(models, folder)
    return folder


def _lend(models: Path, home: Path) -> None:
    home.mkdir(parents=True)
    try:
        (home / "models").symlink_to(models, target_is_directory=True)
    except OSError:  # Windows lets only some users make links
        shutil.copytree(models, home / "models")
