"""Which chat model answers: the only reader of the environment in the assistant."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from assistant.errors import AssistantError

_TIMEOUT = 60.0
"""Seconds without a word from the model after which the offline answer stands in."""

_OPENAI = "openai"

_NO = ("0", "no", "off", "false", "never")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Name a chat model.

    Attributes:
        model: Its name, as its provider calls it.
        base_url: Of an OpenAI-compatible server; None for the provider's own service.
        api_key: Never shown: it is left out of ``repr``.
        timeout: Seconds to wait for the next piece of an answer.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout: float = _TIMEOUT
    provider: str = _OPENAI
    """Whose package of LangChain reaches it, as ``langchain.chat_models.init_chat_model`` calls it."""

    @property
    def server(self) -> str:
        """Return the address of its server as it may be shown: without name, password or query."""
        if not self.base_url:
            return "OpenAI" if self.provider == _OPENAI else self.provider
        try:
            parts = urlsplit(self.base_url)
            return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")) or "an empty address"
        except ValueError:
            return "an address that cannot be read"

    @classmethod
    def from_environment(cls) -> ModelSettings | None:
        """Read the chat model's settings; None where ``NEWSDESK_MODEL`` is not set.

        ``NEWSDESK_MODEL`` ('provider:name', or a name alone for OpenAI and its like), ``NEWSDESK_BASE_URL``,
        ``NEWSDESK_API_KEY`` (else ``OPENAI_API_KEY``) and ``NEWSDESK_TIMEOUT`` in seconds.

        Raises:
            AssistantError: The time-out is no number of seconds.
        """
        model = os.environ.get("NEWSDESK_MODEL")
        patience = os.environ.get("NEWSDESK_TIMEOUT") or str(_TIMEOUT)
        if not model:
            return None
        base_url = os.environ.get("NEWSDESK_BASE_URL") or None
        provider, name = _split_provider(model, own_server=base_url is not None)
        usual_key = os.environ.get("OPENAI_API_KEY") if provider == _OPENAI else None
        return cls(
            model=name,
            base_url=base_url,
            api_key=os.environ.get("NEWSDESK_API_KEY") or usual_key or None,
            timeout=_seconds(patience),
            provider=provider,
        )


def _split_provider(model: str, *, own_server: bool) -> tuple[str, str]:
    """Return the provider and name of 'provider:name'; on one's own server, a colon is part of the name ('a:8b')."""
    provider, colon, name = model.partition(":")
    if own_server or not colon:
        return _OPENAI, model.removeprefix(f"{_OPENAI}:")
    return provider, name


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
