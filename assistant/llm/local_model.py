"""A chat model in this process: openvino-genai, which shares the runtime of the encoder, as a chat model of LangChain.

A model is a folder as OpenVINO has it, or one GGUF file. One answer at a time; who leaves a stream stops the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from queue import Queue
from threading import Event, Lock, Thread
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel, generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.errors import ModelRefused
from assistant.llm.local_files import Speed

_LONGEST = 400
"""Tokens that an answer may have: six sentences have 200."""
_SPEED_TEXT = (
    "The council of the town said on Monday that the bridge over the river will be closed for repairs until May. "
)


class LocalChat(BaseChatModel):
    """Write with a model in this process.

    Attributes:
        path: A folder as OpenVINO has it, or a GGUF file.
        max_tokens: Tokens after which an answer is cut.
    """

    path: Path
    max_tokens: int = _LONGEST
    _last: Any = PrivateAttr(default=None)

    @property
    def _llm_type(self) -> str:
        return "openvino-genai"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        pieces: Queue[str | _End | Exception] = Queue()
        left = Event()
        asked = _Asked(_turns(messages), int(kwargs.get("max_tokens", self.max_tokens)), tuple(stop or ()))
        Thread(target=_write, args=(open_pipeline(self.path), asked, pieces, left), daemon=True).start()
        try:
            while not isinstance(piece := pieces.get(), _End):
                if isinstance(piece, Exception):
                    raise piece
                yield _chunk(piece, run_manager)
            yield _last_chunk(piece)
        finally:
            left.set()


@dataclass(frozen=True, slots=True)
class _Asked:
    turns: Sequence[dict[str, str]]
    max_tokens: int
    stop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _End:
    reason: str
    read: int
    written: int


class Pipeline:
    """Hold a loaded model; one answer at a time."""

    def __init__(self, path: Path) -> None:
        """Load it: seconds for a folder, longer for a GGUF file.

        Raises:
            ModelRefused: There is no such model, openvino-genai is not installed, or it cannot load it.
        """
        if not path.exists():
            raise ModelRefused(
                f"There is no model at {path}. Check NEWSDESK_MODEL, or add one: newsdesk model add NAME"
            )
        try:
            import openvino_genai
        except ImportError as error:
            raise ModelRefused("A model in this process needs openvino-genai: pip install 'newsdesk[local]'") from error
        self.genai: Any = openvino_genai
        try:
            self.model = openvino_genai.LLMPipeline(path, "CPU")
        except RuntimeError as error:
            raise ModelRefused(
                f"OpenVINO cannot load the model at {path} ({str(error).splitlines()[0][:200]})."
            ) from error
        self.lock = Lock()

    def write(self, asked: _Asked, streamer: Any) -> Any:
        """Return what the runtime says of an answer, whose text goes to the streamer."""
        config = self.genai.GenerationConfig()
        config.max_new_tokens, config.do_sample, config.apply_chat_template = asked.max_tokens, False, False
        if asked.stop:
            config.stop_strings = set(asked.stop)
        prompt = self.model.get_tokenizer().apply_chat_template(list(asked.turns), add_generation_prompt=True)
        with self.lock:
            return self.model.generate([prompt], config, streamer)


@lru_cache(maxsize=1)
def open_pipeline(path: Path) -> Pipeline:
    """Return a loaded model; the last one is kept."""
    return Pipeline(path)


def _write(pipeline: Pipeline, asked: _Asked, pieces: Queue[str | _End | Exception], left: Event) -> None:
    status = pipeline.genai.StreamingStatus

    def streamer(piece: str) -> Any:
        pieces.put(piece)
        return status.CANCEL if left.is_set() else status.RUNNING

    try:
        told = pipeline.write(asked, streamer)
        reason = str(told.finish_reasons[0].name).lower() if told.finish_reasons else "none"
        metrics = told.perf_metrics
        pieces.put(_End(reason, metrics.get_num_input_tokens(), metrics.get_num_generated_tokens()))
    except (RuntimeError, ValueError) as error:
        pieces.put(ValueError(str(error)))


def _turns(messages: Sequence[BaseMessage]) -> list[dict[str, str]]:
    roles = {"human": "user", "ai": "assistant"}
    return [{"role": roles.get(message.type, message.type), "content": message.text} for message in messages]


def _chunk(piece: str, run_manager: CallbackManagerForLLMRun | None) -> ChatGenerationChunk:
    chunk = ChatGenerationChunk(message=AIMessageChunk(content=piece))
    if run_manager:
        run_manager.on_llm_new_token(piece, chunk=chunk)
    return chunk


def _last_chunk(end: _End) -> ChatGenerationChunk:
    used = UsageMetadata(input_tokens=end.read, output_tokens=end.written, total_tokens=end.read + end.written)
    message = AIMessageChunk(content="", usage_metadata=used, response_metadata={"finish_reason": end.reason})
    return ChatGenerationChunk(message=message, generation_info={"finish_reason": end.reason})


def measure_speed(path: Path) -> Speed:
    """Return how fast a model reads and writes on this machine now: some 500 tokens in, 24 out."""
    pipeline = open_pipeline(path)
    asked = _Asked([{"role": "user", "content": _SPEED_TEXT * 22 + "What will be closed? Tell it at length."}], 24, ())
    metrics = pipeline.write(asked, lambda piece: pipeline.genai.StreamingStatus.RUNNING).perf_metrics
    read = metrics.get_num_input_tokens() / max(metrics.get_ttft().mean / 1000, 1e-3)
    return Speed(round(read, 1), round(metrics.get_throughput().mean, 1))
