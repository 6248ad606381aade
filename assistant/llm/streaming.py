"""An answer in a chat model's words: prompt | chat model | parser, streamed, within a time limit."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelBroken, ModelError
from assistant.llm.chat_model import build_chat_model, foreign_errors, model_error, settings_of, tells_key
from assistant.llm.prompts import build_form_prompt, build_prompt, form_values, prompt_values
from assistant.settings import ModelSettings
from assistant.types import Evidence, Question, Turn
from corpus import without_steering

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import Runnable

_WHOLE = 5
"""Time-outs that a whole answer may take: each piece comes in time, yet somewhere there must be an end."""

_GRACE = 0.5
"""Seconds by which the connection's own time-out, which also ends its thread, may come later than promised."""

_COMPLETE = frozenset({"stop", "end_turn", "stop_sequence", "eos", "eos_token"})
_ENDINGS = ("finish_reason", "stop_reason", "done_reason")
_OPEN, _CLOSE = "<think>", "</think>"


def build_chain(
    model: BaseChatModel, *, unwanted: Event | None = None, prompt: ChatPromptTemplate | None = None
) -> Runnable[dict[str, str], str]:
    """Return prompt | chat model | parser; the parser raises ModelBroken for a cut or an empty answer.

    Args:
        model: Any chat model of LangChain that tells why it stopped.
        unwanted: Once set, the request is broken off. To close a stream is not enough: LangChain then reads the rest
            of it for its traces, and a local model would write on.
        prompt: What the model is told; None for the one that asks for an answer.
    """
    from langchain_core.runnables import RunnableGenerator

    return (prompt or build_prompt()) | model | RunnableGenerator(partial(_parse, unwanted=unwanted or Event()))


def stream_answer(
    model: ModelSettings | BaseChatModel, question: Question, evidence: Sequence[Evidence]
) -> Generator[str]:
    """Yield an answer piece by piece, as it comes and not yet checked.

    Raises:
        ModelUnreachable: No connection, or no further piece within the time-out.
        ModelRefused: Key, name or quota was refused.
        ModelBroken: The answer was cut off, empty, or no answer of a chat model. Pieces may have come before.
    """
    yield from _streamed(model, build_prompt(), prompt_values(question, evidence), whole=_WHOLE)


def stream_from(
    model: ModelSettings | BaseChatModel,
    retriever: Runnable[str, list[Document]],
    query: str,
    fill: Callable[[Sequence[Document]], dict[str, str]],
) -> Generator[str]:
    """Yield an answer from retriever | fill | prompt | chat model | parser; errors as for ``stream_answer``.

    Args:
        model: The chat model, or its settings.
        retriever: Finds the passages.
        query: What is searched for.
        fill: From the passages to the values of the prompt.
    """
    yield from _streamed(model, build_prompt(), query, first=retriever | fill, whole=_WHOLE)


def stream_form(model: ModelSettings | BaseChatModel, text: str, history: Sequence[Turn]) -> Generator[str]:
    """Yield, piece by piece, how a model words a follow-up as a question that stands alone; all of it in one time-out.

    Raises:
        ModelUnreachable, ModelRefused, ModelBroken: As for ``stream_answer``.
    """
    yield from _streamed(model, build_form_prompt(), form_values(text, history), whole=1)


def _streamed(
    model: ModelSettings | BaseChatModel,
    prompt: ChatPromptTemplate,
    values: Any,
    *,
    whole: float,
    first: Runnable[Any, dict[str, str]] | None = None,
) -> Generator[str]:
    settings = model if isinstance(model, ModelSettings) else settings_of(model)
    unwanted = Event()
    try:
        chat = build_chat_model(model) if isinstance(model, ModelSettings) else model  # may refuse the address
        chain = build_chain(chat, unwanted=unwanted, prompt=prompt)
        pieces = (first | chain if first else chain).stream(values)
        for piece in _in_time(pieces, settings.timeout, whole=whole):
            yield without_steering(piece)
    except foreign_errors() as error:
        raise model_error(error, settings) from (None if tells_key(error, settings) else error)
    finally:
        unwanted.set()


def _in_time(pieces: Iterator[str], timeout: float, *, whole: float) -> Generator[str]:
    """Yield pieces; raise TimeoutError where the next one, or the end of them all, is late.

    A connection's own time-out starts anew with every byte, so a server that only keeps the line open would hold the
    user for ever: the pieces are fetched in a thread, which can be left alone.
    """
    end = monotonic() + whole * timeout
    fetched: Queue[str | Exception | None] = Queue()
    Thread(target=_fetch, args=(pieces, fetched), name="chat-model", daemon=True).start()
    while True:
        try:
            item = fetched.get(timeout=max(min(timeout + _GRACE, end - monotonic()), 0))
        except Empty:
            raise TimeoutError from None
        if item is None:
            return
        if isinstance(item, Exception):
            raise item
        if item:
            yield item


def _fetch(pieces: Iterator[str], fetched: Queue[str | Exception | None]) -> None:
    """Put pieces, and then None or what went wrong, into a queue."""
    last: Exception | None = ModelBroken("The chat model's answer ended in a fault of Newsdesk's own.")
    expected: tuple[type[Exception], ...] = (ModelError, *foreign_errors())
    try:
        for piece in pieces:
            fetched.put(piece)
        last = None
    except expected as error:
        last = error
    finally:
        fetched.put(last)


def _parse(chunks: Iterator[AIMessage], *, unwanted: Event) -> Iterator[str]:
    """Yield a model's text without its thoughts; an empty piece tells that the model is still at work."""
    thoughts = _Thoughts()
    said = False
    ending = None
    for chunk in chunks:
        if unwanted.is_set():
            raise ModelBroken("Nobody waits for the chat model's answer any more.")
        ending = next(
            (str(chunk.response_metadata[key]) for key in _ENDINGS if chunk.response_metadata.get(key)), ending
        )
        piece = thoughts.without(chunk.text)
        said = said or bool(piece.strip())
        yield piece
    rest = thoughts.rest()
    yield rest
    if ending is None:
        raise ModelBroken("The chat model's answer broke off before its end.")
    if ending.lower() not in _COMPLETE:
        raise ModelBroken(f"The chat model stopped before the end of its answer ({ending[:40]}).")
    if not said and not rest.strip():
        raise ModelBroken("The chat model's answer is empty.")


class _Thoughts:
    """Take ``<think>…</think>`` out of streamed text, wherever the pieces are cut."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def without(self, piece: str) -> str:
        """Return what of the text so far is certainly not thought."""
        text = self._held + piece
        out = ""
        while True:
            tag = _CLOSE if self._thinking else _OPEN
            before, found, after = text.partition(tag)
            if not found:
                break
            out += "" if self._thinking else before
            self._thinking = not self._thinking
            text = after
        keep = next((n for n in range(len(tag) - 1, 0, -1) if text.endswith(tag[:n])), 0)
        self._held = text[len(text) - keep :]
        return out + ("" if self._thinking else text[: len(text) - keep])

    def rest(self) -> str:
        """Return what was held back, once no more text comes."""
        return "" if self._thinking else self._held
