"""Put the lines of a printed page into the order in which they are read, column by column: pure functions.

Rows of a page that share a gutter, a strip of blank from their top to their bottom, are columns: each is read by
itself, from the left. What stands beside each other in short pieces is a table, and read row by row, a bar between its
cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_SAME_ROW = 0.5  # of the lower one's height, by which two pieces overlap that stand in one row
_SAME_LINE = 0.6  # of its height: a wider gap within a row is no blank between words
_GUTTER = 0.6  # of the height of a line; newspapers have one and more
_FEWEST = 3  # rows on either side of a gutter; two lines beside two others are a table
_PROSE = 18  # characters of the usual piece of a column; cells of tables have fewer
_SIZES = 1.5  # times as high: a headline, and what stands below it
_SPACED = 1.6  # times the usual way from line to line: a paragraph begins


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold words that stand in one line, and where: points from the left and from the bottom of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """Return how high the words are."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Hold the lines of a page.

    Attributes:
        lines: '' stands between paragraphs that are set apart.
        sure: Nothing speaks against their order.
    """

    lines: tuple[str, ...]
    sure: bool


def order_lines(pieces: Sequence[Piece]) -> Ordered:
    """Return the lines of a page in their order."""
    rows = [_joined(row) for row in _rows(pieces)]
    lines: list[str] = []
    sure = True
    for start, end, gutter in _runs(rows):
        part = rows[start:end]
        if gutter is None:
            lines += _spaced(part)
            sure = sure and _is_table(part)
            continue
        sides = (
            [p for row in part for p in row if p.right <= gutter],
            [p for row in part for p in row if p.left >= gutter],
        )
        for side in sides:
            found = order_lines(side)
            lines += found.lines
            sure = sure and found.sure
    return Ordered(tuple(lines), sure)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces row by row, from the top, each from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -(piece.top + piece.bottom)):
        last = rows[-1][0] if rows else None
        shared = min(last.top, piece.top) - max(last.bottom, piece.bottom) if last else 0.0
        if last and shared >= _SAME_ROW * min(last.height, piece.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _joined(row: list[Piece]) -> list[Piece]:
    """Join the pieces of a row between which there is no more than a blank."""
    joined: list[Piece] = []
    for piece in row:
        last = joined[-1] if joined else None
        if last and piece.left - last.right < _SAME_LINE * max(last.height, piece.height):
            gap = "" if last.text.endswith(" ") or piece.left - last.right < 0.1 * piece.height else " "
            box = (last.left, min(last.bottom, piece.bottom), max(last.right, piece.right), max(last.top, piece.top))
            joined[-1] = Piece(*box, f"{last.text}{gap}{piece.text}")
        else:
            joined.append(piece)
    return joined


def _runs(rows: list[list[Piece]]) -> list[tuple[int, int, float | None]]:
    """Return the runs of rows, from one to before another, with the place of the gutter that each has."""
    runs: list[tuple[int, int, float | None]] = []
    at = plain = 0
    while at < len(rows):
        end, gutter = _longest(rows, at)
        if gutter is None:
            at += 1
            continue
        if plain < at:
            runs.append((plain, at, None))
        runs.append((at, end, gutter))
        at = plain = end
    return [*runs, (plain, len(rows), None)] if plain < len(rows) else runs


def _longest(rows: list[list[Piece]], start: int) -> tuple[int, float | None]:
    """Return where the longest run of rows from one on ends that has a gutter, and the place of the gutter."""
    best, gutter = start, None
    spans: list[tuple[float, float]] = []
    for end in range(start, len(rows)):
        spans = _united(spans, [(piece.left, piece.right) for piece in rows[end]])
        gaps = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(spans)]
        wide = [gap for gap in gaps if gap[0] >= _GUTTER * rows[end][0].height]
        if not wide and len(spans) == 1 and end > start and gutter is not None:
            break
        for _, place in sorted(wide, reverse=True):
            if _divides(rows[start : end + 1], place):
                best, gutter = end + 1, place
                break
        if not wide and end > start:
            break
    return best, gutter


def _united(spans: list[tuple[float, float]], more: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the parts of a line that either covers, from the left."""
    united: list[tuple[float, float]] = []
    for left, right in sorted([*spans, *more]):
        if united and left <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], right))
        else:
            united.append((left, right))
    return united


def _divides(rows: list[list[Piece]], gutter: float) -> bool:
    """Say whether a gutter has columns of prose on both sides."""
    sides = (
        [p for row in rows for p in row if p.right <= gutter],
        [p for row in rows for p in row if p.left >= gutter],
    )
    if min(map(len, sides)) < _FEWEST:
        return False
    shared = min(max(p.top for p in side) for side in sides) - max(min(p.bottom for p in side) for side in sides)
    if shared < 2 * median(p.height for side in sides for p in side):  # one above the other
        return False
    return all(median(len(piece.text) for piece in side) >= _PROSE for side in sides)


def _is_table(rows: list[list[Piece]]) -> bool:
    """Say whether what stands beside each other in some rows is short, as the cells of a table are."""
    beside = [piece for row in rows if len(row) > 1 for piece in row]
    return len([row for row in rows if len(row) > 1]) < _FEWEST or median(len(p.text) for p in beside) < 2 * _PROSE


def _spaced(rows: list[list[Piece]]) -> list[str]:
    """Return rows as lines, with '' where the way from one to the next is wide."""
    ways = [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]
    usual = median(ways) if ways else 0.0
    lines: list[str] = []
    for index, row in enumerate(rows):
        above = rows[index - 1][0].height if index else row[0].height
        other_size = not 1 / _SIZES < above / row[0].height < _SIZES
        if index and (other_size or ways[index - 1] > _SPACED * max(usual, row[0].height)):
            lines.append("")
        lines.append(" | ".join(piece.text.strip() for piece in row))
    return lines
