"""What the library says of sources and saved searches, and the work that goes on behind the page."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import MonitoringBusy, MonitoringError
from assistant.monitoring.identification import name_search, name_source
from assistant.monitoring.storage import source_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Health, Run
from assistant.ui.monitoring import source_form, source_list
from assistant.ui.monitoring.memory import Work
from corpus import Archive, Settings, Source
from tests.fake_encoder import FakeEncoder

_NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
_COURIER = Source("courier", "feed", "https://courier.example/feed", "The Courier", every=180)


def _said(**known: object) -> str:
    run = Run("courier", _NOON, added=1, changed=2)
    health = Health(_COURIER, run, 41, {}, 12.2, _NOON, "", _NOON, 0)
    return "".join(source_list._told(replace(health, **known)))  # type: ignore[arg-type]


def test_a_source_is_described_in_words() -> None:
    said = _said()
    assert "Feed · every 3 hours · The Courier · https://courier.example/feed" in said
    assert ": 1 new article, 2 changed · 41 articles so far · usually 12 articles a day" in said
    assert "nd-marked" not in said
    assert "usually less than one a day" in _said(usual=0.2)
    assert "Not run yet · 0 articles so far" in _said(last=None, added=0, usual=None)
    assert ">Paused<" in _said(source=replace(_COURIER, paused=True))


def test_what_is_wrong_with_a_source_is_marked() -> None:
    silent = _said(silent="nothing since Tuesday; usually 12 a day")
    assert '<p class="nd-marked">Nothing since Tuesday; usually 12 a day</p>' in silent
    assert silent.count("usually") == 1
    broken = _said(last=Run("courier", _NOON, error="<b>HTTP 500"), failures=3)
    assert "Could not be read: &lt;b&gt;HTTP 500" in broken
    assert "3 runs in a row failed" in broken
    assert "<li>2 refused: no &lt;text&gt;</li>" in _said(refusals={"no <text>": 2})


@pytest.mark.parametrize(
    ("minutes", "said"), [(1, "every minute"), (45, "every 45 minutes"), (60, "every hour"), (2880, "every 2 days")]
)
def test_a_rhythm_is_told_in_its_largest_unit(minutes: int, said: str) -> None:
    assert source_form.rhythm(minutes) == said


def test_names_are_made_of_addresses_and_of_words() -> None:
    assert name_source("https://www.courier.example/news/feed.xml") == "courier.example-news-feed"
    assert name_search("Who won the vote in Ansel, and by how much?") == "who-won-the-vote-in-ansel"


def test_a_folder_is_known_by_its_path(tmp_path: Path) -> None:
    assert source_form._address(str(tmp_path)) == (str(tmp_path), True)
    assert source_form._address("courier.example/feed") == ("https://courier.example/feed", False)
    assert source_form._address("http://courier.example/feed") == ("http://courier.example/feed", False)


def _ended(work: Work) -> None:
    for thread in threading.enumerate():
        if thread.name == "watch":
            thread.join(30)
    assert work.told() == ""


def test_one_piece_of_work_goes_on_at_a_time_and_says_once_why_it_failed() -> None:
    work, begun, done = Work(), threading.Event(), list[str]()

    def fail() -> None:
        begun.wait(30)
        done.append("first")
        raise MonitoringError("the wire is cut")

    work.start("Looking", fail)
    work.start("Looking again", lambda: done.append("second"))
    assert work.told() == "Looking"
    begun.set()
    _ended(work)
    assert done == ["first"]
    assert work.take_problem() == "the wire is cut"
    assert work.take_problem() == ""


def test_a_source_is_due_at_once_where_another_process_is_at_work(tmp_path: Path) -> None:
    db, other = Database(tmp_path), Database(tmp_path)
    source_records.add_source(db, _COURIER, _NOON)
    later = datetime.now(UTC) + timedelta(days=1)
    db.execute("UPDATE sources SET due = ?", (later.isoformat(),))
    archive = Archive(Settings(home=tmp_path), encoder=FakeEncoder())
    with other.running(), pytest.raises(MonitoringBusy):
        source_list._look(Assistant(archive), db, [_COURIER])
    assert source_records.due_sources(db, datetime.now(UTC)) == [_COURIER]
    for one in (archive, db, other):
        one.close()
