"""A process that is killed in the middle of an ingest: the next run finishes it, and nothing is lost or doubled."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.settings import Settings
from corpus.types import Hit, Scope
from tests.fake_encoder import FakeEncoder
from tests.invented import invented
from tests.writing import write

_WRITERS = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from corpus.indexes import build
from corpus.ingestion import pipeline, record_queue
from corpus.archive import Archive
from corpus.settings import Settings
from tests.fake_encoder import FakeEncoder
# Many small steps, so that a kill falls between any two.
record_queue._ARTICLES, build._EMBED, pipeline._COMMIT_EVERY, pipeline._ROUND = 8, 24, 0.25, 60
class Slow(FakeEncoder):
    def encode(self, texts, *, on_batch=None):
        time.sleep(0.01)
        return super().encode(texts, on_batch=on_batch)
def tell(progress):
    if progress.step == "read":
        print("stored", progress.done, flush=True)
def write(home):
    archive = Archive.open(settings=Settings(Path(home)), encoder=Slow(dimensions=32))
    archive._derived.words(); archive._derived.whole_vectors()
    print("begins", flush=True)
    archive.ingest([sys.argv[2]], tell=tell)
    print("ends", flush=True)
for home in map(str.strip, sys.stdin):
    if not (pid := os.fork()):
        os.dup2(os.open(home + ".log", os.O_WRONLY | os.O_CREAT), 1)
        write(home)
        os._exit(0)
    print(pid, flush=True)
    os.waitpid(pid, 0)
    print("gone", flush=True)
"""
"""A process that has loaded everything and forks a writer for each folder that it is told: loading takes a second."""
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks processes")
_ARTICLES, _BEFORE, _KILLS = 300, 40, 20
_QUERIES = ("flood evacuation people", "“4-mile” road", "central bank budget Castane", "vaccine for the towns of Ålund")


def _open(home: Path) -> Archive:
    return Archive.open(settings=Settings(home), encoder=FakeEncoder(dimensions=32), notice=lambda _: None)


def _facts(hits: list[Hit]) -> dict[str, tuple[bool, float]]:
    # BM25 counts words that were replaced until tantivy merges its segments, so its third digit may differ.
    return {hit.passage.id: (hit.words > 0, round(hit.meaning, 2)) for hit in hits}


@dataclass(frozen=True)
class _Undisturbed:
    """Hold what an uninterrupted ingest gives.

    Attributes:
        home: An archive of a few articles, half of which the source has in another wording.
        source: All articles.
        seconds: What an ingest takes.
    """

    home: Path
    source: Path
    seconds: float
    passages: int
    found: dict[str, dict[str, tuple[bool, float]]]


class _Writers:
    """Start processes that ingest, and kill them."""

    def __init__(self, source: Path) -> None:
        command = [sys.executable, "-c", _WRITERS, str(Path(__file__).parents[3]), str(source)]
        self._nursery = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, home: Path, *, kill_after: float | None) -> tuple[list[str], float]:
        """Ingest, and return the lines that the process wrote, and its seconds from 'begins' on."""
        log = home.with_name(home.name + ".log")
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(f"{home}\n")
        self._nursery.stdin.flush()
        pid = int(self._line())
        latest = time.monotonic() + 60
        while not (log.exists() and log.read_text().startswith("begins\n")):
            assert time.monotonic() < latest, "the process ended, or hangs, before it began to ingest"
            time.sleep(0.005)
        begin = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it was quicker this time
                os.kill(pid, signal.SIGKILL)
        assert self._line() == "gone\n"
        return log.read_text().split("\n")[:-1], time.monotonic() - begin

    def _line(self) -> str:
        assert self._nursery.stdout is not None
        return self._nursery.stdout.readline()

    def close(self) -> None:
        self._nursery.communicate(timeout=30)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("source") / "all.jsonl", *invented(_ARTICLES))


@pytest.fixture(scope="module")
def writers(source: Path) -> Iterator[_Writers]:
    found = _Writers(source)
    yield found
    found.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, source: Path, writers: _Writers) -> _Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    earlier = [*invented(_BEFORE // 2), *invented(_BEFORE, seed=8)[_BEFORE // 2 :]]
    archive = _open(folder / "before")
    archive.ingest([write(folder / "before.jsonl", *earlier)])
    archive.close()
    shutil.copytree(folder / "before", folder / "home")
    lines, seconds = writers.run(folder / "home", kill_after=None)
    assert lines[-1] == "ends"
    archive = _open(folder / "home")
    found = {query: _facts(archive.search(query, Scope(), limit=2_000)) for query in _QUERIES}
    passages = archive.status().passages
    archive.close()
    return _Undisturbed(folder / "before", source, seconds, passages, found)


@pytest.mark.parametrize("seed", range(_KILLS))
def test_a_killed_ingest_is_finished_by_the_next(
    undisturbed: _Undisturbed, writers: _Writers, tmp_path: Path, seed: int
) -> None:
    home = tmp_path / "home"
    shutil.copytree(undisturbed.home, home)
    moment = (seed + random.Random(seed).random()) / _KILLS * undisturbed.seconds
    reported, _ = writers.run(home, kill_after=moment)
    stored = max((int(line.split()[1]) for line in reported if line.startswith("stored")), default=0)

    archive = _open(home)
    archive.search("flood", Scope())  # it can be asked at once
    assert archive.status().articles >= max(_BEFORE, stored), "what was reported stored is stored"
    report = archive.ingest([undisturbed.source])
    assert report.unchanged >= max(_BEFORE // 2, stored)
    assert report.added + report.changed + report.unchanged == _ARTICLES

    checked = archive.check()
    assert (checked.articles, checked.pending, checked.problems) == (_ARTICLES, 0, ())
    passages = undisturbed.passages
    assert checked.passages == checked.in_words == checked.in_chroma == passages
    words, vectors = archive._derived.words(), archive._derived.whole_vectors()
    assert words.count() == len(words.ids()) == len(vectors.ids()) == passages
    for query, expected in undisturbed.found.items():
        assert _facts(archive.search(query, Scope(), limit=2_000)) == expected
    archive.close()
