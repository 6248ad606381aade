"""The sidebar: below the pages a new conversation, and those that were kept."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.ui import state
from assistant.ui.components import conversation_list
from assistant.ui.formatting import escape
from assistant.ui.wording import say


def show(assistant: Assistant) -> None:
    """Show the conversations, and who answers."""
    with st.sidebar:
        if st.button(say("chats.new"), key="new-chat", icon=":material/edit_square:", width="stretch"):
            state.new_chat()
            st.switch_page(state.page("ask"))
        conversation_list.show()
        model = assistant.model
        told = say("model.answers", model=model.model) if model else say("model.none")
        leaves = f" {model.disclosure}" if model and model.disclosure else ""
        st.html(f'<p class="nd-facts nd-model">{escape(told + leaves)}</p>')
