"""The values of the watch: frozen, slotted, plain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from corpus import Source

Now = Callable[[], datetime]
"""Give the present moment, with its offset."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one look at a source brought.

    Attributes:
        asked: Pages that were asked for.
        gone: Pages or files that are no longer there.
        refusals: How many records were refused, by cause.
        error: Why the source itself could not be read; '' where it could.
    """

    source_id: str
    at: datetime
    seconds: float = 0.0
    asked: int = 0
    added: int = 0
    changed: int = 0
    gone: int = 0
    refusals: dict[str, int] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Hold how a source is doing.

    Attributes:
        last: Its last run, None before the first.
        added: Articles that it brought in all.
        refusals: Of the last day, by cause.
        usual: New articles a day, over the last four weeks.
        last_new: When it brought a new article last.
        silent: Says that it has brought nothing for longer than is usual; '' where it has.
        due: When it is looked at next.
        failures: Runs in a row that could not read it.
    """

    source: Source
    last: Run | None
    added: int
    refusals: dict[str, int]
    usual: float | None
    last_new: datetime | None
    silent: str
    due: datetime
    failures: int
