"""Articles that may print a text, found by the runs of words that they share with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.lookup.words import Word
from corpus import Archive, Article, Hit, Scope

_WHOLE = 200
"""Passages that hold the whole phrase, at the most."""
_RUNS = ((5, 3, 14), (3, 2, 14))
"""Words of a run, words from one to the next, and runs that are asked for, spread over a long text. Where every fifth
word is another, runs of five are rare and runs of three are not; 28 of them take 5 ms."""
_A_RUN = 20
"""Passages a run: one that more of them hold says little of where a text is from."""
_MEANT = 8
"""Articles that the words in any order give, where the whole phrase stands nowhere: the right one is the first or the
second of them where a fifth of the words was altered."""
_READ_WHOLE = 3
"""Articles among these that are read from beginning to end; of others, only what lies around the runs."""
_ARTICLES = 12
"""Articles that are aligned: 2 ms each."""
_AROUND = 600
"""Characters before and after the runs that are read: a long quote may begin or end with altered words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold an article with those of its passages that were found, none where only its words in any order were.

    Attributes:
        start: Where in its text to look.
        end: Where to stop.
    """

    article: Article
    hits: tuple[Hit, ...]
    start: int
    end: int


def candidates(archive: Archive, text: str, found: Sequence[Word], scope: Scope) -> tuple[list[Candidate], bool]:
    """Return articles that may print a text, likeliest first, and whether there may be more than were looked at.

    Args:
        archive: Where to look.
        text: What is looked up.
        found: Its words.
        scope: Which articles count.
    """
    whole = archive.phrase(text, scope, limit=_WHOLE)
    pool = _Pool()
    pool.add(whole, len(found))
    if len(whole) < _ARTICLES:
        for run in _runs(text, found):
            pool.add(archive.phrase(run, scope, limit=_A_RUN), 1)
        pool.add_articles(archive.listing(scope, query=text, limit=_MEANT) if not whole else ())
    return pool.best(_ARTICLES if not whole else _WHOLE), len(whole) == _WHOLE


def _runs(text: str, found: Sequence[Word]) -> Iterator[str]:
    for length, stride, most in _RUNS:
        starts = range(0, max(1, len(found) - length + 1), stride)
        for first in starts[:: max(1, -(-len(starts) // most))]:
            run = found[first : first + length]
            if len(run) > 1:
                yield text[run[0].start : run[-1].end]


class _Pool:
    """Gather passages by article, with points for each run that they hold: a rare one counts more."""

    def __init__(self) -> None:
        self._points: dict[str, float] = defaultdict(float)
        self._hits: dict[str, dict[str, Hit]] = defaultdict(dict)
        self._whole: dict[str, Article] = {}

    def add(self, hits: Sequence[Hit], points: float) -> None:
        for hit in hits:
            self._hits[hit.article.id].setdefault(hit.passage.id, hit)
            self._points[hit.article.id] += points / len(hits)

    def add_articles(self, found: Sequence[Article]) -> None:
        for place, article in enumerate(found):
            self._points[article.id] += 1 / (1 + place)
            if place < _READ_WHOLE or article.id not in self._hits:
                self._whole[article.id] = article

    def best(self, limit: int) -> list[Candidate]:
        ids = sorted(self._points, key=lambda key: (-self._points[key], key))[:limit]
        return [self._candidate(key) for key in ids]

    def _candidate(self, key: str) -> Candidate:
        hits = tuple(self._hits[key].values()) if key in self._hits else ()
        if key in self._whole:
            return Candidate(self._whole[key], hits, 0, len(self._whole[key].text))
        first, last = min(hit.passage.start for hit in hits), max(hit.passage.end for hit in hits)
        article = hits[0].article
        return Candidate(article, hits, _space(article.text, first - _AROUND), last + _AROUND)


def _space(text: str, start: int) -> int:
    """Return where a word begins, at an offset or before it."""
    return text.rfind(" ", 0, start) + 1 if start > 0 else 0
