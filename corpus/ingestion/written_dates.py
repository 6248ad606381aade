"""Read a day, an hour and a zone out of words in any language: pure functions.

A day is day, month by name and year in any of the orders in which languages write them. An hour is taken where it
stands beside the day; what else stands there must not be a number, or the words are not understood.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from corpus.ingestion.month_names import month_named

_WORD = r"[^\s\d.,;:/()|–—-]+"  # not ``\\w``: vowel signs of India and Thailand are none
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?"
_YEAR = r"(?P<year>\d{4}|['’]?\d\d(?!\d|[:.]\d))"
_ORDERS = tuple(
    re.compile(order, re.IGNORECASE)
    for order in (
        rf"(?<!\d){_DAY}[\s/.-]*(?:(?:de|of)\s+|d['’])?(?P<month>{_WORD})\.?[\s,/.-]*(?:(?:de|del|of)\s+)?{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<month>{_WORD})\.?\s+{_DAY}\s*,?\s+(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<year>\d{{4}})\.?\s+(?:[^\W\d_]{{1,2}}\.\s+)?(?P<month>{_WORD})\.?\s+{_DAY}(?!\d)",
    )
)
_FIGURES = (
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>1[3-9]|2\d|3[01])[-/](?P<month>\d{1,2})[-/](?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<month>\d{1,2})[-/](?P<day>1[3-9]|2\d|3[01])[-/](?P<year>\d{4})(?!\d)"),
)
_CJK = re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日号號일]?")
_HOUR = re.compile(
    r"(?<![\d.:+-])(?P<hour>\d{1,2})(?:(?:[:.h]|\sh\s)(?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?)?(?!\d)"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:\b(?:UTC|GMT)\s?)?(?P<sign>[+\u2212-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?!\d)")
_PLACE = re.compile(r"\b[A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b")
_NAME = re.compile(r"\b[A-Z]{2,5}\b")
_NO_ZONE = frozenset("AM PM AT ON THE OF MON TUE WED THU FRI SAT SUN UHR".split())
_BUDDHIST = 543  # years before the common era
_MOST_WORDS = 8  # beside the day and the hour: 'first published on Friday the … at … local time'

_REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_HOURS = {  # names of zones that mean one thing; IST is India's, Israel's and Ireland's
    **{"UTC": 0, "GMT": 0, "Z": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2},
    **{"EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "SAST": 2, "EAT": 3, "PKT": 5, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8},
    **{"JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "AWST": 8, "NZST": 12, "NZDT": 13},
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8},
    **{"HST": -10},
}
UNKNOWN_ZONE = timezone(timedelta(0), "unknown")
"""Stands for a zone that has a name which may mean several: the day is known then, the moment is not."""


def zone_named(name: str) -> tzinfo:
    """Return the zone of a name that news pages print ('CEST', 'ET', 'Europe/Oslo')."""
    code = name.upper()
    try:
        if code in _REGIONS or "/" in name:
            return ZoneInfo(_REGIONS.get(code, name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UNKNOWN_ZONE
    return timezone(timedelta(hours=_HOURS[code]), code) if code in _HOURS else UNKNOWN_ZONE


def read_written_date(text: str, language: str | None = None) -> datetime | None:
    """Return the one moment that words tell, at midnight without a zone where they tell a day only; else None."""
    found = _day_in(unicodedata.normalize("NFKC", text), language)
    if found is None:
        return None
    day, rest = found
    hour = next((at for at in _HOUR.finditer(rest) if at["minute"] or at["half"]), None)
    if hour is None:
        return None if re.search(r"\d", _without_zone(rest)) else day
    before, after = rest[: hour.start()], rest[hour.end() :]
    zone, after = _zone_in(after)
    if re.search(r"\d", before + after) or len(re.findall(_WORD, before + after)) > _MOST_WORDS:
        return None
    return _at(day, hour, zone)


def _day_in(text: str, language: str | None) -> tuple[datetime, str] | None:
    """Return the day that is written in a text, and the text without it."""
    for order in (_CJK, *_FIGURES, *_ORDERS):
        for found in order.finditer(text):
            month = int(found["month"]) if found["month"].isdigit() else month_named(found["month"], language)
            if month is None:
                continue
            try:
                day = datetime(_year(found["year"].strip("'’"), text), month, int(found["day"]))
            except ValueError:
                return None
            return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None


def _year(written: str, text: str) -> int:
    """Return a year: of two digits the last that is not to come, in Thai counted from the Buddha's death."""
    year = int(written)
    if len(written) == 2:
        return year + (2000 if 2000 + year <= datetime.now(UTC).year + 1 else 1900)
    return year - _BUDDHIST if year > 2 * _BUDDHIST and re.search("[\u0e00-\u0e7f]", text) else year


def _without_zone(rest: str) -> str:
    return _OFFSET.sub(" ", rest)


def _zone_in(text: str) -> tuple[tzinfo | None, str]:
    """Return the zone at the beginning of what follows an hour, and what is left."""
    for pattern in (_PLACE, _OFFSET):
        if found := pattern.search(text):
            left = text[: found.start()] + text[found.end() :]
            return (zone_named(found[0]) if pattern is _PLACE else _offset(found)), left
    names = [found for found in _NAME.finditer(text) if found[0] not in _NO_ZONE]
    return (zone_named(names[0][0]), text) if names else (None, text)


def _offset(found: re.Match[str]) -> tzinfo:
    away = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return timezone(away if found["sign"] == "+" else -away) if away < timedelta(hours=24) else UNKNOWN_ZONE


def _at(day: datetime, found: re.Match[str], zone: tzinfo | None) -> datetime | None:
    """Return a day at an hour; the day alone where its zone is not known."""
    if zone is UNKNOWN_ZONE:
        return day
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    try:
        return day.replace(hour=hour, minute=int(found["minute"] or 0), second=int(found["second"] or 0), tzinfo=zone)
    except ValueError:
        return None
