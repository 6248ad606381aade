"""How a server runs: its limits and what it tells, from the environment and the command."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field

from assistant.errors import AssistantError

_RATE = "120/minute"
_NO = ("0", "no", "off", "false", "never")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what one call may cost; sizes in bytes, times in seconds.

    Attributes:
        body: Of what is sent in one call, uploads aside: a long draft has room.
        upload: Of all files of one upload.
        text: Characters of a question, a topic or a quote.
        draft: Characters of a draft: a long report; each of its sentences is looked up.
        ask: For an answer, with a slow chat model.
        look_up: For a look-up.
        long: For a briefing or a draft.
        read: For what searches and lists.
        at_once: Answers that are worked on together; more wait their turn.
        waiting: Calls that may wait; more are sent away with 503.
        jobs: Ingests that may wait.
    """

    body: int = 2_000_000
    upload: int = 200_000_000
    text: int = 4_000
    draft: int = 200_000
    ask: float = 120.0
    look_up: float = 120.0
    long: float = 600.0
    read: float = 30.0
    at_once: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    waiting: int = 200
    jobs: int = 20


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Hold how a server runs.

    Attributes:
        rate: Calls a minute of one key or person, as ``limits`` writes it; empty for no bound.
        texts: Whether questions' texts stand in the audit log.
        log_texts: Whether they stand in the server's own log.
        metrics: Whether ``/metrics`` gives figures for Prometheus.
        traces: Whether stages are traced with OpenTelemetry; where to is what its own ``OTEL_…`` variables say.
        write: Whether MCP's tools may add and withdraw.
        hosts: Names under which the server answers; empty for this machine's own where it is on loopback, else all.
    """

    limits: Limits = field(default_factory=Limits)
    rate: str = _RATE
    texts: bool = True
    log_texts: bool = False
    metrics: bool = False
    traces: bool = False
    write: bool = False
    hosts: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> ServerSettings:
        """Read ``NEWSDESK_RATE``, ``_AUDIT_TEXTS``, ``_LOG_TEXTS``, ``_METRICS``, ``_TRACES`` and ``_HOSTS``.

        Raises:
            AssistantError: The rate cannot be read.
        """
        get = os.environ.get
        return cls(
            rate=_rate(get("NEWSDESK_RATE", _RATE)),
            texts=keeps_texts(),
            log_texts=_is_on("NEWSDESK_LOG_TEXTS"),
            metrics=_is_on("NEWSDESK_METRICS"),
            traces=_is_on("NEWSDESK_TRACES"),
            hosts=answered_names(),
        )


def keeps_texts() -> bool:
    """Read from ``NEWSDESK_AUDIT_TEXTS`` whether the audit log keeps what was asked: yes, unless it says no."""
    return _is_on("NEWSDESK_AUDIT_TEXTS", usual=True)


def answered_names() -> tuple[str, ...]:
    """Read from ``NEWSDESK_HOSTS``, with commas, under which names the server and the page answer; usually empty."""
    return tuple(name.strip() for name in os.environ.get("NEWSDESK_HOSTS", "").split(",") if name.strip())


def is_loopback(host: str) -> bool:
    """Say whether an address is of this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _is_on(name: str, *, usual: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return value not in _NO if value else usual


def _rate(text: str) -> str:
    if not text or text.lower() in _NO:
        return ""
    from limits import parse_many

    try:
        parse_many(text)
    except ValueError as error:
        raise AssistantError(f"NEWSDESK_RATE is {text!r}: write it as 120/minute, or 'off'") from error
    return text
