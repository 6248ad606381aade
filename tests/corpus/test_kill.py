"""A process that is killed in the middle of an ingest: the next run finishes it, and nothing is lost or doubled."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.demo import ARTICLES
from corpus.settings import Settings
from corpus.types import Hit, Scope
from tests.fake_encoder import FakeEncoder

_INGEST = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from corpus import ingest, pending
from corpus.archive import Archive
from corpus.settings import Settings
from tests.fake_encoder import FakeEncoder
ingest._ARTICLES, ingest._WORDS, ingest._EMBED = 8, 20, 16  # many small steps, so that a kill falls between any two
class Slow(FakeEncoder):
    def encode(self, texts, *, on_batch=None):
        time.sleep(0.02)
        return super().encode(texts, on_batch=on_batch)
archive = Archive.open(settings=Settings(Path(sys.argv[2])), encoder=Slow())
archive._derived.words(); archive._derived.whole_vectors()
print("begins", flush=True)
archive.ingest([sys.argv[3]])
print("ends", flush=True)
"""
_QUERIES = ("flood deaths", "Bank raises the rate", "tram trial Castane", "We will not negotiate")


def _start(home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _INGEST, str(Path(__file__).parents[2]), str(home), str(ARTICLES)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def _open(home: Path) -> Archive:
    return Archive.open(settings=Settings(home), encoder=FakeEncoder(), notice=lambda _: None)


def _facts(hits: list[Hit]) -> dict[str, tuple[bool, float]]:
    # BM25 counts words that were replaced until tantivy merges its segments, so its third digit may differ.
    return {hit.passage.id: (hit.words > 0, round(hit.meaning, 3)) for hit in hits}


_Undisturbed = tuple[dict[str, dict[str, tuple[bool, float]]], int, float]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> _Undisturbed:
    """Return what an uninterrupted archive finds, its number of passages, and the seconds that its ingest took."""
    home = tmp_path_factory.mktemp("undisturbed")
    with _start(home) as process:
        begin = time.monotonic()
        assert process.stdout is not None
        assert process.stdout.readline() == "ends\n"
        seconds = time.monotonic() - begin
    archive = _open(home)
    found = {query: _facts(archive.search(query, Scope(), limit=1000)) for query in _QUERIES}
    passages = archive.status().passages
    archive.close()
    return found, passages, seconds


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_ingest_is_finished_by_the_next(undisturbed: _Undisturbed, tmp_path: Path, seed: int) -> None:
    found, passages, seconds = undisturbed
    with _start(tmp_path) as process:
        time.sleep((seed + random.Random(seed).random()) / 6 * seconds)
        process.kill()
    archive = _open(tmp_path)
    archive.search("flood", Scope())  # it can be asked at once
    report = archive.ingest([ARTICLES])
    assert report.changed == 0
    checked = archive.check()
    assert (checked.articles, checked.pending, checked.problems) == (len(list(ARTICLES.glob("*.md"))), 0, ())
    assert checked.passages == checked.in_words == checked.in_chroma == passages
    words, vectors = archive._derived.words(), archive._derived.whole_vectors()
    assert words.count() == len(words.ids()) == len(vectors.ids()) == passages
    for query, expected in found.items():
        assert _facts(archive.search(query, Scope(), limit=1000)) == expected
    archive.close()
