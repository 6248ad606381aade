"""How sure the evidence makes us that the archive holds an answer at all."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from assistant.reader.model import Reading
from assistant.reader.sentence_ranking import Sentence

ENOUGH = 0.42
"""Confidence below which the answer is 'not in this archive'. In cross-validation 83 % of the quiz questions below are
answered where the archive has the answer, and 43 % refused where it is hidden, at 0.40; 80 % and 53 % at 0.45. Of all
demonstration questions 76 % and 55 %."""
SURE = 0.6
"""Confidence from which an answer is given without a word of doubt: 75 % of the hidden ones are below it."""

_READ_BIAS = -5.74
_READ_WEIGHTS = (3.87, 2.54, 1.61, 1.38)
"""Fitted by ``tests/benchmarks/confidence.py`` on 167 quiz questions of 2022 (the weeks of RealTimeQA's tune half that
the reader was not trained on), each asked with its answer there and hidden, and on half of the demonstration questions,
which count as much. Area under the ROC curve in cross-validation: 0.72 and 0.62. A sentence's share of matched words
and its cosine, beside its score, brought nothing; nor did the reader's probabilities of single spans."""
_BIAS, _SCORE, _TOGETHER, _NAMES = -7.58, 7.53, 1.49, 2.69
"""For where nothing can be read. Fitted by logistic regression on 900 questions of SQuADshifts' Wikipedia part, each
asked with its paragraph, without it, and with it but without the sentence that answers, and on half of the
demonstration questions treated alike. Area under the ROC curve: XQuAD, not fitted on, 0.93 without
the paragraph, 0.84 without the sentence."""
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
        answers: Mean over the passages of how likely each answers, as the reader judges; None where none was read.
    """

    score: float
    together: float
    names: float
    answers: float | None


def signs(sentences: Sequence[Sentence], readings: Mapping[str, Reading]) -> Signs:
    """Return the figures for scored sentences, best first, of which there is at least one."""
    articles = Counter(sentence.evidence.hit.article.id for sentence in sentences[:_READ])
    return Signs(
        score=sentences[0].score,
        together=max(articles.values()) / _READ,
        names=max(sentence.names for sentence in sentences),
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
        figures = (found.score, found.together, found.names, found.answers)
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
