"""Find absolute periods in a text: 3 May, May 2022, 2022-05-03, Q3 2025, summer 2024, 2024."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from assistant.understand.counts import COUNT, DAY_WORDS, count_of
from assistant.understand.days import (
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
    weekend_of,
    year_of,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Abbreviations other than these full names are read only beside a day or a year: 'Mar', 'Dec', 'Jan' are names too.
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = rf"(?:{_YEAR}|['’]\d\d)"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
_AFTER = r"(?![\w%]|[,.:/-]\d)"  # what may not follow a number that is a date: '3 May 2,000', '2024-25'
_BEFORE = r"(?<![\w$€£.,:/-])"
_PART = r"(?:(?P<part>early|mid|late|beginning|start|end)(?:[\s-]+(?:of\s+)?))?"
# A year stands alone; before a noun it is a count or a name ('2000 homes', 'the 2024 election').
_ALONE = (
    r"(?!['’]s|-|\s+(?!(?:about|and|or|to|until|till|through|on|in|at|by|for|from|with|without|the|a|an|did|do|"
    r"does|was|were|is|are|had|has|have|what|who|which|how|when|where|why|that|report(?:ed|s)?|articles?|news|"
    r"coverage|stories|headlines|editions?)\b)[A-Za-z])"
)

_TO = r"\s*(?:-|–|to|and|until|till|through)\s*(?:the\s+)?"
_OF_YEAR = rf"(?:,?\s+(?P<y>{_SHORT_YEAR}){_AFTER})?"
_WEEK = r"\bweek\s+(?:of|starting|beginning|(?P<ending>ending))(?:\s+on)?\s+"
_WEEKEND = r"\bweekend\s+of\s+"
_NTH = "first|second|third|fourth|1st|2nd|3rd|4th"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", rf"{_BEFORE}(?P<y>{_YEAR})(?P<s>[-/])(?P<n>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01]){_AFTER}"),
    ("iso_month", rf"{_BEFORE}(?P<y>{_YEAR})-(?P<n>0[1-9]|1[0-2]){_AFTER}"),
    ("numeric", rf"{_BEFORE}(?P<a>\d{{1,2}})(?P<s>[./])(?P<b>\d{{1,2}})(?P=s)(?P<y>{_YEAR}){_AFTER}"),
    ("week", rf"{_WEEK}(?P<d>{_DAY})\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("week", rf"{_WEEK}(?P<m>{MONTH})\s+(?P<d>{_DAY}){_AFTER}{_OF_YEAR}"),
    ("weekend", rf"{_WEEKEND}(?P<d>{_DAY})(?:\s*(?:-|–|/|and|to)\s*{_DAY})?\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("weekend", rf"{_WEEKEND}(?P<m>{MONTH})\s+(?P<d>{_DAY})(?:\s*(?:-|–|/|and|to)\s*{_DAY})?{_AFTER}{_OF_YEAR}"),
    ("nth_week", rf"\b(?P<k>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+(?P<m>{MONTH}){_OF_YEAR}"),
    (
        "run",
        rf"\b(?P<k>first|last)\s+(?P<c>{COUNT})\s+(?P<u>days?|weeks?|months?)\s+of\s+"
        rf"(?:(?P<m>{MONTH}){_OF_YEAR}|(?P<z>{_YEAR}){_AFTER})",
    ),
    ("days", rf"{_BEFORE}(?P<d>{_DAY}){_TO}(?P<e>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH}){_OF_YEAR}(?!\w)"),
    ("days", rf"\b(?P<m>{MONTH})\s+(?P<d>{_DAY}){_TO}(?P<e>{_DAY}){_AFTER}{_OF_YEAR}"),
    ("day", rf"{_BEFORE}{_WEEKDAY}(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH}){_OF_YEAR}(?!\w)"),
    ("day", rf"\b{_WEEKDAY}(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{_DAY}){_AFTER}{_OF_YEAR}"),
    ("day", rf"\b(?P<d>{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))})\s+of\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("ordinal", rf"(?<=\bthe )(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))\b{_ALONE}"),
    ("quarter", rf"\bQ(?P<k>[1-4])(?:[\s/-]*(?:of\s+)?(?P<y>{_YEAR}){_AFTER})?(?!\w)"),
    ("quarter", rf"{_BEFORE}(?P<y>{_YEAR})[\s/-]+Q(?P<k>[1-4])\b"),
    ("quarter", rf"\b(?P<k>{_NTH})[\s-]+quarter\s+(?:of\s+)?(?P<y>{_YEAR}){_AFTER}"),
    ("half", rf"\b(?:(?P<k>first|second)\s+half\s+of\s+|H(?P<h>[12])\s+(?:of\s+)?)(?P<y>{_YEAR}){_AFTER}"),
    ("half_month", rf"\b(?P<k>first|second)\s+half\s+of\s+(?P<m>{MONTH}){_OF_YEAR}"),
    ("season", rf"\b{_PART}(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<y>{_YEAR})(?:/\d\d)?{_AFTER}"),
    ("month", rf"\b{_PART}(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{_SHORT_YEAR}){_AFTER}"),
    ("month", rf"\b{_PART}(?P<m>{_FULL})\b(?!['’]s)"),
    ("decade", r"(?<!\w)(?P<y>(?:19|20)\d0)s\b"),
    ("year", rf"{_BEFORE}{_PART}(?P<y>{_YEAR}){_AFTER}{_ALONE}"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_LOWER_MONTH = re.compile(r"\b(?:may|march|mar|dec|jan)\b")


def absolute_mentions(text: str) -> Iterator[Mention]:
    """Yield every absolute period, the longer forms first; they may overlap."""
    for kind, pattern in _COMPILED:
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
    if last < first or ("y" not in groups and _LOWER_MONTH.search(match["m"]) and "th" not in groups["d"]):
        return None  # '5 may be hurt', '12 march on the capital'
    return _mention(
        match, "day" if first == last else "week", make=lambda year: _valid(year, month, first=first, last=last)
    )


def _numeric(match: re.Match[str]) -> Mention | None:
    """Read 14/03/2025 or 3.5.2022; an ambiguous 03/04/2025 is not read at all."""
    one, two = int(match["a"]), int(match["b"])
    day, month = (two, one) if two > 12 else (one, two)
    if match["s"] == "/" and one <= 12 and two <= 12 and one != two:
        return None
    if not 1 <= month <= 12:
        return None
    return _mention(match, "day", make=lambda year: _valid(year, month, first=day, last=day))


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
        if groups["k"] == "last":
            return last - timedelta(days=6), last
        start = first + timedelta(days=7 * (DAY_WORDS[groups["k"]] - 1))
        return start, start + timedelta(days=6)

    return _mention(match, "week", make=make)


def _run(match: re.Match[str]) -> Mention | None:
    """Read 'the first three months of 2024', 'the last ten days of May'."""
    groups = _groups(match)
    count, unit = count_of(groups["c"]), groups["u"].rstrip("s")

    def make(year: int) -> Period:
        whole = month_of(date(year, month_number(groups["m"]), 1)) if "m" in groups else year_of(year)
        days = count * {"day": 1, "week": 7, "month": 0}[unit]
        if groups["k"] == "last":
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
            period = months_from(year, 3 * _number(groups["k"]) - 2, count=3)
        elif "k" in groups or "h" in groups:
            period = months_from(year, 6 * _number(groups.get("k") or groups["h"]) - 5, count=6)
        elif match[0].lower().endswith("s"):
            period = year_of(year)[0], year_of(year + 9)[1]
        else:
            period = year_of(year)
        return part_of(period, groups["part"]) if "part" in groups else period

    bare = "m" in groups if "y" not in groups else match[0] == groups["y"]
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
    "run": _run,
    "ordinal": _ordinal,
    "half_month": _half_month,
    "days": _days,
    "day": _days,
    "quarter": _long,
    "half": _long,
    "season": _long,
    "month": _long,
    "decade": _long,
    "year": _long,
}
