"""The settings: which model answers, whether it can be reached, how it is set, and what is kept."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.settings import ModelSettings
from assistant.ui import state
from assistant.ui.components import notices
from assistant.ui.formatting import escape

_PATIENCE = 3.0
"""Seconds that the check waits: a server that is there lists its models in a fraction of one."""
_REMEMBERED = 60
"""Seconds for which its result is shown without asking again."""
_HOW = """\
export NEWSDESK_MODEL=qwen3:8b                          # its name
export NEWSDESK_BASE_URL=http://127.0.0.1:11434/v1      # none: OpenAI
export NEWSDESK_API_KEY=…                               # where it asks for one"""


def show(assistant: Assistant) -> None:
    """Say which model answers, in a line, and offer the panel."""
    model = assistant.model
    said = (
        f"Model: <strong>{escape(model.model)}</strong>. Each sentence is checked against its sources."
        if model
        else "No model: answering in the articles’ own words"
    )
    leaves = f" {escape(model.disclosure)}" if model else ""
    st.html(f'<p class="nd-model">{said}{leaves}</p>')
    if st.button("Settings", key="settings", icon=":material/settings:", type="tertiary"):
        _panel(assistant)


@st.dialog("Settings")
def _panel(assistant: Assistant) -> None:
    st.html('<h3 class="nd-panel">Model</h3>')
    if assistant.model is None:
        st.html(
            "<p>None. Answers are put together of the articles’ own words; all else works the same. A model, on this "
            "machine or hosted, only improves the prose. It is chosen before Newsdesk is started:</p>"
        )
    else:
        _model(assistant.model)
        st.html("<p>It is chosen before Newsdesk is started:</p>")
    st.code(_HOW, language="shell", wrap_lines=True)
    st.html('<h3 class="nd-panel">Conversations</h3>')
    kept = st.toggle("Keep what is asked and answered", value=state.saving(), key="keep-chats")
    if kept != state.saving():
        state.save(kept)
    st.html(
        f"<p>They are kept in <code>{escape(str(state.store().folder))}</code>; whoever can open this page can read "
        "them. What is not kept is gone with the tab.</p>"
    )


def _model(model: ModelSettings) -> None:
    """Show what is known of the model, without its key, and check it where that is asked for."""
    facts = {
        "Name": model.model,
        "Server": model.server,
        "Key": "set" if model.api_key else "none",
        "Waits": f"{model.timeout:g} seconds for the next piece of an answer",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
    st.html(f'<dl class="nd-facts-list">{rows}</dl>')
    if st.button("Check whether it can be reached", key="check-model", icon=":material/network_check:"):
        problem = _checked(model, model.model, model.server)
        if problem:
            notices.problem("It cannot answer now", problem)
        else:
            notices.quiet("It can be reached.")


@st.cache_data(show_spinner="Asking its server …", ttl=_REMEMBERED, max_entries=16)
def _checked(_model: ModelSettings, name: str, server: str) -> str | None:
    """Return what is wrong; kept for a minute under the model's name and server, never under its key."""
    from assistant.llm.chat_model import check_model

    return check_model(_model, timeout=_PATIENCE)
