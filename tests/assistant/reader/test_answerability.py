"""The surer, the likelier the judge finds that a sentence and a passage answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reader.answerability import ENOUGH, SURE, confidence
from assistant.reader.relevance import rank_by_relevance
from assistant.reader.sentence_ranking import Sentence, score_sentences
from tests.assistant.evidence import evidence

ASKED = "Who leads the inquiry into the flood?"
FLOOD = "The dam at Hask broke on Friday night. Judge Ruth Calloway leads the inquiry into the flood."
STRIKE = "The dockers of Port Ansel walked out on Monday. Their union asked for a rise of 11 percent."


def judged(*answers: float, question: str = ASKED) -> list[Sentence]:
    return rank_by_relevance(score_sentences(question, evidence(FLOOD, STRIKE)), answers)


def sure(question: str, passages: Sequence[float] = (0.9, 0.02)) -> float:
    return confidence(question, judged(0.9, 0.1, question=question), passages)


def test_it_is_a_probability_and_none_without_evidence() -> None:
    assert confidence("Who?", []) == 0.0
    assert 0 < sure(ASKED) < 1


def test_what_sentence_and_passage_answer_is_surer_than_either_alone() -> None:
    both, sentence, passage, neither = (
        confidence(ASKED, judged(one, 0.02), [other, 0.02])
        for one, other in ((0.9, 0.9), (0.9, 0.1), (0.1, 0.9), (0.02, 0.05))
    )
    assert both > max(sentence, passage)
    assert min(sentence, passage) > neither
    assert neither < ENOUGH < SURE < both


def test_without_a_judge_it_is_neither_sure_nor_hopeless() -> None:
    assert 0.1 < confidence(ASKED, score_sentences(ASKED, evidence(FLOOD, STRIKE))) < SURE


def test_the_sentence_that_answers_comes_first_and_unread_ones_last() -> None:
    scored = score_sentences(ASKED, evidence(FLOOD, STRIKE))
    first, *others = rank_by_relevance(scored, [0.01, 0.02, 0.97])
    assert first.text == scored[2].text
    assert first.answers == 0.97
    assert others[-1].answers is None
    assert others[-1].relevance == 0


def test_a_year_that_is_nowhere_is_not_answered() -> None:
    assert sure("Who leads the inquiry into the flood of 2025?") > 0
    assert sure("Who leads the inquiry into the flood of 2031?") == 0.0
