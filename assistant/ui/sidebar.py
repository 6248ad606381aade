"""The sidebar: the day that questions are asked on, what they may use, and who answers."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import state
from assistant.ui.text import escape

_DEFAULT = "as_of_default"


def show(assistant: Assistant, *, talking: bool) -> None:
    """Show the filters that every question keeps to, and the model in use.

    Args:
        assistant: Whose archive and model they are.
        talking: The page is the conversation, so that a new one can be begun.
    """
    names = [name for name, _ in assistant.archive.outlets()]
    with st.sidebar:
        if talking and names:
            icon = ":material/edit_square:"
            st.button("New chat", key="new-chat", icon=icon, on_click=state.new_chat, width="stretch")
        if names:
            _filters(assistant, names)
        st.html(f'<p class="nd-model">{_model(assistant)}</p>')


def _filters(assistant: Assistant, names: list[str]) -> None:
    _settle(assistant, names)
    st.date_input(
        "As of",
        key=state.AS_OF,
        format="YYYY-MM-DD",
        help="The day that you ask on: 'yesterday' and 'latest' count from it, and nothing published later is used.",
    )
    st.multiselect("Outlets", names, key=state.OUTLETS, placeholder="All outlets")
    since, until = st.columns(2, gap="small", wrap=False)
    since.date_input("Published from", value=None, key=state.SINCE, format="YYYY-MM-DD")
    until.date_input("to", value=None, key=state.UNTIL, format="YYYY-MM-DD")


def _settle(assistant: Assistant, names: list[str]) -> None:
    """Give the widgets values that fit the archive as it is now, and keep them from page to page."""
    default = assistant.today_as_of()
    if st.session_state.get(_DEFAULT) != default:
        st.session_state[_DEFAULT] = st.session_state[state.AS_OF] = default
    known = set(names)
    st.session_state[state.OUTLETS] = [n for n in st.session_state.get(state.OUTLETS, []) if n in known]


def _model(assistant: Assistant) -> str:
    if assistant.model is None:
        return "No model: answering in the articles’ own words"
    return f"Model: <strong>{escape(assistant.model.model)}</strong>. Each sentence is checked against its sources."
