"""Cases out of what people thought of answers: thumbs in saved conversations.

A thumb up expects the articles that were cited, or that nothing is answered where nothing was. A thumb down with a
reason expects another article than the one cited first. What is left needs a person to say what was expected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.conversations import Conversations, Exchange
from assistant.errors import ConversationError
from assistant.evaluation.dataset import Case
from assistant.evaluation.metrics import Outcome

_FIRST = 3
"""Citations among which an expected article has to be, as the report counts them."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Hold a rated question of which nobody has said what was expected."""

    conversation: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """Hold what thumbs say.

    Attributes:
        cases: Each with an expectation.
        lacking: Without one.
        damaged: Files that could not be read, a sentence each.
    """

    cases: tuple[Case, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    damaged: tuple[str, ...] = ()


def read_feedback(store: Conversations) -> Feedback:
    """Return the cases of all saved conversations; asked and rated twice in the same way, a question counts once."""
    cases: dict[tuple[object, ...], Case] = {}
    lacking: list[Lacking] = []
    shelf = store.shelf()
    for conversation, exchange in _rated(store, [one.id for one in reversed(shelf.summaries)]):
        case = _case(conversation, exchange)
        if case is None:
            assert exchange.rating is not None
            lacking.append(Lacking(conversation, _asked(exchange), exchange.rating.reason))
        else:
            cases[case.question, case.as_of, case.window, case.outlets, case.kinds, case.without] = case
    return Feedback(tuple(cases.values()), tuple(lacking), shelf.damaged)


def _rated(store: Conversations, ids: Sequence[str]) -> Iterator[tuple[str, Exchange]]:
    for conversation_id in ids:
        try:
            conversation = store.get(conversation_id)
        except ConversationError:  # deleted between the two looks
            continue
        for exchange in conversation.exchanges:
            if exchange.rating and exchange.answer:
                yield conversation_id, exchange


def _case(conversation: str, exchange: Exchange) -> Case | None:
    """Return the case that a rating makes; None where it does not say what was expected."""
    answer, rating = exchange.answer, exchange.rating
    assert answer is not None
    assert rating is not None
    cited = tuple(dict.fromkeys(citation.article_id for citation in answer.citations))
    if not rating.good and not (cited and rating.reason):
        return None
    return Case(
        question=_asked(exchange),
        articles=cited if rating.good else (),
        answerable=not rating.good or answer.status == "answered",
        as_of=answer.as_of,
        id=f"{conversation}/{exchange.id}",
        window=exchange.filters.window,
        outlets=exchange.filters.outlets,
        kinds=exchange.filters.kinds,
        without=tuple(chip.words for chip in exchange.removed),
        unwanted=() if rating.good else cited[:1],
    )


def _asked(exchange: Exchange) -> str:
    return exchange.answer.question.standalone if exchange.answer else exchange.text


def holds(outcome: Outcome) -> bool:
    """Say whether an answer is as the rating of its question wants it."""
    if outcome.case.unwanted:
        return not (outcome.cited and outcome.cited[0] & set(outcome.case.unwanted))
    if not outcome.case.answerable:
        return outcome.answer.status == "abstained"
    return any(one & set(outcome.case.articles) for one in outcome.cited[:_FIRST])
