"""What a chat model can do, found out by asking it: streams, tools, a JSON schema, how much it reads, what it costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError
from assistant.llm.chat_model import build_chat_model, check_model, foreign_errors, list_models, model_error
from assistant.llm.streaming import stream_answer
from assistant.llm.usage import Meter
from assistant.settings import LOCAL, ModelSettings
from assistant.types import Evidence, Question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_READS = ("max_model_len", "context_length", "max_context_length", "context_window", "max_input_tokens", "n_ctx_train")
"""Fields in which servers tell how many tokens a model reads: vLLM, OpenRouter, LM Studio, Groq, llama.cpp."""
_TOOL = {
    "name": "find_article",
    "description": "Find a news article.",
    "parameters": {"type": "object", "properties": {"words": {"type": "string"}}, "required": ["words"]},
}
_TOOL_TASK = "Use the tool find_article to look for articles on the flood in Ellsworth."
_SCHEMA = {
    "type": "object",
    "properties": {"capital": {"type": "string"}},
    "required": ["capital"],
    "additionalProperties": False,
}
_SCHEMA_TASK = "What is the capital of France? Reply with JSON."


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold what one trial found.

    Attributes:
        able: None where it cannot be told.
        detail: In a sentence or a few words.
    """

    name: str
    able: bool | None
    detail: str


def probe_model(settings: ModelSettings, question: Question, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    """Yield what a chat model can do, each finding as it is made; where it cannot be reached, that alone.

    Args:
        settings: Which, and where.
        question: Asked over the evidence, to see what a question costs.
        evidence: As many passages as questions usually have.
    """
    if problem := check_model(settings, timeout=settings.timeout):
        yield Finding("reached", False, problem)
        return
    yield Finding("reached", True, settings.server)
    meter = Meter(settings)
    yield _streams(settings, question, evidence, meter)
    if settings.provider == LOCAL:
        yield Finding("tools", False, "models in this process are not given tools")
        yield Finding("structured output", False, "models in this process write marked text")
    else:
        chat = build_chat_model(settings)
        yield _tried("tools", settings, lambda: _calls_tools(chat))
        yield _tried("structured output", settings, lambda: _keeps_to_schema(chat))
        yield _context(settings, chat)
    used = meter.usage
    if used:
        yield Finding("a question", None, used.told)


def _streams(settings: ModelSettings, question: Question, evidence: Sequence[Evidence], meter: Meter) -> Finding:
    started, first, pieces = perf_counter(), 0.0, 0
    try:
        for _ in stream_answer(settings, question, evidence, meter=meter):
            first, pieces = first or perf_counter() - started, pieces + 1
    except ModelError as error:
        return Finding("streams", False, str(error))
    told = f"{pieces} pieces, the first after {first:.1f} s, the last after {perf_counter() - started:.1f} s"
    return Finding("streams", pieces > 1, told)


def _tried(name: str, settings: ModelSettings, trial: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        return Finding(name, *trial())
    except NotImplementedError:
        return Finding(name, False, "its package of LangChain does not offer this")
    except foreign_errors() as error:
        return Finding(name, False, str(model_error(error, settings)))


def _calls_tools(chat: BaseChatModel) -> tuple[bool, str]:
    calls = chat.bind_tools([_TOOL]).invoke(_TOOL_TASK).tool_calls
    if calls and calls[0]["name"] == _TOOL["name"] and "words" in calls[0]["args"]:
        return True, "it calls them; `newsdesk research` uses it"
    return False, "it did not call the tool that it was told to use; `newsdesk research` keeps to its fixed plan"


def _keeps_to_schema(chat: BaseChatModel) -> tuple[bool, str]:
    wanted = {"type": "json_schema", "json_schema": {"name": "capital", "strict": True, "schema": _SCHEMA}}
    text = chat.bind(extra_body={"response_format": wanted}).invoke(_SCHEMA_TASK).text
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if isinstance(told, Mapping) and list(told) == ["capital"]:
        return True, "it keeps to a JSON schema; NEWSDESK_STRUCTURED=yes asks for answers in one"
    return False, "it takes no notice of a JSON schema; answers are read as marked text"


def _context(settings: ModelSettings, chat: BaseChatModel) -> Finding:
    """Return how many tokens a model reads, as its server or LangChain tells it."""
    told = next((each for each in list_models(settings) if each.get("id") == settings.model), {})
    read = _first_number(told) or (chat.profile or {}).get("max_input_tokens")
    if not read:
        return Finding("context length", None, "neither its server nor LangChain tells how much it reads")
    return Finding("context length", True, f"{int(read):,} tokens")


def _first_number(told: Mapping[str, Any]) -> int | None:
    meta = told.get("meta")  # where llama.cpp tells it
    flat = {**told, **meta} if isinstance(meta, Mapping) else told
    return next((int(flat[name]) for name in _READS if isinstance(flat.get(name), int | float)), None)
