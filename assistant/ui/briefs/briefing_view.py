"""A finished briefing on the page: scope, contents, sections that fold, sources, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.edits import kept_lines
from assistant.briefing.export.document import Document, document
from assistant.briefing.export.text import APP
from assistant.briefing.types import Briefing, Event, Figure, Section
from assistant.types import Citation
from assistant.ui import formatting, state
from assistant.ui.briefs import (
    briefing_files,
    briefing_form,
    briefing_lines,
    briefing_state,
    figure_chart,
    timeline_chart,
)
from assistant.ui.briefs.briefing_state import Current
from assistant.ui.components import citation_buttons, notices, references
from assistant.ui.formatting import escape
from assistant.ui.wording import say
from assistant.verification.revalidation import fallen


def show(assistant: Assistant, now: Current, made: Briefing) -> None:
    """Show a briefing: what a person hid is left out, as it will be in every file."""
    recalls = tuple(
        say("brief.fallen", number=str(n), why=why) for n, why in fallen(assistant.archive, made.citations).items()
    )
    shown = replace(made, notes=(*made.notes, *recalls))
    _head(now, shown.topic)
    answered = shown.status == "answered"
    if answered:
        briefing_files.show(assistant, "top")
    laid = document(shown, app=state.app_address() or APP)
    if laid.since:
        told, *gone = laid.since
        listed = "".join(f"<li>{escape(line)}</li>" for line in gone)
        st.html(f'<div class="nd-since"><p>{escape(told)}</p>{f"<ul>{listed}</ul>" if listed else ""}</div>')
    st.html(_scope(laid))
    if len(shown.sections) > 1:
        st.html(_contents(shown.sections))
    for section in shown.sections:
        st.html(f'<span class="nd-anchor" id="section-{section.name}"></span>')
        with st.expander(f"**{formatting.markdown(section.title)}**", expanded=True, key=f"fold-{section.name}"):
            _section(section.name)
    _sources(laid, {citation.number: citation for citation in shown.citations})
    references.show("brief", assistant.archive, shown.citations)
    if answered:
        briefing_files.show(assistant, "foot")
    st.html(f'<p class="nd-made">{escape(laid.made)}{_took(made)}</p>')


def _head(now: Current, topic: str) -> None:
    with st.container(key="brief-head", horizontal=True, gap="small", vertical_alignment="center"):
        briefing_form.back()
        if now.saved:
            st.button(
                say("brief.again"),
                key="brief-again",
                icon=":material/refresh:",
                type="tertiary",
                help=say("brief.again_help"),
                on_click=briefing_state.again_by_id,
                args=(now.saved,),
            )
            briefing_form.deletion(now.saved)
    if problem := briefing_state.said():
        notices.problem(say("brief.failed_click"), problem)
    st.html(f'<h1 class="nd-topic">{escape(topic)}</h1>')


def _contents(sections: Sequence[Section]) -> str:
    links = "".join(f'<a href="#section-{one.name}" target="_self">{escape(one.title)}</a>' for one in sections)
    return f'<nav class="nd-contents" aria-label="{say("brief.contents")}">{links}</nav>'


@st.fragment
def _section(name: str) -> None:
    """Show a section: hiding and pinning draw it anew, and nothing else of the page."""
    state.rerun_if_opened()
    now = briefing_state.current()
    made = now.briefing if now else None
    section = next((one for one in made.sections if one.name == name), None) if made else None
    if made is None or section is None:
        return
    numbered = {citation.number: citation for citation in made.citations}
    shown = kept_lines(section)
    if shown.lines:
        every = tuple(kept_lines(one) for one in made.sections)
        laid = document(replace(made, sections=tuple(one for one in every if one.lines)))
        part = next(part for part in laid.parts if part.name == name)
        _picture(shown, numbered)
        briefing_lines.section(part, shown.lines, numbered)
    briefing_lines.hidden([(name, line) for line in section.lines if line.hidden])


def _picture(section: Section, numbered: Mapping[int, Citation]) -> None:
    """Show the timeline, or the figures over time, as a picture whose points open their sources."""
    if section.name == "timeline":
        _timeline([line for line in section.lines if isinstance(line, Event)], numbered)
    elif section.name == "figures":
        _figures([line for line in section.lines if isinstance(line, Figure)], numbered)


def _timeline(events: Sequence[Event], numbered: Mapping[int, Citation]) -> None:
    cited = {event.key: event.statement.citations[:1] for event in events}
    open_now = state.opened()
    opened = next((key for key, ns in cited.items() if open_now and ns and ns[0] == open_now.number), "")
    drawn = timeline_chart.timeline(events, opened=opened)
    if drawn is None:
        return
    with st.container(key="brief-chart", gap="xsmall"):
        _chart("brief-chart", drawn.chart, say("brief.timeline_alt", count=len(events)), cited, numbered)
        edge = [say("brief.earlier", count=drawn.earlier)] * bool(drawn.earlier)
        edge += [say("brief.later", count=drawn.later)] * bool(drawn.later)
        st.html(f'<p class="nd-facts">{say("brief.click_dot")} {" ".join(edge)}</p>')


def _figures(figures: Sequence[Figure], numbered: Mapping[int, Citation]) -> None:
    series = figure_chart.series_of(figures)
    if not series:
        return
    with st.container(key="brief-figure-chart", gap="xsmall"):
        names = list(series)
        name = names[0]
        if len(names) > 1:
            name = st.selectbox(say("brief.figure"), names, key="brief-figure") or name
        cited = {figure.key: figure.statement.citations[:1] for figure in series[name]}
        label = say("brief.figure_alt", what=name, count=len(series[name]))
        _chart("brief-figures", figure_chart.over_time(series[name]), label, cited, numbered)
        st.html(f'<p class="nd-facts">{say("brief.click_dot")}</p>')


def _chart(
    name: str, chart: object, label: str, cited: Mapping[str, tuple[int, ...]], numbered: Mapping[int, Citation]
) -> None:
    """Show a picture; a click on a point opens its source beside the page."""
    picked = st.altair_chart(
        chart,
        width="stretch",
        key=f"{name}-{briefing_state.picked()}",
        on_select="rerun",
        selection_mode=timeline_chart.PICK,
        alt=label,
    )
    chosen = picked.selection.get(timeline_chart.PICK) or []
    for number in cited.get(chosen[0].get(timeline_chart.PICK, ""), ()) if chosen else ():
        citation_buttons.open_citation(numbered[number], list(numbered.values()))
        briefing_state.pick()
        st.rerun()


def _scope(laid: Document) -> str:
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in laid.facts[1:])
    notes = "".join(f'<p class="nd-note">{escape(note)}</p>' for note in laid.notes)
    return f'<section class="nd-brief-scope" aria-label="{say("brief.scope")}"><dl>{rows}</dl>{notes}</section>'


def _sources(laid: Document, numbered: dict[int, Citation]) -> None:
    if not laid.sources:
        return
    among = list(numbered.values())
    with st.expander(f"**{say('brief.sources')}**", expanded=True, key="fold-sources"):
        for entry in laid.sources:
            first = numbered[entry.quoted[0].number]
            with st.container(key=f"row-source-{first.number}", gap="xxsmall"):
                numbers = ", ".join(str(quoted.number) for quoted in entry.quoted)
                st.button(
                    say("answer.source", number=f"**{numbers}**", where=formatting.markdown(entry.who)),
                    key=f"open-source-{first.number}",
                    type="tertiary",
                    on_click=citation_buttons.open_citation,
                    args=(first, among),
                )
                notes = " ".join([entry.title, *([entry.reference] if entry.reference else []), *entry.notes])
                st.html(f'<p class="nd-card-title">{escape(notes)}</p>')


def _took(made: Briefing) -> str:
    seconds = sum(made.timings.values())
    return f" · {say('answer.seconds', seconds=f'{seconds:.1f}')}" if seconds else ""
