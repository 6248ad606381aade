"""Understand a question: follow-up to standalone, dates to a window, outlet names to a filter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from assistant.nlp.names import find_names, is_name
from assistant.query.coreference import refers_back
from assistant.query.date_filters import find_dates, find_windows
from assistant.query.decomposition import compared, split_question
from assistant.query.filters import filters_of
from assistant.query.forms import choose_form
from assistant.query.intent import form_of, topic_of
from assistant.query.intent_model import answer_type_of
from assistant.query.long_questions import find_question
from assistant.query.outlet_filters import find_outlets
from assistant.query.rewriting import standalone
from assistant.query.types import AskRequest
from assistant.types import Question, Turn
from corpus import Scope, Window

__all__ = [
    "compared", "find_dates", "find_names", "find_outlets", "find_windows", "form_of", "is_name", "refers_back",
    "split_question", "standalone", "understand",
    "understand_request",
]  # fmt: skip


def understand(
    text: str,
    *,
    as_of: date,
    outlets: Sequence[str],
    history: Sequence[Turn] = (),
    given: Scope | None = None,
    dismissed: Collection[str] = (),
    asked_as: str = "",
) -> Question:
    """Read a question: what it asks on its own, and which days and outlets it keeps to.

    Args:
        text: What was typed.
        as_of: The day that the question is asked on; nothing published later is used.
        outlets: Names of the archive's outlets.
        history: Earlier turns of the conversation, the oldest first.
        given: Filters that were set by hand; each wins over what the text says, and makes no chip.
        dismissed: Words of chips that a person took off: they stay words of the question.
        asked_as: The standalone form where it was written by hand; empty lets the rules find it.
    """
    given = given or Scope()
    today = given.as_of or as_of
    full = " ".join(asked_as.split()) or standalone(" ".join(text.split()), history, as_of=today, outlets=outlets)
    filters = filters_of(full, replace(given, as_of=today), outlets=outlets, dismissed=dismissed)
    search, asked = topic_of(filters.left), find_question(filters.left)
    core = find_question(full)
    return Question(
        text=text,
        standalone=full,
        search=search,
        scope=filters.scope,
        chips=filters.chips,
        form=choose_form(core),
        answer_type=answer_type_of(core),
        asked=asked if asked != filters.left else "",
    )


def understand_request(request: AskRequest, outlets: Sequence[str]) -> Question:
    """Read the question of a request, without the filters that were taken off.

    Args:
        request: With its as-of day set.
        outlets: Names of the archive's outlets.
    """
    assert request.as_of is not None
    window, kinds = request.window or Window(), tuple(request.kinds)
    given = Scope(window, tuple(request.outlets), request.as_of, kinds=kinds, hidden=frozenset(request.hidden))
    read = partial(
        understand,
        request.text,
        as_of=request.as_of,
        outlets=outlets,
        history=request.history,
        given=given,
        asked_as=request.standalone or "",
    )
    question = read()
    off = [chip.words for chip in question.chips if chip.kind in request.dismissed or chip.words in request.dismissed]
    return read(dismissed=off) if off else question
