"""The values of the watch: frozen, slotted, plain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from assistant.types import Citation
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


WatchKind = Literal["question", "topic", "name", "quote", "claim", "saved result"]
"""What is watched for; a saved result is a briefing by its id, or a file that --json or brief -o wrote, whose citations
are looked after."""
Rhythm = Literal["at once", "hourly", "daily"]
ItemKind = Literal[
    "new report", "further report", "changed", "corrected", "withdrawn", "page gone", "quote printed", "quote altered",
    "answer changed", "citation fallen",
]  # fmt: skip
"""What there is to tell: a first and a further independent report, a new version, a correction notice, an article that
was taken back, one whose page is gone, a quote that was printed again or in other words, another answer to a question,
a citation of a saved result that no longer stands."""
DeliveryState = Literal["waiting", "sending", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Watch:
    """Hold a saved search.

    Attributes:
        text: What is searched for, in plain words; of a saved result its id or path.
        outlets: Only these; empty for all.
        threshold: From 0 to 1: how sure it must be that an article is about it. With 0.4, 9 of 10 alerts of the "tune"
            part of alerts.json were right, and 33 of 35 reports were told of.
        channels: Where it is reported: ``mailto:…``, ``https://…`` (a webhook), ``feed``, ``file:…``; empty for the
            page alone.
        rhythm: When.
        hour: Of the day at which a daily digest is made, in ``zone``.
        zone: IANA name of the time zone.
        seen: Number of the last change of the archive that was looked at.
        state: What was answered last, for questions.
        digested: ISO moment of the last report that was made, before the first one of when it was added.
        secret: Key that signs webhooks.
    """

    id: str
    kind: WatchKind
    text: str
    outlets: tuple[str, ...] = ()
    threshold: float = 0.4
    channels: tuple[str, ...] = ()
    rhythm: Rhythm = "at once"
    hour: int = 7
    zone: str = "UTC"
    paused: bool = False
    seen: int = 0
    state: str = ""
    digested: str | None = None
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one thing to tell of a saved search.

    Attributes:
        number: 0 before it is kept.
        key: Names it for good within its search: what is kept under the same key is the same thing.
        at: When it was found.
        citation: The words that it rests on.
        note: What there is to know beside them ('was: “17 people died”').
        score: How sure it is that the article is about it, 0 to 1.
    """

    watch_id: str
    key: str
    kind: ItemKind
    at: datetime
    citation: Citation
    note: str = ""
    score: float = 1.0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """Hold one report on its way through one channel.

    Attributes:
        key: Names it for good, for whoever receives it, too: the same key is the same report.
        due: When it is to be tried (again).
        error: Why the last try failed.
        content: The report as JSON.
    """

    key: str
    watch_id: str
    channel: str
    at: datetime
    due: datetime
    state: DeliveryState
    attempts: int
    error: str
    subject: str
    content: str
