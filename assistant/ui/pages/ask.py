"""The page 'Ask': a conversation over the archive, with the opened source beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.assistant import Assistant
from assistant.conversations import Exchange
from assistant.generation.events import Found, Token, Understood
from assistant.types import Answer, Evidence
from assistant.ui import formatting, state
from assistant.ui.components import answer, article_pane, empty_states, feedback, filter_chips, notices, references
from assistant.verification.revalidation import changed_since, fallen


def page() -> None:
    """Show the conversation, answer what was just asked, and take the next question."""
    assistant, conversation = state.assistant(), state.talk()
    outlets = [name for name, _ in assistant.archive.outlets()]
    if empty_states.is_empty(assistant):
        empty_states.empty_archive(assistant)
        return
    talk, beside, asking = (st.container(key=key) for key in ("talk", "beside", "asking"))
    with asking:
        if typed := st.chat_input("Ask about the archive", key="typed", submit_mode="stop", max_chars=2000):
            state.ask(typed)
    with beside:
        article_pane.pane(assistant)
    with talk:
        if said := state.told():
            notices.quiet(said)
        if not state.exchanges():
            empty_states.examples(assistant, outlets)
        for index, exchange in enumerate(state.exchanges()):
            _exchange(assistant, index, exchange)
        if trouble := conversation.trouble:
            notices.quiet(trouble)
        if empty_states.is_demo(outlets):
            notices.fiction()
    state.keep_address()


def _exchange(assistant: Assistant, index: int, exchange: Exchange) -> None:
    """Show one question with its chips, and its answer once it is there."""
    with st.container(key=f"turn-{index}", gap="small"):
        st.html(f'<h2 class="nd-question {_place(index, exchange)}">{formatting.escape(exchange.text)}</h2>')
        scope = st.empty()
        if exchange.answer:
            with scope.container():
                filter_chips.show(assistant, index, exchange)
            given = exchange.answer
            lost, changed = _fallen(assistant, given), _changed(assistant, given)
            answer.show(str(index), given, fallen=lost, changed=changed)
            feedback.show(exchange)
            references.show(f"answer-{index}", assistant.archive, given.citations)
        elif exchange.problem:
            notices.problem("This question could not be answered", exchange.problem)
            _again(index, exchange)
        elif exchange.id in state.talk().waiting:
            _answer(assistant, exchange, scope=scope)
            st.rerun()
        else:
            notices.quiet("Stopped before the answer was finished.")
            _again(index, exchange)


def _fallen(assistant: Assistant, given: Answer) -> dict[int, str]:
    return fallen(assistant.archive, given.citations) if given.status == "answered" else {}


def _changed(assistant: Assistant, given: Answer) -> dict[int, str]:
    return changed_since(assistant.archive, given.citations) if given.status == "answered" else {}


def _place(index: int, exchange: Exchange) -> str:
    """Return the classes by which style.css brings the question that was asked last to the top of the page."""
    latest, times = state.latest()
    if exchange.id != latest:
        return ""
    last = "nd-last" if index == len(state.exchanges()) - 1 else ""
    return f"nd-latest nd-{'odd' if times % 2 else 'even'} {last}"


def _again(index: int, exchange: Exchange) -> None:
    icon = ":material/refresh:"
    st.button("Ask again", key=f"again-{index}", icon=icon, on_click=state.ask_again, args=(exchange.id,))


def _answer(assistant: Assistant, exchange: Exchange, *, scope: st.delta_generator.DeltaGenerator) -> None:
    """Answer an exchange, showing each stage as it is reached."""
    status, draft, written = st.empty(), st.empty(), ""
    status.html(_working("Reading the question"))
    for event in state.talk().answer(assistant, exchange.id):
        match event:
            case Understood(question):
                scope.html(filter_chips.read_only(exchange, question.chips))
            case Found(evidence):
                status.html(_working(_reading(evidence)))
            case Token(piece):
                written += piece
                if shown := formatting.streamed(written):
                    draft.html(f'<div class="nd-draft">{shown}</div>')


def _reading(evidence: Sequence[Evidence]) -> str:
    outlets = {item.hit.article.outlet for item in evidence}
    return f"Reading {formatting.count(len(evidence), 'passage')} from {formatting.count(len(outlets), 'outlet')}"


def _working(stage: str) -> str:
    return f'<p class="nd-working" role="status">{formatting.escape(stage)} …</p>'
