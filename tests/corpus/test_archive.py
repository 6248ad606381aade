"""The archive as a whole: put in, changed, taken out, found; one writer, many readers."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.demo import ARTICLES
from corpus.errors import ArchiveBusy, ArticleNotFound, EncoderError, FingerprintMismatch, RecordError, SourceError
from corpus.settings import Settings
from corpus.storage.reports import Progress
from corpus.types import Scope, Window
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_ALL = Scope()
_DAM = "The dam above the town broke at night and the water reached the mill before dawn."
_BANK = "The central bank raised its interest rate by half a point, the third rise this year."


@pytest.fixture
def open_archive(tmp_path: Path) -> Iterator[Callable[..., Archive]]:
    """Open the same archive as often as wanted, with a quick encoder unless another is given."""
    opened: list[Archive] = []

    def again(encoder: FakeEncoder | None = None, notice: Callable[[str], None] = pytest.fail) -> Archive:
        opened.append(
            Archive.open(settings=Settings(tmp_path / "home"), encoder=encoder or FakeEncoder(), notice=notice)
        )
        return opened[-1]

    yield again
    for archive in opened:
        archive.close()


@pytest.fixture
def archive(open_archive: Callable[..., Archive]) -> Archive:
    return open_archive()


def _texts(archive: Archive, query: str, scope: Scope = _ALL) -> list[str]:
    return [hit.passage.text for hit in archive.search(query, scope, limit=20)]


# -- putting in


def test_the_demo_archive_finds_what_its_articles_say(demo_home: Path) -> None:
    archive = Archive.open(demo_home)
    status = archive.status()
    assert status.articles == len(list(ARTICLES.glob("*.md")))
    assert status.passages == status.by_words == status.by_meaning > status.articles
    hits = archive.search("How many people died in the Brenna flood?", _ALL, limit=10)
    assert "Brenna" in hits[0].article.text
    for hit in hits:
        assert hit.passage.text == hit.article.text[hit.passage.start : hit.passage.end]
    assert [hit.meaning for hit in hits] == sorted((hit.meaning for hit in hits), reverse=True)
    assert archive.phrase("We will not negotiate while shells fall on Dravno", _ALL)
    assert archive.check().problems == ()
    archive.close()


def test_the_same_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", article("Dam", _DAM), article("Bank", _BANK))
    first = archive.ingest([source])
    assert (first.added, first.changed, first.unchanged, first.passages) == (2, 0, 0, 2)
    again = archive.ingest([source, source])
    assert (again.added, again.changed, again.unchanged, again.passages) == (0, 0, 4, 0)
    assert archive.status().passages == 2
    assert archive.check().problems == ()


def test_a_changed_text_is_a_new_version_and_the_old_one_is_not_found(archive: Archive, tmp_path: Path) -> None:
    old = write(tmp_path / "old.jsonl", article("Dam", _DAM))
    archive.ingest([old])
    (known,) = archive.listing(_ALL)
    report = archive.ingest(
        [write(tmp_path / "new.jsonl", article("Dam", "Correction: the reservoir held, nobody drowned."))]
    )
    assert (report.added, report.changed, report.passages) == (0, 1, 1)
    assert archive.article(known.id).version == 2
    assert [version.text for version in archive.versions(known.id)] == [
        _DAM,
        "Correction: the reservoir held, nobody drowned.",
    ]
    assert _texts(archive, _DAM) == ["Correction: the reservoir held, nobody drowned."]
    assert archive.phrase("reached the mill", _ALL) == []
    assert archive.check().problems == ()

    assert archive.ingest([old]).unchanged == 1, "an old copy that is read again is no news"
    assert archive.article(known.id).version == 2
    assert archive.status().passages == 1


def test_a_fact_that_changed_is_taken_without_a_new_version(
    open_archive: Callable[..., Archive], tmp_path: Path
) -> None:
    encoder = FakeEncoder()
    archive = open_archive(encoder)
    archive.ingest([write(tmp_path / "a.jsonl", article("Dam", _DAM, 12))])
    before = len(encoder.encoded)
    report = archive.ingest([write(tmp_path / "b.jsonl", article("Dam", _DAM, 14, outlet="Flash"))])
    assert (report.changed, report.unchanged) == (1, 0)
    (now,) = archive.listing(_ALL)
    assert (now.version, now.outlet, now.day) == (1, "Flash", date(2025, 3, 14))
    assert len(encoder.encoded) == before, "nothing is embedded again"
    assert _texts(archive, "dam", Scope(outlets=("Flash",))) == [_DAM]
    assert _texts(archive, "dam", Scope(outlets=("Courier",))) == []
    assert archive.phrase("dam above the town", Scope(Window(date(2025, 3, 13)))) != []
    assert archive.check().problems == ()


def test_refusals_are_reported_and_strict_stops_at_the_first(archive: Archive, tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", article("Dam", _DAM), {"title": "No text"}, article("Bank", _BANK))
    with pytest.raises(RecordError, match=r"a\.jsonl:2"):
        archive.ingest([source], strict=True)
    assert [a.title for a in archive.listing(_ALL)] == ["Dam"], "what came before is stored, what comes after is not"
    report = archive.ingest([source])
    assert (report.added, report.unchanged) == (1, 1)
    (refusal,) = report.refusals
    assert refusal.place.endswith("a.jsonl:2")
    with pytest.raises(SourceError, match="nowhere"):
        archive.ingest([tmp_path / "nowhere"])
    assert archive.check().pending == 0


def test_progress_goes_up_to_its_total(archive: Archive, tmp_path: Path) -> None:
    heard: list[Progress] = []
    records = [article(f"Dam {i}", f"{_DAM} It was the dam number {i}.") for i in range(70)]
    archive.ingest([write(tmp_path / "a.jsonl", *records)], tell=heard.append)
    for step in ("read", "words", "embed"):
        done = [progress.done for progress in heard if progress.step == step]
        assert done == sorted(done)
        assert done[-1] == 70
        totals = [progress.total for progress in heard if progress.step == step and progress.total is not None]
        assert totals == sorted(totals), "more is found while it goes on"
        assert set(totals[-1:]) <= {70}


# -- taking out


def test_removed_is_gone_everywhere(archive: Archive, tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", article("Dam", _DAM), article("Bank", _BANK))
    archive.ingest([source])
    gone = archive.search("dam", _ALL)[0].article.id
    archive.remove(gone)
    with pytest.raises(ArticleNotFound):
        archive.article(gone)
    with pytest.raises(ArticleNotFound):
        archive.remove(gone)
    assert _texts(archive, _DAM) == [_BANK]
    assert archive.versions(gone) == []
    report = archive.check()
    assert (report.articles, report.passages, report.in_words, report.in_chroma, report.problems) == (1, 1, 1, 1, ())
    archive.ingest([source])
    assert _texts(archive, _DAM)[0] == _DAM


def test_passages_that_two_articles_share_survive_the_removal_of_one(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(
        [write(tmp_path / "a.jsonl", article("Wire", _DAM), article("Copy of the wire", _DAM, outlet="Flash"))]
    )
    first, second = archive.listing(_ALL)
    archive.remove(first.id)
    (hit,) = archive.search("dam", _ALL)
    assert hit.article.id == second.id
    assert hit.meaning > 0, "its vector is still there"
    assert archive.check().problems == ()


def test_withdrawn_is_not_found_and_comes_back(archive: Archive, tmp_path: Path) -> None:
    archive.ingest([write(tmp_path / "a.jsonl", article("Dam", _DAM), article("Bank", _BANK))])
    chosen = archive.search("dam", _ALL)[0].article.id
    archive.withdraw(chosen)
    assert archive.standings([chosen])[chosen].barred == "withdrawn"
    assert _texts(archive, _DAM) == [_BANK]
    assert archive.phrase("above the town", _ALL) == []
    assert archive.listing(_ALL, query="dam") == []
    assert archive.article(chosen).text == _DAM, "its text is kept"
    status = archive.status()
    assert (status.articles, status.passages, status.by_words, status.by_meaning) == (1, 1, 1, 1)
    archive.ingest([write(tmp_path / "b.jsonl", article("Dam", _DAM + " Nobody was hurt."))])
    assert archive.standings([chosen])[chosen].barred == "withdrawn", "a new version does not bring it back"
    archive.withdraw(chosen, undo=True)
    assert _texts(archive, _DAM)[0].startswith(_DAM)
    with pytest.raises(ArticleNotFound):
        archive.withdraw("nothing")


# -- scopes


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), {"early", "late", "undated"}),
        (Scope(Window(date(2025, 3, 5), date(2025, 3, 5))), {"early"}),
        (Scope(Window(date(2025, 3, 6))), {"late"}),
        (Scope(Window(until=date(2025, 3, 19))), {"early"}),
        (Scope(as_of=date(2025, 3, 19)), {"early", "undated"}),
        (Scope(as_of=date(2025, 3, 20)), {"early", "late", "undated"}),
        (Scope(outlets=("Flash",)), {"late"}),
        (Scope(outlets=("Flash", "Courier"), as_of=date(2025, 3, 19)), {"early"}),
        (Scope(Window(date(2025, 4, 1))), set()),
        (Scope(outlets=("Nobody",)), set()),
    ],
)
def test_every_way_of_finding_keeps_to_the_scope(
    archive: Archive, tmp_path: Path, scope: Scope, expected: set[str]
) -> None:
    archive.ingest(
        [
            write(
                tmp_path / "a.jsonl",
                article("early", _DAM + " One.", 5),
                article("late", _DAM + " Two.", 20, outlet="Flash"),
                article("undated", _DAM + " Three.", None, outlet=None),
            )
        ]
    )
    assert {hit.article.title for hit in archive.search("dam", scope)} == expected
    assert {hit.article.title for hit in archive.phrase("dam above the town", scope)} == expected
    assert (
        {a.title for a in archive.listing(scope)} == {a.title for a in archive.listing(scope, query="dam")} == expected
    )
    assert archive.coverage(scope).articles == len(expected)


def test_an_empty_archive_answers_everything(archive: Archive) -> None:
    assert not archive.search("dam", _ALL)
    assert not archive.phrase("dam", _ALL)
    assert not archive.listing(_ALL)
    assert not archive.listing(_ALL, query="dam")
    assert not archive.outlets()
    assert archive.status().first is None
    report = archive.check()
    assert (report.articles, report.passages, report.pending, report.problems) == (0, 0, 0, ())
    assert archive.repair().problems == ()


# -- other encoders, failing encoders


def test_another_encoder_is_refused_with_the_command_and_repaired(
    open_archive: Callable[..., Archive], tmp_path: Path
) -> None:
    source = write(tmp_path / "a.jsonl", article("Dam", _DAM), article("Bank", _BANK))
    open_archive().ingest([source])
    other = open_archive(FakeEncoder(dimensions=8))
    for refused in (lambda: other.search("dam", _ALL), lambda: other.ingest([source])):
        with pytest.raises(FingerprintMismatch, match=r"fake:128.*fake:8.*newsdesk check --repair"):
            refused()
    assert other.repair().problems == ()
    assert _texts(other, "dam")[0] == _DAM
    assert len(other.search("dam", _ALL)) == 2


def test_words_are_found_before_the_vectors_are_there(open_archive: Callable[..., Archive], tmp_path: Path) -> None:
    def broken() -> Exception:
        return EncoderError("the encoder cannot be loaded")

    encoder = FakeEncoder(fails=broken)
    archive = open_archive(encoder)
    source = write(tmp_path / "a.jsonl", article("Dam", _DAM), article("Bank", _BANK))
    with pytest.raises(EncoderError):
        archive.ingest([source])
    assert [hit.passage.text for hit in archive.phrase("dam above the town", _ALL)] == [_DAM]
    status, report = archive.status(), archive.check()
    assert (status.by_words, status.by_meaning) == (2, 0)
    assert (report.pending, report.problems) == (2, ())
    encoder.fails = None
    (hit,) = archive.search("dam", _ALL)
    assert (hit.words > 0, hit.meaning) == (True, 0.0)
    assert archive.ingest([source]).passages == 2
    assert archive.check().pending == 0
    assert archive.search("dam", _ALL)[0].meaning > 0


# -- threads and processes

_HOLD = """
import sys, time
from pathlib import Path
from corpus.archive import Archive
from corpus.settings import Settings
archive = Archive.open(settings=Settings(Path(sys.argv[1])))
with archive._derived.write(), archive._catalog.transaction():
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other_writer(tmp_path: Path) -> Iterator[None]:
    """Let another process hold the writer's lock, in the middle of a transaction."""
    command = [sys.executable, "-c", _HOLD, str(tmp_path / "home")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate("\n", timeout=30)


def test_a_second_process_waits_for_no_writer(
    open_archive: Callable[..., Archive],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpus.indexes.vector_search._NARROW", 0)  # let it want Chroma
    monkeypatch.setattr("corpus.indexes.lifecycle._PATIENCE", 0.2)
    source = write(tmp_path / "a.jsonl", article("Dam", _DAM), article("Bank", _BANK))
    open_archive().ingest([source])
    request.getfixturevalue("other_writer")
    reader = open_archive()
    begin = time.monotonic()
    assert _texts(reader, "dam")[0] == _DAM
    assert reader.phrase("dam above", _ALL)
    assert reader.listing(_ALL, query="dam")
    assert reader.status().articles == 2
    assert time.monotonic() - begin < 2
    for write_too in (lambda: reader.ingest([source]), lambda: reader.remove("x"), reader.check, reader.repair):
        with pytest.raises(ArchiveBusy, match="wait till that is done"):
            write_too()


def test_what_another_process_wrote_is_found(
    open_archive: Callable[..., Archive], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.indexes.vector_search._NARROW", 0)
    archive = open_archive()
    archive.ingest([write(tmp_path / "a.jsonl", article("Bank", _BANK))])
    assert _texts(archive, "dam flood") == [_BANK]
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from corpus.archive import Archive\n"
        "from corpus.settings import Settings; from tests.fake_encoder import FakeEncoder\n"
        "Archive.open(settings=Settings(Path(sys.argv[2])), encoder=FakeEncoder()).ingest([sys.argv[3]])"
    )
    source = write(tmp_path / "b.jsonl", article("Dam", _DAM))
    here = str(Path(__file__).parents[2])
    subprocess.run([sys.executable, "-c", script, here, str(tmp_path / "home"), str(source)], check=True)
    assert _texts(archive, "dam flood")[0] == _DAM
    chroma = archive._derived.free_vectors()
    assert chroma is not None
    assert len(chroma.ids()) == 2
    assert len(chroma.search(FakeEncoder().encode(["dam"])[0], limit=5)) == 2
    generation = archive._catalog.meta("generation")
    archive.search("dam", _ALL)
    assert archive._catalog.meta("generation") == generation, "reading does not send other readers to the disk"


def test_threads_read_while_one_writes_and_a_second_writer_is_told(
    open_archive: Callable[..., Archive], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.indexes.vector_search._NARROW", 0)
    monkeypatch.setattr("corpus.indexes.lifecycle._PATIENCE", 0.2)
    archive = open_archive()
    archive.ingest([write(tmp_path / "a.jsonl", article("Dam", _DAM))])
    inside, go_on = threading.Event(), threading.Event()

    def tell(progress: Progress) -> None:
        inside.set()
        assert go_on.wait(30)

    more = write(tmp_path / "b.jsonl", *(article(f"Bank {i}", f"{_BANK} {i}") for i in range(200)))
    thread = threading.Thread(target=archive.ingest, args=([more],), kwargs={"tell": tell})
    thread.start()
    try:
        assert inside.wait(30)
        assert _texts(archive, "dam water")[0] == _DAM
        with pytest.raises(ArchiveBusy):
            archive.ingest([more])
        go_on.set()
        while thread.is_alive():
            assert _texts(archive, "dam water")[0] == _DAM
    finally:
        go_on.set()
        thread.join()
    assert archive.status().articles == 201
    assert archive.check().problems == ()


def test_two_openings_in_one_process_see_each_others_repairs(
    open_archive: Callable[..., Archive], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.indexes.vector_search._NARROW", 0)
    one, two = open_archive(), open_archive()
    one.ingest([write(tmp_path / "a.jsonl", article("Dam", _DAM), article("Bank", _BANK))])
    assert _texts(two, "dam") == _texts(one, "dam") == [_DAM, _BANK]
    assert one.repair().problems == ()
    two.ingest(
        [write(tmp_path / "b.jsonl", article("Tram", "The tram trial began in the old court house of the city."))]
    )
    assert _texts(two, "tram trial")[0].startswith("The tram trial")
    assert _texts(one, "tram trial")[0].startswith("The tram trial")
    two.close()
    assert len(_texts(one, "dam")) == 3
    assert one.check().problems == ()


def test_nothing_of_the_settings_is_needed_to_open_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSDESK_HOME", str(tmp_path / "there"))
    archive = Archive.open(encoder=FakeEncoder())
    assert archive.home == tmp_path / "there"
    archive.close()
    assert json.loads(json.dumps(str(archive.settings.chroma_url))) == "None"
