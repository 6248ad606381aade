"""Test that an answer is judged by what stands first in it."""

from dataclasses import replace

import pytest

from tests.heldout.verdicts import HeldoutQuestion, Outcome, Shown, find_phrase, judge_answer

_TOLL = HeldoutQuestion(
    id="a", kind="how_many", text="How many?", status="answered", split="tune", answers=("29",), must_not=("31",)
)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("twenty-nine", "All 29 have been identified", True),
        ("1,900 talvar", "a cabin costs 1900 talvar", True),
        ("8.5 per cent", "a raise of 8.5% was agreed", True),
        ("9", "began on 9 June", False),
        ("9 June", "began on 9 June", True),
        ("17", "170 people", False),
        ("hasn't", "it hasn’t been wet", True),
    ],
)
def test_finds_a_phrase_in_any_spelling(phrase: str, text: str, found: bool) -> None:
    assert (find_phrase(phrase, text) is not None) is found


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        (Shown("answered", short_answer="29"), "right"),
        (Shown("answered", lead="29, not 31 as first counted."), "right"),
        (Shown("answered", short_answer="31 to 29"), "false"),
        (Shown("answered", "In the words of two articles, 29 May:", sentences=("31 died.", "29 died.")), "false"),
        (Shown("answered", sentences=("It rained.", "29 people died.")), "below"),
        (Shown("answered", sentences=("It rained.",)), "missing"),
        (Shown("abstained"), "refused"),
    ],
)
def test_judges_a_figure_by_the_line_that_is_read_first(shown: Shown, outcome: Outcome) -> None:
    assert judge_answer(_TOLL, shown).outcome == outcome


def test_counts_yes_and_no_only_as_the_first_word() -> None:
    question = replace(_TOLL, answers=("No", "nobody has died"), must_not=())
    assert judge_answer(question, Shown("answered", lead="No: nobody has died.")).on_top
    assert judge_answer(question, Shown("answered", lead="Yes.")).outcome == "false"
    evidence = judge_answer(question, Shown("answered", sentences=("Eleven were ill, and nobody has died.",)))
    assert (evidence.outcome, evidence.on_top) == ("right", False)


def test_asks_for_as_many_parts_as_the_question_needs() -> None:
    question = replace(_TOLL, answers=(), must_not=(), parts=(("Harrow",), ("Salm",), ("Lindqvist",)), least=2)
    assert judge_answer(question, Shown("answered", sentences=("Harrow left.", "Salm resigned."))).outcome == "right"
    assert judge_answer(question, Shown("answered", sentences=("Harrow left.",))).outcome == "below"


def test_accepts_a_refusal_or_a_first_line_that_says_what_is_so() -> None:
    question = replace(_TOLL, kind="false_premise", status="abstained", answers=("was acquitted",), must_not=())
    assert judge_answer(question, Shown("abstained")).outcome == "right"
    assert judge_answer(question, Shown("answered", short_answer="He was acquitted")).outcome == "right"
    assert judge_answer(question, Shown("answered", short_answer="five years")).outcome == "invented"


def test_greets_without_citing_anything() -> None:
    question = replace(_TOLL, kind="help", status="other", answers=("Hello",), must_not=())
    assert judge_answer(question, Shown("answered", lead="Hello.")).outcome == "right"
    assert judge_answer(question, Shown("answered", lead="Hello.", cited=1)).outcome == "invented"
