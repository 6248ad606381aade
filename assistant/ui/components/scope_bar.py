"""The filters beside the box, each as a chip: the day that is asked on, dates of publication, outlets, types."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import formatting, state
from assistant.ui.wording import say

_DEFAULT = "as_of_default"
_PRESETS = {"week": 6, "month": 29, "year": 364}
"""Days before the as-of day at which a window begins."""


def show(assistant: Assistant) -> None:
    """Show the filters that every question, briefing and search keeps to."""
    names = [name for name, _ in assistant.archive.outlets()]
    kinds = [kind for kind, _ in assistant.archive.kinds()]
    _settle(assistant, names, kinds)
    chosen = state.filters()
    with st.container(key="chips-scope", horizontal=True, gap="xsmall"):
        label = say("scope.as_of", day=formatting.in_words(chosen.as_of))
        with st.popover(label, key="scope-as-of", icon=":material/today:"):
            st.date_input(say("scope.as_of_label"), key=state.AS_OF, format="YYYY-MM-DD", help=say("scope.as_of_help"))
        label = formatting.window(chosen.window) if chosen.window else say("scope.any_date")
        with st.popover(formatting.markdown(label), key="scope-window", icon=":material/date_range:"):
            _window()
        label = _some(chosen.outlets, say("scope.all_outlets"))
        with st.popover(label, key="scope-outlets", icon=":material/newspaper:"):
            st.multiselect(say("scope.outlets"), names, key=state.OUTLETS, placeholder=say("scope.all_outlets"))
        if len(kinds) > 1:
            with st.popover(_some(chosen.kinds, say("scope.all_kinds")), key="scope-kinds", icon=":material/category:"):
                st.pills(say("scope.kinds"), kinds, selection_mode="multi", key=state.KINDS)
        if chosen.window or chosen.outlets or chosen.kinds:
            st.button(say("scope.clear"), key="scope-clear", icon=":material/close:", on_click=state.clear_filters)


def _some(chosen: tuple[str, ...], none: str) -> str:
    """Return what is chosen, in a few words."""
    if len(chosen) > 1:
        return formatting.markdown(say("scope.and_more", first=chosen[0], count=len(chosen) - 1))
    return formatting.markdown(chosen[0]) if chosen else none


def _window() -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for name, days in _PRESETS.items():
            st.button(say(f"scope.last_{name}"), key=f"scope-{name}", on_click=_since, args=(days,))
    since, until = st.columns(2, gap="small", wrap=False)
    since.date_input(say("scope.since"), value=None, key=state.SINCE, format="YYYY-MM-DD")
    until.date_input(say("scope.until"), value=None, key=state.UNTIL, format="YYYY-MM-DD")


def _since(days: int) -> None:
    """Keep to the days before the as-of day."""
    last: date = st.session_state.get(state.AS_OF) or date.today()
    st.session_state[state.SINCE], st.session_state[state.UNTIL] = last - timedelta(days=days), None


def _settle(assistant: Assistant, names: list[str], kinds: list[str]) -> None:
    """Give the widgets values that fit the archive as it is now, and keep them from page to page."""
    default = assistant.today_as_of()
    held = st.session_state
    if held.get(_DEFAULT) != default:
        held[_DEFAULT] = held[state.AS_OF] = default
    for name in (state.AS_OF, state.SINCE, state.UNTIL):
        held[name] = held.get(name, default if name == state.AS_OF else None)
    held[state.OUTLETS] = [name for name in held.get(state.OUTLETS) or [] if name in names]
    held[state.KINDS] = [kind for kind in held.get(state.KINDS) or [] if kind in kinds]
