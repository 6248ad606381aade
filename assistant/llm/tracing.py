"""LangChain's calls as spans of a trace: which model or retriever, how long, how it ended; never what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.tracers.context import register_configure_hook

End = Callable[[BaseException | None], None]
Begin = Callable[[str, dict[str, str]], End]
"""Begins a span of a name with attributes; what it returns ends it, with what went wrong."""


def trace_calls(begin: Begin) -> None:
    """Let every call of a chat model or a retriever through LangChain be traced, in all threads of this process."""
    spans: ContextVar[Any] = ContextVar("newsdesk_spans", default=_Spans(begin))  # noqa: B039 - one for all threads
    register_configure_hook(spans, inheritable=True)


class _Spans(BaseCallbackHandler):
    """Begin and end a span with each call."""

    run_inline = True

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._open: dict[UUID, End] = {}

    def on_chat_model_start(
        self, serialized: dict[str, Any], messages: Sequence[Any], *, run_id: UUID, **kwargs: Any
    ) -> None:
        told = kwargs.get("invocation_params") or {}
        name = str(told.get("model") or told.get("model_name") or (serialized or {}).get("name") or "")
        self._open[run_id] = self._begin("chat model", {"gen_ai.request.model": name})

    def on_retriever_start(self, serialized: dict[str, Any], query: str, *, run_id: UUID, **kwargs: Any) -> None:
        self._open[run_id] = self._begin("retriever", {"retriever": str(kwargs.get("name") or "")})

    def on_llm_end(self, response: Any, *, run_id: UUID, **kwargs: Any) -> None:
        self._end(run_id)

    def on_retriever_end(self, documents: Any, *, run_id: UUID, **kwargs: Any) -> None:
        self._end(run_id)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:
        self._end(run_id, error)

    def on_retriever_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:
        self._end(run_id, error)

    def _end(self, run_id: UUID, error: BaseException | None = None) -> None:
        if end := self._open.pop(run_id, None):
            end(error)
