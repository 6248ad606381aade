"""The page 'Brief' before there is a briefing: the topic, what the archive would have topics of, what was saved."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.store import Entry
from assistant.briefing.topic.trending import running
from assistant.ui import briefing_state, formatting, state
from assistant.ui.components import empty_states, notices
from corpus import Scope

_HEADLINES = 1500
"""Newest headlines that topics are read from: 0.3 s on two cores."""
_LONGEST = 300
"""Letters of a topic."""
_DEMO_TOPICS = (
    "the Brenna flood",
    "the Corvo talks",
    "the dock strike in Port Ansel",
    "the Lumen identity app",
    "the Castane tram trial",
    "the Ansel Savings Bank rescue",
)


def show(assistant: Assistant) -> None:
    """Show the form, topics to begin with, and the saved briefings."""
    st.html(
        '<header class="nd-lookup"><h1>Brief</h1><p>A topic in; a cited briefing out: what happened when, the figures, '
        "who said what, where sources differ, and what the archive does not tell.</p></header>"
    )
    with st.form("brief-form", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Topic",
            key=briefing_state.TOPIC,
            max_chars=_LONGEST,
            placeholder="A topic, in a few words",
            label_visibility="collapsed",
        )
        st.form_submit_button("Write the briefing", key="brief-go", type="primary", on_click=_begin)
    with st.container(key="brief-scope", horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            "Length",
            list(briefing_state.LENGTHS),
            default=briefing_state.FULL,
            key=briefing_state.LENGTH,
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        st.html(f'<p class="nd-scope">{_scope(assistant)}</p>', width="content")
    if problem := briefing_state.said():
        notices.problem("That did not work", problem)
    _topics(assistant)
    _saved()


def _begin() -> None:
    briefing_state.begin(str(st.session_state.get(briefing_state.TOPIC) or ""))


def _scope(assistant: Assistant) -> str:
    """Return what the sidebar keeps a briefing to."""
    filters = state.filters()
    parts = [f"As of {formatting.in_words(filters.as_of or assistant.today_as_of())}"]
    parts.append(f"published {formatting.window(filters.window)}" if filters.window else "any day")
    parts.append(formatting.escape(", ".join(filters.outlets)) if filters.outlets else "all outlets")
    parts += [formatting.escape(", ".join(filters.kinds))] if filters.kinds else []
    return f"<span>{', '.join(parts)}. Change it in the sidebar.</span>"


def _topics(assistant: Assistant) -> None:
    outlets = [name for name, _ in assistant.archive.outlets()]
    topics = _DEMO_TOPICS if empty_states.is_demo(outlets) else _running(assistant, assistant.archive.fingerprint())
    if not topics:
        return
    st.html('<p class="nd-label">Running stories</p>')
    with st.container(key="topics", horizontal=True, gap="small"):
        for place, topic in enumerate(topics):
            st.button(formatting.markdown(topic), key=f"topic-{place}", on_click=briefing_state.begin, args=(topic,))


@st.cache_data(show_spinner=False, max_entries=8, ttl=600)
def _running(_assistant: Assistant, fingerprint: str) -> tuple[str, ...]:
    """Return the running stories of an archive; kept, since a page is drawn anew with every click."""
    archive = _assistant.archive
    titles = [article.title for article in archive.listing(Scope(), limit=_HEADLINES)]
    return tuple(running(titles, without=[name for name, _ in archive.outlets()]))


def _saved() -> None:
    found = briefing_state.shelf().listed()
    if not found.entries and not found.damaged:
        return
    st.html(f'<p class="nd-label">Saved briefings ({len(found.entries)})</p>')
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
            "Run again",
            key=f"rerun-{entry.id}",
            icon=":material/refresh:",
            type="tertiary",
            help="Make it anew, and mark what is new, changed, corrected or withdrawn since",
            on_click=briefing_state.again_by_id,
            args=(entry.id,),
        )
        deletion(entry.id)


def _facts(entry: Entry) -> str:
    parts = [f"as of {formatting.in_words(entry.as_of)}"] if entry.as_of else []
    parts += [f"published {formatting.window(entry.scope.window)}"] if entry.scope.window else []
    parts += [formatting.escape(", ".join(entry.scope.outlets))] if entry.scope.outlets else []
    parts += [formatting.escape(", ".join(entry.scope.kinds))] if entry.scope.kinds else []
    parts += [formatting.count(entry.lines, "line"), f"written {written(entry.written)}"]
    return " · ".join(parts)


def written(moment: str) -> str:
    """Return the moment at which a briefing was made, in words."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return "at an unknown time"
    return f"{formatting.in_words(at.date())}, {at:%H:%M}"


def deletion(briefing_id: str) -> None:
    """Offer to delete a briefing; it takes a second click."""
    if briefing_state.deleting() != briefing_id:
        st.button(
            "Delete",
            key=f"delete-{briefing_id}",
            icon=":material/delete:",
            type="tertiary",
            on_click=briefing_state.ask_to_delete,
            args=(briefing_id,),
        )
        return
    st.button(
        "Delete for good", key=f"delete-yes-{briefing_id}", type="primary",
        on_click=briefing_state.delete, args=(briefing_id,),
    )  # fmt: skip
    st.button("Keep", key=f"delete-no-{briefing_id}", on_click=briefing_state.ask_to_delete, args=("",))


def back() -> None:
    """Offer the way back to the list."""
    icon = ":material/arrow_back:"
    st.button("All briefings", key="brief-leave", icon=icon, type="tertiary", on_click=briefing_state.leave)
