"""How sources are doing: what they bring, what was refused, and which have fallen silent."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from assistant.monitoring.storage import source_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Health, Run
from corpus import Source

_BACK = timedelta(days=28)
_DAY = timedelta(days=1)
_LEAST = timedelta(days=3)
"""Time after which it is known what is usual."""
_UNLIKELY = 7.0
"""New articles that were to be expected since the last one, from which silence is told: with as many expected, none at
all comes by chance once in a thousand times (Poisson: e^-7)."""


def check_sources(db: Database, now: datetime) -> list[Health]:
    """Return how each source is doing."""
    return [check_source(db, source, now) for source in source_records.list_sources(db)]


def check_source(db: Database, source: Source, now: datetime) -> Health:
    """Return how a source is doing."""
    brought, added, due, failures = source_records.totals_of(db, source.id)
    runs = source_records.runs_of(db, source.id, since=now - _BACK)
    last_new = source_records.last_new(db, source.id)
    usual = usual_a_day(runs[1:] if runs and runs[0].at - added < _DAY else runs, now)
    refusals: Counter[str] = Counter()
    for run in runs:
        if run.at > now - _DAY:
            refusals.update(run.refusals)
    silent = "" if source.paused else tell_silence(runs, usual, last_new or added, now)
    last = runs[-1] if runs else None
    return Health(source, last, brought, dict(refusals.most_common()), usual, last_new, silent, due, failures)


def usual_a_day(runs: list[Run], now: datetime) -> float | None:
    """Return how many new articles runs brought a day; None where they reach back too little to know.

    Args:
        runs: Without the first one of a source, which brings all that it has.
        now: The present moment.
    """
    if not runs or now - runs[0].at < _LEAST:
        return None
    return sum(run.added for run in runs) / ((now - runs[0].at) / _DAY)


def tell_silence(runs: list[Run], usual: float | None, last_new: datetime, now: datetime) -> str:
    """Say that a source has brought nothing for longer than chance explains; '' where it has not.

    What is expected is counted by the days of the week: an outlet that rests on Sunday is not silent then.
    """
    if not usual:
        return ""
    by_weekday: Counter[int] = Counter()
    for run in runs[1:]:
        by_weekday[run.at.weekday()] += run.added
    known = [runs[1].at + _DAY * number for number in range(int((last_new - runs[1].at) / _DAY) + 1)]
    days = Counter(day.weekday() for day in known)
    expected, moment = 0.0, last_new
    while moment < now:
        until = min(now, moment + _DAY / 24)
        weekday = moment.weekday()
        rate = by_weekday[weekday] / days[weekday] if days[weekday] else usual
        expected += rate * ((until - moment) / _DAY)
        moment = until
    if expected < _UNLIKELY:
        return ""
    since = last_new.strftime("%A") if now - last_new < timedelta(days=6) else f"{last_new:%-d %B}"
    return f"nothing since {since}; usually {usual:.0f} a day"
