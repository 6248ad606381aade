"""Damaged indexes: each is made anew from the catalog, without embedding again, or refused with the repair's name."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.errors import ArchiveDamaged
from corpus.settings import Settings
from corpus.types import Scope
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_ARTICLES = 1200  # beyond Chroma's threshold (1,000) for writing its graph to disk
_QUERY = "The flood number 77 reached the mill of town 27 by night."

Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a whole archive, to be copied and damaged."""
    folder = tmp_path_factory.mktemp("whole")
    records = (
        article(f"Flood {i}", f"The flood number {i} reached the mill of town {i % 50} by night.")
        for i in range(_ARTICLES)
    )
    archive = Archive.open(settings=Settings(folder / "home"), encoder=FakeEncoder(dimensions=16))
    archive.ingest([write(folder / "a.jsonl", *records)])
    archive.close()
    return folder / "home"


def _halve(folder: Path, pattern: str) -> None:
    files = [file for file in folder.glob(pattern) if file.is_file() and file.stat().st_size > 1]
    assert files, pattern
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _delete(folder: Path, pattern: str) -> None:
    found = list(folder.glob(pattern))
    assert found, pattern
    for path in found:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _overwrite(folder: Path, pattern: str) -> None:
    (file,) = folder.glob(pattern)
    file.write_bytes(b"no database " * 4000)


def _garble(folder: Path, pattern: str, *, share: float = 1.0) -> None:
    """Put noise into the last part of a file, whose size stays."""
    files = [file for file in folder.glob(pattern) if file.stat().st_size]
    assert files, pattern
    for file in files:
        whole = file.read_bytes()
        kept = int(len(whole) * (1 - share))
        file.write_bytes(whole[:kept] + random.Random(kept).randbytes(len(whole) - kept))


_DAMAGES: dict[str, Damage] = {
    "chroma deleted": lambda home: _delete(home, "chroma"),
    "chroma graph deleted": lambda home: _delete(home, "chroma/*/*-*"),
    "chroma graph cut": lambda home: _halve(home, "chroma/*/*/*"),
    "chroma graph data cut": lambda home: _halve(home, "chroma/*/*/data_level0.bin"),
    "chroma graph header cut": lambda home: _halve(home, "chroma/*/*/header.bin"),
    "chroma graph index cut": lambda home: _halve(home, "chroma/*/*/index_metadata.pickle"),
    "chroma graph header garbled": lambda home: _garble(home, "chroma/*/*/header.bin"),
    "chroma graph data garbled": lambda home: _garble(home, "chroma/*/*/data_level0.bin"),
    "chroma graph data garbled in part": lambda home: _garble(home, "chroma/*/*/data_level0.bin", share=0.1),
    "chroma graph links garbled": lambda home: _garble(home, "chroma/*/*/link_lists.bin"),
    "chroma graph links garbled in part": lambda home: _garble(home, "chroma/*/*/link_lists.bin", share=0.1),
    "chroma graph index garbled": lambda home: _garble(home, "chroma/*/*/index_metadata.pickle"),
    "chroma graph all garbled": lambda home: _garble(home, "chroma/*/*/*"),
    "chroma database cut": lambda home: _halve(home, "chroma/*/chroma.sqlite3"),
    "chroma database deleted": lambda home: _delete(home, "chroma/*/chroma.sqlite3"),
    "chroma database overwritten": lambda home: _overwrite(home, "chroma/*/chroma.sqlite3"),
    "words deleted": lambda home: _delete(home, "words"),
    "words emptied": lambda home: _delete(home, "words/*"),
    "words cut": lambda home: _halve(home, "words/*"),
    "words list cut": lambda home: _halve(home, "words/meta.json"),
    "words store cut": lambda home: _halve(home, "words/*.store"),
    "words garbled": lambda home: _garble(home, "words/*"),
    "words terms deleted": lambda home: _delete(home, "words/*.term"),
    "both deleted": lambda home: _delete(home, "[cw][ho][r]*"),
}


@pytest.mark.parametrize("damage", _DAMAGES.values(), ids=_DAMAGES.keys())
def test_damage_is_mended_without_embedding(
    whole: Path, tmp_path: Path, damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.indexes.vector_search._NARROW", 0)
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    damage(home)
    encoder, notices = FakeEncoder(dimensions=16), list[str]()
    archive = Archive.open(settings=Settings(home), encoder=encoder, notice=notices.append)
    assert archive.check().problems, "check says what is wrong, and changes nothing"
    assert notices == []
    hits = archive.search(_QUERY, Scope(), limit=5)
    assert "number 77 " in hits[0].passage.text
    assert notices, "what was mended is said"
    assert all("making it anew" in notice for notice in notices)
    report = archive.check()
    assert (report.in_words, report.in_chroma, report.pending, report.problems) == (_ARTICLES, _ARTICLES, 0, ())
    assert encoder.encoded == [_QUERY], "nothing was embedded again"
    archive.close()


@pytest.mark.parametrize("name", ["chroma graph cut", "words cut", "both deleted"])
def test_repair_and_ingest_mend_too(whole: Path, tmp_path: Path, name: str) -> None:
    for way in ("repair", "ingest"):
        home = tmp_path / way
        shutil.copytree(whole, home)
        _DAMAGES[name](home)
        encoder = FakeEncoder(dimensions=16)
        archive = Archive.open(settings=Settings(home), encoder=encoder, notice=lambda _: None)
        if way == "repair":
            archive.repair()
        else:
            archive.ingest([])
        assert archive.check().problems == ()
        assert encoder.encoded == []
        archive.close()


def test_damage_under_an_open_archive_is_survived(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.indexes.vector_search._NARROW", 0)
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    archive = Archive.open(settings=Settings(home), encoder=FakeEncoder(dimensions=16), notice=lambda _: None)
    archive.search(_QUERY, Scope(), limit=5)
    vectors = archive._derived.free_vectors()
    assert vectors is not None
    vectors.close()
    assert "number 77 " in archive.search(_QUERY, Scope(), limit=5)[0].passage.text
    assert vectors.broken
    assert "number 77 " in archive.search(_QUERY, Scope(), limit=5)[0].passage.text
    assert archive.check().problems == ()
    archive.close()


def test_a_catalog_that_is_no_database_is_refused(whole: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    (home / "catalog.sqlite3").write_bytes(b"no database " * 4000)
    with pytest.raises(ArchiveDamaged, match="restore it from a copy"):
        Archive.open(settings=Settings(home))


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.99])
def test_a_catalog_that_is_cut_off_is_refused(whole: Path, tmp_path: Path, share: float) -> None:
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    catalog = home / "catalog.sqlite3"
    catalog.write_bytes(catalog.read_bytes()[: int(catalog.stat().st_size * share)])
    with pytest.raises(ArchiveDamaged, match="restore it from a copy"):
        Archive.open(settings=Settings(home))
    catalog.unlink()
    with pytest.raises(ArchiveDamaged, match=r"restore it from a copy, or delete the folder .*words to begin anew"):
        Archive.open(settings=Settings(home))


def test_words_that_are_garbled_where_nobody_looked_are_refused_with_the_command(whole: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    for file in home.glob("words/*.term"):
        data = bytearray(file.read_bytes())
        data[len(data) // 3 : len(data) // 2] = random.Random(7).randbytes(len(data) // 2 - len(data) // 3)
        file.write_bytes(data)
    archive = Archive.open(settings=Settings(home), encoder=FakeEncoder(dimensions=16), notice=lambda _: None)
    try:
        archive.search(_QUERY, Scope())
    except ArchiveDamaged as error:
        assert "newsdesk check --repair" in str(error)
    assert archive.repair().problems == ()
    assert "number 77 " in archive.search(_QUERY, Scope(), limit=5)[0].passage.text
    archive.close()
