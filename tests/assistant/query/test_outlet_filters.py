"""Outlets in questions: whom the question asks to hear from, and whom it is only about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.query import understand
from assistant.query.outlet_filters import find_outlets
from corpus import Scope
from tests.assistant.query.understanding import Row, question_of, table

DEMO = (
    "Continental Wire",
    "The Merrin Courier",
    "Merchant & Market",
    "The Harbor Ledger",
    "Daily Flash",
    "Radio Norrmark International",
)
HOSTS = (
    "cnn.com",
    "nytimes.com",
    "time.com",
    "independent.co.uk",
    "www.washingtonpost.com",
    "foxnews.com",
    "theguardian.com",
    "the-sun.com",
    "mirror.co.uk",
    "express.co.uk",
    "twitter.com",
    "wsj.com",
    "latimes.com",
    "edition.bbc.co.uk",
)
ALL = DEMO + HOSTS
AS_OF = date(2025, 6, 24)

OUTLETS = table("outlets.tsv")
"""A question, the outlets that it asks to hear from, and the words that are left to search for."""


@pytest.mark.parametrize("row", OUTLETS, ids=question_of)
def test_outlets(row: Row) -> None:
    question = understand(row["question"], as_of=AS_OF, outlets=ALL)
    assert "; ".join(question.scope.outlets) == row["outlets"]
    assert question.search == row["left"]


def test_the_table_is_large() -> None:
    asked = [row["question"] for row in OUTLETS if row["outlets"]]
    about = [row["question"] for row in OUTLETS if not row["outlets"]]
    assert len(set(asked)) >= 60
    assert len(set(about)) >= 60


def test_words_with_both_a_date_and_an_outlet() -> None:
    question = understand("What did the Harbor Ledger report last week about the flood?", as_of=AS_OF, outlets=ALL)
    assert question.search == "What did report about the flood?"


def test_outlets_make_chips() -> None:
    question = understand("Compare CNN and Fox News on the vote", as_of=AS_OF, outlets=ALL)
    assert question.scope.outlets == ("cnn.com", "foxnews.com")
    assert [(chip.kind, chip.label) for chip in question.chips] == [("outlet", "cnn.com"), ("outlet", "foxnews.com")]


def test_given_outlets_win() -> None:
    given = Scope(outlets=("Daily Flash",))
    question = understand("What did CNN report?", as_of=AS_OF, outlets=ALL, given=given)
    assert (question.scope.outlets, question.chips) == (("Daily Flash",), ())


def test_only_outlets_of_the_archive_are_found() -> None:
    assert find_outlets("What did the Harbor Ledger report?", HOSTS) == ()
    assert find_outlets("What did the Harbor Ledger report?", ()) == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did the NYT report about the strike?", ["The New York Times"]),
        ("Which articles from cnn.com mention the strike?", ["CNN"]),
        ("According to AP, how many died?", ["Associated Press"]),
        ("What did the New York Times report about the strike?", ["The New York Times"]),
        ("Why did the NYT fire its editor?", []),
    ],
)
def test_an_outlet_is_known_by_its_other_names(question: str, expected: list[str]) -> None:
    outlets = ("The New York Times", "CNN", "Associated Press", "Daily Flash")
    assert [found.name for found in find_outlets(question, outlets)] == expected


@pytest.mark.parametrize("outlet", ["", " ", ".", "a.b", "x", "The", "(unknown)", "*"])
def test_odd_outlet_names_do_no_harm(outlet: str) -> None:
    find_outlets("What did the Harbor Ledger report?", [outlet])
