"""An archive with something of everything that can lie in its folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.settings import Settings
from tests.fake_encoder import FakeEncoder
from tests.invented import invented
from tests.writing import write

ARTICLES = 60
FILES = {
    "access/keys.json": '{"format": 1, "keys": []}',
    "audit/2026-11.jsonl": '{"at": "2026-11-30"}\n',
    "conversations/3f2a.json": '{"format": 1, "title": "Ålund"}',
    "feeds/dock strike.xml": "<rss/>",
    "people/ana/briefings/1.json": "{}",
    "research/empty.json": "",
}
LEFT = ("conversations/lock", "monitoring.lock", "conversations/.3f2a.1.tmp", "audit/2026-10.part", "uploads/a/x.pdf")
"""What is under way, and no part of an archive."""

Open = Callable[[Path], Archive]


@pytest.fixture(scope="session")
def open_archive() -> Open:
    """Return what opens an archive; its encoder counts what it embeds."""

    def opened(home: Path, url: str | None = None) -> Archive:
        settings = Settings(home, chroma_url=url)
        return Archive.open(settings=settings, encoder=FakeEncoder(dimensions=32), notice=lambda _: None)

    return opened


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, open_archive: Open) -> Path:
    """Return the folder of an archive; tests do not change it."""
    folder = tmp_path_factory.mktemp("archive")
    home = folder / "home"
    archive = open_archive(home)
    archive.ingest([write(folder / "all.jsonl", *invented(ARTICLES))])
    archive.close()
    for name, text in [*FILES.items(), *((name, "left") for name in LEFT)]:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    with closing(sqlite3.connect(home / "monitoring.sqlite3")) as db, db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE watches (id TEXT)")
        db.execute("INSERT INTO watches VALUES ('strike')")
    return home
