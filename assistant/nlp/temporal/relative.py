"""Find periods that move with the as-of day: yesterday, last week, the past two weeks, last Tuesday, on Monday."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from assistant.nlp.temporal.absolute import month_number
from assistant.nlp.temporal.absolute_forms import MONTH, WEEKDAYS
from assistant.nlp.temporal.counts import COUNT, count_of
from assistant.nlp.temporal.periods import (
    Grain,
    Mention,
    Period,
    latest,
    month_of,
    part_of,
    quarter_of,
    season_of,
    shift_months,
    week_of,
    weekday_before,
    year_of,
)

_WEEKDAY = r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
# Days that 'in recent days', 'weeks', 'months' stand for, from how newsrooms use them; a window, not a ranking.
_RECENT = {"days": 7, "weeks": 30, "months": 90, "years": 3 * 365}
# Names that end in a weekday, and repeated days: not a date.
_NAMED_DAY = (
    r"(?<!black )(?<!good )(?<!cyber )(?<!super )(?<!easter )"
    r"(?<!bloody )(?<!ash )(?<!palm )(?<!every )(?<!each )"
)
_NAMED = {"was", "is", "named", "called"}
# The last day of the trial, the last year of her life; the last week of coverage is as good as last week.
_WHICH_LAST = re.compile(r"\b(?:which|what|when)\s+(?:was|is)\s+the\s+last\s+\w+$", re.IGNORECASE)
_LAST_OF = re.compile(
    rf"the\s+last\s+(?:{COUNT}\s+)?(?:hour|day|week|weekend|month|quarter|year|decade)s?\s+of\s+(?!(?:coverage|news|reporting|articles)\b)",
    re.IGNORECASE,
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("before_yesterday", r"\bthe\s+day\s+before\s+yesterday\b"),
    ("yesterday", r"\b(?:yesterday(?:\s+(?:morning|afternoon|evening|night))?|last\s+night)\b"),
    ("overnight", r"\bovernight\b(?=\s*(?:$|[?.,;!]|(?:in|on|at|by|from|about|this)\b))"),
    ("today", r"\b(?:(?:earlier\s+)?today|tonight|this\s+(?:morning|afternoon|evening))\b"),
    ("now", r"(?:(?<=\bto )|(?<=\buntil )|(?<=\btill )|(?<=\band ))(?:now|the\s+present(?:\s+day)?)\b"),
    ("of_the", r"(?<=\bof )the\s+(?P<u>day|week|month|year)\b(?!\s+(?:of|before|after|that|when)\b)"),
    ("before_last", r"\b(?:the\s+)?(?P<u>week|month|year)\s+before\s+last\b"),
    ("before_that", r"(?:(?<=\bwith )|(?<=\band )|(?<=\bto ))the\s+(?P<u>week|month|year)\s+before(?=\s*(?:[?.!,]|$))"),
    ("recent", r"\b(?:the\s+)?(?:most\s+)?recent\s+(?P<u>days|weeks|months|years)\b"),
    (
        "past",
        rf"\b(?:the\s+|these\s+)?(?:past|last|previous|preceding)\s+(?P<k>{COUNT})[\s-]+"
        r"(?P<u>hour|day|week|fortnight|month|year|decade)s?\b(?:\s+or\s+so\b)?",
    ),
    (
        "past",
        r"\b(?:(?:the|this)\s+)?past\s+(?P<u>hour|day|week|fortnight|month|year|decade)\b|"
        r"\bthe\s+last\s+(?P<v>hour|day|week|fortnight|month|year|decade)\b(?:\s+or\s+so\b)?",
    ),
    ("ago", rf"(?<!\d\.)\b(?P<k>{COUNT})[\s-]+(?P<u>day|week|fortnight|month|year)s?\s+(?:ago|back)\b"),
    ("weekend", r"\b(?:the\s+|this\s+|(?P<last>last)\s+|(?:this|the)\s+past\s+)weekend\b"),
    (
        "unit",
        r"\b(?:(?P<part>early|earlier|late|later|beginning\s+of|start\s+of|end\s+of)\s+)?"
        r"(?P<w>this|last|previous|the\s+previous|the\s+current)\s+(?P<u>week|month|quarter|year)(?:\s+so\s+far)?\b",
    ),
    ("to_date", r"\b(?:the\s+)?(?P<u>year|month)\s+to\s+date\b"),
    ("year_start", r"\b(?:the\s+)?(?:beginning|start|turn)\s+of\s+the\s+(?P<u>week|month|year)\b"),
    ("season", r"\b(?P<w>this|last)\s+(?P<season>spring|summer|autumn|fall|winter)\b"),
    ("month", rf"\b(?P<w>this|last)\s+(?P<m>{MONTH})(?![\w’'])"),
    ("last_day", rf"\b(?P<w>last|this|this\s+past|past)\s+(?P<d>{_WEEKDAY})\b(?!\s+of\b)"),
    (
        "day",
        rf"{_NAMED_DAY}(?<!next )(?<!coming )\b(?P<d>{_WEEKDAY})"
        r"(?:\s+(?:morning|afternoon|evening|night))?\b(?!\s+(?:of\b|the\s+\d))",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)


def relative_mentions(text: str) -> Iterator[Mention]:
    """Yield every relative period, the longer forms first; they may overlap."""
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if _is_name(text, match):
                continue
            grain, resolve = _READERS[kind](match)
            bare, definite = kind in {"now", "of_the"}, kind != "day"
            yield Mention(match.start(), match.end(), grain, resolve, relative=True, bare=bare, definite=definite)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Say whether it is a name or a part of something: USA Today, Sheffield Wednesday, the last day of the trial."""
    words = match[0].split()
    before = text[: match.start()].rstrip(" ")
    opening = not before or before[-1] in '.?!:;"“‘('
    if re.match(r"\s+[A-Z][a-z]", text[match.end() :]) and words[-1][0].isupper():
        return True  # Last Week Tonight, Sunday Times
    if _WHICH_LAST.search(text[: match.end()]):
        return True
    if _LAST_OF.match(("the " if before.lower().endswith("the") else "") + text[match.start() :]):
        return True
    previous = re.search(r"[\w’']+$", before)
    is_weekday = words[-1].lower() in WEEKDAYS or words[0].lower() in WEEKDAYS
    if is_weekday:
        alone = len(words) == 1 or words[0].lower() in WEEKDAYS
        if previous is None or not alone:
            return False
        return previous[0] in _NAMED or (previous[0][0].isupper() and previous[0] not in {"On", "By", "Since"})
    # the Today programme, This Morning
    return not opening and words[0][0].isupper() and not text.isupper()


def _back(unit: str, count: int, *, anchor: date) -> date:
    """Return the day that lies so many units before the anchor."""
    if unit in {"month", "year", "decade"}:
        return shift_months(anchor, -count * {"month": 1, "year": 12, "decade": 120}[unit])
    days = {"hour": 0, "day": count, "week": 7 * count, "fortnight": 14 * count}[unit]
    return anchor - timedelta(days=days or -(-count // 24))


def _unit(unit: str, day: date) -> Period:
    """Return the calendar week, month, quarter or year that a day lies in."""
    if unit == "day":
        return day, day
    if unit in {"week", "fortnight"}:
        return week_of(day)
    if unit == "month":
        return month_of(day)
    return quarter_of(day) if unit == "quarter" else year_of(day.year)


def _grain(unit: str) -> Grain:
    """Return the grain of a calendar unit."""
    grains: dict[str, Grain] = {
        "day": "day",
        "week": "week",
        "fortnight": "week",
        "month": "month",
        "quarter": "quarter",
    }
    return grains.get(unit, "year")


Reading = tuple[Grain, Callable[[date], Period | None]]


def _one_day(back: int) -> Callable[[re.Match[str]], Reading]:
    """Return a reader for the day that lies so many days back."""
    return lambda _match: ("day", lambda anchor: (anchor - timedelta(days=back),) * 2)


def _past(match: re.Match[str]) -> Reading:
    """Read 'the past two weeks': as many days back, and up to the as-of day."""
    groups = match.groupdict()
    unit, count = (groups.get("u") or groups.get("v") or "").lower(), count_of(groups.get("k"))
    return "past", lambda anchor: (_back(unit, count, anchor=anchor), anchor)


def _recent(match: re.Match[str]) -> Reading:
    """Read 'in recent weeks'."""
    days = _RECENT[match["u"].lower()]
    return "past", lambda anchor: (anchor - timedelta(days=days), anchor)


def _ago(match: re.Match[str]) -> Reading:
    """Read 'three days ago' as that day, 'two weeks ago' as the calendar week, and so on."""
    unit, count = match["u"].lower(), count_of(match["k"])
    if unit == "day":
        return "day", lambda anchor: (_back(unit, count, anchor=anchor),) * 2
    return _grain(unit), lambda anchor: _unit(unit, _back(unit, count, anchor=anchor))


def _weekend(match: re.Match[str]) -> Reading:
    """Read 'the weekend' as the most recent Saturday and Sunday that have begun."""
    strictly = match["last"] is not None

    def resolve(anchor: date) -> Period:
        monday = week_of(anchor)[0]
        saturday = weekday_before(monday if strictly else anchor, 5, strictly=False)
        return saturday, saturday + timedelta(days=1)

    return "week", resolve


def _calendar(match: re.Match[str]) -> Reading:
    """Read 'this month', 'last year', 'early this week', 'the week before last'."""
    groups, unit = match.groupdict(), match["u"].lower()
    word = (groups.get("w") or "this").lower()  # 'of the week' and 'month to date' have no word
    steps = 2 if "before" in match[0].lower() else 0 if word.endswith(("this", "current")) else 1
    part = (groups.get("part") or "").lower().split(" ")[0]

    def resolve(anchor: date) -> Period:
        day = (
            shift_months(anchor, -3 * steps)
            if unit == "quarter"
            else _back(unit, steps, anchor=anchor)
            if steps
            else anchor
        )
        period = _unit(unit, day)
        if unit == "week" and not steps and (not part or part.endswith("er")):
            # On a Monday 'this week' is hardly the one day: readers of news mean the last seven days.
            period = min(period[0], anchor - timedelta(days=6)), period[1]
        return part_of(period, part) if part and not part.endswith("er") else period

    return _grain(unit), resolve


def _start(match: re.Match[str]) -> Reading:
    """Read 'the start of the year' as its first day."""
    unit = match["u"].lower()
    return "day", lambda anchor: (_unit(unit, anchor)[0],) * 2


def _yearly(match: re.Match[str]) -> Reading:
    """Read 'last summer' and 'last March' as the most recent one that is over, 'this summer' as the one of the year."""
    groups = match.groupdict()

    def make(year: int) -> Period:
        if groups.get("season"):
            return season_of(groups["season"], year)
        return month_of(date(year, month_number(groups["m"]), 1))

    grain: Grain = "season" if groups.get("season") else "month"
    if groups["w"].lower() == "this":
        return grain, lambda anchor: latest(make, anchor)
    # A period that is over has begun before the month that the as-of day lies in.
    back = 3 if groups.get("season") else 1
    return grain, lambda anchor: latest(make, shift_months(month_of(anchor)[0], 1 - back) - timedelta(days=1))


def _weekday(match: re.Match[str], *, strictly: bool) -> Reading:
    """Read 'Monday' as the most recent one; 'last Monday' is never the as-of day itself."""
    number = WEEKDAYS.index(match["d"].lower())
    strict = strictly and match["w"].lower() != "this"
    return "day", lambda anchor: (weekday_before(anchor, number, strictly=strict),) * 2


_READERS: dict[str, Callable[[re.Match[str]], Reading]] = {
    "before_yesterday": _one_day(2),
    "yesterday": _one_day(1),
    "overnight": lambda _match: ("day", lambda anchor: (anchor - timedelta(days=1), anchor)),
    "today": _one_day(0),
    "now": _one_day(0),
    "of_the": _calendar,
    "before_last": _calendar,
    "before_that": _calendar,  # last week with the week before
    "recent": _recent,
    "past": _past,
    "ago": _ago,
    "weekend": _weekend,
    "unit": _calendar,
    "year_start": _start,
    "to_date": _calendar,
    "season": _yearly,
    "month": _yearly,
    "last_day": partial(_weekday, strictly=True),
    "day": partial(_weekday, strictly=False),
}
