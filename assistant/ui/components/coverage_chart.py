"""Articles over time by outlet, as stacked bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import altair as alt
import pandas  # noqa: F401 - whole, for Altair looks into it even while another thread is loading it

from assistant.ui.formatting import outlet

_NAMED = 8
"""Outlets with a colour of their own: more cannot be told apart."""
_OTHER = "Other outlets"
_WIDE = {"day": timedelta(days=1), "week": timedelta(days=6), "month": timedelta(days=27)}
"""Days that a bar covers: the rest is the gap to the next one."""
_DAILY, _WEEKLY = timedelta(days=62), timedelta(days=3 * 365)
"""Longest spans for a bar a day and a bar a week; beyond, a bar a month. 160 bars fit the column."""

Counted = Sequence[tuple[date, str | None, int]]


def per_day(counted: Counted) -> tuple[str, alt.Chart] | None:
    """Return what one bar stands for ('day', 'week', 'month') and the chart; None where no article has a day."""
    if not counted:
        return None
    days = [day for day, _, _ in counted]
    unit = _unit(max(days) - min(days))
    return unit, _chart(binned(counted, unit), unit)


def binned(counted: Counted, unit: str) -> list[dict[str, str | int]]:
    """Return one row a bar and outlet, stacked by size, with all but the largest outlets put together."""
    totals: Counter[str] = Counter()
    for _, name, number in counted:
        totals[outlet(name)] += number
    named = [name for name, _ in totals.most_common(_NAMED)] if len(totals) > _NAMED + 1 else list(totals)
    bars: Counter[tuple[date, str]] = Counter()
    for day, name, number in counted:
        shown = outlet(name) if outlet(name) in named else _OTHER
        bars[_start(day, unit), shown] += number
    order = {name: place for place, name in enumerate([*(name for name, _ in totals.most_common()), _OTHER])}
    rows: list[dict[str, str | int]] = []
    height: Counter[date] = Counter()
    for (start, name), number in sorted(bars.items(), key=lambda bar: (bar[0][0], order[bar[0][1]])):
        low = height[start]
        height[start] += number
        span = {"start": f"{start}T00:00", "end": f"{start + _WIDE[unit]}T00:00"}
        rows.append({**span, "outlet": name, "articles": number, "low": low, "high": low + number})
    return rows


def _unit(span: timedelta) -> str:
    return "day" if span <= _DAILY else "week" if span <= _WEEKLY else "month"


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _chart(rows: list[dict[str, str | int]], unit: str) -> alt.Chart:
    totals: Counter[str] = Counter()
    for row in rows:
        totals[str(row["outlet"])] += int(row["articles"]) * (row["outlet"] != _OTHER)
    names = [name for name, _ in totals.most_common()]
    day = alt.Axis(format="%-d %b" if unit == "day" else "%b %Y", tickCount=6, grid=False)
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=180, labelFontSize=12)
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_rect()
        .encode(
            x=alt.X("start:T", title=None, axis=day),
            x2="end:T",
            y=alt.Y("low:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4, format="d")),
            y2="high:Q",
            color=alt.Color("outlet:N", sort=names, scale=alt.Scale(domain=names), legend=legend),
            tooltip=[
                alt.Tooltip("start:T", title=f"{unit.capitalize()} of", format="%-d %B %Y"),
                alt.Tooltip("outlet:N", title="Outlet"),
                alt.Tooltip("articles:Q", title="Articles"),
            ],
        )
        .properties(height=300)
    )
