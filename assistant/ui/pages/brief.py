"""The page 'Brief': a topic in, a briefing that builds section by section, its source beside it."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.export.document import document
from assistant.briefing.pipeline import Finished, Made, Stage
from assistant.briefing.types import Briefing
from assistant.errors import AssistantError
from assistant.ui import formatting, state
from assistant.ui.briefs import briefing_form, briefing_lines, briefing_state, briefing_view
from assistant.ui.briefs.briefing_state import Current
from assistant.ui.components import article_pane, demo_notice, empty_states, notices
from assistant.ui.wording import say
from corpus import CorpusError


def page() -> None:
    """Show the form, or the briefing of this session; one that was just asked for is made first."""
    assistant = state.assistant()
    if empty_states.is_empty(assistant):
        empty_states.empty_archive(assistant)
        return
    shown, beside = st.container(key="brief", gap="small"), st.container(key="beside")
    now = briefing_state.current()
    with beside:
        article_pane.pane(assistant)
    with shown:
        if now is None:
            briefing_form.show(assistant)
        else:
            _current(assistant, now)
        demo_notice.show(assistant)


def _current(assistant: Assistant, now: Current) -> None:
    if now.briefing is not None:
        briefing_view.show(assistant, now, now.briefing)
        return
    if not now.started:
        _make(assistant, briefing_state.update(started=True))
        st.rerun()
    briefing_form.back()
    st.html(f'<h1 class="nd-topic">{formatting.escape(now.topic)}</h1>')
    if now.problem:
        notices.problem(say("brief.failed"), now.problem)
    else:
        notices.quiet(say("brief.stopped"))
    st.button(say("brief.retry"), key="brief-retry", icon=":material/refresh:", on_click=briefing_state.retry)


def _make(assistant: Assistant, now: Current) -> None:
    """Make the briefing, showing each section as soon as it is there."""
    with st.container(key="brief-progress"):
        st.html(f'<h1 class="nd-topic">{formatting.escape(now.topic)}</h1>')
        status, sections = st.empty(), st.container()
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
                    status.progress((step - 1) / steps, say("brief.step", stage=name, step=step, steps=steps))
                case Made(section, citations):
                    part = document(Briefing(now.topic, scope, "answered", sections=(section,), citations=citations))
                    sections.html(briefing_lines.coming(part.parts[0]))
                case Finished(briefing):
                    briefing_state.keep(briefing, assistant.archive)
    except (CorpusError, AssistantError) as error:
        briefing_state.update(problem=str(error))
