"""A finished briefing on the page: scope, sections, sources, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from assistant.assistant import Assistant
from assistant.bibliography.references import NAMES
from assistant.briefing.edits import arranged
from assistant.briefing.export import FORMATS, export, file_name
from assistant.briefing.export.document import Document, document
from assistant.briefing.export.references import STYLES, referenced
from assistant.briefing.export.text import APP
from assistant.briefing.types import Briefing, Event, Section
from assistant.types import Citation
from assistant.ui import briefing_state, formatting, state
from assistant.ui.briefing_state import Current
from assistant.ui.components import article_pane, briefing_form, briefing_lines, notices, references, timeline_chart
from assistant.ui.formatting import escape
from assistant.verification.revalidation import fallen


def show(assistant: Assistant, now: Current, made: Briefing) -> None:
    """Show a briefing: what a person hid is left out, as it will be in every file."""
    shown = arranged(made)
    recalls = tuple(
        f"Source {n} may not be cited any more: {why}." for n, why in fallen(assistant.archive, shown.citations).items()
    )
    shown = replace(shown, notes=(*shown.notes, *recalls))
    _head(now, escape(shown.topic))
    shown = _files(assistant, shown)
    laid = document(shown, app=_app())
    if laid.since:
        told, *gone = laid.since
        listed = "".join(f"<li>{escape(line)}</li>" for line in gone)
        st.html(f'<div class="nd-since"><p>{escape(told)}</p>{f"<ul>{listed}</ul>" if listed else ""}</div>')
    st.html(_scope(laid))
    numbered = {citation.number: citation for citation in shown.citations}
    for section, part in zip(shown.sections, laid.parts, strict=True):
        st.html(f'<h2 class="nd-section">{escape(part.title)}</h2>')
        if part.name == "timeline":
            _picture(section, list(numbered.values()))
        briefing_lines.section(part, section.lines, numbered)
    briefing_lines.hidden(
        [(part.name, part.title, line) for part in made.sections for line in part.lines if line.hidden]
    )
    _sources(laid, numbered)
    references.show("brief", assistant.archive, shown.citations)
    st.html(f'<p class="nd-made">{escape(laid.made)}{_took(made)}</p>')


def _head(now: Current, topic: str) -> None:
    with st.container(key="brief-head", horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "All briefings",
            key="brief-leave",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=briefing_state.leave,
        )
        if now.saved:
            st.button(
                "Run again",
                key="brief-again",
                icon=":material/refresh:",
                type="tertiary",
                help="Make it anew, and mark what is new, changed, corrected or withdrawn since",
                on_click=briefing_state.again_by_id,
                args=(now.saved,),
            )
            briefing_form.deletion(now.saved)
    if problem := briefing_state.said():
        notices.problem("That did not work", problem)
    st.html(f'<h1 class="nd-topic">{topic}</h1>')


def _files(assistant: Assistant, shown: Briefing) -> Briefing:
    """Offer the briefing in each format, made when it is asked for; return it with its sources in the chosen style."""
    if shown.status == "abstained":
        return shown
    app = _app()
    with st.container(key="brief-files", horizontal=True, gap="small", vertical_alignment="center"):
        style = st.selectbox(
            "Sources",
            STYLES,
            index=None,
            key=briefing_state.STYLE,
            format_func=NAMES.__getitem__,
            placeholder="Sources as APA, MLA …",
            label_visibility="collapsed",
            width=200,
        )
        made = referenced(shown, assistant.archive, style, accessed=date.today()) if style else shown
        for form in FORMATS:
            st.download_button(
                form.name,
                partial(export, made, form, app=app),
                file_name(made, form),
                form.mime,
                key=f"file-{form.name}",
                icon=":material/download:",
                on_click="ignore",
                help=f"Download it as {form.name}",
            )
    return made


def _app() -> str:
    """Return the address of this app, for the links to passages in a file."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.netloc else APP


def _scope(laid: Document) -> str:
    rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in laid.facts[1:])
    notes = "".join(f'<p class="nd-note">{escape(note)}</p>' for note in laid.notes)
    return f'<section class="nd-brief-scope" aria-label="Scope"><dl>{rows}</dl>{notes}</section>'


def _picture(section: Section, among: Sequence[Citation]) -> None:
    """Show the timeline as dots; a click on one opens its source."""
    events = [line for line in section.lines if isinstance(line, Event)]
    cited = {event.key: event.statement.citations[:1] for event in events}
    numbered = {citation.number: citation for citation in among}
    open_now = state.opened()
    opened = next((key for key, (n,) in cited.items() if open_now and n == open_now.number), "") if open_now else ""
    drawn = timeline_chart.timeline(events, opened=opened)
    if drawn is None:
        return
    key = f"brief-chart-{briefing_state.picked()}"

    def picked() -> None:
        chosen = st.session_state[key].selection.get(timeline_chart.PICK) or []
        for number in cited.get(chosen[0].get(timeline_chart.PICK, ""), ()) if chosen else ():
            article_pane.open_citation(numbered[number], among)
            briefing_state.pick()

    with st.container(key="brief-chart"):
        st.altair_chart(
            drawn.chart,
            width="stretch",
            key=key,
            on_select=picked,
            selection_mode=timeline_chart.PICK,
            alt=f"Timeline of {formatting.count(len(events), 'event')}; each is listed below with its source",
        )
        edge = [f"{drawn.earlier} earlier"] * bool(drawn.earlier) + [f"{drawn.later} later"] * bool(drawn.later)
        beyond = f" {' and '.join(edge)}, beyond the scale, at its edge." if edge else ""
        st.html(f'<p class="nd-facts">A dot opens its source.{beyond}</p>')


def _sources(laid: Document, numbered: dict[int, Citation]) -> None:
    if not laid.sources:
        return
    st.html('<h2 class="nd-section">Sources</h2>')
    among = list(numbered.values())
    with st.container(key="brief-sources", gap=None):
        for entry in laid.sources:
            first = numbered[entry.quoted[0].number]
            numbers = ", ".join(str(quoted.number) for quoted in entry.quoted)
            told = [entry.reference, *entry.notes] if entry.reference else entry.notes
            notes = f'<p class="nd-copies">{escape(" ".join(told))}</p>' if told else ""
            with st.container(key=f"row-source-{first.number}", gap=None):
                st.html(
                    f'<article class="nd-row"><span class="nd-number">{numbers}</span>'
                    f"<h4>{escape(entry.title)}</h4>"
                    f'<p class="nd-from"><span>{escape(entry.who)}</span></p>{notes}</article>'
                )
                st.button(
                    formatting.markdown(f"Source {numbers}: {entry.who}, {entry.title}"),
                    key=f"read-source-{first.number}",
                    on_click=article_pane.open_citation,
                    args=(first, among),
                    width="stretch",
                )


def _took(made: Briefing) -> str:
    seconds = sum(made.timings.values())
    return f" · {seconds:.1f} s" if seconds else ""
