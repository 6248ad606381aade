"""The timeline of a briefing as a picture: a row an event, with a dot at its day and its first words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import pandas  # noqa: F401 - whole, for Altair looks into it even while another thread is loading it
import streamlit as st

from assistant.briefing.export.rows import row
from assistant.briefing.types import Event

PICK = "event"
"""Name of the selection, and of the field that names the event."""
_HALF = 0.5
"""Part of the scale from which on an event's words stand at the left of its dot."""
_ROW = 20
"""Pixels of a row."""
_WORDS = 190
"""Pixels of an event's words; the narrowest column has 350."""
_EDGE = 0.08
"""Part of the span that the picture goes beyond its first and last day."""
_FAR = 3
"""Times the span of the middle half of the events: what is farther from that half is drawn at the edge."""
_LETTERS = 140


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold the picture and what it leaves at its edge.

    Attributes:
        earlier: Events before its first day.
        later: Events after its last.
    """

    chart: alt.LayerChart
    earlier: int
    later: int


def timeline(events: Sequence[Event], *, opened: str = "") -> Drawn | None:
    """Return the picture of some events; None where there are too few.

    Args:
        events: By day.
        opened: Key of the one whose source is open.
    """
    if len(events) < 3:
        return None
    first, last = _span(sorted(event.when.first for event in events))
    rows = _rows(events, first, last, opened=opened)
    earlier, later = (sum(entry["place"] == place for entry in rows) for place in ("earlier", "later"))
    return Drawn(_chart(rows, first, last), earlier, later)


def _span(days: Sequence[date]) -> tuple[date, date]:
    """Return the first and last day of the scale: a few events years away would leave all others no room."""
    low, high = days[len(days) // 4], days[-1 - len(days) // 4]
    reach = max(timedelta(days=7), (high - low) * _FAR)
    near = [day for day in days if low - reach <= day <= high + reach]
    edge = max(timedelta(days=1), (near[-1] - near[0]) * _EDGE)
    return near[0] - edge, near[-1] + edge


def _rows(events: Sequence[Event], first: date, last: date, *, opened: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number, event in enumerate(events):
        day = event.when.first + (event.when.last - event.when.first) / 2
        shown = min(max(day, first), last)
        text = row(event).text
        rows.append(
            {
                PICK: event.key,
                "at": shown.isoformat() + "T12:00",
                "level": number,
                "day": event.when.label + (" (planned)" if event.planned else ""),
                "text": text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…",
                "from": event.statement.attribution,
                "place": "earlier" if day < first else "later" if day > last else "on it",
                "side": "left" if (shown - first) / (last - first) > _HALF else "right",
                "kind": "opened" if event.key == opened else "planned" if event.planned else "event",
            }
        )
    return rows


def _chart(rows: list[dict[str, object]], first: date, last: date) -> alt.LayerChart:
    pick = alt.selection_point(name=PICK, fields=[PICK], on="click", empty=False)
    days = alt.Scale(domain=[f"{first}T00:00", f"{last}T23:59"])
    axis = alt.Axis(tickCount=6, grid=True, format="%-d %b %Y" if last - first < timedelta(days=300) else "%b %Y")
    shapes = alt.Scale(domain=["earlier", "on it", "later"], range=["triangle-left", "circle", "triangle-right"])
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("at:T", title=None, scale=days, axis=axis),
        y=alt.Y("level:O", axis=None),
        tooltip=[
            alt.Tooltip("day:N", title="Day"),
            alt.Tooltip("text:N", title="Event"),
            alt.Tooltip("from:N", title="Source"),
        ],
    )
    dots = (
        base.mark_point(filled=True, size=110, opacity=1, cursor="pointer", strokeWidth=1.5)
        .encode(
            shape=alt.Shape("place:N", scale=shapes, legend=None),
            color=alt.Color(
                "kind:N",
                legend=None,
                scale=alt.Scale(domain=["event", "opened", "planned"], range=["#2b8a7e", "#d9822b", "#8d918c"]),
            ),
        )
        .add_params(pick)
    )
    words = [_words(base, side) for side in ("left", "right")]
    return alt.layer(dots, *words).properties(height=_ROW * len(rows) + 30)


def ink() -> str:
    """Return the colour of a picture's words: the style sheet's --muted."""
    return "#a3a6a3" if st.context.theme.type == "dark" else "#5c5c56"


def _words(base: alt.Chart, side: str) -> alt.Chart:
    """Return the words of the events that stand at one side of their dots."""
    left, room = side == "left", alt.ExprRef(f"min({_WORDS}, width / 2 - 14)")
    written = base.transform_filter(alt.datum.side == side)
    shown = written.mark_text(
        align="right" if left else "left", dx=-10 if left else 10, limit=room, fontSize=12, color=ink()
    )
    return shown.encode(text="text:N")
