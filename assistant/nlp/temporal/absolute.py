"""Find absolute periods in a text: 3 May, May 2022, 2022-05-03, Q3 2025, summer 2024, 2024."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from assistant.nlp.temporal.absolute_forms import COMPILED, WEEKDAYS
from assistant.nlp.temporal.counts import DAY_WORDS, count_of
from assistant.nlp.temporal.periods import (
    Grain,
    Mention,
    Period,
    latest,
    latest_day,
    month_of,
    months_from,
    part_of,
    season_of,
    shift_months,
    week_of,
    weekday_before,
    weekend_of,
    year_of,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LAST = {"last", "final"}
_DATE_BEFORE = re.compile(r"\b(?:on|from|since|before|after|until|dated|between)\s+(?:the\s+)?$", re.IGNORECASE)
_LOWER_MONTH = re.compile(r"\b(?:may|march|mar|dec|jan)\b")


def absolute_mentions(text: str) -> Iterator[Mention]:
    """Yield every absolute period, the longer forms first; they may overlap."""
    for kind, pattern in COMPILED:
        for match in pattern.finditer(text):
            mention = _BUILDERS[kind](match)
            if mention is not None:
                yield mention


def _groups(match: re.Match[str]) -> dict[str, str]:
    """Return the groups that took part, in small letters."""
    return {name: value.lower() for name, value in match.groupdict().items() if value}


def month_number(word: str) -> int:
    """Return the number of a month from its name."""
    return _MONTHS.index(word[:3].lower()) + 1


def _number(word: str) -> int:
    """Return the number at the start of '3rd', or of 'third'."""
    return DAY_WORDS.get(word) or int(re.sub(r"\D", "", word))


def _year(said: str) -> int:
    """Return the year of '2022' or '’22'; of two figures it is the one within fifty years of 2000."""
    figures = int(said.strip("'’"))
    return figures if figures > 99 else figures + (2000 if figures < 50 else 1900)


def _valid(year: int, month: int, *, first: int, last: int) -> Period | None:
    """Return days of one month, None where the calendar has no such day."""
    try:
        return date(year, month, first), date(year, month, last)
    except ValueError:
        return None


def _mention(
    match: re.Match[str], grain: Grain, *, make: Callable[[int], Period | None], bare: bool = False
) -> Mention | None:
    """Return a mention whose year is the one said, else the most recent one that fits."""
    said = _groups(match).get("y")
    if said is None:
        return Mention(match.start(), match.end(), grain, partial(latest, make), bare=bare, definite=False)
    period = make(_year(said))
    if period is None:
        return None
    return Mention(match.start(), match.end(), grain, lambda _anchor: period, bare=bare)


def _days(match: re.Match[str]) -> Mention | None:
    """Read one day of a month, or a run of days."""
    groups = _groups(match)
    month = month_number(groups["m"]) if "m" in groups else int(groups["n"])
    first = _number(groups["d"])
    last = _number(groups.get("e", groups["d"]))
    lower = "y" not in groups and _LOWER_MONTH.search(match["m"]) and "th" not in groups["d"]
    if last < first or (lower and not _DATE_BEFORE.search(match.string[: match.start()])):
        return None  # '5 may be hurt', '12 march on the capital'
    return _mention(
        match, "day" if first == last else "week", make=lambda year: _valid(year, month, first=first, last=last)
    )


def _numeric(match: re.Match[str]) -> Mention | None:
    """Read 14/03/2025, 14/3/25 or 3.5.2022; of 03/04/2025 the only reading that has come, else neither."""
    one, two, year = int(match["a"]), int(match["b"]), _year(match["y"])
    orders = [(one, two)] if match["s"] == "." else [(one, two), (two, one)]
    days = {_valid(year, month, first=day, last=day) for day, month in orders}

    def resolve(anchor: date) -> Period | None:
        come = [day for day in days if day and day[0] <= anchor]
        return come[0] if len(come) == 1 else None

    return Mention(match.start(), match.end(), "day", resolve, definite=len(days) == 1)


def _week(match: re.Match[str]) -> Mention | None:
    """Read 'the week of 3 March', 'the weekend of 5 March' and 'the first week of May'."""
    groups = _groups(match)
    month = month_number(groups["m"])

    def make(year: int) -> Period | None:
        if "d" in groups:
            day = _valid(year, month, first=_number(groups["d"]), last=_number(groups["d"]))
            if day is None:
                return None
            if "weekend" in match[0].lower():
                return weekend_of(day[0])
            return (day[0] - timedelta(days=6), day[0]) if "ending" in groups else week_of(day[0])
        first, last = month_of(date(year, month, 1))
        if groups["k"] in _LAST:
            return last - timedelta(days=6), last
        start = first + timedelta(days=7 * (DAY_WORDS[groups["k"]] - 1))
        return start, start + timedelta(days=6)

    return _mention(match, "week", make=make)


def _nth_day(match: re.Match[str]) -> Mention | None:
    """Read 'the first Monday of May', 'the last weekend of May'; a weekend counts by its Saturday."""
    groups = _groups(match)
    wanted = 5 if groups["w"] == "weekend" else WEEKDAYS.index(groups["w"])

    def make(year: int) -> Period:
        first, last = month_of(date(year, month_number(groups["m"]), 1))
        if groups["k"] in _LAST:
            day = weekday_before(last, wanted, strictly=False)
        else:
            day = first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (_number(groups["k"]) - 1))
        return (day, day + timedelta(days=1)) if groups["w"] == "weekend" else (day, day)

    return _mention(match, "day", make=make)


def _run(match: re.Match[str]) -> Mention | None:
    """Read 'the first three months of 2024', 'the last ten days of May'."""
    groups = _groups(match)
    count, unit = count_of(groups["c"]), groups["u"].rstrip("s")

    def make(year: int) -> Period:
        whole = month_of(date(year, month_number(groups["m"]), 1)) if "m" in groups else year_of(year)
        days = count * {"day": 1, "week": 7, "month": 0}[unit]
        if groups["k"] in _LAST:
            following = whole[1] + timedelta(days=1)
            return (following - timedelta(days=days) if days else shift_months(following, -count)), whole[1]
        after = whole[0] + timedelta(days=days) if days else shift_months(whole[0], count)
        return whole[0], after - timedelta(days=1)

    if "z" in groups:
        period = make(int(groups["z"]))
        return Mention(match.start(), match.end(), "half", lambda _anchor: period)
    return _mention(match, "week", make=make)


def _ordinal(match: re.Match[str]) -> Mention | None:
    """Read 'the 3rd' as the latest third of a month."""
    day = _number(match["d"])
    return Mention(match.start(), match.end(), "day", partial(latest_day, day), bare=True, definite=False)


def _half_month(match: re.Match[str]) -> Mention | None:
    """Read 'the first half of May'."""
    groups = _groups(match)

    def make(year: int) -> Period:
        first, last = month_of(date(year, month_number(groups["m"]), 1))
        middle = first + timedelta(days=14)
        return (first, middle) if groups["k"] == "first" else (middle + timedelta(days=1), last)

    return _mention(match, "week", make=make)


def _long(match: re.Match[str]) -> Mention | None:
    """Read a month, a quarter, a half, a season, a year or a decade, whole or its early, middle or late part."""
    groups = _groups(match)

    def make(year: int) -> Period:
        if "m" in groups:
            period = month_of(date(year, month_number(groups["m"]), 1))
        elif "season" in groups:
            period = season_of(groups["season"], year)
        elif "q" in match[0].lower():
            period = months_from(year, 3 * (4 if groups["k"] in _LAST else _number(groups["k"])) - 2, count=3)
        elif "k" in groups or "h" in groups:
            period = months_from(year, 6 * _number(groups.get("k") or groups["h"]) - 5, count=6)
        elif match[0].lower().endswith("s"):
            period = year_of(year)[0], year_of(year + 9)[1]
        else:
            period = year_of(year)
        return part_of(period, groups["part"]) if "part" in groups else period

    named = "m" in groups or "season" in groups
    bare = named if "y" not in groups else match[0] == groups["y"]
    grain: Grain = "month" if "m" in groups else "decade" if match[0].lower().endswith("0s") else "year"
    return _mention(match, grain, make=make, bare=bare and "part" not in groups)


def _iso_month(match: re.Match[str]) -> Mention | None:
    """Read 2022-05."""
    month = int(match["n"])
    return _mention(match, "month", make=lambda year: month_of(date(year, month, 1)))


_BUILDERS: dict[str, Callable[[re.Match[str]], Mention | None]] = {
    "iso": _days,
    "iso_month": _iso_month,
    "numeric": _numeric,
    "week": _week,
    "weekend": _week,
    "nth_week": _week,
    "nth_day": _nth_day,
    "run": _run,
    "ordinal": _ordinal,
    "half_month": _half_month,
    "days": _days,
    "day": _days,
    "quarter": _long,
    "half": _long,
    "season": _long,
    "bare_season": _long,
    "month": _long,
    "decade": _long,
    "year": _long,
}
