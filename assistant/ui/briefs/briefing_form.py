"""The page 'Brief' before there is a briefing: the topic, what the archive would have topics of, what was saved."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.store import Entry
from assistant.ui import formatting, remembered
from assistant.ui.briefs import briefing_state
from assistant.ui.components import notices, scope_bar
from assistant.ui.wording import say

_LONGEST = 300
"""Letters of a topic."""
_STORIES = "main-stories"


def show(assistant: Assistant) -> None:
    """Show the form, topics to begin with, and the saved briefings."""
    st.html(f'<header class="nd-head"><h1>{say("page.brief")}</h1><p>{say("brief.promise")}</p></header>')
    with st.form("brief-form", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            say("brief.topic"),
            key=briefing_state.TOPIC,
            max_chars=_LONGEST,
            placeholder=say("brief.topic_hint"),
            label_visibility="collapsed",
        )
        st.form_submit_button(say("brief.go"), key="brief-go", type="primary", on_click=_begin)
    st.segmented_control(
        say("brief.length"),
        list(briefing_state.LENGTHS),
        default=briefing_state.FULL,
        key=briefing_state.LENGTH,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    scope_bar.show(assistant)
    if problem := briefing_state.said():
        notices.problem(say("brief.failed_click"), problem)
    topics = st.container()
    _saved()
    with topics:  # last, since the main stories may have to be looked for
        _topics(assistant)


def _begin() -> None:
    topic = str(st.session_state.get(briefing_state.TOPIC) or "")
    if topic.strip():
        briefing_state.begin(topic)
    else:
        briefing_state.tell(say("brief.no_topic"))


@st.fragment
def _topics(assistant: Assistant) -> None:
    """Show the archive's main stories; they are looked for once, then remembered."""
    place = st.empty()
    topics = remembered.recall_for(assistant, _STORIES)
    if topics is None:
        place.html(f'<p class="nd-working" role="status">{say("home.looking")}</p>')
        topics = remembered.keep_for(assistant, _STORIES, lambda: _main_topics(assistant))
    if not topics:
        place.empty()
        return
    place.html(f'<p class="nd-label">{say("brief.stories")}</p>')
    with st.container(key="topics", horizontal=True, gap="small"):
        for number, topic in enumerate(topics):
            if st.button(formatting.markdown(topic), key=f"topic-{number}"):
                briefing_state.begin(topic)
                st.rerun()


def _main_topics(assistant: Assistant) -> list[str]:
    from assistant.briefing.topic.main_stories import main_stories

    return [story.topic for story in main_stories(assistant.archive)]


def _saved() -> None:
    found = briefing_state.shelf().listed()
    if not found.entries and not found.damaged:
        return
    st.html(f'<p class="nd-label">{say("brief.saved", count=len(found.entries))}</p>')
    with st.container(key="saved-briefings", gap=None):
        for entry in found.entries:
            _entry(entry)
    for told in found.damaged:
        notices.quiet(told)


def _entry(entry: Entry) -> None:
    """Show a saved briefing as a line: its name opens it."""
    with st.container(key=f"kept-{entry.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            f"{formatting.markdown(entry.topic)}",
            key=f"unfold-{entry.id}",
            type="tertiary",
            on_click=briefing_state.open_saved,
            args=(entry.id,),
        )
        st.html(f'<p class="nd-facts">{_facts(entry)}</p>')
        st.button(
            say("brief.again"),
            key=f"rerun-{entry.id}",
            icon=":material/refresh:",
            type="tertiary",
            help=say("brief.again_help"),
            on_click=briefing_state.again_by_id,
            args=(entry.id,),
        )
        deletion(entry.id)


def _facts(entry: Entry) -> str:
    parts = [say("brief.as_of", day=formatting.in_words(entry.as_of))] if entry.as_of else []
    parts += [say("brief.published", window=formatting.window(entry.scope.window))] if entry.scope.window else []
    parts += [formatting.escape(", ".join(entry.scope.outlets))] if entry.scope.outlets else []
    parts += [formatting.escape(", ".join(entry.scope.kinds))] if entry.scope.kinds else []
    parts += [say("count.lines", count=entry.lines), say("brief.written", at=written(entry.written))]
    return " · ".join(parts)


def written(moment: str) -> str:
    """Return the moment at which a briefing was made, in words."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return say("brief.unknown_time")
    return f"{formatting.in_words(at.date())}, {at:%H:%M}"


def deletion(briefing_id: str) -> None:
    """Offer to delete a briefing; it takes a second click."""
    if briefing_state.deleting() != briefing_id:
        st.button(
            say("brief.delete"),
            key=f"delete-{briefing_id}",
            icon=":material/delete:",
            type="tertiary",
            on_click=briefing_state.ask_to_delete,
            args=(briefing_id,),
        )
        return
    st.button(
        say("brief.delete_yes"), key=f"delete-yes-{briefing_id}", type="primary",
        on_click=briefing_state.delete, args=(briefing_id,),
    )  # fmt: skip
    st.button(say("brief.keep"), key=f"delete-no-{briefing_id}", on_click=briefing_state.ask_to_delete, args=("",))


def back() -> None:
    """Offer the way back to the list."""
    icon = ":material/arrow_back:"
    st.button(say("brief.all"), key="brief-leave", icon=icon, type="tertiary", on_click=briefing_state.leave)
