"""Below an answer: how it was made, and what a person thinks of it, a thumb and why."""

from __future__ import annotations

import streamlit as st

from assistant.conversations import Exchange
from assistant.ui import state
from assistant.ui.components import answer


def show(exchange: Exchange) -> None:
    """Say how an answer was made, and offer the thumbs; once one is given, room for a reason."""
    assert exchange.answer is not None
    rated = exchange.rating
    thumb, why = f"thumb-{exchange.id}", f"why-{exchange.id}"
    with st.container(key=f"rating-{exchange.id}", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<p class="nd-made">{answer.made(exchange.answer)}</p>', width="content")
        st.feedback(
            "thumbs",
            key=thumb,
            default=None if rated is None else int(rated.good),
            on_change=_rate,
            args=(exchange.id, thumb, why),
        )
        if rated:
            st.text_input(
                "What is right about it?" if rated.good else "What is wrong with it?",
                rated.reason,
                key=why,
                placeholder="What is right about it? (optional)" if rated.good else "What is wrong with it?",
                max_chars=500,
                label_visibility="collapsed",
                on_change=_rate,
                args=(exchange.id, thumb, why),
            )
            noted = '<span class="nd-noted" role="status">Noted</span>' if rated.reason else ""
            st.html(noted or "<span></span>", width="content")


def _rate(exchange_id: str, thumb: str, why: str) -> None:
    value: int | None = st.session_state.get(thumb)
    reason: str = st.session_state.get(why) or ""
    state.talk().rate(exchange_id, None if value is None else bool(value), reason)
