"""Compare what a source says of an article with what the archive has of it: pure functions."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from corpus.storage.articles import State
from corpus.types import Article

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")  # Chinese and the like have no blanks
_SHARED = 0.1
"""Share of the shorter text's runs of three words below which two texts are not two states of one: of 500 articles of
RealTimeQA, taken two by two, all but 3 in 10,000 pairs share less; a text whose every other sentence is another one
shares at least 0.2, mostly 0.56."""
_SHARED_TITLE = 0.5  # of the shorter title's words
_FETCHED = ("http://", "https://")
_PART = re.compile(r"[#:]\d+$")  # of a place: an entry of a feed, a line of a file


def is_older(revision: int | None, known: int | None) -> bool:
    """Say whether a source's own number is below another; where one is missing nobody knows."""
    return revision is not None and known is not None and revision < known


def came_later(article: Article, known: State) -> bool:
    """Say whether a state with words that an earlier version had is a new one: the source went back to them.

    Its number or its day of change says so, or it was fetched from where the known state was fetched from. Anything
    else may be an old copy of the source that was read again.
    """
    if is_older(known.revision, article.revision):
        return True
    if article.updated and known.updated and _is_after(article.updated, known.updated):
        return True
    place = _PART.sub("", article.source)
    return place.startswith(_FETCHED) and place == _PART.sub("", known.source)


def _is_after(one: str, other: str) -> bool:
    """Say whether a day or moment is after another; a day without an hour is only after an earlier day."""
    if min(len(one), len(other)) <= len("2025-03-12"):
        return one[:10] > other[:10]
    first, second = (datetime.fromisoformat(moment) for moment in (one, other))
    return first.replace(tzinfo=first.tzinfo or UTC) > second.replace(tzinfo=second.tzinfo or UTC)


def is_another(before: Article, now: Article) -> bool:
    """Say whether two texts under one address or name are two articles: another title, hardly a word in common."""
    if _share(_words(before.title), _words(now.title)) >= _SHARED_TITLE:
        return False
    return _share(_runs(before.text), _runs(now.text)) < _SHARED


def _share(one: set[str], other: set[str]) -> float:
    """Return the share of the smaller set that is in the other one, 1 where one is empty: nothing tells them apart."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 1.0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _runs(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
