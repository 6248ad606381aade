"""A clock that is years slow: what it makes of articles is told with what it says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.ingestion.upsert import doubt_clock
from corpus.settings import Settings
from corpus.types import Refusal
from tests.fake_encoder import FakeEncoder
from tests.writing import article, write

_TEXT = "The ferry to Aldmouth sails again from Thursday, the harbour board said."


def _late(many: int, *, kept: bool = False) -> list[Refusal]:
    return [Refusal(f"a.jsonl:{n}", "published 2099-01-01 is in the future", kept=kept) for n in range(many)]


@pytest.mark.parametrize(
    ("notes", "taken", "told"),
    [
        (_late(3), 0, True),
        (_late(30), 2, True),
        (_late(3, kept=True), 3, True),
        (_late(1), 0, True),
        (_late(1), 1, False),
        (_late(2), 40, False),
        ([Refusal("a.jsonl:1", "empty file")], 0, False),
        ([], 0, False),
    ],
)
def test_the_clock_is_doubted_where_most_articles_are_later(notes: list[Refusal], taken: int, told: bool) -> None:
    assert bool(doubt_clock(notes, taken)) is told


def _slow(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    class Slow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return now

    monkeypatch.setattr("corpus.ingestion.dates.datetime", Slow)
    monkeypatch.setattr("corpus.ingestion.upsert.datetime", Slow)


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([article("Ferry", f"{_TEXT} {n}", url=f"https://courier.example/{n}") for n in range(4)], True),
        ([{"title": "Ferry", "text": _TEXT, "published": "2018-05-01"}], False),
    ],
)
def test_an_ingest_under_a_slow_clock_says_what_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: list[dict[str, object]], told: bool
) -> None:
    _slow(monkeypatch, datetime(2019, 1, 1, tzinfo=UTC))
    archive = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    report = archive.ingest([write(tmp_path / "a.jsonl", *records)])
    archive.close()
    remarks = [f"{note.place}: {note.reason}" for note in report.remarks]
    said = "this machine's clock: it says 2019-01-01, and 4 records are later: set it if it is slow, and ingest again"
    assert (said in remarks) is told
