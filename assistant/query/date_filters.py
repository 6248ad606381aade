"""Find the windows of publication that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.nlp.temporal.periods import Mention, Period, long_day, span_of
from assistant.nlp.temporal.reading import find_periods
from assistant.query.date_roles import Role, role_of
from corpus import Window

_EVENT = "the date of what is asked about, not of publication: no filter"


def reason_of(words: str, *, window: Window, period: Period, role: Role, as_of: date | None) -> str:
    """Return the words and how they were read: “‘last week’, as of 14 March 2025: 3 to 9 March 2025”.

    Args:
        words: Those of the question.
        window: The days of publication that they became.
        period: The days that they name.
        role: What they frame.
        as_of: The day that they were counted from; None where they say their days themselves.
    """
    read = f"‘{words}’" + (f", as of {long_day(as_of)}" if as_of else "")
    return f"{read}: {_days(window, period, role=role)}"


def _days(window: Window, period: Period, *, role: Role) -> str:
    """Return the days of publication in words."""
    if role == "event":
        return f"{span_of(period)}, {_EVENT}"
    if not window:
        return f"{span_of(period)}; no filter, as nothing later is used anyway"
    if window.since is None or window.until is None:
        return (
            f"published from {long_day(window.since)} on" if window.since else f"published until {_day(window.until)}"
        )
    named = (period[0], min(period[1], window.until))
    if role == "published" or window.until == named[1]:
        return f"published {_on(window.since, window.until)}"
    later = "the day after" if window.until == period[1] + timedelta(days=1) else f"until {long_day(window.until)}"
    return f"{span_of(named)}, and what was printed {later}"


def _on(first: date, last: date) -> str:
    return f"on {long_day(first)}" if first == last else span_of((first, last))


def _day(day: date | None) -> str:
    return long_day(day) if day else ""


_PREPOSITION = re.compile(
    r"\b(?P<word>(?:from\s+)?(?:before|after|within|between|since|until|around|towards?)|till|up\s+to(?:\s+and\s+including)?|as\s+of|by|"
    r"from|in|on|at|of|during|over|throughout|through|for|dated|(?:newer|later|older|no\s+later)\s+than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_CONNECTOR = re.compile(
    r"\s*(?:-|–|/|\.\.|\bto\b|\band\b|\bor\b|\buntil\b|\btill\b|\bthrough\b|\bup to\b)\s*(?:the\s+)?", re.IGNORECASE
)
# Prepositions that make 'May', 'March' or '2024' a date; 'by May' and 'of June' are as often people.
_MAKES_DATE = re.compile(
    r"(?:from )?(?:since|until|till|before|after|in|during|throughout|between|through|dated|over|within)|from|"
    r"up to(?: and including)?|as of|(?:newer|older|no later) than"
)
_MAKES_DAY = re.compile(r"(?:from )?(?:since|until|till|before|after|between)|from|on|of|by|dated|as of|up to")
_NEWS_OF = re.compile(
    r"\b(?:news|articles?|stories|headlines|reports|editions?|issues?|papers|press)\s+of\s+$", re.IGNORECASE
)
_NAME_AFTER = re.compile(r"^\s+(?:(?:for|on|of)\s+)?[A-Z][a-z]")
_NEWS_AFTER = re.compile(
    r"\s+(?:articles|coverage|stories|headlines|news|(?:reports|editions?|issues?)\b(?!\s+of\b))\b", re.IGNORECASE
)
_AROUND = timedelta(days=3)
"""Days that 'around 3 May' takes in on both sides."""
_LAG = timedelta(days=1)
"""What happened on the last day of a period is in the papers of the day after."""
_SHORT = timedelta(days=31)
"""A longer period has no need of it."""
_UPPER = {"until", "till", "as of", "by", "before"}
_SAID_WITH = _UPPER | {"since", "after"}  # prepositions that change what a date means
_SAME_AS = {"newer than": "after", "later than": "after", "older than": "before", "no later than": "until"}
_SAME_AS |= {"up to and including": "until", "up to": "until"}
_ONWARDS = re.compile(r"^\s+(?:onwards?|and\s+(?:later|since)|on(?=\s*(?:[,?.!]|$)))", re.IGNORECASE)
_PUBLISHED_WORD = re.compile(
    r"(?<!\bwas)(?<!\bwere)(?<!\bbeen)(?<!\bis)(?<!\bare)(?<!\bhas)(?<!\bhave)\s(?P<word>published|printed|dated|posted)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """Hold one date of a question and what it frames.

    Attributes:
        start: Where its words begin, the preposition included.
        end: Where they end.
        period: First and last day that the words name, cut at nothing.
        window: Days of publication to keep to; empty where it is an event's date.
        role: ``published``, ``period`` or ``event``.
        possessive: Whether the words are a possessive ("yesterday's").
        reason: The words and how they were read.
    """

    start: int
    end: int
    period: Period
    window: Window
    role: Role
    possessive: bool = False
    reason: str = ""


def find_dates(text: str, as_of: date, *, heard: Sequence[int] = ()) -> tuple[DateFound, ...]:
    """Find every date of a question, in reading order, and say for each what it frames.

    Args:
        text: The question.
        as_of: The day that relative words count from; no window reaches beyond it.
        heard: Where names of outlets end that are asked: what they said on a day, they printed then.
    """
    mentions = find_periods(text)
    found: list[DateFound] = []
    position = 0
    while position < len(mentions):
        last = position
        start, word = _opening(text, mentions[position])
        if position + 1 < len(mentions) and _joined(text, mentions[position], two=mentions[position + 1], word=word):
            last = position + 1
        try:
            date_found = _read(text, as_of, mentions=mentions[position : last + 1], opening=(start, word), heard=heard)
        except (ValueError, OverflowError):
            date_found = None  # before the year 1, or after 9999: 'the past 300 decades'
        if date_found is not None:
            found.append(date_found)
        position = last + 1
    return tuple(found)


def find_windows(text: str, as_of: date, *, heard: Sequence[int] = ()) -> tuple[DateFound, ...]:
    """Find the dates of a question that bound the days of publication, in reading order."""
    return tuple(found for found in find_dates(text, as_of, heard=heard) if found.window)


def window_of(found: Sequence[DateFound]) -> Window:
    """Return the days that several dates ask for together: all of them, where one is over before another begins."""
    windows = [date_found.window for date_found in found]
    bounded = [date_found.period for date_found in found if date_found.window.since and date_found.window.until]
    apart = any(one[1] < two[0] for one in bounded for two in bounded)
    if apart and len(bounded) == len(windows):
        return Window(min(filter(None, (w.since for w in windows))), max(filter(None, (w.until for w in windows))))
    return joint_window(windows)


def joint_window(windows: Sequence[Window]) -> Window:
    """Return what several windows ask for together: their overlap, or where there is none, the span of all."""
    since = [window.since for window in windows if window.since]
    until = [window.until for window in windows if window.until]
    low, high = max(since, default=None), min(until, default=None)
    if low and high and low > high:
        return Window(min(since), max(until))
    return Window(low, high)


def _opening(text: str, mention: Mention) -> tuple[int, str]:
    """Return where the words of a date begin, and the preposition there, if any."""
    preposition = _PREPOSITION.search(text[: mention.start])
    if preposition:
        word = re.sub(r"\s+", " ", preposition["word"].lower())
        return preposition.start(), _SAME_AS.get(word, word.removeprefix("from ") or word)
    the = _THE.search(text[: mention.start])
    return (the.start() if the and mention.relative else mention.start), ""


def _joined(text: str, one: Mention, *, two: Mention, word: str) -> bool:
    """Say whether two mentions make one range: 'from March to May', 'in March and April'."""
    between = text[one.end : two.start]
    if not _CONNECTOR.fullmatch(between):
        return False
    if re.search(r"\b(?:and|or)\b", between, re.IGNORECASE):
        news = not one.relative and _NEWS_AFTER.match(text[two.end :]) is not None  # 'March and April coverage'
        return (bool(word) or news) and one.grain == two.grain
    return bool(word) or not (one.bare or two.bare)


def _read(
    text: str, as_of: date, *, mentions: Sequence[Mention], opening: tuple[int, str], heard: Sequence[int]
) -> DateFound | None:
    """Read one date or range; None where the words are not a date after all."""
    start, word = opening
    first, last, end = mentions[0], mentions[-1], mentions[-1].end
    if first is last and first.bare and not _is_date(text, first, word=word):
        return None
    period = _period(first, last, as_of=as_of)
    if period is None:
        return None
    if word == "around" and first is last:
        period = period[0] - _AROUND, period[1] + _AROUND
    role = role_of(text, start, mention=last, period=period, as_of=as_of, heard=heard)
    possessive = re.match(r"['’]s\b", text[end:])
    onwards = _ONWARDS.match(text[end:]) if first is last else None
    if onwards and word in {"from", "since", "in", "on"}:
        word, end = "since", end + onwards.end()
    window = _window(period, as_of, word=word if first is last else "", role=role, mentions=mentions)
    published = _PUBLISHED_WORD.search(text[:start])
    counted = any(mention.relative or not mention.definite for mention in mentions)
    words = text[start:end] if word in _SAID_WITH else text[first.start : end]
    reason = reason_of(words, window=window, period=period, role=role, as_of=as_of if counted else None)
    if possessive:
        start, end = first.start, end + possessive.end()
    elif window and published:
        start = published.start("word")
    return DateFound(start, end, period, window, role, possessive is not None, reason)


def _period(first: Mention, last: Mention, *, as_of: date) -> Period | None:
    """Return the days from one mention to another; a first one without a year is the last such before the second."""
    end = last.resolve(as_of)
    if first is last or end is None:
        return end
    begin = first.resolve(as_of if first.definite else end[1])
    return (begin[0], end[1]) if begin and begin[0] <= end[1] else None


def _is_date(text: str, mention: Mention, *, word: str) -> bool:
    """Say whether a bare month or year is a date here: 'in May', 'news of March', 'March coverage'."""
    left, right = text[: mention.start], text[mention.end :]
    if text[mention.start].isalpha() and _NAME_AFTER.match(right):
        return False  # in March for Life, in May Day, in the Winter War
    if mention.grain == "day" and not mention.relative:
        return _MAKES_DAY.fullmatch(word) is not None  # 'on the 3rd', not 'in the 3rd'
    if _MAKES_DATE.fullmatch(word):
        return True
    if word == "of":
        return bool(_NEWS_OF.search(left))
    return not text[mention.start].islower() and bool(_NEWS_AFTER.match(right)) and not word


def _window(period: Period, as_of: date, *, word: str, role: Role, mentions: Sequence[Mention]) -> Window:
    """Return the days of publication that a date asks for, never later than the as-of day."""
    first, last = period
    if word == "after":
        first = last + timedelta(days=1)
    if role == "event" or (first > as_of and word not in _UPPER):
        return Window()
    if word in {"since", "after"}:
        return Window(since=first)
    if word == "before":
        return Window(until=min(first - timedelta(days=1), as_of))
    if word in _UPPER:
        return Window(until=last) if last < as_of else Window()  # nothing later is used anyway
    if role == "published":
        return Window(first, min(last, as_of))
    # What happened yesterday may be printed today; what was printed yesterday was not.
    event_day = mentions[-1].relative and last - first <= timedelta(days=1)
    lag = _LAG if last - first <= _SHORT else timedelta(0)
    return Window(first, as_of if event_day else min(last + lag, as_of))
