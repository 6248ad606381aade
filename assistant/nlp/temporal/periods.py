"""Do arithmetic on days: weeks, months, quarters, seasons, and how a period is written for people."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus import Window

Period = tuple[date, date]
Grain = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "past"]

_SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # meteorological, northern


@dataclass(frozen=True, slots=True)
class Mention:
    """Point at words that name a period.

    Attributes:
        resolve: From the day to look back from to the period, None where there is no such period.
        relative: Whether the period moves with the as-of day ('last week').
        bare: Whether the words are something else as often ('May', '2024') and need a preposition or a frame.
        definite: Whether it is one period whatever follows; a day or month without a year, or a weekday, is not.
    """

    start: int
    end: int
    grain: Grain
    resolve: Callable[[date], Period | None]
    relative: bool = False
    bare: bool = False
    definite: bool = True


def shift_months(day: date, months: int) -> date:
    """Move a day by whole months, to the month's last day where it would not exist."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, month_of(date(year, month + 1, 1))[1].day))


def month_of(day: date) -> Period:
    """Return the month that a day lies in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def months_from(year: int, month: int, *, count: int) -> Period:
    """Return a run of whole months."""
    first = date(year, month, 1)
    return first, shift_months(first, count) - timedelta(days=1)


def week_of(day: date) -> Period:
    """Return the week that a day lies in, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def year_of(year: int) -> Period:
    """Return a whole year."""
    return date(year, 1, 1), date(year, 12, 31)


def quarter_of(day: date) -> Period:
    """Return the calendar quarter that a day lies in."""
    return months_from(day.year, (day.month - 1) // 3 * 3 + 1, count=3)


def season_of(name: str, year: int) -> Period:
    """Return a season; a winter runs from December of its year to February of the next."""
    return months_from(year, _SEASON_START[name.lower()], count=3)


def latest(make: Callable[[int], Period | None], anchor: date) -> Period | None:
    """Return the most recent of a yearly period that has begun by the anchor day.

    Args:
        make: From a year to that year's period, None where that year has none (29 February).
        anchor: The last day that the period may begin on.
    """
    for year in range(anchor.year, anchor.year - 8, -1):
        period = make(year)
        if period is not None and period[0] <= anchor:
            return period
    return None


def latest_day(day: int, anchor: date) -> Period | None:
    """Return the most recent such day of a month, the anchor day included; too short a month is passed over."""
    for back in range(3):
        first, last = month_of(shift_months(anchor, -back))
        found = first + timedelta(days=day - 1)
        if day > 0 and found <= min(last, anchor):
            return found, found
    return None


def weekend_of(day: date) -> Period:
    """Return the Saturday and Sunday of the week that a day lies in."""
    saturday = week_of(day)[0] + timedelta(days=5)
    return saturday, saturday + timedelta(days=1)


def weekday_before(anchor: date, weekday: int, *, strictly: bool) -> date:
    """Return the most recent such weekday; strictly means that the anchor day itself does not count."""
    back = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=back or (7 if strictly else 0))


def part_of(period: Period, part: str) -> Period:
    """Return the early, middle or late third of a period; of a year they are four months each."""
    first, last = period
    days = ((last - first).days + 1) // 3
    early, late = first + timedelta(days=days), last - timedelta(days=days - 1)
    if period == year_of(first.year):
        early, late = date(first.year, 5, 1), date(first.year, 9, 1)
    if part in {"early", "beginning", "start"}:
        return first, early - timedelta(days=1)
    return (late, last) if part in {"late", "end"} else (early, late - timedelta(days=1))


def label_of(window: Window) -> str:
    """Write a window as people do: '12 to 18 March 2025', 'since 1 March 2025', 'May 2025'."""
    since, until = window.since, window.until
    if since is None or until is None:
        if since is not None:
            return f"since {long_day(since)}"
        return f"until {long_day(until)}" if until is not None else "any day"
    if (since, until) == year_of(since.year):
        return str(since.year)
    if (since, until) == month_of(since):
        return f"{since:%B} {since.year}"
    return span_of((since, until))


def span_of(period: Period) -> str:
    """Write a period by its days, shortened where they share their month or year: '12 to 18 March 2025'."""
    first, last = period
    if first == last:
        return long_day(first)
    if first.year != last.year:
        return f"{long_day(first)} to {long_day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {long_day(last)}"
    return f"{first.day} to {long_day(last)}"


def long_day(day: date) -> str:
    """Write one day: '3 May 2022'."""
    return f"{day.day} {day:%B} {day.year}"
