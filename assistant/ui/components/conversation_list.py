"""The saved conversations in the sidebar: by day, found by their words, opened, renamed, exported, deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from itertools import groupby

import streamlit as st

from assistant.conversations import Conversation, Summary
from assistant.conversations.export import as_json, as_markdown
from assistant.errors import ConversationError
from assistant.ui import formatting, state
from assistant.ui.components import notices
from assistant.ui.formatting import escape
from assistant.ui.wording import say

_SHOWN = 60
"""Conversations that are listed; the others are found by their words."""
_RENAME, _EXPORT, _DELETE = "Rename", "Export", "Delete"
_ICONS = {_RENAME: ":material/edit:", _EXPORT: ":material/download:", _DELETE: ":material/delete:"}
_QUERY = "chats-query"


def show() -> None:
    """List the conversations, the last changed first; nothing where there are none."""
    everything = state.store().shelf()
    if not everything.summaries and not everything.damaged:
        return
    query = st.text_input(
        say("chats.search"),
        key=_QUERY,
        placeholder=say("chats.search"),
        icon=":material/search:",
        label_visibility="collapsed",
    )
    shelf = state.store().shelf(query) if query else everything
    with st.container(key="chats", gap=None):
        for day, group in groupby(shelf.summaries[:_SHOWN], key=_day):
            st.html(f'<p class="nd-label nd-chats-day">{escape(day)}</p>')
            for one in group:
                _row(one)
        if not shelf.summaries:
            st.html(f'<p class="nd-chats-note">{say("chats.none")}</p>')
        if (more := len(shelf.summaries) - _SHOWN) > 0:
            st.html(f'<p class="nd-chats-note">{say("chats.more", count=more)}</p>')
    for damaged in everything.damaged:
        notices.quiet(damaged)


def _day(one: Summary) -> str:
    """Return under which day a conversation is listed."""
    try:
        day = datetime.fromisoformat(one.changed).astimezone().date()
    except ValueError:
        return say("chats.undated")
    ago = (datetime.now().astimezone().date() - day).days
    return say("chats.today") if ago <= 0 else say("chats.yesterday") if ago == 1 else formatting.in_words(day)


def _row(one: Summary) -> None:
    title = formatting.markdown(one.title)
    current = "now" if one.id == state.talk().conversation.id else "other"
    with st.container(key=f"chat-{current}-{one.id}", horizontal=True, gap=None, vertical_alignment="center"):
        if st.button(title, key=f"talk-{one.id}", type="tertiary"):
            state.open_chat(one.id)
            st.switch_page(state.page("ask"))
        chosen = st.menu_button(
            say("chats.about", title=title),
            list(_ICONS),
            key=f"menu-{one.id}",
            icon=":material/more_horiz:",
            type="tertiary",
            format_func=lambda option: f"{_ICONS[option]} {option}",
        )
    if chosen:
        _DIALOGS[chosen](one.id)


@st.dialog("Rename the conversation")
def _rename(conversation_id: str) -> None:
    if found := _found(conversation_id):
        with st.form("rename", border=False):
            title = st.text_input("Name", found.title, max_chars=200)
            if st.form_submit_button("Rename", type="primary"):
                _do(lambda: state.rename_chat(conversation_id, title))


@st.dialog("Export the conversation")
def _export(conversation_id: str) -> None:
    found = _found(conversation_id)
    if not found:
        return
    st.html("<p>With every source, and a receipt of how each answer came about.</p>")
    forms = (
        ("Markdown", "md", "text/markdown", as_markdown(found)),
        ("JSON", "json", "application/json", json.dumps(as_json(found), ensure_ascii=False, indent=2)),
    )
    for name, suffix, mime, content in forms:
        st.download_button(
            name,
            content.encode("utf-8", "replace"),
            file_name=f"newsdesk-{found.id}.{suffix}",
            mime=mime,
            key=f"export-{suffix}",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )


@st.dialog("Delete the conversation?")
def _delete(conversation_id: str) -> None:
    if found := _found(conversation_id):
        st.html(f"<p>{escape(say('chats.deletes', title=found.title))}</p>")
        if st.button("Delete", key="delete-yes", type="primary"):
            _do(lambda: state.delete_chat(conversation_id))


_DIALOGS: dict[str, Callable[[str], None]] = {_RENAME: _rename, _EXPORT: _export, _DELETE: _delete}


def _found(conversation_id: str) -> Conversation | None:
    try:
        return state.store().get(conversation_id)
    except ConversationError as error:
        notices.problem("This conversation cannot be opened", str(error))
        return None


def _do(what: Callable[[], None]) -> None:
    """Do it and close the dialog, or say why it cannot be done."""
    try:
        what()
    except ConversationError as error:
        notices.problem("That could not be done", str(error))
    else:
        st.rerun()
