"""The page 'Ask': a conversation over the archive, with the opened source beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.assistant import Assistant
from assistant.conversations import Exchange
from assistant.generation.events import Found, Token, Understood
from assistant.types import Answer, Evidence
from assistant.ui import formatting, state
from assistant.ui.components import (
    answer,
    answer_actions,
    article_pane,
    empty_states,
    filter_chips,
    notices,
    scope_bar,
)
from assistant.ui.wording import say
from assistant.verification.revalidation import changed_since, fallen

_LONGEST = 2000
"""Characters of a question."""
_TYPED = "typed"


def page() -> None:
    """Show the conversation, answer what was just asked, and take the next question."""
    assistant, conversation = state.assistant(), state.talk()
    if empty_states.is_empty(assistant):
        empty_states.empty_archive(assistant)
        return
    talk, beside, asking = (st.container(key=key) for key in ("talk", "beside", "asking"))
    with asking:
        _box(assistant)
    with beside:
        article_pane.pane(assistant)
    with talk:
        if said := state.told():
            notices.quiet(said)
        start = st.empty()  # emptied with the first question, so that nothing stale stands below it
        if not state.exchanges():
            with start.container():
                empty_states.welcome(assistant)
        for index, exchange in enumerate(state.exchanges()):
            _exchange(assistant, index, exchange)
        if trouble := conversation.trouble:
            notices.quiet(trouble)
    state.keep_address()


def _box(assistant: Assistant) -> None:
    typed = st.chat_input(say("ask.placeholder"), key=_TYPED, submit_mode="stop")
    if typed and len(typed) > _LONGEST:
        notices.problem(say("ask.too_long"), say("ask.too_long_do", count=len(typed), most=_LONGEST))
        st.code(typed, language=None, wrap_lines=True, height=160)
    elif typed:
        state.ask(typed)
    scope_bar.show(assistant)


def _exchange(assistant: Assistant, index: int, exchange: Exchange) -> None:
    """Show one question with its chips, and its answer once it is there."""
    with st.container(key=f"turn-{index}", gap="small"):
        st.html(f'<h2 class="nd-question {_place(index, exchange)}">{formatting.escape(exchange.text)}</h2>')
        scope, body, below = st.empty(), st.empty(), st.empty()
        if exchange.answer:
            with scope.container():
                filter_chips.show(assistant, index, exchange)
            given = exchange.answer
            lost, changed = _fallen(assistant, given), _changed(assistant, given)
            with body.container(gap="small"):
                answer.show(str(index), given, fallen=lost, changed=changed)
            with below.container(gap="small"):
                answer_actions.show(assistant, index, exchange, newest=index == len(state.exchanges()) - 1)
        elif exchange.problem:
            notices.problem(say("ask.failed"), exchange.problem)
            _again(index, exchange)
        elif exchange.id in state.talk().waiting:
            _answer(assistant, exchange, scope, body)
            st.rerun()
        else:
            notices.quiet(say("ask.stopped"))
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
    st.button(say("answer.again"), key=f"again-{index}", icon=icon, on_click=state.ask_again, args=(exchange.id,))


def _answer(
    assistant: Assistant,
    exchange: Exchange,
    scope: st.delta_generator.DeltaGenerator,
    body: st.delta_generator.DeltaGenerator,
) -> None:
    """Answer an exchange, showing each stage as it is reached, and the evidence as it is found."""
    with body.container(gap="small"):
        status, draft, written = st.empty(), st.empty(), ""
    status.html(_working(say("ask.understanding")))
    for event in state.talk().answer(assistant, exchange.id):
        match event:
            case Understood(question):
                scope.html(filter_chips.read_only(exchange, question.chips))
                status.html(_working(say("ask.searching")))
            case Found(evidence):
                status.html(_working(_reading(evidence)))
                draft.html(_found(evidence))
            case Token(piece):
                written += piece
                if shown := formatting.streamed(written):
                    status.html(_working(say("ask.writing")))
                    draft.html(f'<div class="nd-draft">{shown}</div>')


def _reading(evidence: Sequence[Evidence]) -> str:
    outlets = {item.hit.article.outlet for item in evidence}
    passages = say("count.passages", count=len(evidence))
    return say("ask.reading", passages=passages, outlets=say("count.outlets", count=len(outlets)))


def _found(evidence: Sequence[Evidence]) -> str:
    """Return the articles that are being read, as HTML."""
    articles = {item.hit.article.id: item.hit.article for item in evidence}
    rows = "".join(
        f"<li>{formatting.escape(formatting.outlet(one.outlet))}, {formatting.published(one.published)}: "
        f"{formatting.escape(one.title)}</li>"
        for one in articles.values()
    )
    return f'<ul class="nd-struck">{rows}</ul>'


def _working(stage: str) -> str:
    return f'<p class="nd-working" role="status">{formatting.escape(stage)} …</p>'
