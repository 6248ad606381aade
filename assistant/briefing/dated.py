"""When it happened that a sentence tells of: "last Tuesday" held against the day of its article; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.briefing.when import When, on
from assistant.understand.days import month_of, part_of, shift_months, week_of, weekday_before, year_of

Bound = Literal["at", "since", "until"]

_PAST = 0.6
"""What a day in the past counts for where 'on 6 March' can be this year's or last: news mostly looks back."""
_CLAUSE = 70
"""Characters before a day in which a 'will' or 'is due to' makes it one to come."""

_SOON = 30
"""Days up to which a day to come that follows a past verb is still one to come: 'agreed to resign on July 13'."""
_OTHER_YEAR = 120
"""Days up to which a day without a year can be of another year than its article; in a look back it can be of any."""
_OPENS = 3
"""Characters before a day that opens its sentence: 'On Thursday, people will vote'."""
_KEPT_UP, _LATER = 21, 2
"""Days after publication up to which an outlet goes on changing an article, and how many such days tell that it did."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?= \d))"
)
_COUNTS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
_COUNTS |= {"a": 1, "an": 1}
_DAY_PART = r"(?: (?:early|late) (?:morning|afternoon|evening)| (?:morning|afternoon|evening|night|lunchtime))?"
TIME = re.compile(
    rf"(?P<d1>\b\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>\d{{4}}))?\b"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)(?:,? (?P<y2>\d{{4}}))?\b"
    rf"|\b(?:(?P<third>early|mid|late|the (?:beginning|start|middle|end) of)[- ])?(?:(?P<w3>last|next|this) )?"
    rf"(?P<m3>{_MONTH})(?:,? (?:of )?(?P<y3>\d{{4}}|last year|this year))?\b(?!['’]s)"
    r"|(?<=\bin )(?P<y4>(?:19|20)\d\d)\b"
    rf"|\b(?:(?P<w5>[Ll]ast|[Nn]ext|[Tt]his|the previous|the following) )?(?P<d5>{'|'.join(_WEEKDAYS)})\b(?!'s|’s)"
    rf"{_DAY_PART}(?P<of5> of last week| last week| week\b)?"
    r"|\b(?P<rel>(?:[Tt]he )?day before yesterday|[Yy]esterday|[Ll]ast night|[Tt]omorrow|[Tt]oday|[Tt]onight|"
    r"[Tt]his (?:morning|afternoon|evening))\b"
    r"|\b(?P<n6>\w+) (?P<u6>days?|weeks?|months?|years?) ago\b|\b(?P<fortnight>a fortnight ago)\b"
    r"|\b(?:(?:[Aa]t|[Oo]ver|[Dd]uring) the|(?P<w7>last|this|next)) (?P<weekend>weekend)\b"
)
_EXACT_DAY = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) (?P<m1>{_MONTH})|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}}))\b(?![:%\d]|[.,]\d)"
)
_WITH_YEAR = re.compile(r",? \d{4}\b")
_NAME_BEFORE = re.compile(r"\b(?:Black|Good|Cyber|Super|Easter|Bloody|Ash|Palm|Sheffield|Every|every|each|Each) $")
_IN = re.compile(
    r"\b(?:in|since|until|till|by|of|during|from|for|to|before|after|between|and|In|Since|By|Until|During|From)"
    r" $"
)
_SINCE = re.compile(r"\b(?:since|from|after|between|ever since)(?: the| about| around)? $", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|before|up to|through|than|to)(?: the| about| around)? $", re.IGNORECASE)
TO_COME = re.compile(
    r"\b(?:will|won't|would(?! have)|shall|(?:is|are|was|were) (?:(?:now|not|also) )?(?:to|due|set|scheduled|expected|"
    r"planned|slated|likely|meant)|due to|set for|plans? to|planning to|intends? to|hopes? to|expected|scheduled|must|"
    r"wants? to|going to|agreed to|vow(?:s|ed) to|called for|ahead of|(?:may|could|should)(?! have)|"
    r"(?:opens?|begins?|starts?|meets?|comes?|ends?|continues?|reports?)(?: again| on| next)?)\b"
)
_WILL = re.compile(r"^,? [^.;]{0,60}\b(?:will|is to|are to|is due|are due)\b")
_IS_PAST = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )"
    r"\b(?:\w{3,}ed|was|were|had|began|took|left|came|went|made|became|won|lost|got|gave)\b[^,]{0,80}$"
)
_SAID = re.compile(r"\b(?:said|told|announced|says|added|confirmed|ruled|agreed|voted|promised|warned|decided)\b")
_BREAK = re.compile(r"[;:]|, (?:and|but|while|which|who|where) ")


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold the words of a sentence that say when.

    Attributes:
        bound: ``since`` and ``until`` bound a state; only what is ``at`` a time happened then.
        planned: It was still to come on the day of publication.
    """

    when: When
    start: int
    end: int
    bound: Bound
    planned: bool


def anchor(text: str, published: date) -> date:
    """Return the day that an article's 'Tuesday' is held against: a text kept up to date tells of later days."""
    later = []
    for match in _EXACT_DAY.finditer(text):
        if _WITH_YEAR.match(text, match.end()):
            continue
        day = _day(int(match["d2"] or match["d1"]), _month(match["m2"] or match["m1"]), None, published, coming=False)
        told_as_past = not TO_COME.search(text[max(0, match.start() - _CLAUSE) : match.start()])
        if day is not None and told_as_past and 0 < (day - published).days <= _KEPT_UP:
            later.append(day)
    return max(later) if len(set(later)) >= _LATER else published


def mentions(text: str, published: date) -> list[Mention]:
    """Return the times that a sentence names, in order; those that cannot be told are left out."""
    return list(_mentions(text, published))


def _mentions(text: str, published: date) -> Iterator[Mention]:
    for match in TIME.finditer(text):
        before = text[: match.start()]
        if _NAME_BEFORE.search(before) or _is_name(text, match):
            continue
        opens = len(before) <= _OPENS and _WILL.search(text[match.end() : match.end() + _CLAUSE]) is not None
        coming = opens or _to_come(before)
        when = _read(match, published, coming=coming)
        if match["d5"] and _EXACT_DAY.match(text[match.end() :].lstrip(", ")):
            continue  # 'Tuesday, June 4, 2002': the date says it
        near = when is not None and when.precision == "day" and (when.first - published).days <= _SOON
        ahead = when is not None and when.first > published and not near and not coming
        if when is not None and ahead and _IS_PAST.search(_BREAK.split(before)[-1]):
            when = _a_year_before(when, published)
            if when is None:
                continue
        if when is None:
            continue
        bound: Bound = "since" if _SINCE.search(before) else "until" if _UNTIL.search(before) else "at"
        yield Mention(
            when, match.start(), match.end(), bound, when.first > published or (coming and when.first == published)
        )


def _a_year_before(when: When, published: date) -> When | None:
    """Return a month or a day of it in the year before: what 'stepped down in November' is past in October."""
    try:
        first = when.first.replace(year=when.first.year - 1)
    except ValueError:
        return when
    if when.precision == "month":
        return When(*month_of(first), "month", when.words)
    if when.precision != "day" or when.words.endswith("day"):
        return when
    return on(first, when.words) if (published - first).days <= _OTHER_YEAR else None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Say whether words that look like a time are a name or a verb: 'Sunday Times', 'may', 'Theresa May'."""
    groups = match.groupdict()
    if groups["m3"]:
        told = groups["third"] or groups["w3"] or groups["y3"] or _IN.search(text[: match.start()])
        return not told
    if groups["d5"] and not groups["w5"]:
        before = re.search(r"([\w’']+) $", text[: match.start()])
        known = (
            before is None or not before[1][0].isupper() or before[1] in ("On", "By", "Since", "Until", "Late", "Early")
        )
        after = re.match(
            r" (?:Times|Telegraph|Mail|Express|Mirror|Night|Post|Service|Herald|Politics)\b", text[match.end() :]
        )
        return not known or after is not None
    return False


def _to_come(before: str) -> bool:
    """Say whether what stands before a time makes it one to come."""
    clause = _BREAK.split(before)[-1][-_CLAUSE:]
    cues = list(TO_COME.finditer(clause))
    return bool(cues) and not _SAID.search(clause, cues[-1].end())


def _read(match: re.Match[str], published: date, *, coming: bool) -> When | None:
    groups = match.groupdict()
    words = match.group().strip()
    if groups["m1"] or groups["m2"]:
        day, month = int(groups["d1"] or groups["d2"]), _month(groups["m1"] or groups["m2"])
        year = groups["y1"] or groups["y2"]
        found = _day(day, month, int(year) if year else None, published, coming=coming)
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
    count = int(told) if told.isdigit() and len(told) < 3 else _COUNTS.get(told)
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


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _day(day: int, month: int, year: int | None, published: date, *, coming: bool) -> date | None:
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
    if best is None or year or best.year == published.year or abs((best - published).days) <= _OTHER_YEAR:
        return best
    return None


def _far(day: date, published: date) -> float:
    days = (day - published).days
    return days if days >= 0 else -days * _PAST


def _month_told(groups: dict[str, str | None], published: date, words: str, *, coming: bool) -> When | None:
    month = _month(groups["m3"] or "")
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
    number = _WEEKDAYS.index(groups["d5"] or "")
    which, of = (groups["w5"] or "").lower(), groups["of5"] or ""
    if "last week" in of:
        return week_of(published)[0] + timedelta(days=number - 7)
    if of == " week":
        return weekday_before(published, number, strictly=False) + timedelta(days=14)
    if which in ("last", "the previous"):
        return weekday_before(published, number, strictly=True)
    if which in ("next", "the following") or coming:
        return weekday_before(published, number, strictly=False) + timedelta(days=7)
    return weekday_before(published, number, strictly=False)


def _shift(word: str) -> int:
    if "before yesterday" in word:
        return -2
    return {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
