"""How a source is doing, on a clock that is set by hand."""

from __future__ import annotations

from datetime import timedelta

from assistant.monitoring.filling import cause_of
from assistant.monitoring.health import check_source
from assistant.monitoring.storage import source_records
from assistant.monitoring.types import Health, Run
from corpus import Visited
from tests.assistant.monitoring.conftest import Clock, Filled


def _days(filled: Filled, *new: int) -> None:
    """Run a source once a day with so many new articles."""
    for added in new:
        empty = Visited((), (), "", 0, (), "", commit=lambda: None)
        run = Run("courier", filled.clock(), added=added)
        source_records.keep_visit(filled.db, run, empty, due=filled.clock(), failures=0)
        filled.clock.forward(days=1)


def _health(filled: Filled) -> Health:
    return check_source(filled.db, source_records.get_source(filled.db, "courier"), filled.clock())


def test_a_source_that_falls_silent_is_told_of(filled: Filled) -> None:
    filled.add("courier", "feed", "https://courier.example/feed")
    _days(filled, 40, *[12] * 13, 0, 0)  # the first run brings all that there is
    health = _health(filled)
    assert health.silent == "nothing since Tuesday; usually 10 a day"
    assert health.added == 40 + 12 * 13


def test_what_rests_on_sunday_is_not_silent_on_monday_morning(filled: Filled, clock: Clock) -> None:
    filled.add("courier", "feed", "https://courier.example/feed")
    clock.forward(hours=15.5)  # each run is at the end of its day
    week = [12, 12, 12, 12, 0, 12, 12]  # from Wednesday on: none on Sunday
    _days(filled, 12, *week[1:], *week, *week, *week[:5])
    clock.forward(hours=-15.5)
    assert f"{clock():%A %H:%M}" == "Monday 08:00"
    assert _health(filled).silent == ""


def test_a_rare_source_is_not_silent_after_a_day(filled: Filled) -> None:
    filled.add("courier", "feed", "https://courier.example/feed")
    _days(filled, 5, 1, 0, 1, 0, 0, 1, 0, 0)
    assert _health(filled).silent == ""


def test_nothing_is_said_of_what_is_usual_before_three_days(filled: Filled) -> None:
    filled.add("courier", "feed", "https://courier.example/feed")
    _days(filled, 9, 9)
    assert _health(filled).usual is None
    filled.clock.moment += timedelta(days=1)
    assert _health(filled).silent == ""


def test_reasons_are_counted_by_their_cause() -> None:
    one = cause_of('no article, but a page that leads to 12 of them ("Dock strike"): ask https://a.example/b')
    other = cause_of('no article, but a page that leads to 7 of them ("Rates"): ask https://c.example/')
    assert one == other
    assert cause_of("there is no such page (HTTP 404)") != cause_of("there is no such page (HTTP 410)")
