"""How sure the evidence makes us that the archive holds an answer at all."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.reader.sentence_ranking import Sentence
from assistant.types import AnswerType, Form

ENOUGH = 0.37
"""Confidence below which the answer is 'not in this archive'. In cross-validation over the questions that the weights
below were fitted on, 89 % of those that the articles answer are answered at it, and 54 % of the near misses refused; at
0.3 92 % and 50 %, at 0.5 83 % and 66 %."""
_TOLD = 0.2
"""The same where no few words can answer: of such questions the judge is less sure."""
_BROAD = 0.1
"""The same for forms that a passage does not answer by itself: a side of a comparison, the latest, a list."""
SURE = 0.6
"""Confidence from which an answer is given without a word of doubt."""
GRANTED = 0.12
"""Probability below which nothing is taken to speak to what a question takes for granted."""

_BIAS, _SENTENCE, _PASSAGE = -2.49, 0.72, 3.13
"""Of a logistic regression over what the judge says of the likeliest sentence and the likeliest of two passages: on 255
questions that real articles or the demonstration answer, and 88 near misses, both sides weighing the same
(``tests/benchmarks/relevance.py``). Area under the ROC curve in cross-validation 0.81; by the score of words 0.49."""
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


def confidence(question: str, sentences: Sequence[Sentence], judged: Sequence[float] = ()) -> float:
    """Return a probability in [0, 1] that the evidence answers the question.

    Nothing is sure about a year that the best sentences' passages neither name nor were printed near;
    what was printed on an unknown day may be of any year.

    Args:
        question: The standalone question.
        sentences: Best first; of those that the judge has read it says how likely each answers.
        judged: Of the best passages, how likely each answers, as the judge says.
    """
    if not sentences or not _years_known(question, sentences[:_READ]):
        return 0.0
    passage = max(judged, default=_UNJUDGED)
    sentence = max((each.answers for each in sentences if each.answers is not None), default=passage)
    z = _BIAS + _SENTENCE * sentence + _PASSAGE * passage
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
