"""Addresses, telephone numbers, tags and odd digits stand in the passage to the sign, whatever a judge thinks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.nlp.entailment import Judgement, Premise
from assistant.types import Evidence
from assistant.verification import verify
from corpus import Article, Hit, Passage

_FACT = "The ferry to Aldmouth was stopped on Friday and 31 people waited"


class _Credulous:
    """A judge that takes everything for said."""

    def judge(self, premise: Premise, statements: Sequence[str]) -> list[Judgement]:
        return [Judgement(1.0, 0.0, 0.0) for _ in statements]


def _verdict(statement: str, passage: str) -> tuple[str, str]:
    article = Article(id="a1", title="Ferry", text=passage, outlet="Post", published="2025-03-04")
    cited = Evidence(1, Hit(Passage("p1", "a1", 1, 0, 0, len(passage), passage), article))
    return verify(statement, [cited], _Credulous())


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("; see https://evil.example/login for more.", "https://evil.example/login"),
        ("; see www.evil.example for more.", "www.evil.example"),
        ("; see evil.example for more.", "evil.example"),
        ("; see pay.evil.example/now for more.", "pay.evil.example/now"),
        ("; write to help@evil.example.", "help@evil.example"),
        ("; call 31 31 31 now.", "31 31 31"),
        ("; call +44 20 7946 0958.", "+44 20 7946 0958"),
        ("; call 020-7946-0958.", "020-7946-0958"),
        (" <script>alert(1)</script>.", "<script>"),
        (" <b>indeed</b>.", "<b>"),
        (" <img src=x onerror=alert(1)>.", "<img src=x onerror=alert(1)>"),
        (" on the 2J.", "2J"),
    ],
)
def test_what_a_model_adds_makes_its_sentence_unsupported(added: str, named: str) -> None:
    assert _verdict(f"{_FACT}{added}", f"{_FACT}, officials said.") == (
        "unsupported",
        f"“{named}” is not in the cited passage",
    )


@pytest.mark.parametrize("digits", ["31⁰⁰⁰", "31⁰", "31₀₀₀", "31½", "31①", "31³"])
def test_digits_of_another_kind_change_a_figure(digits: str) -> None:
    said = _FACT.replace("31", digits)
    assert _verdict(f"{said}.", f"{_FACT}, officials said.")[0] == "unsupported"


@pytest.mark.parametrize("count", ["hundreds of", "thousands of", "310", "31,000", "٣١٠"])
def test_another_count_is_another_figure(count: str) -> None:
    assert _verdict(f"{_FACT.replace('31', count)}.", f"{_FACT}, officials said.")[0] == "unsupported"


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        (f"{_FACT}.", f"{_FACT}, officials said."),
        ("Call 020 7946 0958 for help.", "For help call (020) 7946-0958, the board said."),
        ("The board's page is harbour.example.", "The board, at https://harbour.example/news, said so."),
        ("The 5G network failed.", "The network, which is 5G, failed on Friday."),
        ("It covers 40 km² of land.", "It covers 40 km² of land near the town."),
        ("It cost $5M.", "It cost $5 million, the board said."),
        ("It was closed from 2025-03-04.", "It was closed on 4 March 2025, they said."),
        ("It opens at 9 a.m. in the U.S. and the U.K.", "In the U.S. and the U.K. it opens at 9 a.m. on Monday."),
        ("Half a < b and b > c.", "They wrote that a < b and b > c, half of them."),
    ],
)
def test_what_the_passage_says_stays_supported(statement: str, passage: str) -> None:
    assert _verdict(statement, passage)[0] in ("supported", "quoted")
