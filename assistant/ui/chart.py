"""Articles over time by outlet, as stacked bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import altair as alt

from assistant.ui.text import outlet

_NAMED = 8
"""Outlets with a colour of their own: more cannot be told apart."""
_OTHER = "Other outlets"
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
    """Return one row a bar and outlet, with all but the largest outlets put together."""
    totals: Counter[str] = Counter()
    for _, name, number in counted:
        totals[outlet(name)] += number
    named = [name for name, _ in totals.most_common(_NAMED)] if len(totals) > _NAMED + 1 else list(totals)
    bars: Counter[tuple[date, str]] = Counter()
    for day, name, number in counted:
        shown = outlet(name) if outlet(name) in named else _OTHER
        bars[_start(day, unit), shown] += number
    order = {name: place for place, (name, _) in enumerate(totals.most_common())}
    return [
        {"start": start.isoformat(), "outlet": name, "articles": number, "order": order.get(name, len(order))}
        for (start, name), number in sorted(bars.items())
    ]


def _unit(span: timedelta) -> str:
    return "day" if span <= _DAILY else "week" if span <= _WEEKLY else "month"


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _chart(rows: list[dict[str, str | int]], unit: str) -> alt.Chart:
    names = list(dict.fromkeys(str(row["outlet"]) for row in sorted(rows, key=lambda row: int(row["order"]))))
    period = {"day": "yearmonthdate", "week": "yearmonthdate", "month": "yearmonth"}[unit]
    step = {"day": 1, "week": 7, "month": 30}[unit]
    span = (date.fromisoformat(str(rows[-1]["start"])) - date.fromisoformat(str(rows[0]["start"]))).days // step + 1
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(size=max(2, min(20, 520 // span)))
        .encode(
            x=alt.X(f"{period}(start):T", title=None, axis=alt.Axis(format="%-d %b %Y" if span < 4 else "%b %Y", tickCount=6, grid=False)),
            y=alt.Y("sum(articles):Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            color=alt.Color("outlet:N", sort=names, scale=alt.Scale(domain=names), legend=alt.Legend(title=None, orient="bottom", columns=3, labelLimit=220)),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip(f"{period}(start):T", title=f"{unit.capitalize()} of", format="%-d %B %Y"),
                alt.Tooltip("outlet:N", title="Outlet"),
                alt.Tooltip("sum(articles):Q", title="Articles"),
            ],
        )
        .properties(height=240)
    )  # fmt: skip
