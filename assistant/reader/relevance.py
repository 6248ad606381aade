"""How likely a sentence of the evidence answers a question, read by itself by the judge; and whether any does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.nlp.entailment import Judgement, Premise, heading_of
from assistant.reader.judge import Judge
from assistant.reader.sentence_ranking import Sentence

_BIAS, _SCORE, _ANSWERS, _READER = -4.49, 1.52, 3.30, 2.30
"""Of a logistic regression over the score by words and place, the judge's probability, and the square root of the
reader's, on ten sentences each of 224 questions (``tests/benchmarks/relevance.py``). In cross-validation the first
sentence holds the answer for 0.81; by the score alone for 0.71. Of the sentences from 0.6 on 79 % hold it, from 0.7 on
84 %. More sentences a question, the sentence before, or the judge's reading of the whole passage bring nothing more."""


def judge_sentences(judge: Judge, questions: Sequence[str], sentences: Sequence[Sentence]) -> list[list[float]]:
    """Return how likely each sentence by itself answers each question.

    Raises:
        CannotCompile: There is no runtime, or no graph, on this machine.
    """
    return [[float(share) for share in row] for row in judge.answer_alone(_premises(sentences), questions)]


def judge_verdicts(judge: Judge, question: str, sentences: Sequence[Sentence]) -> list[Judgement]:
    """Return what each sentence by itself says to a question for yes or no; errors as for ``judge_sentences``."""
    return judge.judge_alone(_premises(sentences), question)


def _premises(sentences: Sequence[Sentence]) -> list[Premise]:
    return [Premise(sentence.text, heading_of(sentence.evidence.hit.article)) for sentence in sentences]


def rank_by_relevance(sentences: Sequence[Sentence], answers: Sequence[float]) -> list[Sentence]:
    """Return the sentences, those first that answer; ``answers`` are of the best ones, the rest follows unread."""
    read = [
        replace(sentence, answers=share, relevance=_relevance(sentence, share))
        for sentence, share in zip(sentences, answers, strict=False)
    ]
    return [*sorted(read, key=lambda sentence: -sentence.relevance), *sentences[len(read) :]]


def _relevance(sentence: Sentence, answers: float) -> float:
    z = _BIAS + _SCORE * sentence.score + _ANSWERS * answers + _READER * math.sqrt(sentence.reader)
    return 1 / (1 + math.exp(-z))
