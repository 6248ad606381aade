"""Periods that are counted from another one, against the calendar of 2025."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.nlp.temporal.compound import compound_mentions

THURSDAY = date(2025, 10, 16)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("the vote on Monday before last", "Monday before last", "2025-10-06", "2025-10-06"),
        ("what they said the Thursday before last", "the Thursday before last", "2025-10-02", "2025-10-02"),
        ("the weekend before last", "the weekend before last", "2025-10-04", "2025-10-05"),
        ("three Sundays ago", "three Sundays ago", "2025-09-28", "2025-09-28"),
        ("a couple of weekends ago", "a couple of weekends ago", "2025-10-04", "2025-10-05"),
        ("2.0 weeks ago", "2.0 weeks ago", "2025-09-29", "2025-10-05"),
        ("1.5 years ago", "1.5 years ago", "2024-04-01", "2024-04-30"),
        ("on Wednesday of this week", "Wednesday of this week", "2025-10-15", "2025-10-15"),
        ("Saturday last week", "Saturday last week", "2025-10-11", "2025-10-11"),
        ("the 21st of the previous month", "the 21st of the previous month", "2025-09-21", "2025-09-21"),
        ("the last day of last month", "the last day of last month", "2025-09-30", "2025-09-30"),
        ("calendar week 1", "calendar week 1", "2024-12-30", "2025-01-05"),
        ("week 53 of 2020", "week 53 of 2020", "2020-12-28", "2021-01-03"),
    ],
)
def test_a_period_is_counted_from_another_one(text: str, words: str, first: str, last: str) -> None:
    (found,) = compound_mentions(text)
    assert text[found.start : found.end] == words
    assert found.resolve(THURSDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["the 31st of last month", "calendar week 54", "week 53 of 2021"])
def test_a_day_that_is_not_in_the_calendar_is_no_period(text: str) -> None:
    assert [found.resolve(THURSDAY) for found in compound_mentions(text)] == [None]


@pytest.mark.parametrize("text", ["week 3 of the trial", "the week before the last match", "Friday Before Last Night"])
def test_other_words_are_none(text: str) -> None:
    assert not list(compound_mentions(text))
