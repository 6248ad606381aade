"""Say how a date of a question was read, for the chip that shows its window."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.understand.days import Period, long_day, span_of
from assistant.understand.frames import Role
from corpus import Window

_EVENT = "the date of what is asked about, not of publication: no filter"


def reason_of(words: str, *, window: Window, period: Period, role: Role, as_of: date | None) -> str:
    """Return the words and how they were read: “‘last week’, as of 14 March 2025: 3 to 9 March 2025”.

    Args:
        words: Those of the question.
        window: The days of publication that they became.
        period: The days that they name.
        role: What they frame.
        as_of: The day that they were counted from; None where they say their days themselves.
    """
    read = f"‘{words}’" + (f", as of {long_day(as_of)}" if as_of else "")
    return f"{read}: {_days(window, period, role=role)}"


def _days(window: Window, period: Period, *, role: Role) -> str:
    """Return the days of publication in words."""
    if role == "event":
        return f"{span_of(period)}, {_EVENT}"
    if not window:
        return f"{span_of(period)}; no filter, as nothing later is used anyway"
    if window.since is None or window.until is None:
        return (
            f"published from {long_day(window.since)} on" if window.since else f"published until {_day(window.until)}"
        )
    named = (period[0], min(period[1], window.until))
    if role == "published" or window.until == named[1]:
        return f"published {_on(window.since, window.until)}"
    later = "the day after" if window.until == period[1] + timedelta(days=1) else f"until {long_day(window.until)}"
    return f"{span_of(named)}, and what was printed {later}"


def _on(first: date, last: date) -> str:
    return f"on {long_day(first)}" if first == last else span_of((first, last))


def _day(day: date | None) -> str:
    return long_day(day) if day else ""
