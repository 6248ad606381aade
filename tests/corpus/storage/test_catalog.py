"""The catalog: versions, transactions, refusals to open, full disks."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import ArchiveDamaged, ArchiveError, ArticleNotFound
from corpus.ingestion import upsert
from corpus.storage import articles, index_queue, passages, statistics
from corpus.storage.catalog import Catalog
from corpus.storage.schema import SCHEMA_VERSION
from corpus.types import Article, Mark, Scope
from tests.fake_encoder import FakeEncoder


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite3")


def _put(catalog: Catalog, i: str, text: str = "The dam broke.", **facts: object) -> Article:
    article = Article(id=i, title="Dam", text=text, **facts)  # type: ignore[arg-type]
    upsert.put(catalog, FakeEncoder(), article)
    return article


def test_an_article_comes_back_as_it_was(catalog: Catalog) -> None:
    put = _put(
        catalog, "a", "Sätze 😀.\n\nZwei.", outlet="Courier", published="2025-03-12T10:00:00+01:00",
        authors=("A B", "C"), keywords=("x",), section="News", url="https://courier.example/a", source="f:1",
        slugline="dam-break", note="Eds: adds figure.", caveats=("read by OCR",),
        marks=(Mark(0, "page", "1"), Mark(9, "page", "2")),
    )  # fmt: skip
    assert articles.get(catalog, "a") == put
    assert [getattr(put.mark_at(at), "label", None) for at in (0, 8, 9, 14)] == ["1", "1", "2", "2"]
    with pytest.raises(ArticleNotFound, match="newsdesk articles"):
        articles.get(catalog, "b")


def test_more_ids_than_one_statement_takes(catalog: Catalog) -> None:
    with catalog.transaction():
        for i in range(2500):
            _put(catalog, f"a{i}")
    ids = [f"a{i}" for i in range(3000)]
    assert len(articles.by_id(catalog, ids)) == 2500
    assert len(passages.spans(catalog, [f"{i}.1.0" for i in ids], Scope())) == 2500
    index_queue.store_vectors(
        catalog, [d for d, _ in index_queue.lacking_vector(catalog, 9)], FakeEncoder().encode(["x"])
    )
    assert len(passages.vectors(catalog, [f"{i}.1.0" for i in ids])) == 2500


def test_a_version_keeps_the_moment_when_it_came(catalog: Catalog) -> None:
    _put(catalog, "a")
    with catalog.transaction():
        catalog.execute("UPDATE versions SET added = '2001-01-01'")
        catalog.execute("UPDATE articles SET added = '2001-01-01'")
    _put(catalog, "a", outlet="Courier")  # the same text, a fact was corrected
    assert [version.added for version in articles.versions(catalog, "a")] == ["2001-01-01"]
    assert articles.get(catalog, "a").outlet == "Courier"


def test_a_transaction_happens_whole_or_not_at_all(catalog: Catalog) -> None:
    with pytest.raises(ZeroDivisionError), catalog.transaction():
        _put(catalog, "a")
        assert articles.state(catalog, "a") is not None, "it sees what it has done"
        raise ZeroDivisionError
    assert articles.state(catalog, "a") is None
    _put(catalog, "a")
    assert articles.state(catalog, "a") is not None


def test_another_thread_reads_while_one_writes(catalog: Catalog) -> None:
    _put(catalog, "a")
    seen: list[bool] = []
    with catalog.transaction():
        _put(catalog, "b")
        thread = threading.Thread(target=lambda: seen.append(len(articles.by_id(catalog, ["a", "b"])) == 1))
        thread.start()
        thread.join(timeout=5)
        assert seen == [True], "the reader waited, or saw what is not settled yet"
    assert len(articles.by_id(catalog, ["a", "b"])) == 2


def test_what_is_remembered_is_forgotten_when_something_changes(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def count() -> int:
        made.append(catalog.one("SELECT count(*) FROM meta"))
        return made[-1]

    first = catalog.remembered("count", count)
    assert catalog.remembered("count", count) == first == catalog.remembered("count", lambda: -1)
    catalog.set_meta("new", "1")
    assert catalog.remembered("count", count) == first + 1
    other = Catalog(tmp_path / "catalog.sqlite3")
    other.set_meta("from another process", "1")
    other.close()
    assert catalog.remembered("count", count) == first + 2
    with catalog.transaction():
        catalog.execute("INSERT INTO meta VALUES ('not yet', '1')")
        assert catalog.remembered("count", count) == first + 3
    assert catalog.remembered("count", count) == first + 3
    monkeypatch.setattr("corpus.storage.catalog._FRESH", 0.0)
    assert catalog.remembered("count", lambda: -1) == -1, "an embargo ends without a change"


def test_a_full_disk_loses_nothing_and_says_what_to_do(catalog: Catalog) -> None:
    _put(catalog, "a")
    (size,) = catalog._db.execute("PRAGMA page_count").fetchone()
    catalog._db.execute(f"PRAGMA max_page_count = {size + 2}")
    with pytest.raises(ArchiveError, match=r"disk is full.*make room"):
        _put(catalog, "b", "A long sentence. " * 5000)
    assert articles.state(catalog, "b") is None
    assert articles.get(catalog, "a").text == "The dam broke."
    catalog._db.execute("PRAGMA max_page_count = 1000000")
    _put(catalog, "b", "A long sentence. " * 5000)
    assert catalog.problems() == []


def test_a_commit_that_fails_is_rolled_back(catalog: Catalog) -> None:
    catalog._db.execute("PRAGMA foreign_keys = ON")
    catalog._db.execute("CREATE TABLE child (of TEXT REFERENCES meta (key) DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(ArchiveDamaged), catalog.transaction():
        catalog.execute("INSERT INTO child VALUES ('nobody')")  # is looked at when it is committed
    _put(catalog, "a")
    assert articles.state(catalog, "a") is not None


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    path.write_bytes(b"no database at all, " * 500)
    with pytest.raises(ArchiveDamaged, match=r"not a Newsdesk catalog.*restore it from a copy"):
        Catalog(path)
    assert path.read_bytes().startswith(b"no database"), "and it is left alone"


def test_a_catalog_that_is_cut_off(catalog: Catalog, tmp_path: Path) -> None:
    with catalog.transaction():
        for i in range(300):
            _put(catalog, f"a{i}", f"The dam number {i} broke. " * 40)
    catalog.close()
    path = tmp_path / "catalog.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ArchiveDamaged, match="restore it from a copy"):
        articles.by_id(Catalog(path), [f"a{i}" for i in range(300)])


def test_a_newer_catalog_is_refused_and_left_alone(catalog: Catalog, tmp_path: Path) -> None:
    catalog.set_meta("schema", "999")
    with catalog.transaction():
        catalog.execute("DROP TABLE vectors")
    catalog.close()
    with pytest.raises(ArchiveError, match="update Newsdesk"):
        Catalog(tmp_path / "catalog.sqlite3")
    tables = sqlite3.connect(tmp_path / "catalog.sqlite3").execute("SELECT name FROM sqlite_master").fetchall()
    assert ("vectors",) not in tables


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be made"):
        Catalog(tmp_path / "file" / "home" / "catalog.sqlite3")
    (tmp_path / "catalog.sqlite3").mkdir()
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Catalog(tmp_path / "catalog.sqlite3")


def test_processes_that_make_it_at_the_same_time(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from corpus.storage.catalog import Catalog\n"
        "Catalog(Path(sys.argv[1])).identity()"
    )
    for number in range(3):
        path = tmp_path / str(number) / "catalog.sqlite3"
        started = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(4)]
        assert [process.wait(60) for process in started] == [0] * 4


def test_listing_is_newest_first_and_the_undated_last(catalog: Catalog) -> None:
    _put(catalog, "old", published="2025-03-01", outlet="Flash")
    _put(catalog, "undated")
    _put(catalog, "morning", published="2025-03-12T08:00:00+00:00", outlet="Courier")
    _put(catalog, "noon", published="2025-03-12T12:00:00+00:00", outlet="Courier")
    assert [a.id for a in articles.listing(catalog, Scope(), limit=9)] == ["noon", "morning", "old", "undated"]
    assert [a.id for a in articles.listing(catalog, Scope(), limit=2, offset=1)] == ["morning", "old"]
    assert statistics.outlets(catalog) == [("Courier", 2), ("Flash", 1)]
    assert [(day, count) for day, _, count in statistics.per_day(catalog)] == [
        (date(2025, 3, 1), 1),
        (date(2025, 3, 12), 2),
    ]
    articles.set_withdrawn(catalog, "old", True)
    assert statistics.outlets(catalog) == [("Courier", 2)]
    assert [day for day, _, _ in statistics.per_day(catalog)] == [date(2025, 3, 12)]
    assert statistics.coverage(catalog, Scope()).articles == 3


def test_a_book_is_read_once_not_once_a_passage(catalog: Catalog) -> None:
    _put(
        catalog,
        "book",
        "".join(f"The sentence number {i} of a very long book is not short at all. " for i in range(30_000)),
    )
    entries = index_queue.lacking_words(catalog, 10_000)
    assert len(entries) > 1500
    assert len(index_queue.lacking_vector(catalog, 10_000)) == len(entries)


_SCHEMA_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO meta VALUES ('schema', '1');
CREATE TABLE articles (
    id TEXT PRIMARY KEY, url TEXT, title TEXT NOT NULL, outlet TEXT, published TEXT, day INTEGER,
    authors TEXT NOT NULL, section TEXT, keywords TEXT NOT NULL, source TEXT NOT NULL,
    version INTEGER NOT NULL, digest TEXT NOT NULL, added TEXT NOT NULL,
    passages INTEGER NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE versions (
    article_id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, added TEXT NOT NULL,
    digest TEXT NOT NULL, PRIMARY KEY (article_id, number)
);
INSERT INTO articles VALUES ('a', NULL, 'Dam', 'Courier', '2025-03-12', 1741737600, '["Ann Ash"]', NULL, '[]', 'a.md',
    1, 'd', '2025-03-12T00:00:00+00:00', 0, 0);
INSERT INTO versions VALUES ('a', 1, 'Dam', 'The dam broke.', '2025-03-12T00:00:00+00:00', 'd');
"""


def test_an_older_catalog_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    with sqlite3.connect(path) as old:
        old.executescript(_SCHEMA_1)
    old.close()
    for _ in range(2):
        catalog = Catalog(path)
        found = articles.get(catalog, "a")
        assert (found.text, found.authors, found.kind, found.pubstatus) == (
            "The dam broke.", ("Ann Ash",), "news", "usable"
        )  # fmt: skip
        assert statistics.coverage(catalog, Scope()).articles == 1
        articles.put_facts(catalog, replace(found, corrections=("Corrected.",), embargo="2099-01-01T00:00:00Z"))
        assert articles.get(catalog, "a").corrections == ("Corrected.",)
        assert articles.standings(catalog, ["a", "b"])["a"].barred == "under embargo until 2099-01-01T00:00:00Z"
        assert articles.standings(catalog, ["b"])["b"].version == 0
        articles.put_facts(catalog, found)
        assert catalog.meta("schema") == str(SCHEMA_VERSION)
        catalog.close()
