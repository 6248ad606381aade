"""How sure the evidence makes us that the archive holds an answer at all."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.reader import Reading
from assistant.scoring import Sentence
from assistant.short_answer import Candidate

ENOUGH = 0.45
"""Confidence below which the answer is 'not in this archive'. On half of the demonstration questions half of the
unanswerable are refused, and 72 % of the others answered with the right article; at 0.35 it is 12 % and 86 %."""
SURE = 0.6
"""Confidence from which an answer is given without a word of doubt; no unanswerable one of that half reaches it."""

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


def confidence(
    question: str,
    sentences: Sequence[Sentence],
    *,
    readings: Mapping[str, Reading] | None = None,
    short: Sequence[Candidate] = (),
) -> float:
    """Return a probability in [0, 1] that the best sentences answer the question.

    A logistic function of three figures: the best sentence's score, the share of the best sentences that one article
    holds, and how well one passage matches all of the question's names.

    Nothing is sure about a year that the best sentences' passages neither name nor were printed near;
    what was printed on an unknown day may be of any year.

    Args:
        question: The standalone question.
        sentences: Scored, best first.
        readings: What the reader made of all passages found, by their ids; without any, the sentences alone decide.
        short: The answers that it gives, likeliest first.
    """
    if not sentences or not _years_known(question, sentences[:_READ]):
        return 0.0
    articles = Counter(sentence.evidence.hit.article.id for sentence in sentences[:_READ])
    z = (
        _BIAS
        + _SCORE * sentences[0].score
        + _TOGETHER * max(articles.values()) / _READ
        + _NAMES * max(sentence.names for sentence in sentences)
    )
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
