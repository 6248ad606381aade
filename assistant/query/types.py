"""What is asked of the assistant: the question with all that was set beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from assistant.types import Turn
from corpus import Window


class ScopeFields(TypedDict, total=False):
    """Name the filters that can be set by hand; see ``AskRequest``."""

    as_of: date | None
    window: Window | None
    outlets: Sequence[str]
    kinds: Sequence[str]


class AskFields(ScopeFields, total=False):
    """Name all that can be set beside a question; see ``AskRequest``."""

    history: Sequence[Turn]
    dismissed: Collection[str]
    hidden: Collection[str]
    standalone: str | None


@dataclass(frozen=True, slots=True)
class AskRequest:
    """Hold a question with what was set beside it.

    Attributes:
        text: The question as it was typed.
        as_of: The day that it is asked on; None for the archive's usual one. Nothing published later is used.
        window: Days of publication; None takes those that the question's words name.
        outlets: Names of outlets, any that they go by; empty takes those that the question names.
        kinds: Kinds of article (``corpus.KINDS``); empty takes all.
        history: Earlier turns, the oldest first.
        dismissed: Filters read from the question that were taken off: a chip's kind, or its words.
        hidden: Ids of articles that are left out, as if the archive did not have them.
        standalone: What to ask in place of a follow-up, written by hand; None finds it from the history.
    """

    text: str
    as_of: date | None = None
    window: Window | None = None
    outlets: Sequence[str] = ()
    kinds: Sequence[str] = ()
    history: Sequence[Turn] = ()
    dismissed: Collection[str] = ()
    hidden: Collection[str] = ()
    standalone: str | None = None


def to_request(question: str | AskRequest, fields: AskFields) -> AskRequest:
    """Return a question, given as text or as a request, with further fields set."""
    request = AskRequest(question) if isinstance(question, str) else question
    return replace(request, **fields)
