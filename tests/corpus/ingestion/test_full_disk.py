"""A disk that is full at each place where an ingest writes: said by name, and carried on with once there is room."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.archive import Archive
from corpus.embedding import conversion as compiling
from corpus.embedding.conversion import About, compile_encoder
from corpus.embedding.runtime import CannotCompile, import_openvino
from corpus.errors import ArchiveError
from corpus.indexes.keyword_index import Words
from corpus.indexes.vector_index import Vectors
from corpus.settings import Settings
from corpus.types import Scope
from tests.fake_encoder import FakeEncoder
from tests.invented import invented
from tests.writing import write

_ARTICLES = 200


@pytest.fixture(scope="module")
def _mounted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Mount a small file system, where that is allowed."""
    folder = tmp_path_factory.mktemp("small")
    command = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("needs Linux's tmpfs")
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def disk(_mounted: Path) -> Iterator[Path]:
    """Return an empty disk of 12 MB."""
    yield _mounted
    for path in _mounted.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _fill(disk: Path) -> None:
    """Leave no room."""
    with (disk / "ballast").open("ab", buffering=0) as file:
        for size in (1 << 16, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue


def _open(disk: Path) -> Archive:
    return Archive.open(settings=Settings(disk / "home"), encoder=FakeEncoder(dimensions=64), notice=lambda _: None)


def _before(owner: type, name: str, disk: Path, patch: pytest.MonkeyPatch) -> None:
    """Fill the disk just before a method does its work for the first time."""
    method: Callable[..., Any] = getattr(owner, name)

    def filled(*values: Any, **named: Any) -> Any:
        _fill(disk)
        return method(*values, **named)

    patch.setattr(owner, name, filled)


@pytest.mark.parametrize("place", ["catalog", "words", "chroma", "chroma's opening"])
def test_a_full_disk_is_named_and_nothing_stored_is_lost(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    source = write(tmp_path / "a.jsonl", *invented(_ARTICLES))
    archive = _open(disk)
    archive.ingest([write(tmp_path / "b.jsonl", *invented(20))], vectors=False)
    with monkeypatch.context() as patch, pytest.raises(ArchiveError, match=r"the disk is full .*make room") as error:
        if place == "catalog":
            _fill(disk)
        elif place == "words":
            _before(Words, "replace", disk, patch)
        elif place == "chroma":
            _before(Vectors, "add", disk, patch)
        else:
            archive.close()
            shutil.rmtree(disk / "home" / "chroma", ignore_errors=True)
            archive = _open(disk)
            _before(Vectors, "_open", disk, patch)
        archive.ingest([source])
    assert type(error.value) is ArchiveError
    stored = archive.status().articles
    assert stored >= 20
    assert archive.phrase("the", Scope()) is not None, "it can be asked meanwhile"
    archive.close()

    (disk / "ballast").unlink()
    archive = _open(disk)
    assert archive.status().articles == stored
    report = archive.ingest([source])
    assert (report.unchanged, report.added) == (stored, _ARTICLES - stored)
    checked = archive.check()
    assert (checked.articles, checked.pending, checked.problems) == (_ARTICLES, 0, ())
    archive.close()


def test_an_archive_that_has_no_room_to_be_made_says_so(disk: Path) -> None:
    _fill(disk)
    with pytest.raises(ArchiveError, match=r"disk is full|No space left"):
        _open(disk)


def test_the_same_opened_archive_carries_on(disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = _open(disk)
    source = write(tmp_path / "a.jsonl", *invented(50))
    with monkeypatch.context() as patch, pytest.raises(ArchiveError, match="the disk is full"):
        _before(Words, "replace", disk, patch)
        archive.ingest([source])
    (disk / "ballast").unlink()
    archive.ingest([source])
    assert (archive.status().articles, archive.check().problems) == (50, ())
    archive.close()


def test_an_encoder_that_there_is_no_room_to_compile_is_named(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = import_openvino()
    operations = runtime.opset13
    row = operations.parameter([1, 3_000], np.float32)
    product = operations.matmul(row, operations.constant(np.ones((3_000, 4_000), np.float32)), False, False)
    monkeypatch.setattr(compiling, "_convert", lambda _: runtime.Model([operations.result(product)], [row], "large"))
    with pytest.raises(CannotCompile, match="cannot be written"):
        compile_encoder(None, About("large", "0", 4_000, 8, 0, ""), disk / "models" / "large", tokenize=lambda _: [0])
    assert list((disk / "models").iterdir()) == [], "nothing is left behind"
