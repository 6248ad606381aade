"""Dates in questions: what becomes a publication window, and what must not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.nlp.temporal.periods import label_of
from assistant.query import understand
from assistant.query.date_filters import find_dates, find_windows, joint_window
from assistant.query.intent import topic_of
from assistant.query.outlet_filters import find_outlets
from corpus import Scope, Window
from tests.assistant.query.understanding import Row, question_of, table

TUESDAY = date(2025, 6, 24)
FRIDAY = date(2022, 6, 17)

PRESS = ("The Harbor Ledger", "The Merrin Courier", "Daily Flash")

WINDOWS = table("windows.tsv")
"""A question, its as-of day, the days of publication that it keeps to, what made them (``published``: words of
publishing; ``period``: the age of the news), and the words that are left to search for."""
NO_WINDOWS = table("no_windows.tsv")
"""A question that keeps to no days: its date is an event's, or it has none."""


@pytest.mark.parametrize("row", WINDOWS, ids=question_of)
def test_window(row: Row) -> None:
    question = understand(row["question"], as_of=date.fromisoformat(row["as_of"]), outlets=PRESS)
    since, until = (date.fromisoformat(row[end]) if row[end] else None for end in ("since", "until"))
    assert question.window == Window(since, until)
    assert question.search == row["left"]
    heard = [found.end for found in find_outlets(question.text, PRESS)]
    dates = find_windows(question.text, question.scope.as_of or TUESDAY, heard=heard)
    assert {found.role for found in dates} == {row["kind"]}
    assert [chip.reason for chip in question.chips if chip.kind == "window"] == [found.reason for found in dates]


@pytest.mark.parametrize("row", NO_WINDOWS, ids=question_of)
def test_no_false_window(row: Row) -> None:
    as_of = date.fromisoformat(row["as_of"])
    question = understand(row["question"], as_of=as_of, outlets=PRESS)
    assert not question.window
    assert question.chips == ()
    assert question.search == topic_of(row["question"])
    assert bool(find_dates(row["question"], as_of)) == (row["kind"] == "event")


def test_the_tables_are_large() -> None:
    assert len({(row["question"], row["as_of"]) for row in WINDOWS}) >= 250
    assert len({row["question"] for row in NO_WINDOWS}) >= 200


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2025, 1, 1), date(2025, 12, 31), date(1999, 3, 8)])
def test_never_after_the_as_of_day(as_of: date) -> None:
    for question in [row["question"] for row in [*WINDOWS, *NO_WINDOWS]]:
        for found in find_windows(question, as_of):
            window = found.window
            assert window.since is None or window.since <= as_of, question
            assert window.until is None or window.until <= as_of, question
            assert window.since is None or window.until is None or window.since <= window.until, question
            assert 0 <= found.start < found.end <= len(question), question


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What was published last week?", "‘last week’, as of 24 June 2025: published 16 to 22 June 2025"),
        (
            "What happened last week?",
            "‘last week’, as of 24 June 2025: 16 to 22 June 2025, and what was printed the day after",
        ),
        (
            "What did he say on Friday?",
            "‘Friday’, as of 24 June 2025: 20 June 2025, and what was printed until 24 June 2025",
        ),
        ("articles from 3 May", "‘3 May’, as of 24 June 2025: published on 3 May 2025"),
        ("articles from May 2022", "‘May 2022’: published 1 to 31 May 2022"),
        ("articles from June", "‘June’, as of 24 June 2025: published 1 to 24 June 2025"),
        ("What has changed since March?", "‘since March’, as of 24 June 2025: published from 1 March 2025 on"),
        ("articles before 3 May 2025", "‘before 3 May 2025’: published until 2 May 2025"),
        (
            "Who was mayor in 2019?",
            "‘2019’: 1 January to 31 December 2019, the date of what is asked about, not of publication: no filter",
        ),
        (
            "Which item can be sold as of today?",
            "‘as of today’, as of 24 June 2025: 24 June 2025; no filter, as nothing later is used anyway",
        ),
    ],
)
def test_it_says_how_a_date_was_read(question: str, reason: str) -> None:
    (found,) = find_dates(question, TUESDAY)
    assert found.reason == reason


def test_the_date_of_an_event_is_found_without_a_window() -> None:
    (found,) = find_dates("How many people died on 14 March?", TUESDAY)
    assert found.role == "event"
    assert found.period == (date(2025, 3, 14), date(2025, 3, 14))
    assert not found.window


@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(2025, 6, 24), date(9999, 12, 31)])
@pytest.mark.parametrize(
    "question", ["in the past 900 decades", "999 years ago", "since last week", "What happened yesterday?"]
)
def test_days_that_no_calendar_has_do_no_harm(question: str, as_of: date) -> None:
    assert len(find_dates(question, as_of)) <= 1


def test_windows_that_overlap_narrow_each_other() -> None:
    one, two = Window(date(2025, 3, 1), date(2025, 3, 31)), Window(since=date(2025, 3, 10))
    assert joint_window([one, two]) == Window(date(2025, 3, 10), date(2025, 3, 31))


def test_windows_apart_are_spanned() -> None:
    one, two = Window(date(2025, 3, 1), date(2025, 3, 31)), Window(date(2025, 5, 1), date(2025, 5, 31))
    assert joint_window([one, two]) == Window(date(2025, 3, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    ("since", "until", "label"),
    [
        ("2025-03-12", "2025-03-18", "12 to 18 March 2025"),
        ("2025-03-12", "2025-03-12", "12 March 2025"),
        ("2025-03-01", "2025-03-31", "March 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2025-03-28", "2025-04-02", "28 March to 2 April 2025"),
        ("2024-12-28", "2025-01-02", "28 December 2024 to 2 January 2025"),
        ("2025-03-28", None, "since 28 March 2025"),
        (None, "2025-03-28", "until 28 March 2025"),
    ],
)
def test_label(since: str | None, until: str | None, label: str) -> None:
    window = Window(date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None)
    assert label_of(window) == label


def test_a_given_window_wins_and_makes_no_chip() -> None:
    given = Scope(window=Window(date(2025, 1, 1), date(2025, 1, 31)))
    question = understand("What happened last week?", as_of=TUESDAY, outlets=(), given=given)
    assert question.window == given.window
    assert question.chips == ()
    assert question.search == "What happened last week?"


def test_a_window_makes_a_chip_that_can_be_taken_off() -> None:
    question = understand("What happened last week?", as_of=TUESDAY, outlets=())
    (chip,) = question.chips
    assert (chip.kind, chip.label, chip.words) == ("window", "16 to 23 June 2025", "last week")
    again = understand(question.text, as_of=TUESDAY, outlets=(), dismissed=[chip.words])
    assert not again.window
    assert again.search == question.text


def test_the_day_on_which_an_outlet_said_it_is_its_day_of_publication() -> None:
    question = understand("What did the Daily Flash say on 14 March?", as_of=TUESDAY, outlets=("Daily Flash",))
    assert question.window == Window(date(2025, 3, 14), date(2025, 3, 14))
    assert not understand("What did the minister say on 14 March?", as_of=TUESDAY, outlets=("Daily Flash",)).window


def test_the_as_of_day_is_in_the_scope() -> None:
    assert understand("What happened?", as_of=FRIDAY, outlets=()).scope == Scope(as_of=FRIDAY)
