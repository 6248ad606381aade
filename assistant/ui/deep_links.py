"""Addresses that open an article with some of its words marked: the links of exported briefings lead here."""

from __future__ import annotations

import streamlit as st

from assistant.ui import state

_FOLLOWED = "followed-link"
_MOST = 64
"""Letters of an article's id."""


def follow() -> None:
    """Open the article that the page's address names, once; what is no such address is passed over."""
    given = st.query_params.get("article", "")
    place = (given, st.query_params.get("start", ""), st.query_params.get("end", ""))
    if not given or st.session_state.get(_FOLLOWED) == place:
        return
    st.session_state[_FOLLOWED] = place
    state.open_article(state.Opened(given[:_MOST], _span(place[1], place[2])))


def _span(start: str, end: str) -> tuple[int, int] | None:
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()) or max(len(start), len(end)) > 9:
        return None
    return (int(start), int(end)) if int(start) < int(end) else None
