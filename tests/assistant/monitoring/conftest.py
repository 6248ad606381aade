"""An archive to fill, the watch's memory beside it, a clock that is set by hand, and a site that changes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.monitoring.filling import run_sources
from assistant.monitoring.storage import source_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Run
from corpus import Archive, Limits, Settings, Source
from tests.corpus.web_server import Site, serving
from tests.fake_encoder import FakeEncoder

QUICK = Limits(size=200_000, wait=0.4, total=1.0, pause=0.0)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Clock:
    """Give a moment that a test sets."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)  # a Wednesday

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


class Filled:
    """Run sources over a real site into a real archive."""

    def __init__(self, home: Path, site: Site, clock: Clock) -> None:
        self.archive = Archive(Settings(home=home), encoder=FakeEncoder())
        self.db = Database(home)
        self.site, self.clock = site, clock

    def add(self, source_id: str, kind: str, address: str, **more: object) -> Source:
        source = Source(source_id, kind, address, private=True, **more)  # type: ignore[arg-type]
        source_records.add_source(self.db, source, self.clock())
        return source

    def run(self, *names: str) -> list[Run]:
        chosen = [source_records.get_source(self.db, name) for name in names]
        chosen = chosen or source_records.due_sources(self.db, self.clock())
        return run_sources(self.archive, self.db, chosen, now=self.clock, limits=QUICK)

    def titles(self) -> list[str]:
        from corpus import Scope

        return sorted(article.title for article in self.archive.listing(Scope()))

    def close(self) -> None:
        self.archive.close()
        self.db.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def filled(tmp_path: Path, site: Site, clock: Clock) -> Iterator[Filled]:
    home = tmp_path / "home"
    home.mkdir()
    desk = Filled(home, site, clock)
    yield desk
    desk.close()


_SENTENCES = (
    "{subject} kept {city} waiting on the third day, and the ministry said that it would not comment before Friday.",
    "Officials in {city} counted forty lorries outside the gate, the longest queue since the spring of last year.",
    "A spokesman for the union told reporters that {subject} would be put to a vote of all members next week.",
    "Shops near the square in {city} closed early, and the mayor asked people to stay at home in the evening.",
)


def page(title: str, *, city: str = "Ansel", day: str = "2026-03-04", more: str = "") -> str:
    """Return an article's page as outlets have them."""
    text = "".join(f"<p>{line.format(subject=title, city=city)}</p>" for line in _SENTENCES)
    head = f'<title>{title}</title><meta property="article:published_time" content="{day}T07:00:00Z">'
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{text}<p>{more}</p></article></body></html>"


def feed(site: Site, *paths: str) -> str:
    """Return a feed that links to pages."""
    items = "".join(
        f"<item><title>{path.strip('/')}</title><link>{site.base}{path}</link>"
        "<pubDate>Wed, 04 Mar 2026 07:00:00 GMT</pubDate><description>In short.</description></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'
