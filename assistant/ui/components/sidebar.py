"""The sidebar: the day that questions are asked on, what they may use, and who answers."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import formatting, state
from assistant.ui.components import conversation_list, settings

_DEFAULT = "as_of_default"


def show(assistant: Assistant, *, talking: bool) -> None:
    """Show the conversations, the filters that every question keeps to, and the model in use.

    Args:
        assistant: Whose archive and model they are.
        talking: The page is the conversation, so that a new one can be begun.
    """
    names = [name for name, _ in assistant.archive.outlets()]
    with st.sidebar:
        if talking and names:
            icon = ":material/edit_square:"
            st.button("New chat", key="new-chat", icon=icon, on_click=state.new_chat, width="stretch")
            conversation_list.show()
        if names:
            _filters(assistant, names)
        settings.show(assistant)


def _filters(assistant: Assistant, names: list[str]) -> None:
    _settle(assistant, names)
    with st.expander(_label(), key="filters", icon=":material/filter_alt:"):
        st.date_input(
            "As of",
            key=state.AS_OF,
            format="YYYY-MM-DD",
            help="The day that you ask on: 'yesterday' and 'latest' count from it; nothing published later is used.",
        )
        since, until = st.columns(2, gap="small", wrap=False)
        since.date_input("Published from", value=None, key=state.SINCE, format="YYYY-MM-DD")
        until.date_input("to", value=None, key=state.UNTIL, format="YYYY-MM-DD")
        st.multiselect("Outlets", names, key=state.OUTLETS, placeholder="All outlets")
        kinds = [kind for kind, _ in assistant.archive.kinds()]
        if len(kinds) > 1:
            st.multiselect("Kinds", kinds, key=state.KINDS, placeholder="All kinds")


def _label() -> str:
    """Return what the next question keeps to, in a line."""
    chosen = state.filters()
    parts = [f"As of {formatting.in_words(chosen.as_of)}"]
    parts += [formatting.window(chosen.window)] if chosen.window else []
    parts += [*chosen.outlets, *chosen.kinds]
    return formatting.markdown(", ".join(parts))


def _settle(assistant: Assistant, names: list[str]) -> None:
    """Give the widgets values that fit the archive as it is now, and keep them from page to page."""
    default = assistant.today_as_of()
    if st.session_state.get(_DEFAULT) != default:
        st.session_state[_DEFAULT] = st.session_state[state.AS_OF] = default
    known, kinds = set(names), {kind for kind, _ in assistant.archive.kinds()}
    st.session_state[state.OUTLETS] = [n for n in st.session_state.get(state.OUTLETS, []) if n in known]
    st.session_state[state.KINDS] = [kind for kind in st.session_state.get(state.KINDS, []) if kind in kinds]
