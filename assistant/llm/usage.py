"""Tokens that a chat model reads and writes, added up over its calls; counted here where its server does not."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.settings import ModelSettings, Usage
from corpus import bundled_tokenizer, printable

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_core.prompt_values import PromptValue


class Meter:
    """Add up what the calls of one answer, briefing or report used; several threads may write to it."""

    def __init__(self, settings: ModelSettings | None = None) -> None:
        """Begin at nothing; the settings say where it is sent, and what it costs."""
        self._lock = Lock()
        self._settings = settings
        self._usage = Usage(sent_to=settings.server if settings and settings.leaves_machine else "")

    @property
    def usage(self) -> Usage | None:
        """Return what was used so far; None where nothing was asked."""
        used = self._usage
        return replace(used, cost=self._settings.cost(used) if self._settings else None) if used.calls else None

    def add(self, read: int, written: int, *, estimated: bool = False) -> None:
        """Add one call."""
        with self._lock:
            used = self._usage
            told = replace(used, calls=used.calls + 1, estimated=used.estimated or estimated)
            self._usage = replace(told, read=used.read + read, written=used.written + written)


class Sent:
    """Keep the text of the prompt that goes into a chain, for servers that do not count tokens."""

    text = ""

    def keep(self, prompt: PromptValue) -> PromptValue:
        """Pass a prompt on."""
        self.text = prompt.to_string()
        return prompt


class CallCounter:
    """Count one call, from the pieces that stream in; at its end the meter is told."""

    def __init__(self, sent: Sent) -> None:
        """Begin with the prompt that is sent; it may be set until the first piece comes."""
        self._sent, self._written = sent, ""
        self._read = self._spent = 0

    def see(self, chunk: AIMessage) -> None:
        """Take note of a piece."""
        self._written += chunk.text
        if told := chunk.usage_metadata:  # LangChain's pieces add up: each holds what came since the one before
            self._read += told["input_tokens"]
            self._spent += told["output_tokens"]

    def tell(self, meter: Meter) -> None:
        """Add the call to a meter."""
        if self._read:
            meter.add(self._read, self._spent)
        else:
            meter.add(count_tokens(self._sent.text), count_tokens(self._written), estimated=True)


def count_tokens(text: str) -> int:
    """Return about how many tokens a text has for a chat model, by the encoder's tokenizer."""
    return len(_tokenizer().encode(printable(text), add_special_tokens=False).ids) if text else 0


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    return bundled_tokenizer()
