"""The pages of Newsdesk and what all of them share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from assistant.ui import deep_links, login, state
from assistant.ui.components import notices, sidebar
from assistant.ui.pages import ask as ask_page
from assistant.ui.pages import brief, library, lookup
from corpus import CorpusError

_ICON = (
    '<svg viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0B6B61"/>'
    '<path d="M9 23V9l14 14V9" fill="none" stroke="#FDFCFA" stroke-width="3.4" stroke-linejoin="round"/></svg>'
)
_STYLE = Path(__file__).with_name("style.css")


def navigate() -> None:
    """Show the page that was chosen, with the sidebar that all pages share."""
    st.set_page_config(page_title="Newsdesk", page_icon=_ICON, layout="centered")
    st.html(_STYLE)
    ask = st.Page(ask_page.page, title="Ask", icon=":material/forum:", url_path="ask", default=True)
    briefs = st.Page(brief.page, title="Brief", icon=":material/summarize:", url_path="brief")
    look = st.Page(lookup.page, title="Look up", icon=":material/manage_search:", url_path="lookup")
    books = st.Page(library.page, title="Library", icon=":material/newspaper:", url_path="library")
    page = st.navigation([ask, briefs, look, books])
    try:
        assistant = state.assistant()  # first of all: it asks who is there, where people log in
        state.turn_to(page.title)
        deep_links.follow()
        sidebar.show(assistant, talking=page.title == ask.title)
        with st.sidebar:
            login.show_account(assistant.archive)
        page.run()
    except (CorpusError, AssistantError) as error:
        notices.problem("The archive cannot be used right now", str(error))
