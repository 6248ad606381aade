"""What a saved conversation is made of: frozen, slotted, plain; what is stored is these, field by field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.settings import Usage
from assistant.types import Answer, Chip
from corpus import Window

_TITLE = 80
"""Characters of a first question that make a title: two lines of the sidebar."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Hold what was set by hand for a question; empty leaves it to the question's words.

    Attributes:
        kinds: Kinds of article, as ``corpus.KINDS``.
    """

    as_of: date | None = None
    window: Window | None = None
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """Hold what a person thinks of an answer.

    Attributes:
        good: Thumb up or down.
        reason: In their words; empty where none was given.
        at: ISO moment.
    """

    good: bool
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Say how an answer came about, so that it can be told years later why it said what it said.

    Attributes:
        asked: ISO moment at which it was asked.
        removed: Words of the question that would have been filters, and were taken off.
        archive: The archive's fingerprint then, see ``corpus.Archive.fingerprint``.
        passages: Ids of the passages that the answer was made from, the best first.
        model: None for the articles' own words.
        prompt: Version of the prompt; None without a model.
        verdicts: One a statement, in their order.
        newsdesk: Version of Newsdesk.
        usage: What the model was sent and wrote; None where none was asked.
    """

    question: str
    standalone: str
    asked: str
    as_of: date | None
    since: date | None
    until: date | None
    outlets: tuple[str, ...]
    kinds: tuple[str, ...]
    removed: tuple[str, ...]
    archive: str
    passages: tuple[str, ...]
    model: str | None
    prompt: str | None
    verdicts: tuple[str, ...]
    newsdesk: str
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Hold one question of a conversation and, once there is one, its answer.

    Attributes:
        asked: ISO moment.
        removed: Chips that were taken off.
        standalone: What to ask in its place, where a person wrote that; empty leaves it to the rules.
        problem: Why there is no answer, for people; with neither answer nor problem it was broken off.
    """

    id: str
    text: str
    asked: str = ""
    filters: Filters = Filters()
    removed: tuple[Chip, ...] = ()
    standalone: str = ""
    answer: Answer | None = None
    problem: str = ""
    receipt: Receipt | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Hold a conversation.

    Attributes:
        title: The first question, until a person names it.
        created: ISO moment.
        changed: ISO moment of the last question, answer, rating or name.
    """

    id: str
    title: str = ""
    created: str = ""
    changed: str = ""
    exchanges: tuple[Exchange, ...] = ()


def with_exchange(conversation: Conversation, exchange: Exchange) -> Conversation:
    """Return a conversation with an exchange, in the place of the one with its id, else at the end."""
    if any(one.id == exchange.id for one in conversation.exchanges):
        kept = tuple(exchange if one.id == exchange.id else one for one in conversation.exchanges)
    else:
        kept = (*conversation.exchanges, exchange)
    return replace(conversation, exchanges=kept, title=conversation.title or _title(exchange.text))


def _title(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold what a list shows of a conversation."""

    id: str
    title: str
    created: str
    changed: str
    questions: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """Hold the conversations that were listed, the last changed first, and the files that could not be read.

    Attributes:
        damaged: A sentence a file, with its name.
    """

    summaries: tuple[Summary, ...] = ()
    damaged: tuple[str, ...] = ()
