"""Kinds of article and the as-of day in questions, and the chips that all filters make."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.query import understand
from corpus import Scope, Window
from tests.assistant.query.understanding import Row, question_of, table

TUESDAY = date(2025, 6, 24)
KINDS = table("kinds.tsv")
"""A question, the kinds of article that it keeps to, and the words that are left to search for."""


@pytest.mark.parametrize("row", KINDS, ids=question_of)
def test_kinds(row: Row) -> None:
    question = understand(row["question"], as_of=TUESDAY, outlets=())
    assert "; ".join(question.scope.kinds) == row["kinds"]
    assert question.search == row["left"]
    assert any(chip.kind == "kind" for chip in question.chips) == bool(row["kinds"])


def test_kinds_given_by_hand_win() -> None:
    question = understand("editorials on the truce", as_of=TUESDAY, outlets=(), given=Scope(kinds=("wire",)))
    assert (question.scope.kinds, question.chips, question.search) == (("wire",), (), "editorials on the truce")


@pytest.mark.parametrize(
    ("question", "as_of", "left"),
    [
        ("What was known about the dam as of 20 March 2025?", date(2025, 3, 20), "What was known about the dam?"),
        ("How many people had died as of 15 March?", date(2025, 3, 15), "How many people had died?"),
        ("As of Monday, is the bridge closed?", date(2025, 6, 23), "is the bridge closed?"),
        ("news as of 3 May 2025", date(2025, 5, 3), "news"),
        ("Who is mayor as of today?", TUESDAY, "Who is mayor as of today?"),
        ("What is banned as of 2026?", TUESDAY, "What is banned as of 2026?"),
        ("It was as if 3 May had come", TUESDAY, "It was as if 3 May had come"),
    ],
)
def test_the_words_set_the_as_of_day(question: str, as_of: date, left: str) -> None:
    understood = understand(question, as_of=TUESDAY, outlets=())
    assert (understood.scope.as_of, understood.window, understood.search) == (as_of, Window(), left)
    assert [chip.kind for chip in understood.chips] == (["as_of"] if as_of != TUESDAY else [])


def test_days_are_counted_from_the_as_of_day_of_the_words() -> None:
    question = understand("What was published last week, as of 14 March 2025?", as_of=TUESDAY, outlets=())
    assert question.scope == Scope(Window(date(2025, 3, 3), date(2025, 3, 9)), as_of=date(2025, 3, 14))
    assert [(chip.kind, chip.label, chip.reason) for chip in question.chips] == [
        ("as_of", "as of 14 March 2025", "‘as of 14 March 2025’: nothing published after 14 March 2025 is used"),
        ("window", "3 to 9 March 2025", "‘last week’, as of 14 March 2025: published 3 to 9 March 2025"),
    ]


def test_the_earlier_of_two_as_of_days_counts() -> None:
    early = understand("news as of 3 May 2025", as_of=date(2025, 1, 1), outlets=())
    assert (early.scope.as_of, early.chips) == (date(2025, 1, 1), ())


def test_each_chip_can_be_taken_off_alone() -> None:
    text = "What did editorials in the Daily Flash say last week as of 14 March 2025?"
    question = understand(text, as_of=TUESDAY, outlets=("Daily Flash",))
    assert sorted(chip.kind for chip in question.chips) == ["as_of", "kind", "outlet", "window"]
    for chip in question.chips:
        again = understand(text, as_of=TUESDAY, outlets=("Daily Flash",), dismissed=[chip.words])
        assert {other.kind for other in again.chips} == {other.kind for other in question.chips} - {chip.kind}
        assert chip.words in again.search
