"""Read what a source stores for a moment: numbers, ISO 8601, objects of databases, and words in any language; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from dateutil import parser as dateutil_parser

from corpus.ingestion.date_labels import published_words
from corpus.ingestion.written_dates import UNKNOWN_ZONE, read_written_date, zone_named

_LONGEST = 100  # characters; dateutil takes quadratic time
_EXCEL = (20_000, 60_000)  # days since 1899-12-30, 1954 to 2064: no other number for a day has five digits
_ZEROS = ("1970-01-01", "1900-01-01", "1899-12-30", "1904-01-01")
"""Days from which programs count: at midnight they stand for an empty field."""
_INNER = ("$date", "$numberLong", "iso", "value", "date", "datetime", "time", "seconds", "_seconds", "@value", "#text")
"""Names under which databases and converters put the moment of an object that stands for one."""
_NUMBER = re.compile(r"-?\d{1,25}(?:\.\d{1,25})?")
_CALL = re.compile(r"""\\?/?\s*(?:new\s+)?(?:ISO)?Date\(\s*["']?([^()"',]{4,40})["']?\s*\)\s*\\?/?""")
_EPOCH = re.compile(r"(-?\d{10,18})(?:[+-]\d{4})?")
_ORDINAL = re.compile(r"(?:19|20)\d\d-?\d{3}")
_DIVIDED = re.compile(r"\s*[|·•\n]\s*")
_YEAR = re.compile(r"\d{4}|\d[/.-]\d")
_NO_YEAR = re.compile(r"(?<![+\d:.])(?:0001\b|0000(?=[/.-]))|^\d{4}-?W\d\d$")
"""What programs write for none, and a week, which has seven days."""
_LABEL = re.compile(r"[^\W\d][^\d:]{0,40}:\s+")
_NUMBER_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}\b")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)\b\.?")
_HOUR_BY_DOT = re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])")
_PLACE_ZONE = re.compile(r"\s*\[?\b([A-Z][A-Za-z_]+/[A-Z][A-Za-z_/]+)\]?$")


def moment_of(raw: object, language: str | None = None) -> datetime:
    """Return the moment that a value stands for; a result without a zone and at midnight is a day.

    Args:
        raw: What the source stores.
        language: Code of the language of its words, where it is known.

    Raises:
        ValueError: It is none, may be two days, or is the day from which a program counts.
    """
    if isinstance(raw, datetime):
        return _no_zero(raw)
    if isinstance(raw, date):
        return _no_zero(datetime(raw.year, raw.month, raw.day))
    if isinstance(raw, Mapping):
        return _from_object(raw)
    if isinstance(raw, (list, tuple)):
        return _from_list(list(raw))
    text = " ".join(str(raw)[:_LONGEST].split())
    try:
        if not isinstance(raw, bool) and _NUMBER.fullmatch(text):
            return _no_zero(_from_number(float(text), text))
        return _no_zero(_from_words(text, language))
    except (ValueError, ArithmeticError, OSError) as exc:  # dateutil raises decimal's errors, too
        problem = str(exc) if str(exc).startswith("published") else f'published "{text[:40]}" is not a date'
        raise ValueError(problem) from exc


def _no_zero(moment: datetime) -> datetime:
    """Refuse midnight of a day from which programs count."""
    if moment.date().isoformat() in _ZEROS and not (moment.hour or moment.minute or moment.second):
        raise ValueError(f"published {moment.date().isoformat()} is the day from which a program counts, not a date")
    return moment


def _from_object(raw: Mapping[object, object]) -> datetime:
    """Read ``{"$date": …}`` and the like, with the zone that stands beside the moment."""
    inner = next((raw[name] for name in _INNER if name in raw), None)
    if inner is None or isinstance(inner, (list, tuple)):
        raise ValueError(f'published "{str(raw)[:40]}" is not a date')
    moment = moment_of(inner)
    place = raw.get("timezone")
    if moment.tzinfo is None and isinstance(place, str) and (zone := zone_named(place)) is not UNKNOWN_ZONE:
        return moment.replace(tzinfo=zone)
    return moment


def _from_list(raw: list[object]) -> datetime:
    """Read ``[2025, 2, 14, 10, 0]``, or the one value of a list."""
    numbers = [part for part in raw if isinstance(part, int) and not isinstance(part, bool)]
    if len(raw) == 1:
        return moment_of(raw[0])
    if len(numbers) == len(raw) >= 3 and numbers[0] > 31:
        try:
            return datetime(*numbers[:6])  # type: ignore[arg-type]
        except ValueError:
            pass
    raise ValueError(f'published "{str(raw)[:40]}" is not a date')


def _from_number(number: float, text: str) -> datetime:
    """Read YYYYMMDD, a day of a spreadsheet, or an epoch in seconds, milli-, micro- or nanoseconds."""
    if re.fullmatch(r"(19|20)\d{6}", text):
        return datetime.strptime(text, "%Y%m%d")
    if _EXCEL[0] <= number <= _EXCEL[1]:
        return datetime(1899, 12, 30) + timedelta(seconds=round(number * 86_400))
    if abs(number) < 10**8:  # before March 1973: a year or a number of something, not news
        raise ValueError(text)
    while abs(number) >= 10**11:
        number /= 1000
    return datetime.fromtimestamp(number, UTC).replace(tzinfo=None)


def _from_words(text: str, language: str | None) -> datetime:
    """Read ISO 8601, RFC 2822 and what people write; a day that is not complete is refused."""
    if _NO_YEAR.search(text):
        raise ValueError(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    if called := _CALL.fullmatch(text):
        epoch = _EPOCH.fullmatch(called[1])
        return _from_number(float(epoch[1]), epoch[1]) if epoch else _from_words(called[1], language)
    if _ORDINAL.fullmatch(text):
        return datetime.strptime(text.replace("-", ""), "%Y%j")
    return _from_prose(_told(text), language)


def _told(text: str) -> str:
    """Return the part of a text that tells the day of publication, without what is printed around it.

    Raises:
        ValueError: It tells of a change only.
    """
    part = published_words(text)
    parts = [piece for piece in _DIVIDED.split(part) if _YEAR.search(piece)]
    if len(parts) == 1:
        part = parts[0]
    if not part:
        raise ValueError(text)
    label = _LABEL.match(part)
    return part[label.end() :] if label else part


def _from_prose(text: str, language: str | None) -> datetime:
    """Read a day with or without an hour: in figures and in English first, then in any language."""
    place = _PLACE_ZONE.search(text)
    zone = zone_named(place[1]) if place else None
    bare = text[: place.start()] if place else text
    if dotted := _DOTTED.match(bare):  # in every locale that divides by dots the day is first
        bare = f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}{bare[dotted.end() :]}" if len(dotted[3]) > 2 else bare
    bare = _HOUR_BY_DOT.sub(r"\1:\2", bare) if not dotted or len(dotted[3]) > 2 else bare
    _ask_for_two_days(bare)
    try:
        moment = _from_english(bare)
    except (ValueError, ArithmeticError):
        found = read_written_date(text, language)
        if found is None:
            raise
        return found
    if zone is not None and moment.tzinfo is None:
        return moment.replace(tzinfo=zone) if zone is not UNKNOWN_ZONE else _day_of(moment)
    return moment


def _ask_for_two_days(text: str) -> None:
    """Refuse 03/04/2022, which is two days.

    Raises:
        ValueError: It may be two days.
    """
    numbers = _NUMBER_DAY.search(text)
    if numbers and numbers[2] != "." and numbers[1] != numbers[3] and max(int(numbers[1]), int(numbers[3])) <= 12:
        raise ValueError(f'published "{text[:40]}" may be two days: write it as YYYY-MM-DD')


def _from_english(text: str) -> datetime:
    """Read a date by dateutil: what it fills up with a default is not complete, and what it takes for a zone, one."""
    first, second = (
        dateutil_parser.parse(text, default=datetime(year, month, day), tzinfos=_zone, dayfirst=_is_dotted(text))
        for year, month, day in ((2000, 1, 1), (2001, 2, 2))
    )
    if first.date() != second.date():
        raise ValueError(text)
    return _day_of(first) if first.tzinfo is UNKNOWN_ZONE else first


def _is_dotted(text: str) -> bool:
    return _DOTTED.match(text) is not None


def _day_of(moment: datetime) -> datetime:
    """Return the day of a moment whose zone is not known."""
    return datetime(moment.year, moment.month, moment.day)


def _zone(name: str | None, offset: int | None) -> tzinfo | int | None:
    """Return the zone that dateutil has met."""
    return offset if offset is not None else zone_named(name) if name else None
