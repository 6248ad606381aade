"""A figure of a briefing over time: a point a report, joined in the order of the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import altair as alt
import pandas  # noqa: F401 - whole, for Altair looks into it even while another thread is loading it

from assistant.briefing.types import Figure
from assistant.ui.briefs.timeline_chart import PICK, ink

_LEAST = 3
"""Reports that make a figure worth a picture."""


def series_of(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return the figures that three reports and more give for different days, by what they count."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if _day(figure) is not None:
            name = f"{figure.what} ({figure.unit})" if figure.unit and figure.unit not in figure.what else figure.what
            groups[name].append(figure)
    kept = {name: own for name, own in groups.items() if len({_day(one) for one in own}) >= _LEAST}
    return dict(sorted(kept.items(), key=lambda item: -len(item[1])))


def over_time(figures: Sequence[Figure]) -> alt.LayerChart:
    """Return the picture of one figure; what was replaced or is disputed is drawn hollow."""
    rows = [
        {
            PICK: figure.key,
            "day": f"{_day(figure)}T12:00",
            "value": figure.value,
            "shown": figure.shown,
            "standing": figure.state,
            "from": figure.statement.attribution,
        }
        for figure in sorted(figures, key=lambda one: str(_day(one)))
    ]
    pick = alt.selection_point(name=PICK, fields=[PICK], on="click", empty=False)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(tickCount=6, grid=False, format="%-d %b %Y")),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, padding=20)),
    )
    line = base.mark_line(opacity=0.4, color="#2b8a7e")
    points = (
        base.mark_point(filled=True, size=110, opacity=1, cursor="pointer")
        .encode(
            color=alt.Color(
                "standing:N",
                legend=None,
                scale=alt.Scale(
                    domain=["current", "superseded", "corrected", "disputed"],
                    range=["#2b8a7e", "#8d918c", "#8d918c", "#d9822b"],
                ),
            ),
            tooltip=[
                alt.Tooltip("shown:N", title="Figure"),
                alt.Tooltip("day:T", title="As of", format="%-d %B %Y"),
                alt.Tooltip("standing:N", title="Standing"),
                alt.Tooltip("from:N", title="Source"),
            ],
        )
        .add_params(pick)
    )
    words = base.mark_text(dy=-14, fontSize=12, color=ink()).encode(text="shown:N")
    return (line + points + words).properties(height=240)


def _day(figure: Figure) -> date | None:
    return figure.when.last if figure.when else figure.day
