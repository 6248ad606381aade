"""An answer in a chat model's words: prompt | chat model | parser, streamed, within a time limit."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelBroken, ModelError
from assistant.llm.chat_model import build_chat_model, foreign_errors, model_error, settings_of, tells_key
from assistant.llm.prompts import (
    build_form_prompt,
    build_prompt,
    build_repair_prompt,
    build_translation_prompt,
    form_values,
    neutralize,
    prompt_values,
    repair_values,
)
from assistant.llm.report_prompt import build_report_prompt, report_values
from assistant.llm.structured import MarkedText, response_format
from assistant.llm.usage import CallCounter, Meter, Sent
from assistant.settings import LOCAL, ModelSettings
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
    model: BaseChatModel,
    *,
    unwanted: Event | None = None,
    prompt: ChatPromptTemplate | None = None,
    structured: bool = False,
    meter: Meter | None = None,
) -> Runnable[dict[str, str], str]:
    """Return prompt | chat model | parser; the parser raises ModelBroken for a cut or an empty answer.

    Args:
        model: Any chat model of LangChain that tells why it stopped.
        unwanted: Once set, the request is broken off. To close a stream is not enough: LangChain then reads the rest
            of it for its traces, and a local model would write on.
        prompt: What the model is told; None for the one that asks for an answer.
        structured: Its server is asked for JSON with statements and their passages; they come out as marked text.
        meter: Is told what each call used.
    """
    from langchain_core.runnables import RunnableGenerator, RunnableLambda

    sent, meter = Sent(), meter or Meter()
    asked = model.bind(extra_body={"response_format": response_format()}) if structured else model

    def parse(chunks: Iterator[AIMessage]) -> Iterator[str]:
        counter = CallCounter(sent)
        try:
            yield from _parse(chunks, unwanted or Event(), counter, MarkedText() if structured else None)
        finally:
            counter.tell(meter)

    return (prompt or build_prompt()) | RunnableLambda(sent.keep) | asked | RunnableGenerator(parse)


def stream_answer(
    model: ModelSettings | BaseChatModel,
    question: Question,
    evidence: Sequence[Evidence],
    *,
    meter: Meter | None = None,
) -> Generator[str]:
    """Yield an answer piece by piece, as it comes and not yet checked.

    Raises:
        ModelUnreachable: No connection, or no further piece within the time-out.
        ModelRefused: Key, name or quota was refused.
        ModelBroken: The answer was cut off, empty, or no answer of a chat model. Pieces may have come before.
    """
    call = _Call(build_prompt(brief=_is_local(model)), _WHOLE, structured=True)
    yield from _streamed(model, call, prompt_values(question, evidence), meter=meter)


def stream_from(
    model: ModelSettings | BaseChatModel,
    retriever: Runnable[str, list[Document]],
    query: str,
    fill: Callable[[Sequence[Document]], dict[str, str]],
    *,
    meter: Meter | None = None,
) -> Generator[str]:
    """Yield an answer from retriever | fill | prompt | chat model | parser; errors as for ``stream_answer``.

    Args:
        model: The chat model, or its settings.
        retriever: Finds the passages.
        query: What is searched for.
        fill: From the passages to the values of the prompt.
        meter: Is told what the call used.
    """
    call = _Call(build_prompt(brief=_is_local(model)), _WHOLE, retriever | fill, structured=True)
    yield from _streamed(model, call, query, meter=meter)


def stream_repair(
    model: ModelSettings | BaseChatModel,
    failed: Sequence[tuple[str, str]],
    evidence: Sequence[Evidence],
    *,
    meter: Meter | None = None,
) -> Generator[str]:
    """Yield, piece by piece, what a model makes of sentences that did not hold; errors as for ``stream_answer``.

    Args:
        model: The chat model, or its settings.
        failed: Each sentence, and why it does not hold.
        evidence: The passages that they may cite.
        meter: Is told what the call used.
    """
    yield from _streamed(model, _Call(build_repair_prompt(), 1), repair_values(failed, evidence), meter=meter)


def stream_translation(
    model: ModelSettings | BaseChatModel, text: str, *, meter: Meter | None = None
) -> Generator[str]:
    """Yield, piece by piece, a question in English; all of it in one time-out. Errors as for ``stream_answer``."""
    values = {"question": neutralize(text)}
    yield from _streamed(model, _Call(build_translation_prompt(), 1), values, meter=meter)


def stream_report(
    model: ModelSettings, question: str, plan: str, evidence: Sequence[Evidence], *, meter: Meter | None = None
) -> Generator[str]:
    """Yield a research report piece by piece, as it comes and not yet checked; errors as for ``stream_answer``."""
    yield from _streamed(
        model, _Call(build_report_prompt(), _WHOLE), report_values(question, plan, evidence), meter=meter
    )


def stream_form(
    model: ModelSettings | BaseChatModel, text: str, history: Sequence[Turn], *, meter: Meter | None = None
) -> Generator[str]:
    """Yield a follow-up as a question that stands alone, all in one time-out; errors as for ``stream_answer``."""
    yield from _streamed(model, _Call(build_form_prompt(), 1), form_values(text, history), meter=meter)


@dataclass(frozen=True, slots=True)
class _Call:
    """Hold what a model is told, and how.

    Attributes:
        whole: Time-outs that all of the answer may take.
        first: What stands before the prompt in the chain.
        structured: JSON is asked for where the server is known to give it.
    """

    prompt: ChatPromptTemplate
    whole: float
    first: Runnable[Any, dict[str, str]] | None = None
    structured: bool = False


def _streamed(model: ModelSettings | BaseChatModel, call: _Call, values: Any, *, meter: Meter | None) -> Generator[str]:
    settings = model if isinstance(model, ModelSettings) else settings_of(model)
    unwanted = Event()
    try:
        chat = build_chat_model(model) if isinstance(model, ModelSettings) else model  # may refuse the address
        structured = call.structured and settings.structured
        chain = build_chain(chat, unwanted=unwanted, prompt=call.prompt, structured=structured, meter=meter)
        pieces = (call.first | chain if call.first else chain).stream(values)
        for piece in _in_time(pieces, settings.timeout, whole=call.whole):
            yield without_steering(piece)
    except foreign_errors() as error:
        raise model_error(error, settings) from (None if tells_key(error, settings) else error)
    finally:
        unwanted.set()


def _is_local(model: ModelSettings | BaseChatModel) -> bool:
    return isinstance(model, ModelSettings) and model.provider == LOCAL


def _in_time(pieces: Iterator[str], timeout: float, *, whole: float) -> Generator[str]:
    """Yield pieces; raise TimeoutError where the next one, or the end of them all, is late.

    A connection's own time-out starts anew with every byte, so a server that only keeps the line open would hold the
    user for ever: the pieces are fetched in a thread, which can be left alone.
    """
    end = monotonic() + whole * timeout
    fetched: Queue[str | Exception | None] = Queue()
    fetch = partial(_fetch, pieces, fetched)  # in this context, so that a trace knows what the call belongs to
    Thread(target=copy_context().run, args=(fetch,), name="chat-model", daemon=True).start()
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


def _parse(
    chunks: Iterator[AIMessage], unwanted: Event, counter: CallCounter, marked: MarkedText | None
) -> Iterator[str]:
    """Yield a model's text without its thoughts; an empty piece tells that the model is still at work."""
    thoughts = _Thoughts()
    said = False
    ending = None
    for chunk in chunks:
        if unwanted.is_set():
            raise ModelBroken("Nobody waits for the chat model's answer any more.")
        counter.see(chunk)
        ending = _ending(chunk) or ending
        piece = thoughts.without(chunk.text)
        said = said or bool(piece.strip())
        yield marked.feed(piece) if marked else piece
    rest = thoughts.rest()
    yield marked.feed(rest) + marked.finish() if marked else rest
    _check_ending(ending, said=said or bool(rest.strip()))


def _ending(chunk: AIMessage) -> str | None:
    """Return why a model stopped, where this piece tells it."""
    told = (chunk.response_metadata.get(key) for key in _ENDINGS)
    return next((str(each) for each in told if each), None)


def _check_ending(ending: str | None, *, said: bool) -> None:
    if ending is None:
        raise ModelBroken("The chat model's answer broke off before its end.")
    if ending.lower() not in _COMPLETE:
        raise ModelBroken(f"The chat model stopped before the end of its answer ({ending[:40]}).")
    if not said:
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
