"""The few points that a reader in a hurry needs, newest state first; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.briefing.points import says_the_same
from assistant.briefing.types import Point

_POINTS = 5
_NEWEST = 0.5
"""Weight that the newest point gets on top; the oldest gets none."""
_FLOOR = 0.5
"""Weight that a point needs."""


def in_brief(ranked: Sequence[Point]) -> list[Point]:
    """Return up to five points, one an article, the newest first.

    Args:
        ranked: Weightiest first; the undated come last.
    """
    days = [point.day for point in ranked if point.day]
    if not days:
        return list(ranked[:_POINTS])
    first, span = min(days), max(1, (max(days) - min(days)).days)

    def weight(point: Point) -> float:
        return point.weight + (_NEWEST * (point.day - first).days / span if point.day else 0.0)

    chosen: list[Point] = []
    for point in sorted(ranked, key=weight, reverse=True):
        if len(chosen) == _POINTS:
            break
        articles = {other.evidence.hit.article.id for other in chosen}
        if point.weight < _FLOOR or point.evidence.hit.article.id in articles:
            continue
        if not any(says_the_same(point, other) for other in chosen):
            chosen.append(point)
    return sorted(chosen, key=lambda point: point.day or date.min, reverse=True)
