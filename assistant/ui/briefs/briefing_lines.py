"""The lines of a briefing on the page: their words, numbers that open the sources, and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from assistant.briefing.export.document import Part
from assistant.briefing.export.rows import Row
from assistant.briefing.types import Line
from assistant.types import Citation
from assistant.ui import formatting
from assistant.ui.briefs import briefing_state
from assistant.ui.components import citation_buttons
from assistant.ui.wording import say


def section(part: Part, lines: Sequence[Line], numbered: Mapping[int, Citation]) -> None:
    """Show the lines of a section.

    Args:
        part: The section, laid out.
        lines: The same lines, in the same order.
        numbered: All citations of the briefing, by number.
    """
    with st.container(key=f"briefing-{part.name}", gap=None):
        for line, row in zip(lines, _rows(part), strict=True):
            key = f"{part.name}-{line.key}"
            with st.container(key=f"line-{key}", horizontal=True, gap="small"):
                with st.container(key=f"body-{key}", gap=None):
                    _lead(row)
                    _said(key, row, numbered)
                    for place, side in enumerate(row.under):
                        _said(f"{key}-{place}", side, numbered, lead=True)
                _tools(part, line, row)


def _rows(part: Part) -> Sequence[Row]:
    """Return the rows of a section; what is a column of a table elsewhere says here what it is."""
    if part.name != "figures":
        return part.rows
    return [replace(row, facts=(say("brief.as_of", day=row.facts[0]), *row.facts[1:])) for row in part.rows]


def _lead(row: Row) -> None:
    pin = f'<span class="nd-mark">{say("brief.pinned")}</span>' if row.pinned else ""
    mark = f'<span class="nd-mark nd-mark-{row.mark}">{row.mark}</span>' if row.mark else ""
    if row.lead or pin or mark:
        st.html(f'<p class="nd-line-lead">{formatting.escape(row.lead)} {mark}{pin}</p>')


def _said(key: str, row: Row, numbered: Mapping[int, Citation], *, lead: bool = False) -> None:
    """Show the sentence with its numbers, then who says it and what is known beyond that."""
    with st.container(key=f"said-{key}", gap=None):
        st.html(said(row, lead=lead))
        for number in row.cites:
            if number in numbered:
                citation_buttons.show_number(key, numbered[number], list(numbered.values()))
        st.html(_tail(row))


def said(row: Row, *, lead: bool = False) -> str:
    """Return the sentence as HTML."""
    begin = f"<strong>{formatting.escape(row.lead)}</strong> " if lead and row.lead else ""
    quote = f' <q class="nd-printed">{formatting.escape(row.quote)}</q>' if row.quote else ""
    return f'<span class="nd-said">{begin}<bdi>{formatting.escape(row.text)}</bdi>{quote}&#8288;</span>'


def _tail(row: Row) -> str:
    facts = [formatting.escape(fact) for fact in row.facts if fact != "current"]
    told = " · ".join([*([formatting.escape(row.source)] if row.source else []), *facts])
    was = f'<span class="nd-was">{say("brief.before")} <q>{formatting.escape(row.was)}</q></span>' if row.was else ""
    return f'<span class="nd-attribution">{told}{was}</span>'


def _tools(part: Part, line: Line, row: Row) -> None:
    key = f"{part.name}-{line.key}"
    with st.container(key=f"tools-{key}", horizontal=True, gap=None):
        st.button(
            say("brief.unpin" if row.pinned else "brief.pin"),
            key=f"pin-{key}",
            icon=":material/keep_off:" if row.pinned else ":material/keep:",
            type="tertiary",
            on_click=briefing_state.put,
            args=(part.name, line),
            kwargs={"pinned": not row.pinned},
        )
        st.button(
            say("brief.hide"),
            key=f"hide-{key}",
            icon=":material/visibility_off:",
            type="tertiary",
            on_click=briefing_state.put,
            args=(part.name, line),
            kwargs={"hidden": True},
        )


def coming(part: Part) -> str:
    """Return a section as HTML to be read while the others are still on their way."""
    rows = "".join(
        f"<li>{f'<strong>{formatting.escape(row.lead)}</strong> ' if row.lead else ''}{said(row)}"
        f"{''.join(f'<div>{said(side, lead=True)}</div>' for side in row.under)} {_tail(row)}</li>"
        for row in _rows(part)
    )
    return f'<section class="nd-coming"><h2>{formatting.escape(part.title)}</h2><ul>{rows}</ul></section>'


def hidden(lines: Sequence[tuple[str, Line]]) -> None:
    """Offer to put back what was hidden of a section.

    Args:
        lines: Each with the name of its section.
    """
    if not lines:
        return
    name = lines[0][0]
    with st.expander(say("brief.hidden", count=len(lines)), key=f"hidden-{name}", icon=":material/visibility_off:"):
        for _, line in lines:
            with st.container(key=f"gone-{name}-{line.key}", horizontal=True, vertical_alignment="top"):
                st.html(f'<p class="nd-gone">{formatting.escape(line.statement.text)}</p>')
                st.button(
                    say("brief.put_back"),
                    key=f"restore-{name}-{line.key}",
                    type="tertiary",
                    on_click=briefing_state.put,
                    args=(name, line),
                    kwargs={"hidden": False},
                )
