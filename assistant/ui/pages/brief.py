"""The page 'Brief': a topic in, a briefing that builds section by section, its source beside it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.export.document import document
from assistant.briefing.pipeline import Finished, Made, Stage
from assistant.briefing.types import Briefing
from assistant.errors import AssistantError
from assistant.ui import briefing_state, formatting, state
from assistant.ui.briefing_state import Current
from assistant.ui.components import article_pane, briefing_form, briefing_lines, briefing_view, empty_states, notices
from corpus import CorpusError

_STYLE = Path(__file__).with_name("brief.css")


def page() -> None:
    """Show the form, or the briefing of this session; one that was just asked for is made first."""
    assistant = state.assistant()
    st.html(_STYLE)
    if empty_states.is_empty(assistant):
        empty_states.empty_archive(assistant)
        return
    shown, beside = st.container(key="brief", gap="medium"), st.container(key="beside")
    now = briefing_state.current()
    with beside:
        article_pane.pane(assistant)
    with shown:
        if now is None:
            briefing_form.show(assistant)
        else:
            _current(assistant, now)
        if empty_states.is_demo([name for name, _ in assistant.archive.outlets()]):
            notices.fiction()


def _current(assistant: Assistant, now: Current) -> None:
    if now.briefing is not None:
        briefing_view.show(assistant, now, now.briefing)
        return
    if not now.started:
        _make(assistant, briefing_state.update(started=True))
        st.rerun()
    st.button(
        "All briefings", key="brief-leave", icon=":material/arrow_back:", type="tertiary", on_click=briefing_state.leave
    )
    st.html(f'<h1 class="nd-topic">{formatting.escape(now.topic)}</h1>')
    if now.problem:
        notices.problem("The briefing could not be written", now.problem)
    else:
        notices.quiet("Stopped before it was finished.")
    st.button("Try again", key="brief-retry", icon=":material/refresh:", on_click=briefing_state.retry)


def _make(assistant: Assistant, now: Current) -> None:
    """Make the briefing, showing each section as soon as it is there."""
    st.html(f'<h1 class="nd-topic">{formatting.escape(now.topic)}</h1>')
    sections, status = st.container(), st.empty()
    scope = now.scope
    try:
        for event in assistant.stream_brief(
            now.topic,
            as_of=scope.as_of,
            window=scope.window,
            outlets=scope.outlets,
            kinds=scope.kinds,
            only=briefing_state.LENGTHS[now.length],
        ):
            match event:
                case Stage(name, step, steps):
                    status.html(_working(name, step, steps))
                case Made(section, citations):
                    part = document(Briefing(now.topic, scope, "answered", sections=(section,), citations=citations))
                    sections.html(briefing_lines.coming(part.parts[0]))
                case Finished(briefing):
                    briefing_state.keep(briefing, assistant.archive)
    except (CorpusError, AssistantError) as error:
        briefing_state.update(problem=str(error))


def _working(stage: str, step: int, steps: int) -> str:
    done = round(100 * (step - 1) / steps)
    return (
        f'<div class="nd-progress"><p class="nd-working" role="status">{formatting.escape(stage)} … '
        f'{step} of {steps}</p><progress max="100" value="{done}" aria-label="Progress"></progress></div>'
    )
