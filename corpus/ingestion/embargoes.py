"""Read embargoes and kills that a wire puts into words ('EMBARGOED TO 0001 THURSDAY APRIL 3', 'MANDATORY KILL'); pure.

They are looked for where desks put them: in the note to editors, and at the beginning of the headline and of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from corpus.ingestion.month_names import month_named
from corpus.ingestion.written_dates import UNKNOWN_ZONE, read_written_date, zone_named
from corpus.types import Article

_OPENING = 400  # characters of a text in which a line for editors stands
_WHEN = r"(?P<when>[^\n)\]]{0,80})"
_EMBARGO = re.compile(
    r"(?:^|[(\[*\n.:]|\*{2,3})[^\w\n(]{0,5}(?:(?:STRICTLY|UNDER|NEWS|HOLD|NOTE)\s+){0,2}"
    r"(?:EMBARGOED|EMBARGO(?=\s*:|\s+(?:UNTIL|TILL?)\b)|SPERRFRIST|HOLD\s+FOR\s+RELEASE|NOT\s+FOR\s+(?:RELEASE|USE|PUBLICATION)"
    r"\s+(?:BEFORE|UNTIL))(?P<link>\W{0,3}\s*(?:(?:TO|UNTIL|TILL?|FOR(?:\s+RELEASE)?(?:\s+(?:AT|ON))?|BEFORE|BIS)\b)?)\s*:?\s*"
    + _WHEN,
    re.IGNORECASE,
)
_KILL_LINE = re.compile(
    r"\W*(?:(?:MANDATORY|BULLETIN|URGENT|STORY|NEWS|PHOTO|EDITORS?|EDS|ATTENTION)\b[\s:,–—-]*){0,3}KILL(?:ED)?\b"
    r"(?:[\s,–—-]+KILL\b|\s*[:.–—-]|\s*$|(?<=[A-Z]{2}L)[^a-z]*$)"
)
_KILL_WORDS = re.compile(
    r"\W*(?:(?i:mandatory|bulletin)\s+(?i:kill)\s*(?:[.:;,–—-]|$)"
    r"|(?i:(?:attention\W+)?(?:editors?|eds)\b)[^\n.]{0,60}\b(?:kill|KILL)\s+(?i:all|the|our|this|that|story|slug|item|both)\b)"
)
_SIGN = re.compile("embargo|sperrfrist|release|publication|not for use", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")
_FROM_NOW = {"today": 0, "tonight": 0, "tomorrow": 1}
_WORDS = {"midnight": 0, "noon": 12, "midday": 12}
_ZONE = re.compile(r"\b[A-Z]{2,5}\b")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE = re.compile(
    r"\b(?P<a>[^\W\d_]{3,12})\.?\s+(?P<b>\d{1,2})\b(?!\d|[:.]\d)|\b(?P<c>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<d>[^\W\d_]{3,12})"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HALF_A_YEAR = timedelta(days=183)


def bar(article: Article) -> Article:
    """Return an article with what its words say of its use: canceled by a kill, withheld or dated by an embargo."""
    if is_kill_notice(article):
        remark = "a kill for editors, no article: not cited, nor is what it names"
        return replace(article, pubstatus="canceled", remarks=(*article.remarks, remark))
    if article.embargo or article.pubstatus not in ("", "usable"):
        return article
    found = [
        embargo for part in _parts(article) for embargo in _EMBARGO.finditer(part) if embargo["when"] or embargo["link"]
    ]
    if not found:
        return article
    for embargo in found:
        if (moment := _moment(embargo["when"], article.published)) is not None:
            until = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            remark = f'under embargo until {until} by its words "{_shown(embargo)}"'
            return replace(article, embargo=until, remarks=(*article.remarks, remark))
    remark = f'its words "{_shown(found[0])}" give no moment: withheld until its source lets it go'
    return replace(article, pubstatus="withheld", remarks=(*article.remarks, remark))


def is_kill_notice(article: Article) -> bool:
    """Say whether an item takes other ones back."""
    lines = (article.title, article.slugline or "", article.note or "", article.text[:_OPENING].partition("\n")[0])
    return any(_KILL_LINE.match(line) or _KILL_WORDS.match(line) for line in lines)


def _shown(found: re.Match[str]) -> str:
    return " ".join(found[0].split()).strip("([*. ")[:100]


def _parts(article: Article) -> Iterator[str]:
    """Yield where an embargo may stand."""
    parts = (article.note, article.title, article.text[:_OPENING])
    yield from (part for part in parts if part and _SIGN.search(part))


def _moment(when: str, published: str | None) -> datetime | None:
    """Return the moment that words give, None where they do not; a day without an hour is taken to its end."""
    if whole := _ISO.search(when):
        return datetime.fromisoformat(whole[0])
    told = datetime.fromisoformat(published) if published else None
    clock, rest = _clock(when)
    day = _day(rest, told, clock)
    if day is None:
        return None
    zone = next((z for name in _ZONE.findall(when) if (z := zone_named(name)) is not UNKNOWN_ZONE), None)
    zone = zone or (told.tzinfo if told and told.tzinfo else UTC)
    if clock is None:
        return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, clock[0], clock[1], tzinfo=zone)


def _clock(when: str) -> tuple[tuple[int, int] | None, str]:
    """Return the hour and minute that words give, and the words without them."""
    for name, hour in _WORDS.items():
        if found := re.search(rf"\b{name}\b", when, re.IGNORECASE):
            return (hour, 0), f"{when[: found.start()]} {when[found.end() :]}"
    found = re.search(r"(?<![\d.:])([01]\d|2[0-3])([0-5]\d)(?![\d.:])", when)
    if found and (not _YEAR.fullmatch(found[0]) or _YEAR.search(when[found.end() :]) or _is_hour(found[0], when)):
        return (int(found[1]), int(found[2])), f"{when[: found.start()]} {when[found.end() :]}"
    for found in re.finditer(
        r"(?<![\d.:])(\d{1,2})(?:[:.]([0-5]\d))?(?![\d.:])\s*([ap]\.?\s?m\b|uhr\b)?", when, re.IGNORECASE
    ):
        if (found[2] or found[3]) and int(found[1]) < 24:
            hour, half = int(found[1]), (found[3] or "").lower()
            hour = hour % 12 + (12 if half[0] == "p" else 0) if half[:1] in ("a", "p") and half else hour
            return (hour, int(found[2] or 0)), f"{when[: found.start()]} {when[found.end() :]}"
    return None, when


def _is_hour(number: str, when: str) -> bool:
    """Say whether '2000' is an hour: a zone, a day or a word for it follows."""
    return re.search(rf"{number}\s*(?:hrs|hours|[A-Z]{{2,5}}\b)", when) is not None


def _day(words: str, told: datetime | None, clock: tuple[int, int] | None) -> datetime | None:
    """Return the day that words give: a whole date, one without a year, or a day of the week."""
    if (whole := read_written_date(words)) is not None:
        return whole
    if told is None:
        return None
    for found in _DATE.finditer(words):
        month = month_named(found["a"] or found["d"])
        if month is not None:
            return _nearest(month, int(found["b"] or found["c"]), told)
    lowered = words.casefold()
    for name, days in _FROM_NOW.items():
        if re.search(rf"\b{name}\b", lowered):
            return datetime(told.year, told.month, told.day) + timedelta(days=days)
    named = [number for number, name in enumerate(_DAYS) if re.search(rf"\b{name[:3]}(?:{name[3:]})?\b", lowered)]
    if len(named) != 1:
        return None
    ahead = (named[0] - told.weekday()) % 7
    passed = clock is not None and ahead == 0 and clock <= (told.hour, told.minute) and told.hour + told.minute > 0
    return datetime(told.year, told.month, told.day) + timedelta(days=7 if passed else ahead)


def _nearest(month: int, day: int, told: datetime) -> datetime | None:
    """Return the day of a month that is nearest to another day."""
    base = datetime(told.year, told.month, told.day)
    for year in (told.year, told.year + 1, told.year - 1):
        try:
            if abs((found := datetime(year, month, day)) - base) <= _HALF_A_YEAR:
                return found
        except ValueError:
            return None
    return None
