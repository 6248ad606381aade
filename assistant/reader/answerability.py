"""How sure the evidence makes us that the archive holds an answer at all."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reader.sentence_ranking import Sentence
from assistant.types import AnswerType, Form

ENOUGH = 0.42
"""Confidence below which the answer is 'not in this archive'. In cross-validation at 0.40 82 % of the questions that
the archive answers are answered, and 60 % of the others refused; at 0.45 79 % and 63 %, at 0.35 87 % and 57 %."""
_TOLD = 0.2
"""The same where no few words can answer: of such questions the judge is less sure."""
_BROAD = 0.1
"""The same for forms that a passage does not answer by itself: a side of a comparison, the latest, a list."""
SURE = 0.6
"""Confidence from which an answer is given without a word of doubt."""
GRANTED = 0.12
"""Probability below which nothing is taken to speak to what a question takes for granted."""

_BIAS = -4.38
_WEIGHTS = (1.85, 1.59, 3.64)
"""Fitted by logistic regression on 237 questions that the demonstration articles answer, and 30 near misses and false
premises, both sides weighing the same. Area under the ROC curve in cross-validation: 0.75."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,%]|\.\d)")
_READ = 6
"""Best sentences whose passages are looked at for years."""
_UNJUDGED = 0.5
"""What counts where no judge can run on this machine."""


def least_confidence(form: Form, wanted: AnswerType | None = None) -> float:
    """Return the confidence below which a question of a form, with an answer of a type, is not answered."""
    if form not in ("fact", "yes or no", "quote"):
        return _BROAD
    return _TOLD if form == "quote" or wanted in ("statement", "reason", "manner") else ENOUGH


@dataclass(frozen=True, slots=True)
class Signs:
    """Hold the figures that confidence is made of.

    Attributes:
        score: Of the best sentence.
        reader: How likely the answer stands in one sentence, as the reader sees it; of the likeliest one.
        judged: How likely a passage answers, as the judge says; of the likeliest one.
    """

    score: float
    reader: float
    judged: float


def signs(sentences: Sequence[Sentence], judged: Sequence[float]) -> Signs:
    """Return the figures for scored sentences, best first, of which there is at least one."""
    return Signs(
        score=sentences[0].score,
        reader=max(sentence.reader for sentence in sentences),
        judged=max(judged, default=_UNJUDGED),
    )


def confidence(question: str, sentences: Sequence[Sentence], judged: Sequence[float] = ()) -> float:
    """Return a probability in [0, 1] that the best sentences answer the question: a logistic function of the signs.

    Nothing is sure about a year that the best sentences' passages neither name nor were printed near;
    what was printed on an unknown day may be of any year.

    Args:
        question: The standalone question.
        sentences: Scored, best first.
        judged: Of the best passages, how likely each answers, as the judge says.
    """
    if not sentences or not _years_known(question, sentences[:_READ]):
        return 0.0
    found = signs(sentences, judged)
    figures = (found.score, found.reader, found.judged)
    z = _BIAS + sum(weight * figure for weight, figure in zip(_WEIGHTS, figures, strict=True))
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
