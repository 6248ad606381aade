"""Outlets in questions: whom the question asks to hear from, and whom it is only about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.understand import understand
from assistant.understand.outlets import find_outlets
from corpus import Scope

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

NAMED = [
    ("What did the Harbor Ledger report last week about the flood?", ["The Harbor Ledger"]),
    ("what did the harbor ledger say about the flood", ["The Harbor Ledger"]),
    ("What did Harbor Ledger write on 3 May?", ["The Harbor Ledger"]),
    ("According to The Merrin Courier, who resigned?", ["The Merrin Courier"]),
    ("Who resigned, according to the Merrin Courier?", ["The Merrin Courier"]),
    ("What was said in the Daily Flash about the strike?", ["Daily Flash"]),
    ("articles by Continental Wire about the strike", ["Continental Wire"]),
    ("articles from Radio Norrmark International", ["Radio Norrmark International"]),
    ("What is the Harbor Ledger's coverage of the flood?", ["The Harbor Ledger"]),
    ("Summarise Merchant and Market's reporting on the rate rise", ["Merchant & Market"]),
    ("Merchant & Market reported a rate rise: when?", ["Merchant & Market"]),
    ("Compare The Harbor Ledger and the Daily Flash on the flood", ["The Harbor Ledger", "Daily Flash"]),
    ("How do Continental Wire and the Merrin Courier differ on the toll?", ["Continental Wire", "The Merrin Courier"]),
    ("What did the Daily Flash and Continental Wire report?", ["Daily Flash", "Continental Wire"]),
    ("articles in the Merrin Courier or the Daily Flash", ["The Merrin Courier", "Daily Flash"]),
    ("Does the Daily Flash say that the bridge is closed?", ["Daily Flash"]),
    ("Has the Daily Flash published anything on the strike?", ["Daily Flash"]),
    ("What did CNN say about the vote?", ["cnn.com"]),
    ("according to cnn, what happened", ["cnn.com"]),
    ("articles from cnn.com", ["cnn.com"]),
    ("What did the New York Times report?", ["nytimes.com"]),
    ("What did nytimes report about it?", ["nytimes.com"]),
    ("What did the Washington Post write?", ["www.washingtonpost.com"]),
    ("as reported by Fox News", ["foxnews.com"]),
    ("What did The Guardian report?", ["theguardian.com"]),
    ("What did the Wall Street Journal report?", ["wsj.com"]),
    ("coverage in the Los Angeles Times", ["latimes.com"]),
    ("What did the BBC report?", ["edition.bbc.co.uk"]),
    ("What did Time report in March?", ["time.com"]),
    ("What did Time magazine say about the vote?", ["time.com"]),
    ("according to the Independent", ["independent.co.uk"]),
    ("The Sun reported that he resigned. Is that so?", ["the-sun.com"]),
    ("What was published in the Mirror?", ["mirror.co.uk"]),
    ("What did the Express say yesterday?", ["express.co.uk"]),
    ("Compare CNN and Fox News on the vote", ["cnn.com", "foxnews.com"]),
    ("How did CNN, Fox News and the BBC report the vote?", ["cnn.com", "foxnews.com", "edition.bbc.co.uk"]),
    ("Which of Continental Wire and Daily Flash has the higher figure?", ["Continental Wire", "Daily Flash"]),
    ("Does CNN agree with Fox News on the toll?", ["cnn.com", "foxnews.com"]),
    ("What was The Harbor Ledger's 12 March article about?", ["The Harbor Ledger"]),
    ("What has the Merrin Courier been saying about the mayor?", ["The Merrin Courier"]),
    ("What did the Harbor Ledger report about the Daily Flash?", ["The Harbor Ledger"]),
]

ABOUT = [
    "Who bought Twitter?",
    "What happened to Twitter's staff?",
    "Which newspaper reported the flood first?",
    "Who is the editor of The Merrin Courier?",
    "When was the Harbor Ledger founded?",
    "Why did the Daily Flash close?",
    "Who was bought by CNN?",
    "Who resigned from CNN?",
    "Who invested in Twitter?",
    "How much loss did the Daily Flash report?",
    "Merchant & Market reported a loss of 3 million; why?",
    "What happened from time to time?",
    "Was it in time?",
    "What was the best time by an independent runner?",
    "independent candidates reported gains",
    "The sun said to be hotter",
    "in the sun",
    "according to an independent expert",
    "Did the express train stop?",
    "Who broke the mirror in the palace?",
    "What is in the market this week?",
    "the daily flash of lightning",
    "What was said everywhere except in the Daily Flash?",
    "articles not from CNN",
    "What is the time of the meeting?",
    "Which jobs were cut at CNN?",
    "Continental Wire workers on strike",
]


@pytest.mark.parametrize(("question", "expected"), NAMED)
def test_outlet_asked_for(question: str, expected: list[str]) -> None:
    assert [found.name for found in find_outlets(question, ALL)] == expected


@pytest.mark.parametrize("question", ABOUT)
def test_outlet_only_written_about(question: str) -> None:
    assert find_outlets(question, ALL) == ()


@pytest.mark.parametrize(
    ("question", "search"),
    [
        ("What did the Harbor Ledger report last week about the flood?", "What did report about the flood?"),
        ("According to The Merrin Courier, who resigned?", "who resigned?"),
        ("Who resigned, according to the Merrin Courier?", "Who resigned?"),
        ("articles by Continental Wire about the strike", "articles about the strike"),
        ("What is the Harbor Ledger's coverage of the flood?", "What is the coverage of the flood?"),
        ("Compare The Harbor Ledger and the Daily Flash on the flood", "Compare on the flood"),
        ("Who bought Twitter?", "Who bought Twitter?"),
    ],
)
def test_outlet_words_are_not_searched_for(question: str, search: str) -> None:
    assert understand(question, as_of=AS_OF, outlets=ALL).search == search


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
