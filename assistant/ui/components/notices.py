"""Short messages on the page, all of them escaped."""

from __future__ import annotations

import streamlit as st

from assistant.ui.formatting import escape


def problem(title: str, message: str) -> None:
    """Show what went wrong and what can be done about it."""
    st.html(f'<div class="nd-problem" role="alert"><strong>{escape(title)}</strong><p>{escape(message)}</p></div>')


def quiet(message: str) -> None:
    """Show a remark that should not shout."""
    st.html(f'<div class="nd-note" role="note">{escape(message)}</div>')
