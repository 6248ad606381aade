"""The few points that a reader in a hurry needs, newest state first; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.salience import weigh
from assistant.nlp.clauses import read_clauses
from assistant.nlp.similarity import Encode

_POINTS = 5
_NEWEST = 0.45
"""Weight that the newest point gets on top; the oldest gets none."""
_FLOOR = 0.45
"""Weight that a point needs."""
_NO_NEWS = 0.3
"""Taken off what tells of no act: a lead-in, or how things are."""
_LOOKED_AT = 60
"""Sentences that points are chosen from, the weightiest."""
_ALIKE = 0.7
"""Cosine from which two sentences say the same."""


def in_brief(reading: Reading, encode: Encode) -> list[Sentence]:
    """Return up to five sentences, one an article, the newest first."""
    days = [sentence.article.day for sentence in reading.sentences if sentence.article.day]
    first, span = min(days, default=date.min), max(1, (max(days) - min(days)).days) if days else 1
    weights = {id(sentence): weigh(sentence, reading) for sentence in reading.sentences}

    def weight(sentence: Sentence) -> float:
        day = sentence.article.day
        return weights[id(sentence)] + (_NEWEST * (day - first).days / span if day else 0.0)

    def ranked(able: Sequence[Sentence]) -> list[Sentence]:
        able = [sentence for sentence in able if weights[id(sentence)] >= _FLOOR]
        return sorted(able, key=lambda sentence: (-weight(sentence), sentence.article.id, sentence.start))

    best = ranked(reading.sentences)[:_LOOKED_AT]
    for sentence, clauses in zip(best, read_clauses([sentence.text for sentence in best]), strict=True):
        weights[id(sentence)] -= _NO_NEWS * (not clauses.tells_act())
    return _newest_first(_different(ranked(best), encode))


def _different(ranked: Sequence[Sentence], encode: Encode) -> list[Sentence]:
    """Return the first ones that say different things and stand in different texts."""
    if not ranked:
        return []
    vectors = encode([sentence.text for sentence in ranked])
    chosen: list[int] = []
    for at, sentence in enumerate(ranked):
        apart = all(
            sentence.story != ranked[other].story and float(vectors[at] @ vectors[other]) < _ALIKE for other in chosen
        )
        if apart and len(chosen) < _POINTS:
            chosen.append(at)
    return [ranked[at] for at in chosen]


def _newest_first(chosen: Sequence[Sentence]) -> list[Sentence]:
    return sorted(chosen, key=lambda sentence: sentence.article.published or "", reverse=True)
