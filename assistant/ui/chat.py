"""The page 'Ask': a conversation over the archive, with the opened source beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.standing import fallen
from assistant.types import Answer, Chip, Done, Evidence, Found, Token, Understood
from assistant.ui import answer, lookup_references, notices, sources, state, text, welcome
from assistant.ui.state import Exchange
from corpus import CorpusError


def page() -> None:
    """Show the conversation, answer what was just asked, and take the next question."""
    assistant = state.assistant()
    outlets = [name for name, _ in assistant.archive.outlets()]
    if welcome.is_empty(assistant):
        welcome.empty_archive(assistant)
        return
    talk, beside, asking = (st.container(key=key) for key in ("talk", "beside", "asking"))
    with asking:
        if typed := st.chat_input("Ask about the archive", key="typed", submit_mode="stop", max_chars=2000):
            state.ask(typed)
    with beside:
        sources.pane(assistant)
    with talk:
        if not state.exchanges():
            welcome.examples(assistant, outlets)
        for index in range(len(state.exchanges())):
            _exchange(assistant, index)
        if welcome.is_demo(outlets):
            notices.fiction()


def _exchange(assistant: Assistant, index: int) -> None:
    """Show one question with its chips, and its answer once it is there."""
    exchange = state.exchanges()[index]
    with st.container(key=f"turn-{index}", gap="small"):
        st.html(f'<h2 class="nd-question {_place(index)}">{text.escape(exchange.text)}</h2>')
        chips = st.empty()
        if exchange.answer:
            with chips.container():
                _chips(index, exchange, chips=exchange.answer.question.chips)
            answer.show(str(index), exchange.answer, fallen=_fallen(assistant, exchange.answer))
            lookup_references.show(f"answer-{index}", assistant.archive, exchange.answer.citations)
        elif exchange.problem:
            notices.problem("This question could not be answered", exchange.problem)
            _again(index)
        elif exchange.started:
            notices.quiet("Stopped before the answer was finished.")
            _again(index)
        else:
            state.update(index, started=True)
            _answer(assistant, index, chips=chips)
            st.rerun()


def _fallen(assistant: Assistant, given: Answer) -> dict[int, str]:
    return fallen(assistant.archive, given.citations) if given.status == "answered" else {}


def _place(index: int) -> str:
    """Return the classes by which style.css brings the question that was asked last to the top of the page."""
    latest, times = state.latest()
    if index != latest:
        return ""
    last = "nd-last" if index == len(state.exchanges()) - 1 else ""
    return f"nd-latest nd-{'odd' if times % 2 else 'even'} {last}"


def _again(index: int) -> None:
    st.button("Ask again", key=f"again-{index}", icon=":material/refresh:", on_click=state.ask_again, args=(index,))


def _answer(assistant: Assistant, index: int, *, chips: st.delta_generator.DeltaGenerator) -> None:
    """Answer an exchange, showing each stage as it is reached."""
    exchange = state.exchanges()[index]
    status, draft, written = st.empty(), st.empty(), ""
    status.html(_working("Reading the question"))
    try:
        for event in assistant.stream(
            exchange.text,
            as_of=exchange.filters.as_of,
            window=exchange.filters.window,
            outlets=exchange.filters.outlets,
            history=state.history(index),
            without=[chip.words for chip in exchange.removed],
        ):
            match event:
                case Understood(question):
                    chips.html(_chips_read(exchange, question.chips))
                case Found(evidence):
                    status.html(_working(_reading(evidence)))
                case Token(piece):
                    written += piece
                    if shown := text.streamed(written):
                        draft.html(f'<div class="nd-draft">{shown}</div>')
                case Done(finished):
                    state.update(index, answer=finished)
    except (CorpusError, AssistantError) as error:
        state.update(index, problem=str(error))


def _reading(evidence: Sequence[Evidence]) -> str:
    outlets = {item.hit.article.outlet for item in evidence}
    return f"Reading {text.count(len(evidence), 'passage')} from {text.count(len(outlets), 'outlet')}"


def _working(stage: str) -> str:
    return f'<p class="nd-working" role="status">{text.escape(stage)} …</p>'


def _given(exchange: Exchange, as_of_given: object) -> str:
    """Return the filters that the sidebar gave, and the as-of day, as HTML."""
    filters = exchange.filters
    day = text.in_words(filters.as_of) if filters.as_of else as_of_given
    parts = [f'<span class="nd-as-of">As of {text.escape(str(day))}</span>']
    parts += [f"<span>Published {text.window(filters.window)}</span>"] if filters.window else []
    parts += [f"<span>{text.escape(', '.join(filters.outlets))}</span>"] if filters.outlets else []
    return "".join(parts)


def _chips_read(exchange: Exchange, chips: Sequence[Chip]) -> str:
    """Return the chips while the answer is on its way: to be read only."""
    read = "".join(f'<span class="nd-chip">{text.escape(chip.label)}</span>' for chip in _left(exchange, chips))
    return f'<p class="nd-scope">{_given(exchange, "today")}{read}</p>'


def _left(exchange: Exchange, chips: Sequence[Chip]) -> list[Chip]:
    off = {chip.words for chip in exchange.removed}
    return [chip for chip in chips if chip.words not in off]


def _chips(index: int, exchange: Exchange, *, chips: Sequence[Chip]) -> None:
    """Show the as-of day and one button a chip; those that were taken off can be put back."""
    assert exchange.answer is not None
    with st.container(key=f"chips-{index}", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<p class="nd-scope">{_given(exchange, text.in_words(exchange.answer.as_of))}</p>', width="content")
        for place, chip in enumerate(_left(exchange, chips)):
            _chip(f"chip-{index}-{place}", chip, index=index, removed=(*exchange.removed, chip))
        for place, chip in enumerate(exchange.removed):
            others = tuple(other for other in exchange.removed if other != chip)
            _chip(f"back-{index}-{place}", chip, index=index, removed=others)


def _chip(key: str, chip: Chip, *, index: int, removed: tuple[Chip, ...]) -> None:
    back = key.startswith("back")
    words = text.markdown(chip.words)
    st.button(
        text.markdown(chip.label),
        key=key,
        icon=":material/add:" if back else ":material/close:",
        icon_position="right",
        help=f"Keep to ‘{words}’ again" if back else f"Read from ‘{words}’. Take it off and ask again",
        on_click=state.ask_again,
        args=(index, removed),
    )
