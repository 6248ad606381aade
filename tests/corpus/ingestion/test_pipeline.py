"""The pipeline: stored as it comes, words before vectors, no work twice, and an error ends it without a loss."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.archive import Archive
from corpus.errors import ArchiveError, EncoderError, RecordError
from corpus.readers.options import Options
from corpus.readers.registry import READERS
from corpus.settings import Settings
from corpus.storage.reports import Progress
from corpus.types import Record, Scope
from tests.fake_encoder import FakeEncoder
from tests.invented import invented
from tests.writing import article, write

Opens = Callable[..., Archive]


@pytest.fixture
def opens(tmp_path: Path) -> Iterator[Opens]:
    opened = []

    def opens(encoder: FakeEncoder | None = None) -> Archive:
        opened.append(Archive.open(settings=Settings(tmp_path / "home"), encoder=encoder or FakeEncoder(dimensions=16)))
        return opened[-1]

    before = threading.active_count()
    yield opens
    assert threading.active_count() <= before, "no thread outlives an ingest"
    for archive in opened:
        archive.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "a.jsonl", *invented(100))


class _Counting(FakeEncoder):
    """Count how often a text is cut."""

    cuts = 0

    def token_starts(self, text: str) -> list[int]:
        self.cuts += 1
        return super().token_starts(text)


class _Slow(FakeEncoder):
    """Take a while for each batch, and know in which thread that was."""

    seconds = 0.02
    thread = ""

    def encode(self, texts: Sequence[str], *, on_batch: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        self.thread = threading.current_thread().name
        found = super().encode(texts)
        for begin in range(0, len(texts), 8):
            time.sleep(self.seconds)
            if on_batch is not None:
                on_batch(len(texts[begin : begin + 8]))
        return found


def _slowly(monkeypatch: pytest.MonkeyPatch, pause: Callable[[int], None]) -> None:
    """Let something happen before each record is read."""
    read = READERS["jsonl"]

    def slowly(path: Path, *, options: Options) -> Iterator[Record]:
        for number, record in enumerate(read(path, options=options)):
            pause(number)
            yield record

    monkeypatch.setitem(READERS, "jsonl", slowly)


def test_what_comes_slowly_is_stored_and_found_as_it_comes(
    opens: Opens, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.ingestion.record_queue._PATIENCE", 0.05)
    monkeypatch.setattr("corpus.ingestion.pipeline._COMMIT_EVERY", 0.0)
    archive, seen = opens(), list[int]()

    def found() -> tuple[int, bool, bool]:
        status = archive.status()
        return status.articles, status.by_words == status.passages > 0, status.by_meaning == status.passages

    def pause(number: int) -> None:
        if number in (10, 20):
            deadline = time.monotonic() + 20
            while found() != (number, True, True) and time.monotonic() < deadline:
                time.sleep(0.02)
            assert found() == (number, True, True)
            seen.append(number)

    _slowly(monkeypatch, pause)
    archive.ingest([source])
    assert seen == [10, 20]


def test_reading_goes_on_while_the_encoder_works_and_words_are_found_first(opens: Opens, source: Path) -> None:
    encoder, steps = _Slow(dimensions=16), list[Progress]()
    encoder.seconds = 0.1
    archive = opens(encoder)
    found: list[int] = []

    def tell(progress: Progress) -> None:
        assert threading.current_thread() is threading.main_thread()
        steps.append(progress)
        if progress.step == "words" and progress.done == progress.total and not found:
            found.append(len(archive.phrase("the new budget of", Scope())))

    report = archive.ingest([source], tell=tell)
    assert report.passages == archive.status().by_meaning == archive.status().passages
    assert encoder.thread != threading.main_thread().name
    assert found
    assert found[0] > 0
    last = {step.step: step for step in steps}
    assert last["read"] == Progress("read", 100, 100)
    assert last["words"].done == last["words"].total == last["embed"].done == last["embed"].total == report.passages
    for name in last:
        done = [step.done for step in steps if step.step == name]
        assert done == sorted(done), "no bar goes backwards"
    words_done = next(i for i, step in enumerate(steps) if step == last["words"])
    assert any(step.step == "embed" and step.done < report.passages for step in steps[words_done:])


def test_an_unchanged_source_is_neither_cut_nor_embedded_again(opens: Opens, source: Path, tmp_path: Path) -> None:
    encoder = _Counting(dimensions=16)
    archive = opens(encoder)
    archive.ingest([source])
    assert encoder.cuts == 100, "each article is cut once"
    encoder.cuts, before = 0, len(encoder.encoded)
    report = archive.ingest([source])
    assert (report.unchanged, report.added, report.changed, report.passages) == (100, 0, 0, 0)
    assert (encoder.cuts, len(encoder.encoded)) == (0, before)
    more = write(tmp_path / "b.jsonl", *invented(101))
    assert archive.ingest([more]).added == 1
    assert encoder.cuts == 1


def test_words_alone_need_no_encoder_but_its_tokens(opens: Opens, source: Path) -> None:
    def started() -> Exception:
        return AssertionError("the encoder was started")

    encoder = FakeEncoder(dimensions=16, fails=started)
    archive = opens(encoder)
    report = archive.ingest([source], vectors=False)
    status = archive.status()
    assert report.passages == status.by_words == status.passages > 100
    assert status.by_meaning == 0
    assert archive.check().problems == ()
    archive.remove(archive.listing(Scope(), limit=1)[0].id)
    encoder.fails = None
    told: list[Progress] = []
    left = archive.status().passages
    assert archive.embed(told.append) == left
    assert (archive.status().by_meaning, archive.check().pending) == (left, 0)
    assert told[-1] == Progress("embed", left, left)
    assert archive.embed() == 0


def test_the_graph_of_the_encoder_is_not_loaded_for_words_alone(home: Path, source: Path) -> None:
    archive = Archive.open(settings=Settings(home))
    archive.ingest([source], vectors=False)
    assert archive._encoder is not None
    assert vars(archive._encoder)["_batches"] is None
    archive.close()


def test_the_same_article_twice_in_one_batch_is_stored_once(opens: Opens, tmp_path: Path) -> None:
    first = article("Dam", "The dam above the town broke by night, and the water rose.")
    again = first | {"text": "The dam above the town broke at dawn, and the water rose."}
    report = opens().ingest([write(tmp_path / "a.jsonl", first, first, again, again)])
    assert (report.added, report.changed, report.unchanged) == (1, 1, 2)


def test_copies_are_counted_and_a_removed_article_leaves_its_story(opens: Opens, tmp_path: Path) -> None:
    first, other = invented(2, sentences=40)
    copy = first | {"url": "https://post.example/a", "outlet": "Lorne Post", "title": f"{first['title']}, says agency"}
    source = write(tmp_path / "a.jsonl", first, other, copy)
    archive = opens()
    assert archive.ingest([source]).copies == 1
    assert archive.ingest([source]).copies == 0
    (story,) = archive.stories(Scope())
    assert len(story.copies) == 2
    archive.remove(story.copies[1].article.id)
    assert archive.stories(Scope()) == []
    assert archive.ingest([source]).copies == 1


# -- errors


def _resumes(archive: Archive, source: Path, stored: int) -> None:
    assert archive.status().articles == stored
    report = archive.ingest([source])
    assert (report.unchanged, report.added) == (stored, 100 - stored)
    checked = archive.check()
    assert (checked.articles, checked.pending, checked.problems) == (100, 0, ())


def test_a_failing_encoder_ends_the_run_and_keeps_what_was_stored(opens: Opens, source: Path) -> None:
    encoder = FakeEncoder(dimensions=16, fails=lambda: EncoderError("broken weights"))
    archive = opens(encoder)
    with pytest.raises(EncoderError, match="broken weights"):
        archive.ingest([source])
    status = archive.status()
    assert status.by_words == status.passages > 0, "what was stored is found by words"
    encoder.fails = None
    _resumes(archive, source, status.articles)


def test_an_interruption_of_reading_keeps_what_was_read(
    opens: Opens, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pause(number: int) -> None:
        if number == 40:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        _slowly(patch, pause)
        archive = opens(_Slow(dimensions=16))
        with pytest.raises(KeyboardInterrupt):
            archive.ingest([source])
    assert archive.status().by_words == archive.status().passages
    _resumes(archive, source, 40)


def test_an_interruption_while_embedding_is_quick(opens: Opens, source: Path) -> None:
    encoder = _Slow(dimensions=16)
    encoder.seconds = 0.1
    archive, told = opens(encoder), list[float]()

    def tell(progress: Progress) -> None:
        if progress.step == "embed" and progress.done:
            told.append(time.monotonic())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.ingest([source], tell=tell)
    assert time.monotonic() - told[0] < 2
    encoder.seconds = 0
    _resumes(archive, source, archive.status().articles)


def test_a_refused_record_that_stops_the_run_leaves_what_came_before(opens: Opens, tmp_path: Path) -> None:
    records = invented(100)
    source = write(tmp_path / "a.jsonl", *records[:50], {"title": "No text"}, *records[50:])
    archive = opens()
    with pytest.raises(RecordError, match=r"a\.jsonl:51.*--strict"):
        archive.ingest([source], strict=True)
    _resumes(archive, source, 50)


def test_the_first_of_two_errors_is_told(opens: Opens, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(*_: object, **__: object) -> None:
        time.sleep(0.5)
        raise ArchiveError("second")

    monkeypatch.setattr("corpus.indexes.keyword_index.Words.replace", replace)
    with pytest.raises(EncoderError, match="first"):
        opens(FakeEncoder(dimensions=16, fails=lambda: EncoderError("first"))).ingest([source])


_TERMINATED = """
import signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.corpus.ingestion.test_pipeline import _Slow
from corpus.archive import Archive
from corpus.settings import Settings
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
def tell(progress):
    if progress.step == "embed" and progress.done:
        print("embeds", flush=True)
Archive.open(settings=Settings(Path(sys.argv[2])), encoder=_Slow(dimensions=16)).ingest([sys.argv[3]], tell=tell)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_a_polite_signal_ends_the_run_at_once(opens: Opens, source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _TERMINATED, str(Path(__file__).parents[3]), str(tmp_path / "home"), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "embeds\n"
        begin = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
        assert time.monotonic() - begin < 10
    archive = opens()
    _resumes(archive, source, archive.status().articles)
