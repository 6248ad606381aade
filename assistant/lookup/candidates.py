"""Articles that may print a text, found by the runs of words that they share with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.lookup.words import Word
from corpus import Archive, Article, Hit, Scope

_WHOLE = 200
"""Passages that hold the whole phrase, at the most."""
_RUN, _STRIDE, _RUNS = 5, 3, 14
"""Words of a run, words from one to the next, and runs that are asked for, spread over a long text."""
_A_RUN = 20
"""Passages a run."""
_MEANT = 30
"""Passages that each search by words and by meaning gives, where no run stands together."""
_ARTICLES = 60
"""Articles that are aligned: a millisecond each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold an article with those of its passages that were found."""

    article: Article
    hits: tuple[Hit, ...]


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
    for run in _runs(text, found):
        pool.add(archive.phrase(run, scope, limit=_A_RUN), 1)
    if not whole:
        pool.add(archive.search(text, scope, limit=_MEANT), 0)
    return pool.best(_ARTICLES if not whole else _WHOLE), len(whole) == _WHOLE


def _runs(text: str, found: Sequence[Word]) -> Iterator[str]:
    starts = range(0, max(1, len(found) - _RUN + 1), _STRIDE)
    step = max(1, -(-len(starts) // _RUNS))
    for first in starts[::step]:
        run = found[first : first + _RUN]
        if len(run) > 1:
            yield text[run[0].start : run[-1].end]


class _Pool:
    """Gather passages by article, with points for each run that they hold."""

    def __init__(self) -> None:
        self._points: dict[str, int] = defaultdict(int)
        self._hits: dict[str, dict[str, Hit]] = defaultdict(dict)

    def add(self, hits: Iterable[Hit], points: int) -> None:
        for hit in hits:
            self._hits[hit.article.id].setdefault(hit.passage.id, hit)
            self._points[hit.article.id] += points

    def best(self, limit: int) -> list[Candidate]:
        ids = sorted(self._points, key=lambda key: (-self._points[key], key))[:limit]
        return [Candidate(next(iter(self._hits[key].values())).article, tuple(self._hits[key].values())) for key in ids]
