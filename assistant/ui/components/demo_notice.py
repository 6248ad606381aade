"""The note that the demonstration is fiction, with the button that takes it out."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import NotAllowed
from assistant.ui import state
from assistant.ui.components import notices
from assistant.ui.demo_articles import find_demo
from assistant.ui.wording import say
from corpus import CorpusError


def show(assistant: Assistant) -> None:
    """Say that the demonstration articles are invented, as long as they are there."""
    found = find_demo(assistant)
    if not found.ids:
        return
    with st.container(key="demo", horizontal=True, vertical_alignment="center", gap="small"):
        text = say("demo.all_fiction" if found.alone else "demo.part_fiction")
        st.html(f'<p class="nd-made nd-fiction">{text}</p>', width="content")
        if st.button(say("demo.take_out"), key="demo-out", icon=":material/delete:", type="tertiary"):
            _take_out(found.ids)


def _take_out(ids: tuple[str, ...]) -> None:
    try:
        with st.spinner(say("demo.taking_out")):
            state.whole("write").archive.remove(*ids)
    except (CorpusError, NotAllowed) as error:
        notices.problem(say("demo.stays"), str(error))
        return
    st.rerun()
