"""Faults of disk, power and hand: what is stored and cannot be found is told or mended, what is damaged is named."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.errors import ArchiveDamaged, ArchiveError
from corpus.indexes import lifecycle
from corpus.settings import Settings
from corpus.storage import index_queue
from corpus.storage.catalog import Catalog
from corpus.types import Scope
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_ALL = Scope()

Opens = Callable[..., Archive]


@pytest.fixture
def notices() -> list[str]:
    return []


@pytest.fixture
def opens(tmp_path: Path, notices: list[str]) -> Iterator[Opens]:
    opened: list[Archive] = []

    def opens(home: Path = tmp_path / "home") -> Archive:
        encoder = FakeEncoder(dimensions=16)
        opened.append(Archive.open(settings=Settings(home), encoder=encoder, notice=notices.append))
        return opened[-1]

    yield opens
    for archive in opened:
        archive.close()


def _ferries(many: int) -> list[dict[str, object]]:
    return [article(f"Ferry {n}", f"Ferry number {n} to Aldmouth carried {n * 7} cars on Friday.") for n in range(many)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "a.jsonl", *_ferries(30))


def _changed_bytes(home: Path, old: bytes, new: bytes) -> None:
    """Change bytes of the catalog's file, as a bad disk does."""
    file = home / "catalog.sqlite3"
    with closing(sqlite3.connect(file)) as catalog:
        catalog.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = file.read_bytes()
    assert old in data and len(old) == len(new)
    file.write_bytes(data.replace(old, new))


def _interrupt(archive: Archive, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an ingest end after it has stored and before it has indexed."""
    with monkeypatch.context() as patch:
        patch.setattr("corpus.indexes.build.index_words", _killed)
        with pytest.raises(KeyboardInterrupt):
            archive.ingest([source], vectors=False)


def _killed(catalog: Catalog, *_: object) -> int:
    if index_queue.lacking(catalog, "in_words"):
        raise KeyboardInterrupt
    return 0


# -- stored, and not indexed


@pytest.mark.parametrize(
    "look",
    [
        lambda archive: archive.search("Which ferry carried cars?", _ALL),
        lambda archive: archive.phrase("to Aldmouth carried", _ALL),
        lambda archive: archive.listing(_ALL, query="Aldmouth"),
    ],
    ids=["search", "phrase", "listing"],
)
def test_what_an_interrupted_ingest_has_stored_is_indexed_first(
    opens: Opens,
    source: Path,
    notices: list[str],
    monkeypatch: pytest.MonkeyPatch,
    look: Callable[[Archive], list[object]],
) -> None:
    _interrupt(opens(), source, monkeypatch)
    found = look(opens())
    assert found
    interrupted = f"The ingest of {source} was interrupted: what it had not read is not in the archive. Run it again."
    assert notices == [interrupted, "30 passages were not searchable yet and are indexed now."]
    again = opens()
    assert look(again) and notices[2:] == [interrupted]
    again.ingest([source])
    assert look(opens()) and len(notices) == 3


@pytest.mark.parametrize("why", ["somebody else writes", "too many"])
def test_what_cannot_be_indexed_now_is_told_once(
    opens: Opens, source: Path, notices: list[str], monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    writing, asking = opens(), opens()
    _interrupt(writing, source, monkeypatch)
    if why == "too many":
        monkeypatch.setattr(lifecycle, "_AT_ONCE", 10)
        asking.search("ferry", _ALL)
        asking.search("ferry", _ALL)
    else:
        with writing._derived.hold():
            asking.search("ferry", _ALL)
            asking.search("ferry", _ALL)
    *_, told = notices
    assert told.startswith("30 stored passages are not searchable yet: ")
    assert len(notices) == (2 if why == "too many" else 1), "one who is at work has not been interrupted"


# -- the vector index


@pytest.mark.parametrize("damage", ["gone", "a file of it gone", "noise", "empty", "text"])
def test_a_vector_index_that_is_gone_is_made_anew_by_the_first_question(
    opens: Opens, source: Path, tmp_path: Path, notices: list[str], damage: str
) -> None:
    archive = opens()
    archive.ingest([source])
    archive.close()
    folder = tmp_path / "home" / "chroma"
    (file,) = folder.rglob("chroma.sqlite3")
    match damage:
        case "gone":
            shutil.rmtree(folder)
        case "a file of it gone":
            file.unlink()
        case "noise":
            file.write_bytes(os.urandom(file.stat().st_size))
        case "empty":
            file.write_bytes(b"")
        case "text":
            file.write_text("no database " * 100)
    again = opens()
    assert again.search("ferry", _ALL)
    assert notices == ["The vector index was damaged or missing; making it anew from the catalog."]
    assert again.check().problems == ()


def test_an_archive_without_vectors_says_nothing_of_them(opens: Opens, source: Path, notices: list[str]) -> None:
    opens().ingest([source], vectors=False)
    assert opens().search("ferry", _ALL)
    assert notices == []


def test_a_vector_index_that_cannot_be_made_anew_now_is_told(
    opens: Opens, source: Path, tmp_path: Path, notices: list[str]
) -> None:
    archive = opens()
    archive.ingest([source])
    archive.close()
    shutil.rmtree(tmp_path / "home" / "chroma")
    with opens()._derived.hold():
        assert opens().search("ferry", _ALL)
    assert len(notices) == 1 and notices[0].startswith(
        "The vector index is damaged or missing, and cannot be made anew"
    )


@pytest.mark.parametrize(("many", "seed"), [(1_100, 0), (1_100, 1), (1_100, 2)])
def test_a_check_finds_vectors_whose_bytes_were_turned_over(
    opens: Opens, tmp_path: Path, many: int, seed: int, notices: list[str]
) -> None:
    """Of few vectors Chroma keeps none in that file: what stands in it then is chance, and is read by nobody."""
    archive = opens()
    archive.ingest([write(tmp_path / "a.jsonl", *_ferries(many))])
    assert archive.check().problems == ()
    archive.close()
    chance = random.Random(seed)
    (file,) = (tmp_path / "home" / "chroma").rglob("data_level0.bin")
    data = bytearray(file.read_bytes())
    for _ in range(40):
        data[chance.randrange(len(data))] ^= 0xFF
    file.write_bytes(data)
    assert any("vector" in problem for problem in opens().check().problems)
    assert opens().repair().problems == ()


# -- the catalog


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"carried 21 cars", b"carried 91 cars"),
        (b"number 3 to Aldmouth", b"number 3 to Oldmouth"),
        (b"number 3 to Aldmouth", b"number 3  o Aldmouth"),
    ],
)
def test_a_changed_text_is_found_by_a_check_and_mended_by_its_source(
    opens: Opens, source: Path, tmp_path: Path, notices: list[str], old: bytes, new: bytes
) -> None:
    archive = opens()
    archive.ingest([source])
    archive.close()
    _changed_bytes(tmp_path / "home", old, new)
    again = opens()
    (problem,) = again.check().problems
    assert "the words of version 1 are not those that were stored" in problem
    report = again.ingest([source])
    assert (report.changed, report.unchanged) == (1, 29)
    assert [note.reason for note in report.remarks] == ["its stored words were damaged, and are whole again"]
    assert again.check().problems == ()
    assert any("carried 21 cars" in hit.passage.text for hit in again.search("Ferry number 3 to Aldmouth", _ALL))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"number 3 to Aldmouth", b"number 3 to Aldm\xffuth"),
        (b"number 3 to Aldmouth", b"number 3 to \xe2\x82dmouth"),
        (b"number 3 to Aldmouth", b"number 3 to \x80\x80\x80\x80\x80\x80\x80\x80"),
        (b"Ferry number 3 to", b"\xc3erry number 3 to"),
    ],
    ids=["a byte", "half a sign", "many", "the first"],
)
def test_one_article_that_is_no_text_any_more_is_left_out_and_named(
    opens: Opens, source: Path, tmp_path: Path, notices: list[str], old: bytes, new: bytes
) -> None:
    archive = opens()
    archive.ingest([source])
    (bad,) = [found.id for found in archive.listing(_ALL) if "number 3 to" in found.text]
    archive.close()
    _changed_bytes(tmp_path / "home", old, new)
    again = opens()
    assert len(again.search("Which ferry to Aldmouth carried cars on Friday?", _ALL)) == 29
    assert len(again.listing(_ALL)) == 29 and len(again.listing(_ALL, query="Aldmouth")) == 29
    assert [notice for notice in notices if bad in notice] == [
        f"The article {bad} is damaged on disk and left out: ingest its source again, which puts the words back, or "
        "`newsdesk remove` it."
    ]
    assert any(bad in problem and "cannot be read" in problem for problem in again.check().problems)
    assert any(bad in problem for problem in again.repair().problems)
    with pytest.raises(ArchiveDamaged, match="ingest its source again"):
        again.article(bad)
    assert again.versions(bad) == []
    assert again.ingest([source]).changed == 1
    assert again.check().problems == () and "number 3 to Aldmouth" in again.article(bad).text


def test_a_damaged_article_can_be_removed_and_its_copies_stay(opens: Opens, tmp_path: Path) -> None:
    long = " ".join(f"The ferry board of Aldmouth met for the {n}th time and spoke of {n} boats." for n in range(40))
    records = [article(f"Board {n}", f"{long} Copy {n}.", url=f"https://c.example/{n}") for n in range(3)]
    archive = opens()
    archive.ingest([write(tmp_path / "a.jsonl", *records)])
    (bad,) = [found.id for found in archive.listing(_ALL) if "Copy 1" in found.text]
    archive.close()
    _changed_bytes(tmp_path / "home", b"Copy 1", b"Cop\xff 1")
    again = opens()
    assert sorted(len(story.copies) for story in again.stories(_ALL)) == [2]
    again.remove(bad)
    assert again.check().problems == () and again.coverage(_ALL).articles == 2


@pytest.mark.parametrize("field", ["authors", "keywords"])
def test_a_list_that_is_none_any_more_leaves_its_article_out(
    opens: Opens, source: Path, tmp_path: Path, field: str
) -> None:
    opens().ingest([source], vectors=False)
    with closing(sqlite3.connect(tmp_path / "home" / "catalog.sqlite3")) as catalog:
        catalog.execute(f"UPDATE articles SET {field} = '[\"Ann' WHERE title = 'Ferry 4'")
        catalog.commit()
    assert len(opens().search("ferry to Aldmouth", _ALL)) == 29


# -- rights


def _rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_archive_is_its_owners_alone(opens: Opens, source: Path, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        opens().ingest([source])
    finally:
        os.umask(before)
    assert _rights(tmp_path / "home") == 0o700
    for file in (tmp_path / "home").glob("catalog.sqlite3*"):
        assert _rights(file) == 0o600, file.name
    assert _rights(tmp_path / "home" / "lock") == 0o600


def test_a_folder_that_was_there_keeps_its_rights_and_what_is_in_it_is_closed(
    opens: Opens, source: Path, tmp_path: Path
) -> None:
    home = tmp_path / "shared"
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    before = os.umask(0o022)
    try:
        opens(home).ingest([source])
    finally:
        os.umask(before)
    assert _rights(home) == 0o755
    assert _rights(home / "catalog.sqlite3") == 0o600
    assert {_rights(home / name) for name in ("words", "chroma")} == {0o700}


# -- read only


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Make a folder one that cannot be written to, for root as well."""

    def freeze(home: Path) -> None:
        for path in [home, *home.rglob("*")]:
            path.chmod(0o500 if path.is_dir() else 0o400)
        allowed = os.access

        def access(path: str | os.PathLike[str], mode: int, **rest: bool) -> bool:
            return not (mode & os.W_OK and Path(path).is_relative_to(home)) and allowed(path, mode, **rest)

        monkeypatch.setattr(os, "access", access)

    return freeze


def _contents(home: Path) -> dict[str, bytes]:
    """Return the files of an archive but for SQLite's own, which root may make also where the test forbids it."""
    files = (path for path in home.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "sqlite3-wal")))
    return {str(path.relative_to(home)): path.read_bytes() for path in files}


@pytest.mark.parametrize("vectors", [True, False])
def test_an_archive_that_cannot_be_written_to_is_read_and_stays_as_it_is(
    opens: Opens, source: Path, tmp_path: Path, notices: list[str], frozen: Callable[[Path], None], vectors: bool
) -> None:
    archive = opens()
    archive.ingest([source], vectors=vectors)
    archive.close()
    home = tmp_path / "home"
    before = _contents(home)
    frozen(home)
    again = opens()
    assert len(again.search("Which ferry carried cars?", _ALL)) == 30
    assert again.phrase("to Aldmouth carried", _ALL) and again.listing(_ALL, query="ferry")
    assert again.check().problems == () and again.status().articles == 30
    with pytest.raises(ArchiveError, match="cannot be written to"):
        again.ingest([source])
    with pytest.raises(ArchiveError, match="cannot be written to"):
        again.withdraw(again.listing(_ALL)[0].id)
    again.close()
    assert _contents(home) == before and notices == []


def test_what_the_last_writer_left_in_the_log_is_read_too(
    opens: Opens, source: Path, tmp_path: Path, frozen: Callable[[Path], None]
) -> None:
    writing = opens()
    writing.ingest([source])
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / "home", copy)
    assert (copy / "catalog.sqlite3-wal").stat().st_size
    (copy / "catalog.sqlite3-shm").unlink(missing_ok=True)
    before = _contents(copy)
    frozen(copy)
    again = opens(copy)
    assert again.coverage(_ALL).articles == 30 and len(again.search("ferry", _ALL)) == 30
    again.close()
    assert _contents(copy) == before


def test_a_mount_that_cannot_be_written_to_is_read(opens: Opens, source: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("needs the right to mount, on Linux")
    archive = opens()
    archive.ingest([source])
    archive.close()
    home = tmp_path / "home"
    code = (
        "from corpus.archive import Archive; from corpus.settings import Settings; from corpus.types import Scope\n"
        "from tests.fake_encoder import FakeEncoder; from pathlib import Path\n"
        f"archive = Archive.open(settings=Settings(Path({str(home)!r})), encoder=FakeEncoder(dimensions=16))\n"
        "print(len(archive.search('ferry', Scope())), archive.check().problems)"
    )
    mount = f'mount --bind "{home}" "{home}" && mount -o remount,bind,ro "{home}" && exec "$0" -c "$1"'
    ended = subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, sys.executable, code], capture_output=True, text=True, check=False
    )
    assert ended.stdout.strip() == "30 ()", ended.stderr
