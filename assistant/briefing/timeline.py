"""What was reported, day by day; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from assistant.briefing.points import says_the_same
from assistant.briefing.types import Point

_A_DAY = 2
_DAYS = 15
"""Days that a timeline shows; of more, those with the weightiest points."""
_FLOOR = 0.45
"""Weight that a point needs."""
_SECOND = 0.8
"""Share of the article's best point that a second one of it needs."""


def timeline(ranked: Sequence[Point]) -> list[Point]:
    """Return one or two points a day in the order of publication, each thing told once, where it came first.

    Args:
        ranked: Weightiest first; the undated are left out.
    """
    days: dict[date, list[Point]] = defaultdict(list)
    for point in ranked:
        if point.day is not None and point.weight >= _FLOOR:
            days[point.day].append(point)
    chosen: dict[date, list[Point]] = {}
    told: list[Point] = []
    for day in sorted(days):
        chosen[day] = _of_day(days[day], told)
        told += chosen[day]
    kept = sorted((day for day in chosen if chosen[day]), key=lambda day: -max(p.weight for p in chosen[day]))[:_DAYS]
    return [point for day in sorted(kept) for point in chosen[day]]


def _of_day(ranked: Sequence[Point], told: Sequence[Point]) -> list[Point]:
    chosen: list[Point] = []
    best: dict[str, Point] = {}
    stale: set[str] = set()
    for point in ranked:
        article = point.evidence.hit.article.id
        first = best.setdefault(article, point)
        again = any(says_the_same(point, other) for other in (*told, *chosen))
        if again and point is first:
            stale.add(article)  # its news is told already: a copy, or a late report
        fresh = article not in stale and point.weight >= _SECOND * first.weight
        if not again and (fresh or point.otherwise):
            chosen.append(point)
        if len(chosen) == _A_DAY:
            break
    return sorted(chosen, key=_place)


def _place(point: Point) -> tuple[str, str, int]:
    article = point.evidence.hit.article
    return article.published or "", article.id, point.start
