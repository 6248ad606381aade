"""What can be done with an answer: copy, ask again, export, share, a briefing on it, a thumb, related questions."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.conversations import Exchange
from assistant.conversations.answer_files import FORMATS, answer_file, file_name, lay_out, to_text
from assistant.conversations.suggestions import related_questions, topic_of
from assistant.types import ABOUT, Answer
from assistant.ui import preferences, state
from assistant.ui.briefs import briefing_state
from assistant.ui.components import answer, copy_button, feedback, references
from assistant.ui.formatting import escape, markdown
from assistant.ui.wording import say

_RELATED_KEPT = 64
"""Answers whose related questions are kept in memory."""


@st.fragment
def show(assistant: Assistant, index: int, exchange: Exchange, *, newest: bool) -> None:
    """Show how an answer was made, and what can be done with it; below the newest one, what may be asked next."""
    assert exchange.answer is not None
    given = exchange.answer
    st.html(f'<p class="nd-made">{escape(answer.made(given))}</p>')
    with st.container(key=f"actions-{index}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        _buttons(assistant, index, exchange, given)
        feedback.thumbs(exchange)
    feedback.reason(exchange)
    references.show(f"answer-{index}", assistant.archive, given.citations)
    if newest:
        _related(assistant, exchange, given)


def _buttons(assistant: Assistant, index: int, exchange: Exchange, given: Answer) -> None:
    sheet = lay_out(given, references.by_article(assistant.archive, given.citations, preferences.reference_style()))
    copy_button.show(f"copy-{index}", say("answer.copy"), say("answer.copied"), to_text(sheet))
    if st.button(say("answer.again"), key=f"again-{index}", icon=":material/refresh:", type="tertiary"):
        state.ask_again(exchange.id)
        st.rerun()
    with st.popover(say("answer.export"), key=f"export-{index}", icon=":material/download:", type="tertiary"):
        for form in FORMATS:
            st.download_button(
                form.name,
                partial(answer_file, sheet, form),
                file_name(sheet, form),
                form.mime,
                key=f"file-{index}-{form.name}",
                on_click="ignore",
                type="tertiary",
            )
    if state.talk().kept:
        address = f"{state.app_address()}/?chat={state.talk().conversation.id}"
        copy_button.show(f"share-{index}", say("answer.share"), say("answer.shared"), address)
    if given.question.form not in ABOUT and st.button(
        say("answer.brief"), key=f"brief-{index}", icon=":material/summarize:", type="tertiary"
    ):
        briefing_state.begin(topic_of(given))
        st.switch_page(state.page("brief"))


def _related(assistant: Assistant, exchange: Exchange, given: Answer) -> None:
    asked = tuple(one.text for one in state.exchanges())
    found = _found(assistant, given, exchange.id, exchange.asked, asked)
    if not found:
        return
    st.html(f'<p class="nd-label">{say("answer.related")}</p>')
    with st.container(key=f"related-{exchange.id}", gap=None):
        for place, question in enumerate(found):
            if st.button(
                markdown(question), key=f"related-{exchange.id}-{place}", icon=":material/subdirectory_arrow_right:",
                type="tertiary",
            ):  # fmt: skip
                state.ask(question)
                st.rerun()


@st.cache_data(show_spinner=False, max_entries=_RELATED_KEPT)
def _found(
    _assistant: Assistant, _answer: Answer, exchange_id: str, moment: str, asked: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the related questions; kept under the exchange and the moment at which it was asked."""
    return related_questions(_assistant.archive, _answer, asked=asked)
