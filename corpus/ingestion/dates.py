"""Read when an article was published, as sources print it: pure functions."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from corpus.ingestion.date_labels import is_labelled, published_words
from corpus.ingestion.date_values import moment_of

_FIRST_YEAR = 1900
_FIRST_PRINTED = 1600  # no newspaper is older: what has an earlier year in its address has a number there
_FUTURE_SLACK = timedelta(days=2)  # time zones, and papers dated a day ahead
_ABSENT = frozenset({"", "n/a", "na", "none", "null", "nan", "nat", "unknown", "undefined", "-", "--", "~", "?"})
_LONGEST_ABSENT = 20  # with blanks around it; spares folding whole articles
_URL_DAY = re.compile(
    r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/._-]|$)|-(\d{4})-(\d\d)-(\d\d)(?!\d)", re.IGNORECASE
)
_OPENING = 400  # characters at the top of an article in which a line may be its day
_SHORT_LINE = 90
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WRITTEN_DAY = rf"(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
_DAY_LINE = re.compile(  # 'Published: Wednesday, 12 March 2025, 10:00 GMT', 'By Jo Reyes | March 12, 2025'
    r"(?:[^|·•\n]{0,60}[|·•] *|by [^|·•\n\d]{2,60}, *)?"
    r"(?:(?:(?:first )?(?:published|posted|issued)(?: on)?|dated?|on):? *)?(?:[a-z]{3,9},? )?"
    rf"({_WRITTEN_DAY})(?:[ ,T|·•-]+(?:at )?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?[ \w.:+-]{{0,12}})?\W*",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def absent(raw: object) -> bool:
    """Say whether a value stands for 'not given' (None, NaN, 'N/A', …)."""
    if isinstance(raw, str):
        return raw.isspace() or (len(raw) <= _LONGEST_ABSENT and raw.strip().casefold() in _ABSENT)
    return raw is None or raw != raw


def parse_published(
    raw: object, url: str | None, *, now: datetime | None = None, language: str | None = None
) -> str | None:
    """Return an ISO day, or an ISO moment with its offset where a time was given.

    A time without an offset is taken as UTC. Midnight without an offset is a day: that is how tables store days.
    Where nothing was given, a day in the URL's path is taken.

    Args:
        raw: A datetime, date, epoch number (seconds, or finer by its size), or a string; None, '' and 'N/A' are none.
        url: Where the article stands.
        now: The present moment, the clock's where None.
        language: Code of the language of its words, where it is known.

    Raises:
        ValueError: It is no date, before 1900, more than two days ahead, or may be two days (03/04/2022).
    """
    latest = (now or datetime.now(UTC)) + _FUTURE_SLACK
    if absent(raw):
        found = _day_in_url(url)
        return found.isoformat() if found and found.year >= _FIRST_YEAR and found <= latest.date() else None
    moment = moment_of(raw, language)
    shown = _iso(moment)
    if moment.year < _FIRST_PRINTED:  # '0001-01-01' and '-0001-11-30' are what programs write for none
        raise ValueError(f'published "{shown}" is not a date')
    if moment.year < _FIRST_YEAR:
        raise ValueError(f"published {shown} is before {_FIRST_YEAR}")
    if moment.date() > latest.date():
        raise ValueError(f"published {shown} is in the future")
    return shown


def parse_embargo(raw: object) -> str | None:
    """Return the ISO moment, in UTC, until which an article may not be used; None where there is none.

    A day without a time is taken to its end: too late harms nobody.

    Raises:
        ValueError: It is no date.
    """
    if absent(raw):
        return None
    try:
        moment = moment_of(raw)
        if moment.tzinfo is None and not (moment.hour or moment.minute or moment.second):
            moment += timedelta(days=1)
        utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as exc:
        raise ValueError(f'embargo "{str(raw)[:40]}" is beyond the calendar') from exc
    except ValueError as exc:
        raise ValueError(str(exc).replace("published", "embargo", 1)) from exc
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")


def _iso(moment: datetime) -> str:
    """Write a day, or a moment with its offset."""
    if moment.tzinfo is None:
        midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
        return moment.date().isoformat() if midnight else moment.isoformat(timespec="seconds") + "Z"
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _day_in_url(url: str | None) -> date | None:
    """Find /2022/06/17/, /2022/jun/17/ or -2022-06-17 in the path of an address."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    for found in _URL_DAY.finditer(path):
        year, month, day = (part for part in found.groups() if part)
        number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else month
        try:
            return date(int(year), int(number), int(day))
        except ValueError:
            continue
    return None


def impossible_day(url: str | None, *, now: datetime | None = None) -> str:
    """Say which day an address gives that no article can be of, '' where it gives none such."""
    latest = (now or datetime.now(UTC)) + _FUTURE_SLACK
    found = _day_in_url(url)
    if found is None or found.year < _FIRST_PRINTED:
        return ""
    early, late = found.year < _FIRST_YEAR, found > latest.date()
    why = f"before {_FIRST_YEAR}" if early else "in the future"
    return f"its address gives {found.isoformat()}, which is {why}" if early or late else ""


def day_in_words(text: str, dateline_day: str | None, *, now: datetime | None = None) -> str | None:
    """Return the ISO day that an article's dateline or a line of its own at the top gives, None where none does.

    A day without a year is none, and a day that cannot be (in the future, before 1900, '31 June') is none either: the
    words of an article are no statement about it that would have to be refused.
    """
    lines = (line.strip() for line in text[:_OPENING].split("\n")[:-1])
    dated = (written for line in lines if len(line) <= _SHORT_LINE and (written := _day_on(line)))
    for written in (dateline_day or "", *dated):
        if not re.search(r"\d{4}", written):
            continue
        try:
            return parse_published(written, None, now=now)
        except ValueError:
            continue
    return None


def _day_on(line: str) -> str:
    """Return the words for the day of publication on a line of its own, '' where it is no such line."""
    if found := _DAY_LINE.fullmatch(line):
        return found[1]
    return published_words(line) if is_labelled(line) and re.search(r"\d", line) else ""
