"""The pages of Newsdesk and what all of them share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from assistant.ui import deep_links, login, preferences, state
from assistant.ui.components import notices, page_script, sidebar
from assistant.ui.pages import ask, brief, library, lookup, settings
from assistant.ui.wording import choose_language, say
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
    try:
        assistant = state.assistant()  # first of all: it asks who is there, where people log in
    except (CorpusError, AssistantError) as error:
        notices.problem(say("page.unusable"), str(error))
        return
    choose_language(preferences.recall("language"))
    pages = {
        name: st.Page(shown, title=say(f"page.{name}"), icon=f":material/{icon}:", url_path=name, default=name == "ask")
        for name, shown, icon in (
            ("ask", ask.page, "forum"),
            ("brief", brief.page, "summarize"),
            ("lookup", lookup.page, "manage_search"),
            ("library", library.page, "newspaper"),
            ("settings", settings.page, "settings"),
        )
    }
    page = st.navigation(list(pages.values()))
    state.keep_pages(pages)
    page_script.show(page.url_path)
    try:
        state.turn_to(page.title)
        deep_links.follow()
        state.keep_filters()
        page.run()
        sidebar.show(assistant)  # last: what was asked for is seen first
        with st.sidebar:
            login.show_account(assistant.archive)
    except (CorpusError, AssistantError) as error:
        notices.problem(say("page.unusable"), str(error))
