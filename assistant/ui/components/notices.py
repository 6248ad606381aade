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


def fiction() -> None:
    """Say that the demonstration articles are invented."""
    st.html(
        '<p class="nd-fiction">Demonstration archive: the articles, people, places and outlets are fiction, '
        "written for Newsdesk.</p>"
    )
