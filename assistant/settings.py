"""Which chat model answers, and what it is sent and writes: the only reader of the environment in the assistant."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from assistant.errors import AssistantError

_TIMEOUT = 60.0
"""Seconds without a word from the model after which the offline answer stands in."""

_OPENAI = "openai"

LOCAL = "local"
"""Provider of models that run in this process."""
_ON_THIS_MACHINE = ("ollama",)
"""Providers whose server is on this machine where no address is given."""
_YES = ("1", "yes", "on", "true")
_NO = ("0", "no", "off", "false", "never")


@dataclass(frozen=True, slots=True)
class Usage:
    """Count what a chat model was sent and wrote.

    Attributes:
        calls: Requests.
        read: Tokens that it was sent.
        written: Tokens that it wrote.
        estimated: Some server did not count them; they were counted here, with another tokenizer.
        sent_to: The address that they went to, outside this machine; empty where they stayed here.
        cost: In the currency of the prices that are set; None where none are.
    """

    calls: int = 0
    read: int = 0
    written: int = 0
    estimated: bool = False
    sent_to: str = ""
    cost: float | None = None

    @property
    def told(self) -> str:
        """Return it in a line: '2 calls, about 1,412 tokens read and 87 written'."""
        calls = "1 call" if self.calls == 1 else f"{self.calls} calls"
        cost = f", {self.cost:.4f} by NEWSDESK_PRICE" if self.cost is not None else ""
        where = f", sent to {self.sent_to}" if self.sent_to else ""
        about = "about " if self.estimated else ""
        return f"{calls}, {about}{self.read:,} tokens read and {self.written:,} written{cost}{where}"


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
    structured: bool = False
    """Its server can be held to a JSON schema: answers are asked for in that form."""
    redact: tuple[str, ...] = ()
    """Outlets whose articles no model on another machine is shown."""
    prices: tuple[float, float] | None = None
    """What a million tokens cost, read and written, in whatever currency."""

    @property
    def server(self) -> str:
        """Return the address of its server as it may be shown: without name, password or query."""
        if self.provider == LOCAL:
            return "this machine, in the same process"
        if not self.base_url:
            return "OpenAI" if self.provider == _OPENAI else self.provider
        try:
            parts = urlsplit(self.base_url)
            return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")) or "an empty address"
        except ValueError:
            return "an address that cannot be read"

    @property
    def leaves_machine(self) -> bool:
        """Say whether what the model is sent goes to another machine."""
        if self.provider == LOCAL:
            return False
        if not self.base_url:
            return self.provider not in _ON_THIS_MACHINE
        try:
            host = urlsplit(self.base_url).hostname or ""
        except ValueError:
            return True
        return host != "localhost" and not host.startswith("127.") and host != "::1"

    @property
    def disclosure(self) -> str:
        """Return what leaves this machine and where it goes, in a sentence; empty where nothing does."""
        if not self.leaves_machine:
            return ""
        return (
            f"Questions and the passages found for them go to {self.server} ({self.model}); nothing else leaves here."
        )

    def cost(self, usage: Usage) -> float | None:
        """Return what tokens cost; None where no price is known."""
        if self.prices is None:
            return None
        return (usage.read * self.prices[0] + usage.written * self.prices[1]) / 1e6

    @classmethod
    def from_environment(cls, model: str | None = None) -> ModelSettings | None:
        """Read the chat model's settings; None where neither an argument nor ``NEWSDESK_MODEL`` names one.

        ``NEWSDESK_MODEL`` ('provider:name', or a name alone for OpenAI and its like), ``NEWSDESK_BASE_URL``,
        ``NEWSDESK_API_KEY`` (else ``OPENAI_API_KEY``), ``NEWSDESK_TIMEOUT`` in seconds, ``NEWSDESK_STRUCTURED``,
        ``NEWSDESK_REDACT`` (outlets, between commas) and ``NEWSDESK_PRICE`` ('0.25,2': a million tokens in and out).

        Raises:
            AssistantError: The time-out is no number of seconds, or the price is not two numbers.
        """
        model = model or os.environ.get("NEWSDESK_MODEL")
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
            structured=os.environ.get("NEWSDESK_STRUCTURED", "").strip().lower() in _YES,
            redact=tuple(filter(None, (name.strip() for name in os.environ.get("NEWSDESK_REDACT", "").split(",")))),
            prices=_prices(os.environ.get("NEWSDESK_PRICE", "")),
        )


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Name the server that reports are sent through.

    Attributes:
        server: ``smtp://user@host:587`` (STARTTLS where it is offered) or ``smtps://user@host:465``.
        sender: Address that reports come from.
        password: Never shown: it is left out of ``repr``.
    """

    server: str
    sender: str
    password: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> MailSettings | None:
        """Read ``NEWSDESK_SMTP``, ``NEWSDESK_SMTP_PASSWORD`` and ``NEWSDESK_MAIL_FROM``; None where none is set.

        Raises:
            AssistantError: The server is no smtp:// or smtps:// address.
        """
        server = os.environ.get("NEWSDESK_SMTP")
        if not server:
            return None
        parts = urlsplit(server)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise AssistantError(f"NEWSDESK_SMTP is {server!r}: write smtp://user@host:587 or smtps://user@host:465")
        sender = os.environ.get("NEWSDESK_MAIL_FROM") or f"newsdesk@{parts.hostname}"
        return cls(server, sender, os.environ.get("NEWSDESK_SMTP_PASSWORD") or None)


def _split_provider(model: str, *, own_server: bool) -> tuple[str, str]:
    """Return the provider and name of 'provider:name'; on one's own server, a colon is part of the name ('a:8b')."""
    provider, colon, name = model.partition(":")
    if provider == LOCAL and colon:
        return provider, name
    if own_server or not colon:
        return _OPENAI, model.removeprefix(f"{_OPENAI}:")
    return provider, name


def keeps_conversations() -> bool:
    """Read from ``NEWSDESK_SAVE`` whether conversations are kept in the archive's folder: yes, unless it says no."""
    return os.environ.get("NEWSDESK_SAVE", "").strip().lower() not in _NO


def _prices(text: str) -> tuple[float, float] | None:
    if not text.strip():
        return None
    try:
        read, written = (float(part) for part in text.split(","))
    except ValueError:
        raise AssistantError(
            f"NEWSDESK_PRICE is {text!r}: set it to what a million tokens cost, read and written, such as 0.25,2"
        ) from None
    return read, written


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise AssistantError(f"NEWSDESK_TIMEOUT is {text!r}: set it to a number of seconds, such as 60, or unset it")
    return seconds
