"""Sentences in the order that a kind of question asks for: the newest first, in order of time, one an article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.generation.extractive import pick, whole
from assistant.nlp.lexical import alike, content_words
from assistant.reader.sentence_ranking import Sentence
from assistant.types import Form

_CLOSE = 0.7
"""Share of the best sentence's score that one needs to stand in a list, a course of events or the news on a topic."""
_LEAD, _OPENING = 0.15, 500
"""Bonus of a sentence among the first characters of its article: news says there what is new."""
_SHORTEST = 8
"""Words that a sentence needs to tell by itself what an article is about."""
_SAME = 0.7
"""Share of common words from which two sentences say the same."""
_NEWEST, _STEPS, _ITEMS = 5, 7, 8
"""Sentences of an answer to 'the latest', to 'how did it change', to 'list'."""


def arrange(
    form: Form, ranked: Sequence[Sentence], *, first: Sentence | None = None, last: Sentence | None = None
) -> list[Sentence]:
    """Return the sentences that make the answer, in reading order.

    Args:
        form: What kind of question it is.
        ranked: Scored sentences, best first.
        first: One of them that must come first where a fact is asked for.
        last: One of them that must be there where a fact is asked for.
    """
    if form == "latest":
        return _distinct(sorted(_one_an_article(ranked), key=_newest_first), limit=_NEWEST)
    if form == "change":
        return sorted(_distinct(_one_an_article(ranked), limit=_STEPS), key=_in_time)
    if form == "list":
        return _distinct(_one_an_article(ranked), limit=_ITEMS)
    return pick(ranked, first=first, last=last)


def _one_an_article(ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the best sentence of each story that comes close to the best of all."""
    best = ranked[0].score if ranked else 0.0
    close = [s for s in ranked if s.score >= _CLOSE * best and len(s.text.split()) >= _SHORTEST]
    first: dict[str, Sentence] = {}
    for sentence in sorted(close, key=lambda s: -s.score - _LEAD * (s.start < _OPENING)):
        hit = sentence.evidence.hit
        first.setdefault(hit.story or hit.article.id, sentence)
    return sorted(first.values(), key=lambda s: -s.score)


def _distinct(sentences: Sequence[Sentence], *, limit: int) -> list[Sentence]:
    """Return the first few of them that do not repeat one another, each with what it points back to."""
    kept: list[Sentence] = []
    words: list[list[str]] = []
    for sentence in sentences:
        stems = content_words(sentence.text)
        if len(kept) < limit and not any(alike(stems, other) >= _SAME for other in words):
            kept.append(whole(sentence, kept) or sentence)
            words.append(stems)
    return kept


def _in_time(sentence: Sentence) -> tuple[bool, date]:
    """Order by day of publication; what has none comes last."""
    day = sentence.evidence.hit.article.day
    return day is None, day or date.max


def _newest_first(sentence: Sentence) -> tuple[bool, int]:
    day = sentence.evidence.hit.article.day
    return day is None, -(day or date.min).toordinal()
