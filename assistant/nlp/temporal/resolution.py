"""Which days the words of a time name, held against the day of their article; pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.nlp.temporal.briefing_periods import When, on
from assistant.nlp.temporal.periods import month_of, part_of, shift_months, week_of, weekday_before, year_of

_PAST = 0.6
"""What a day in the past counts for where 'on 6 March' can be this year's or last: news mostly looks back."""
OTHER_YEAR = 120
"""Days up to which a day without a year can be of another year than its article; in a look back it can be of any."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COUNTS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
COUNTS |= {"a": 1, "an": 1}


def of_year(when: When, year: int) -> When | None:
    """Return a day in the year that was named before it: 'resigned on May 24, 2019; it took until July 24'."""
    try:
        return on(when.first.replace(year=year), when.words)
    except ValueError:
        return None


def read_time(match: re.Match[str], published: date, *, coming: bool) -> When | None:
    """Return the days that a time's words name; None where they name none.

    Args:
        match: Of ``dated.TIME``.
        published: The day that 'Tuesday' is held against.
        coming: It is still to come.
    """
    groups = match.groupdict()
    words = match.group().strip()
    if groups["m1"] or groups["m2"]:
        day, month = int(groups["d1"] or groups["d2"]), month_number(groups["m1"] or groups["m2"])
        year = groups["y1"] or groups["y2"]
        found = day_told(day, month, int(year) if year else None, published, coming=coming)
        return on(found, words) if found else None
    if groups["m3"]:
        return _month_told(groups, published, words, coming=coming)
    if groups["y4"]:
        return When(*year_of(int(groups["y4"])), "year", words)
    if groups["d5"]:
        return on(_weekday(groups, published, coming=coming), words)
    if groups["rel"]:
        return on(published + timedelta(days=_shift(groups["rel"].lower())), words)
    if groups["weekend"]:
        saturday = week_of(published)[0] + timedelta(days=5)
        back = published < saturday and groups["w7"] != "next" and not coming
        saturday -= timedelta(days=7 * (back or (groups["w7"] == "last" and published >= saturday)))
        return When(saturday, saturday + timedelta(days=1), "days", words)
    return _ago(groups, published, words)


def _ago(groups: dict[str, str | None], published: date, words: str) -> When | None:
    if groups["fortnight"]:
        return on(published - timedelta(days=14), words)
    told = (groups["n6"] or "").lower()
    count = int(told) if told.isdigit() and len(told) < 3 else COUNTS.get(told)
    if count is None:
        return None
    unit = (groups["u6"] or "").removesuffix("s")
    if unit == "day":
        return on(published - timedelta(days=count), words)
    if unit == "week":
        day = published - timedelta(days=7 * count)
        return When(day - timedelta(days=3), day + timedelta(days=3), "days", words)
    if unit == "month":
        return When(*month_of(shift_months(published, -count)), "month", words)
    return When(*year_of(published.year - count), "year", words) if count < published.year else None


def month_number(name: str) -> int:
    """Return the number of a month by its name or the three letters that it begins with."""
    return MONTHS.index(name[:3]) + 1


def day_told(day: int, month: int, year: int | None, published: date, *, coming: bool) -> date | None:
    """Return a day of a month; without a year the one that is nearest, the past counting as nearer."""
    found = []
    for each in [year] if year else [published.year - 1, published.year, published.year + 1]:
        try:
            found.append(date(each, month, day))
        except ValueError:
            continue
    if coming and not year:
        found = [one for one in found if one >= published] or found
    best = min(found, key=lambda one: _far(one, published), default=None)
    if best is None or year or best.year == published.year or abs((best - published).days) <= OTHER_YEAR:
        return best
    return None


def _far(day: date, published: date) -> float:
    days = (day - published).days
    return days if days >= 0 else -days * _PAST


def _month_told(groups: dict[str, str | None], published: date, words: str, *, coming: bool) -> When | None:
    month = month_number(groups["m3"] or "")
    told = groups["y3"] or ""
    year = int(told) if told.isdigit() else {"last year": published.year - 1, "this year": published.year}.get(told)
    this = published.replace(day=1)
    firsts = [date(each, month, 1) for each in ([year] if year else range(published.year - 1, published.year + 2))]
    if groups["w3"] == "last":
        firsts = [first for first in firsts if first < this]
        firsts = firsts[-1:]
    elif groups["w3"] == "next" or (coming and not year):
        firsts = [first for first in firsts if first >= this]
    if not firsts:
        return None
    period = month_of(min(firsts, key=lambda first: _far(first, this)))
    third = (groups["third"] or "").removeprefix("the ").removesuffix(" of")
    if third:
        return When(*part_of(period, third), "part of month", words)
    return When(*period, "month", words)


def _weekday(groups: dict[str, str | None], published: date, *, coming: bool) -> date:
    number = WEEKDAYS.index(groups["d5"] or "")
    which, of = (groups["w5"] or "").lower(), groups["of5"] or ""
    if "last week" in of:
        return week_of(published)[0] + timedelta(days=number - 7)
    if of == " week":
        return weekday_before(published, number, strictly=False) + timedelta(days=14)
    if which in ("last", "the previous"):
        return weekday_before(published, number, strictly=True)
    latest = weekday_before(published, number, strictly=False)
    if which in ("next", "the following") or (coming and latest != published):
        return latest + timedelta(days=7)
    return latest


def _shift(word: str) -> int:
    if "before yesterday" in word:
        return -2
    return {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
