"""The surer, the better the sentences match the question."""

from __future__ import annotations

from assistant.reader.answerability import confidence
from assistant.reader.sentence_ranking import score_sentences
from tests.assistant.evidence import encode, evidence

FLOOD = "The dam at Hask broke on Friday night. Judge Ruth Calloway leads the inquiry into the flood."
STRIKE = "The dockers of Port Ansel walked out on Monday. Their union asked for a rise of 11 percent."


def sure(question: str, *texts: str) -> float:
    return confidence(question, score_sentences(question, evidence(*texts), encode), {})


def test_it_is_a_probability_and_none_without_evidence() -> None:
    assert confidence("Who?", [], {}) == 0.0
    assert 0 < sure("Who leads the inquiry into the flood?", FLOOD, STRIKE) < 1


def test_an_answered_question_is_surer_than_a_strange_one() -> None:
    answered = sure("Who leads the inquiry into the flood?", FLOOD, STRIKE)
    assert answered > sure("Who won the tennis final in the capital?", FLOOD, STRIKE)


def test_a_missing_name_makes_less_sure() -> None:
    known = sure("What did the union of Ansel ask for?", FLOOD, STRIKE)
    assert known > sure("What did the union of Halden ask for?", FLOOD, STRIKE)


def test_a_missing_fact_about_a_known_name_makes_less_sure() -> None:
    known = sure("Which inquiry does Judge Ruth Calloway lead?", FLOOD, STRIKE)
    assert known > sure("Which university taught Judge Ruth Calloway?", FLOOD, STRIKE)


def test_a_year_that_is_nowhere_is_not_answered() -> None:
    assert sure("Who leads the inquiry into the flood of 2025?", FLOOD, STRIKE) > 0
    assert sure("Who leads the inquiry into the flood of 2031?", FLOOD, STRIKE) == 0.0
