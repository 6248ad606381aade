"""One reader of periods for questions and for articles: only the direction of time differs."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.nlp.temporal.mentions import mentions
from assistant.nlp.temporal.reading import Direction, find_periods, resolve_period

MONDAY = date(2025, 9, 1)


@pytest.mark.parametrize(
    ("text", "direction", "first", "last"),
    [
        ("10 December", "past", "2024-12-10", "2024-12-10"),
        ("10 December", "nearest", "2025-12-10", "2025-12-10"),
        ("10 December", "future", "2025-12-10", "2025-12-10"),
        ("20 August", "nearest", "2025-08-20", "2025-08-20"),
        ("20 August", "future", "2026-08-20", "2026-08-20"),
        ("Wednesday", "past", "2025-08-27", "2025-08-27"),
        ("Wednesday", "future", "2025-09-03", "2025-09-03"),
        ("the week of 8 September", "future", "2025-09-08", "2025-09-14"),
        ("4 May 2020", "future", "2020-05-04", "2020-05-04"),
        ("yesterday", "future", "2025-08-31", "2025-08-31"),
    ],
)
def test_a_direction_decides_what_is_not_said(text: str, direction: Direction, first: str, last: str) -> None:
    (found,) = find_periods(text)
    assert resolve_period(found, MONDAY, direction) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("The port was shut between 6 and 9 August.", "6 and 9 August", "6 to 9 August 2025"),
        ("The fair will open in the week of 8 September.", "week of 8 September", "8 to 14 September 2025"),
        ("They met three Mondays ago.", "three Mondays ago", "11 August 2025"),
        ("The mill closed in the last week of November.", "last week of November", "24 to 30 November 2024"),
        ("It was read out late last month.", "late last month", "late August 2025"),
    ],
)
def test_articles_are_read_by_it(text: str, words: str, label: str) -> None:
    (found,) = mentions(text, MONDAY)
    assert (found.when.words, found.when.label, found.bound) == (words, label, "at")
