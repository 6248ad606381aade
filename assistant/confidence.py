"""How sure the evidence makes us that the archive holds an answer at all."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.compose import Sentence
from assistant.cues import holds, kind_of
from assistant.wording import content_words, stem

ENOUGH = 0.5
"""Confidence below which the answer is 'not in this archive'."""

_BIAS, _COVERAGE, _MEANING, _NAMES, _KIND = -7.2, 5.2, 4.6, 2.2, 0.5
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][\w'’-]+")
_READ = 12
"""Best sentences that are looked at."""


def confidence(question: str, sentences: Sequence[Sentence]) -> float:
    """Return a probability in [0, 1] that the best sentences answer the question.

    A logistic function of four figures: the weighted share of the question's words that the best sentence (with its
    passage at half weight) holds, its cosine to the question, the share of the question's names that the best
    passages hold, and whether the kind of thing asked for is there.
    """
    best = sentences[:_READ]
    if not best:
        return 0.0
    kind = kind_of(question)
    z = (
        _BIAS
        + _COVERAGE * max(sentence.coverage for sentence in best[:4])
        + _MEANING * max(sentence.meaning for sentence in best)
        + _NAMES * _names_held(question, best)
        + _KIND * any(holds(sentence.text, kind) for sentence in best[:3])
    )
    return 1 / (1 + math.exp(-z))


def _names_held(question: str, best: Sequence[Sentence]) -> float:
    names = {stem(name) for name in _NAME.findall(question)}
    if not names:
        return 0.5
    held = set()
    for sentence in best[:5]:
        hit = sentence.evidence.hit
        held |= names & set(content_words(f"{hit.article.title} {hit.passage.text}"))
    return len(held) / len(names)
