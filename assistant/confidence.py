"""How sure the evidence makes us that the archive holds an answer at all."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from assistant.reader import Reading
from assistant.scoring import Sentence

ENOUGH = 0.45
"""Confidence below which the answer is 'not in this archive'. On half of the demonstration questions half of the
unanswerable are refused, and 72 % of the others answered with the right article; at 0.35 it is 12 % and 86 %."""
SURE = 0.6
"""Confidence from which an answer is given without a word of doubt; no unanswerable one of that half reaches it."""

_READ_BIAS = 0.0
_READ_WEIGHTS = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""TODO."""
_BIAS, _SCORE, _TOGETHER, _NAMES = -7.58, 7.53, 1.49, 2.69
"""Fitted by logistic regression on 900 questions of SQuADshifts' Wikipedia part, each asked with its paragraph, without
it, and with it but without the sentence that answers, and on half of the demonstration questions treated alike; then
moved so that 0.5 is where the shares answered and refused there add up to most: 69 % of the answerable, 75 % of the
unanswerable (XQuAD, not fitted on: 93 % and 71 %). Area under the ROC curve: 0.79 on that half, 0.60 on the other;
XQuAD 0.93 without the paragraph, 0.84 without the sentence. In cross-validation on that half, with a fourth figure that
brought nothing, leaving out the names cost 0.05 and the share of one article 0.04."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,%]|\.\d)")
_READ = 6
"""Best sentences that are counted by article."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Hold the figures that confidence is made of.

    Attributes:
        score: Of the best sentence.
        together: Share of the best sentences that one article holds.
        names: How well one passage matches all of the question's names.
        coverage: Share of the question's words that one sentence matches.
        meaning: Cosine of the nearest sentence to the question.
        answers: Mean over the passages of how likely each answers, as the reader judges; None where none was read.
    """

    score: float
    together: float
    names: float
    coverage: float
    meaning: float
    answers: float | None


def signs(sentences: Sequence[Sentence], readings: Mapping[str, Reading]) -> Signs:
    """Return the figures for scored sentences, best first, of which there is at least one."""
    articles = Counter(sentence.evidence.hit.article.id for sentence in sentences[:_READ])
    return Signs(
        score=sentences[0].score,
        together=max(articles.values()) / _READ,
        names=max(sentence.names for sentence in sentences),
        coverage=max(sentence.coverage for sentence in sentences),
        meaning=max(sentence.meaning for sentence in sentences),
        answers=mean(reading.answers for reading in readings.values()) if readings else None,
    )


def confidence(question: str, sentences: Sequence[Sentence], readings: Mapping[str, Reading]) -> float:
    """Return a probability in [0, 1] that the best sentences answer the question: a logistic function of the signs.

    Nothing is sure about a year that the best sentences' passages neither name nor were printed near;
    what was printed on an unknown day may be of any year.

    Args:
        question: The standalone question.
        sentences: Scored, best first.
        readings: What the reader made of the passages, by their ids; without any, the sentences alone decide.
    """
    if not sentences or not _years_known(question, sentences[:_READ]):
        return 0.0
    found = signs(sentences, readings)
    if found.answers is None:
        z = _BIAS + _SCORE * found.score + _TOGETHER * found.together + _NAMES * found.names
    else:
        figures = (found.score, found.together, found.names, found.coverage, found.meaning, found.answers)
        z = _READ_BIAS + sum(weight * figure for weight, figure in zip(_READ_WEIGHTS, figures, strict=True))
    return 1 / (1 + math.exp(-z))


def _years_known(question: str, sentences: Sequence[Sentence]) -> bool:
    known: set[str] = set()
    for sentence in sentences:
        article = sentence.evidence.hit.article
        if article.day is None:
            return True
        known |= {str(article.day.year + near) for near in (-1, 0, 1)}  # 'last November', 'next spring'
        known |= set(_YEAR.findall(f"{article.title} {sentence.evidence.hit.passage.text}"))
    return set(_YEAR.findall(question)) <= known
