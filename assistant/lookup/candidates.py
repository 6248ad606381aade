"""Articles that may print a text, found by the runs of words that they share with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.lookup.tokens import Word
from corpus import Archive, Article, Hit, Scope

_WHOLE = 200
"""Passages that hold the whole phrase, at the most."""
_RUNS = (5, 3)
"""Words of a run. Where every fifth word is another, runs of five are rare and runs of three are not."""
_MOST_RUNS = 14
"""Runs of a length that are asked for, spread over a long text: 0.4 ms each."""
_SURE = 1.5
"""Runs that an article alone holds, from which no shorter ones are asked for."""
_A_RUN = 20
"""Passages a run: one that more of them hold says little of where a text is from."""
_MEANT = 8
"""Articles that the words in any order give, where the whole phrase stands nowhere: the right one is the first or the
second of them where a fifth of the words was altered."""
_ARTICLES = 12
"""Articles that are aligned: 2 ms each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold an article with those of its passages that were found, none where only its words in any order were."""

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
    if len(whole) < _ARTICLES:
        for length in _RUNS:
            for run in _runs(text, found, length):
                pool.add(archive.phrase(run, scope, limit=_A_RUN), 1)
            if pool.sure:
                break
        pool.add_articles(() if pool.sure else archive.listing(scope, query=text, limit=_MEANT))
    printed = len({hit.article.id for hit in whole})
    return pool.best(printed + _ARTICLES), len(whole) == _WHOLE


def _runs(text: str, found: Sequence[Word], length: int) -> Iterator[str]:
    starts = range(0, max(1, len(found) - length + 1), length // 2 + 1)
    for first in starts[:: max(1, -(-len(starts) // _MOST_RUNS))]:
        run = found[first : first + length]
        if len(run) > 1:
            yield text[run[0].start : run[-1].end]


class _Pool:
    """Gather passages by article, with points for each run that they hold: a rare one counts more."""

    def __init__(self) -> None:
        self._points: dict[str, float] = defaultdict(float)
        self._hits: dict[str, dict[str, Hit]] = defaultdict(dict)
        self._articles: dict[str, Article] = {}

    @property
    def sure(self) -> bool:
        """Say whether the text is taken to stand in an article that was found, or one much like it."""
        return max(self._points.values(), default=0.0) >= _SURE

    def add(self, hits: Sequence[Hit], points: float) -> None:
        for hit in hits:
            self._articles[hit.article.id] = hit.article
            self._hits[hit.article.id].setdefault(hit.passage.id, hit)
            self._points[hit.article.id] += points / len(hits)

    def add_articles(self, found: Sequence[Article]) -> None:
        for place, article in enumerate(found):
            self._articles[article.id] = article
            self._points[article.id] += 1 / (1 + place)

    def best(self, limit: int) -> list[Candidate]:
        ids = sorted(self._points, key=lambda key: (-self._points[key], key))[:limit]
        return [Candidate(self._articles[key], tuple(self._hits[key].values())) for key in ids]
