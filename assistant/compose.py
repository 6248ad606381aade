"""An answer without a model: the sentences of the evidence that answer the question, verbatim."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.cues import Kind, holds, kind_of
from assistant.types import Evidence
from assistant.wording import alike, content_words
from corpus import sentence_spans

_COVERAGE, _MEANING, _PLACE, _KIND = 0.4, 0.4, 0.2, 0.15
"""Weights of a sentence's score: question words held, cosine, rank of its passage, kind of thing asked for."""
_DANGLING = 0.08
"""Taken off a sentence that begins with a word that points back ('He', 'That')."""
_CLOSE = 0.78
"""A further sentence is taken where its score reaches this share of the best one's."""
_SAME = 0.7
"""Share of common words from which two sentences say the same."""
_SENTENCES, _AN_ARTICLE = 4, 2
_SHORTEST = 4
"""Words that a sentence needs to stand alone."""

_POINTS_BACK = re.compile(
    r"^[\"“'‘(]?(He|She|It|They|His|Her|Its|Their|This|That|These|Those|Both|The (two|latter|former|move|decision|deal))\b"
)

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a sentence of the evidence with its place in the article and its score."""

    evidence: Evidence
    start: int
    end: int
    text: str
    score: float = 0.0
    coverage: float = 0.0
    meaning: float = 0.0


def score_sentences(question: str, evidence: Sequence[Evidence], encode: Encode) -> list[Sentence]:
    """Return every sentence of the evidence with its score, best first.

    Args:
        question: The standalone question.
        evidence: Passages, best first.
        encode: Texts to vectors (n x d) of length 1.
    """
    found = [sentence for item in evidence for sentence in _sentences(item)]
    if not found:
        return []
    vectors = encode([question, *(sentence.text for sentence in found)])
    cosines = vectors[1:] @ vectors[0]
    weights = _weights(question, [sentence.text for sentence in found])
    kind = kind_of(question)
    best_hit = max(item.hit.score for item in evidence) or 1.0
    scored = []
    for sentence, cosine in zip(found, cosines, strict=True):
        coverage = _coverage(sentence, weights)
        score = (
            _COVERAGE * coverage
            + _MEANING * float(cosine)
            + _PLACE * sentence.evidence.hit.score / best_hit
            + _bonus(sentence.text, kind)
        )
        scored.append(Sentence(sentence.evidence, sentence.start, sentence.end, sentence.text, score, coverage, float(cosine)))
    return sorted(scored, key=lambda sentence: -sentence.score)


def _sentences(item: Evidence) -> list[Sentence]:
    passage = item.hit.passage
    spans = [(passage.start + start, passage.start + end) for start, end in sentence_spans(passage.text)]
    text = item.hit.article.text
    return [Sentence(item, a, b, text[a:b]) for a, b in spans if len(text[a:b].split()) >= _SHORTEST]


def _weights(question: str, texts: Sequence[str]) -> dict[str, float]:
    """Return the question's stems with their weight: the rarer among the sentences, the more (inverse frequency)."""
    frequency = Counter(stem for text in texts for stem in set(content_words(text)))
    return {stem: math.log(1 + len(texts) / (0.5 + frequency[stem])) for stem in set(content_words(question))}


def _coverage(sentence: Sentence, weights: dict[str, float]) -> float:
    """Return the weighted share of the question's words in a sentence; in its headline they count half."""
    total = sum(weights.values())
    if not total:
        return 0.0
    inside = set(content_words(sentence.text))
    near = set(content_words(f"{sentence.evidence.hit.article.title} {sentence.evidence.hit.passage.text}"))
    return sum(weight * (1.0 if stem in inside else 0.5 * (stem in near)) for stem, weight in weights.items()) / total


def _bonus(text: str, kind: Kind) -> float:
    bonus = _KIND if kind != "other" and holds(text, kind) else 0.0
    return bonus - (_DANGLING if _POINTS_BACK.match(text) else 0.0)


def pick(ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the few sentences that make the answer, in reading order: best article first, then as they stand in it."""
    chosen: list[Sentence] = []
    articles: Counter[str] = Counter()
    for sentence in ranked:
        if len(chosen) == _SENTENCES or sentence.score < _CLOSE * ranked[0].score:
            break
        article = sentence.evidence.hit.article.id
        stems = content_words(sentence.text)
        if articles[article] == _AN_ARTICLE or any(alike(stems, content_words(c.text)) >= _SAME for c in chosen):
            continue
        chosen.append(sentence)
        articles[article] += 1
    order = list(dict.fromkeys(sentence.evidence.hit.article.id for sentence in chosen))
    return sorted(chosen, key=lambda sentence: (order.index(sentence.evidence.hit.article.id), sentence.start))
