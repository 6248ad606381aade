"""A conversation that is going on: one tab of a browser, or one terminal. Each has its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING

from assistant.conversations.receipts import receipt
from assistant.conversations.store import Conversations, new_id
from assistant.conversations.types import Conversation, Exchange, Filters, Rating, with_exchange
from assistant.errors import AssistantError, ConversationError, ConversationNotFound
from assistant.generation.events import Done, Event, Found
from assistant.query.types import AskRequest
from assistant.types import Chip, Evidence, Turn
from corpus import CorpusError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_DELETED = "This conversation was deleted elsewhere. What you ask now begins a new one."


def now() -> str:
    """Return this moment as conversations store it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Talk:
    """Ask, keep and rate the exchanges of one conversation; where it cannot be kept, it goes on all the same.

    Attributes:
        conversation: As it is now.
        store: None keeps nothing.
        trouble: Why it is not kept, for people; empty where it is.
        waiting: Ids of exchanges that were asked here, and whose answer has not been begun.
    """

    def __init__(
        self, store: Conversations | None, conversation: Conversation | None = None, *, now: Callable[[], str] = now
    ) -> None:
        """Begin a conversation, or carry on one that was kept."""
        self.conversation = conversation or Conversation(new_id())
        self.store = store
        self.trouble = ""
        self.waiting: set[str] = set()
        self._kept = conversation is not None
        self._unkept: dict[str, Exchange] = {}
        self._now = now

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the exchanges, the oldest first."""
        return self.conversation.exchanges

    @property
    def kept(self) -> bool:
        """Say whether it can be found again under its id."""
        return self._kept

    def exchange(self, exchange_id: str) -> Exchange | None:
        """Return one exchange; None where it is gone."""
        return next((one for one in self.exchanges if one.id == exchange_id), None)

    def ask(self, text: str, filters: Filters = Filters()) -> str:  # noqa: B008 - frozen
        """Put a question at the end of the conversation; return its id. ``answer`` answers it."""
        exchange = Exchange(new_id(), text.strip(), self._now(), filters)
        self.waiting.add(exchange.id)
        self._put(exchange)
        return exchange.id

    def ask_again(
        self,
        exchange_id: str,
        *,
        filters: Filters | None = None,
        removed: tuple[Chip, ...] | None = None,
        standalone: str | None = None,
    ) -> None:
        """Ask a question once more, with what is given changed; the earlier answer and its rating go."""
        if old := self.exchange(exchange_id):
            again = Exchange(
                id=old.id,
                text=old.text,
                asked=self._now(),
                filters=old.filters if filters is None else filters,
                removed=old.removed if removed is None else removed,
                standalone=old.standalone if standalone is None else standalone.strip(),
            )
            self.waiting.add(again.id)
            self._put(again)

    def answer(self, assistant: Assistant, exchange_id: str) -> Iterator[Event]:
        """Answer an exchange, telling each stage; the answer, or why there is none, is kept with it."""
        self.waiting.discard(exchange_id)
        asked = self.exchange(exchange_id)
        if asked is None:
            return
        evidence: tuple[Evidence, ...] = ()
        try:
            for event in assistant.stream(self._request(asked)):
                if isinstance(event, Found):
                    evidence = event.evidence
                if isinstance(event, Done):
                    made = receipt(event.answer, evidence, assistant.archive, asked=asked.asked, removed=asked.removed)
                    self._put(replace(asked, answer=event.answer, receipt=made))
                yield event
        except (CorpusError, AssistantError) as error:
            self._put(replace(asked, problem=str(error)))

    def _request(self, asked: Exchange) -> AskRequest:
        filters = asked.filters
        return AskRequest(
            asked.text,
            filters.as_of,
            filters.window,
            filters.outlets,
            filters.kinds,
            history=self.history(asked.id),
            dismissed=[chip.words for chip in asked.removed],
            standalone=asked.standalone or None,
        )

    def history(self, exchange_id: str) -> list[Turn]:
        """Return the turns before an exchange: what was asked, and what was answered as fact."""
        turns = []
        for past in self.exchanges:
            if past.id == exchange_id:
                break
            if past.answer:
                told = " ".join(s.text for s in past.answer.statements if s.verdict != "unsupported")
                turns.append(Turn(past.text, told, past.answer.question.standalone))
        return turns

    def rate(self, exchange_id: str, good: bool | None, reason: str = "") -> None:
        """Keep what a person thinks of an answer; None takes the rating back."""
        if (rated := self.exchange(exchange_id)) and rated.answer:
            rating = None if good is None else Rating(good, " ".join(reason.split()), self._now())
            self._put(replace(rated, rating=rating))

    def rename(self, title: str) -> None:
        """Give the conversation a name."""
        wanted = " ".join(title.split())
        if wanted:
            self.conversation = replace(self.conversation, title=wanted)
            if self.store and self._kept:
                self.conversation = self.store.rename(self.conversation.id, wanted, moment=self._now())

    def _put(self, exchange: Exchange) -> None:
        """Put an exchange into the conversation, and keep that, with what could not be kept before."""
        self.conversation = with_exchange(self.conversation, exchange)
        if self.store is None:
            return
        self._unkept[exchange.id] = exchange
        try:
            for one in list(self._unkept.values()):
                self._keep(self.store, one)
        except ConversationError as error:
            self.trouble = f"This conversation is not saved: {error}"

    def _keep(self, store: Conversations, exchange: Exchange) -> None:
        trouble = ""
        try:
            kept = store.put(self.conversation.id, exchange, moment=self._now(), begun=self._kept)
        except ConversationNotFound:
            kept = store.put(new_id(), exchange, moment=self._now(), begun=False)
            trouble = _DELETED
        del self._unkept[exchange.id]
        self._kept, self.trouble = True, trouble
        self.conversation = reduce(with_exchange, self._unkept.values(), kept)
