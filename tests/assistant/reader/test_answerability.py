"""The surer, the better the sentences match the question."""

from __future__ import annotations

from assistant.reader.answerability import confidence
from assistant.reader.sentence_ranking import score_sentences
from tests.assistant.evidence import evidence

FLOOD = "The dam at Hask broke on Friday night. Judge Ruth Calloway leads the inquiry into the flood."
STRIKE = "The dockers of Port Ansel walked out on Monday. Their union asked for a rise of 11 percent."


def sure(question: str, *texts: str) -> float:
    return confidence(question, score_sentences(question, evidence(*texts)))


def test_it_is_a_probability_and_none_without_evidence() -> None:
    assert confidence("Who?", []) == 0.0
    assert 0 < sure("Who leads the inquiry into the flood?", FLOOD, STRIKE) < 1


def test_an_answered_question_is_surer_than_a_strange_one() -> None:
    answered = sure("Who leads the inquiry into the flood?", FLOOD, STRIKE)
    assert answered > sure("Who won the tennis final in the capital?", FLOOD, STRIKE)


def test_a_passage_that_is_judged_to_answer_makes_surer() -> None:
    sentences = score_sentences("Who leads the inquiry into the flood?", evidence(FLOOD, STRIKE))
    unsure, sure = (confidence("Who leads the inquiry into the flood?", sentences, [p, 0.02]) for p in (0.05, 0.9))
    assert unsure < 0.35 < 0.6 < sure


def test_a_missing_fact_about_a_known_name_makes_less_sure() -> None:
    known = sure("Which inquiry does Judge Ruth Calloway lead?", FLOOD, STRIKE)
    assert known > sure("Which university taught Judge Ruth Calloway?", FLOOD, STRIKE)


def test_a_year_that_is_nowhere_is_not_answered() -> None:
    assert sure("Who leads the inquiry into the flood of 2025?", FLOOD, STRIKE) > 0
    assert sure("Who leads the inquiry into the flood of 2031?", FLOOD, STRIKE) == 0.0
