"""Find periods that are counted from another one: Friday before last, two Fridays ago, the 1st of last month."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from assistant.nlp.temporal.absolute_forms import WEEKDAYS
from assistant.nlp.temporal.counts import COUNT, DAY_WORDS, count_of
from assistant.nlp.temporal.periods import (
    Grain,
    Mention,
    Period,
    latest,
    month_of,
    shift_months,
    week_of,
    weekday_before,
    weekend_of,
)

_DAYS = "|".join(WEEKDAYS)
_DAY_NUMBER = rf"(?:[12]?\d|3[01])(?:st|nd|rd|th)|{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))}"
_LAST = r"(?P<w>this|last|the\s+previous|the\s+current)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("before_last", rf"\b(?:the\s+)?(?P<d>{_DAYS}|weekend)\s+before\s+last\b(?!\s+[A-Z])"),
    ("ago", rf"\b(?P<k>{COUNT})\s+(?P<d>{_DAYS}|weekend)s\s+(?:ago|back)\b"),
    ("part_ago", r"(?<![\w.,])(?P<k>\d{1,3}\.\d)\s+(?P<u>day|week|month|year)s?\s+(?:ago|back)\b"),
    ("weekday_of", rf"\b(?P<d>{_DAYS})\s+(?:of\s+)?{_LAST}\s+week\b"),
    ("day_of", rf"\b(?:the\s+)?(?P<n>{_DAY_NUMBER})\s+(?:day\s+)?of\s+{_LAST}\s+month\b"),
    ("day_of", rf"\b(?:the\s+)?(?P<n>last)\s+day\s+of\s+{_LAST}\s+month\b"),
    ("calendar_week", r"\bcalendar\s+week\s+(?P<n>[1-5]?\d)(?:\s+(?:of\s+|in\s+)?(?P<y>(?:19|20)\d\d))?\b"),
    ("calendar_week", r"\bweek\s+(?P<n>[1-5]?\d)\s+(?:of|in)\s+(?P<y>(?:19|20)\d\d)\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)

Reading = tuple[Grain, Callable[[date], Period | None]]


def compound_mentions(text: str) -> Iterator[Mention]:
    """Yield every period that is counted from another one; they may overlap."""
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            grain, resolve = _READERS[kind](match)
            yield Mention(match.start(), match.end(), grain, resolve, relative=True)


def _count_back(match: re.Match[str], *, steps: int | None = None) -> Reading:
    """Read 'Friday before last' as the last but one, and 'three Fridays ago' as the last but two."""
    back = timedelta(days=7 * ((steps or count_of(match["k"])) - 1))
    day = match["d"].lower()
    if day == "weekend":
        return "week", lambda anchor: weekend_of(weekday_before(week_of(anchor)[0], 5, strictly=True) - back)
    number = WEEKDAYS.index(day)
    return "day", lambda anchor: (weekday_before(anchor, number, strictly=True) - back,) * 2


def _part_ago(match: re.Match[str]) -> Reading:
    """Read '2.5 weeks ago' as the day, week, month or year in which that day lies."""
    count, unit = float(match["k"]), match["u"].lower()

    def resolve(anchor: date) -> Period:
        if unit in ("day", "week"):
            day = anchor - timedelta(days=round(count * (7 if unit == "week" else 1)))
            return week_of(day) if unit == "week" else (day, day)
        day = shift_months(anchor, -round(count * (12 if unit == "year" else 1)))
        return month_of(day)

    grains: dict[str, Grain] = {"day": "day", "week": "week"}
    return grains.get(unit, "month"), resolve


def _weekday_of(match: re.Match[str]) -> Reading:
    """Read 'Tuesday of last week', 'Tuesday last week'."""
    number, back = WEEKDAYS.index(match["d"].lower()), 7 * _steps(match)
    return "day", lambda anchor: (week_of(anchor)[0] + timedelta(days=number - back),) * 2


def _day_of(match: re.Match[str]) -> Reading:
    """Read 'the 1st of last month', 'the last day of this month'; None where the month is too short."""
    word, steps = match["n"].lower(), _steps(match)

    def resolve(anchor: date) -> Period | None:
        first, last = month_of(shift_months(anchor, -steps))
        day = last if word == "last" else first + timedelta(days=_number(word) - 1)
        return (day, day) if day <= last else None

    return "day", resolve


def _calendar_week(match: re.Match[str]) -> Reading:
    """Read 'calendar week 12' as ISO 8601 counts weeks, of the year named or the latest that has come."""
    number, year = int(match["n"]), match["y"]

    def make(of: int) -> Period | None:
        try:
            return week_of(date.fromisocalendar(of, number, 1))
        except ValueError:
            return None

    return "week", (lambda _anchor: make(int(year))) if year else partial(latest, make)


def _steps(match: re.Match[str]) -> int:
    """Return how many units back a period lies: none for 'this' and 'the current'."""
    return 0 if match["w"].lower().endswith(("this", "current")) else 1


def _number(word: str) -> int:
    return DAY_WORDS.get(re.sub(r"\s+", " ", word)) or int(re.sub(r"\D", "", word))


_READERS: dict[str, Callable[[re.Match[str]], Reading]] = {
    "before_last": partial(_count_back, steps=2),
    "ago": _count_back,
    "part_ago": _part_ago,
    "weekday_of": _weekday_of,
    "day_of": _day_of,
    "calendar_week": _calendar_week,
}
