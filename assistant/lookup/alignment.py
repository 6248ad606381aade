"""A quote laid along an article, word by word: the stretch that fits best, and where the two part; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.lookup.tokens import Word

_HIT, _MISS, _ALONE = 200, 100, 120
"""Points for a word that fits, against one that stands for another, against one for none; times its weight."""
_GAP = 20
"""Points against each printed word left out: thirty in a row cost what three wrong words do."""
_MARKED_GAP = 1
"""The same where an ellipsis says so: a paragraph may lie between."""
_EDGE = 2
"""Words that may differ at an end of the stretch; with more, they are taken for words around the quote."""

Pair = tuple[int | None, int | None]
"""Numbers of a quoted and a printed word that stand against each other; None where there is no such word."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Hold the stretch of an article that fits a quote best.

    Attributes:
        pairs: In reading order.
        held: Weighted share of the quote's words that fit, 0 to 1.
        weakest: The same for the part, between two ellipses, that fits worst.
        strange: Words, of both, that do not fit, those that an ellipsis stands for left out.
        alike: Twice the weight that fits, as a share of the weight of the quote and of the printed stretch (Dice),
            likewise.
    """

    pairs: tuple[Pair, ...]
    held: float
    weakest: float
    strange: int
    alike: float


def align(quoted: Sequence[Word], printed: Sequence[Word], *, marks: Collection[int]) -> Alignment:
    """Return the best alignment of all of a quote with some stretch of an article.

    Needleman-Wunsch over words with free ends on the article's side (Smith-Waterman, Gotoh and others call it
    semi-global), a row at a time.

    Args:
        quoted: The quote's words, at least one.
        printed: The article's words.
        marks: For each ellipsis of the quote, how many of its words stand before it.
    """
    numbers: dict[str, int] = {}
    mine = [numbers.setdefault(word.form, len(numbers)) for word in quoted]
    theirs = np.array([numbers.get(word.form, -1) for word in printed], dtype=np.int64)
    points = _points(quoted, mine, theirs, marks)
    pairs = _trimmed(_trace(points, quoted, mine, theirs), mine, theirs)
    fitting = {i for i, j in pairs if i is not None and j is not None and mine[i] == theirs[j]}
    borders = sorted({0, len(mine), *marks})
    parts = [_share(quoted, fitting, range(a, b)) for a, b in pairwise(borders)]
    extra = [printed[j] for j in _extra(pairs, fitting, marks)]
    fit = sum(quoted[i].weight for i in fitting)
    whole = sum(word.weight for word in quoted) + fit + sum(word.weight for word in extra)
    strange = len(mine) - len(fitting) + len(extra)
    return Alignment(tuple(pairs), _share(quoted, fitting, range(len(mine))), min(parts), strange, 2 * fit / whole)


def _extra(pairs: Sequence[Pair], fitting: Collection[int], marks: Collection[int]) -> Iterator[int]:
    """Yield the printed words that do not fit and that no ellipsis stands for."""
    read = 0
    for i, j in pairs:
        if j is not None and i not in fitting and not (i is None and read in marks):
            yield j
        read += i is not None


def _share(quoted: Sequence[Word], fitting: Collection[int], part: range) -> float:
    return sum(quoted[i].weight for i in part if i in fitting) / sum(quoted[i].weight for i in part)


def _points(
    quoted: Sequence[Word], mine: Sequence[int], theirs: NDArray[np.int64], marks: Collection[int]
) -> NDArray[np.int64]:
    """Return the best points of the quote's first i words ending at the article's first j words."""
    points = np.zeros((len(mine) + 1, len(theirs) + 1), dtype=np.int64)
    columns = np.arange(len(theirs) + 1)
    for i, number in enumerate(mine, start=1):
        miss = round(_MISS * quoted[i - 1].weight)
        row = points[i - 1] - round(_ALONE * quoted[i - 1].weight)
        fit = np.where(theirs == number, round(_HIT * quoted[i - 1].weight), -miss)
        row[1:] = np.maximum(row[1:], points[i - 1, :-1] + fit)
        if i < len(mine):
            gap = _MARKED_GAP if i in marks else _GAP
            row = np.maximum.accumulate(row + gap * columns) - gap * columns
        points[i] = row
    return points


def _trace(
    points: NDArray[np.int64], quoted: Sequence[Word], mine: Sequence[int], theirs: NDArray[np.int64]
) -> list[Pair]:
    i, j = len(mine), int(np.argmax(points[-1]))
    pairs: list[Pair] = []
    while i:
        weight = quoted[i - 1].weight
        fits = j > 0 and mine[i - 1] == theirs[j - 1]
        step = round(_HIT * weight) if fits else -round(_MISS * weight)
        if j > 0 and points[i, j] == points[i - 1, j - 1] + step:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif points[i, j] == points[i - 1, j] - round(_ALONE * weight):
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]


def _trimmed(pairs: list[Pair], mine: Sequence[int], theirs: NDArray[np.int64]) -> list[Pair]:
    """Take printed words out that stand at an end against too many other words to be what was meant."""
    fits = [n for n, (i, j) in enumerate(pairs) if i is not None and j is not None and mine[i] == theirs[j]]
    if not fits:
        return [(i, None) for i, _ in pairs if i is not None]
    head, tail = pairs[: fits[0]], pairs[fits[-1] + 1 :]
    return [*_edge(head), *pairs[fits[0] : fits[-1] + 1], *_edge(tail)]


def _edge(pairs: list[Pair]) -> list[Pair]:
    if len(pairs) <= _EDGE:
        return pairs
    return [(i, None) for i, _ in pairs if i is not None]
