"""The pages of Newsdesk and what all of them share; also the script of an installed package."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from assistant.ui import chat, library, notices, sidebar, state
from corpus import CorpusError

_STYLE = Path(__file__).with_name("style.css")


def navigate() -> None:
    """Show the page that was chosen, with the sidebar that both pages share."""
    st.set_page_config(page_title="Newsdesk", page_icon=":material/newspaper:", layout="centered")
    st.html(_STYLE)
    ask = st.Page(chat.page, title="Ask", icon=":material/forum:", url_path="ask", default=True)
    books = st.Page(library.page, title="Library", icon=":material/newspaper:", url_path="library")
    page = st.navigation([ask, books])
    try:
        sidebar.show(state.assistant())
        page.run()
    except (CorpusError, AssistantError) as error:
        notices.problem("The archive cannot be used right now", str(error))


if __name__ == "__main__":
    navigate()
