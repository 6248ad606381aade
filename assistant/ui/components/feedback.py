"""What a person thinks of an answer: a thumb and, once it is given, why."""

from __future__ import annotations

import streamlit as st

from assistant.conversations import Exchange
from assistant.ui import state
from assistant.ui.wording import say


def thumbs(exchange: Exchange) -> None:
    """Offer the thumbs."""
    rated = exchange.rating
    st.feedback(
        "thumbs",
        key=_thumb(exchange),
        default=None if rated is None else int(rated.good),
        on_change=_rate,
        args=(exchange.id, _thumb(exchange), _why(exchange)),
    )


def reason(exchange: Exchange) -> None:
    """Offer room for a reason, once a thumb is given."""
    kept = state.talk().exchange(exchange.id)
    rated = kept.rating if kept else None
    if rated is None:
        return
    asked = say("feedback.right" if rated.good else "feedback.wrong")
    with st.container(key=f"rating-{exchange.id}", horizontal=True, gap="small", vertical_alignment="center"):
        st.text_input(
            asked,
            rated.reason,
            key=_why(exchange),
            placeholder=say("feedback.optional", question=asked),
            max_chars=500,
            label_visibility="collapsed",
            on_change=_rate,
            args=(exchange.id, _thumb(exchange), _why(exchange)),
        )
        if rated.reason:
            st.html(f'<span class="nd-noted" role="status">{say("feedback.noted")}</span>', width="content")


def _thumb(exchange: Exchange) -> str:
    return f"thumb-{exchange.id}"


def _why(exchange: Exchange) -> str:
    return f"why-{exchange.id}"


def _rate(exchange_id: str, thumb: str, why: str) -> None:
    value: int | None = st.session_state.get(thumb)
    told: str = st.session_state.get(why) or ""
    state.talk().rate(exchange_id, None if value is None else bool(value), told)
