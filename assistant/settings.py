"""Which chat model answers: the only reader of the environment in the assistant."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from assistant.errors import AssistantError

_TIMEOUT = 60.0
"""Seconds without a word from the model after which the offline answer stands in."""

_NO = ("0", "no", "off", "false", "never")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Name an OpenAI-compatible chat model.

    Attributes:
        base_url: None for OpenAI's own service.
        api_key: Never shown: it is left out of ``repr``.
        timeout: Seconds to wait for the next piece of an answer.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout: float = _TIMEOUT

    @property
    def server(self) -> str:
        """Return the address of its server as it may be shown: without name, password or query."""
        if not self.base_url:
            return "OpenAI"
        try:
            parts = urlsplit(self.base_url)
            return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")) or "an empty address"
        except ValueError:
            return "an address that cannot be read"

    @classmethod
    def from_environment(cls) -> ModelSettings | None:
        """Read the chat model's settings; None where ``NEWSDESK_MODEL`` is not set.

        ``NEWSDESK_MODEL``, ``NEWSDESK_BASE_URL``, ``NEWSDESK_API_KEY`` (else ``OPENAI_API_KEY``) and
        ``NEWSDESK_TIMEOUT`` in seconds.

        Raises:
            AssistantError: The time-out is no number of seconds.
        """
        model = os.environ.get("NEWSDESK_MODEL")
        patience = os.environ.get("NEWSDESK_TIMEOUT") or str(_TIMEOUT)
        if not model:
            return None
        return cls(
            model=model.removeprefix("openai:"),
            base_url=os.environ.get("NEWSDESK_BASE_URL") or None,
            api_key=os.environ.get("NEWSDESK_API_KEY") or os.environ.get("OPENAI_API_KEY") or None,
            timeout=_seconds(patience),
        )


def keeps_conversations() -> bool:
    """Read from ``NEWSDESK_SAVE`` whether conversations are kept in the archive's folder: yes, unless it says no."""
    return os.environ.get("NEWSDESK_SAVE", "").strip().lower() not in _NO


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise AssistantError(f"NEWSDESK_TIMEOUT is {text!r}: set it to a number of seconds, such as 60, or unset it")
    return seconds
