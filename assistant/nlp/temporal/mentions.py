"""When it happened that a sentence tells of: "last Tuesday" held against the day of its article; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.nlp.sentences import SPEECH
from assistant.nlp.temporal.briefing_periods import Precision, When, on
from assistant.nlp.temporal.periods import Mention as NamedPeriod
from assistant.nlp.temporal.periods import month_of
from assistant.nlp.temporal.reading import find_periods, resolve_period
from assistant.nlp.temporal.resolution import COUNTS, OTHER_YEAR, WEEKDAYS, of_year, read_time

Bound = Literal["at", "since", "until"]

_PRECISION: dict[str, Precision] = {"day": "day", "week": "days", "month": "month"}
"""How precise the periods are whose days an event can be told by."""

CLAUSE = 160
"""Characters before a day in which a 'will' or 'is due to' makes it one to come."""

_SOON = 30
"""Days up to which a day to come that follows a past verb is still one to come: 'agreed to resign on July 13'."""
_OPENS = 3
"""Characters before a day that opens its sentence: 'On Thursday, people will vote'."""

YEAR_HOLDS = 160
"""Characters behind a date with a year in which a day without one is of that year, or the next."""
_TOMORROW = 6
"""Days back to a weekday that is tomorrow's, too: news that names it plainly is of a text changed the day after."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?= \d))"
)
_DAY_PART = r"(?: (?:early|late) (?:morning|afternoon|evening)| (?:morning|afternoon|evening|night|lunchtime))?"
TIME = re.compile(
    rf"(?P<d1>\b\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>\d{{4}}))?\b"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d)(?:,? (?P<y2>\d{{4}}))?\b"
    rf"|\b(?:(?P<third>early|mid|late|the (?:beginning|start|middle|end) of)[- ])?(?:(?P<w3>last|next|this) )?"
    rf"(?P<m3>{_MONTH})(?:,? (?:of )?(?P<y3>\d{{4}}|last year|this year))?\b(?!['’]s)"
    r"|(?<=\bin )(?P<y4>(?:19|20)\d\d)\b"
    rf"|\b(?:(?P<w5>[Ll]ast|[Nn]ext|[Tt]his|the previous|the following) )?(?P<d5>{'|'.join(WEEKDAYS)})\b(?!'s|’s)"
    rf"{_DAY_PART}(?P<of5> of last week| last week| week\b)?"
    r"|\b(?P<rel>(?:[Tt]he )?day before yesterday|[Yy]esterday|[Ll]ast night|[Tt]omorrow|[Tt]oday|[Tt]onight|"
    r"[Tt]his (?:morning|afternoon|evening))\b"
    r"|\b(?P<later>(?:a|one|two|three|four|five) days? later)\b"
    r"|\b(?P<n6>\w+) (?P<u6>days?|weeks?|months?|years?) ago\b|\b(?P<fortnight>a fortnight ago)\b"
    r"|\b(?:(?:[Aa]t|[Oo]ver|[Dd]uring) the|(?P<w7>last|this|next)) (?P<weekend>weekend)\b"
)
EXACT_DAY = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) (?P<m1>{_MONTH})|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}}))\b(?!\d|:\d|%|[.,]\d)"
)
WITH_YEAR = re.compile(r",? (\d{4})\b")
_OWNS = re.compile(r"['’]s\b")
"""Behind a time that is a name of something: 'Sunday night's show'."""
_NAME_BEFORE = re.compile(r"\b(?:Black|Good|Cyber|Super|Easter|Bloody|Ash|Palm|Sheffield|Every|every|each|Each) $")
_IN = re.compile(
    r"\b(?:in|since|until|till|by|of|during|from|for|to|before|after|between|and|In|Since|By|Until|During|From)"
    r" $"
)
_SINCE = re.compile(r"\b(?:since|from|after|between|ever since)(?: the| about| around)? $", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:(?:until|till|by|before|up to|through|than|to)(?: the| about| around)?|"
    r"(?:until|till|by|before) (?:the end of |[\w.:]+ (?:[ap]\.?m\.?)?(?: \w+)? ?on)) $",
    re.IGNORECASE,
)
_HAS_UNTIL = re.compile(
    r"\b(?:has|have|is|are|gives?|given|runs?|lasts?|stays?|remains?) [^,;]{0,40}\b(?:until|till|by)\b[^,;]*$"
)
"""A deadline that still stands: 'has until Friday to pay'."""
TO_COME = re.compile(
    r"\b(?:will|won't|would(?! have)|shall|(?:is|are|was|were) (?:(?:now|not|also) )?(?:to|due|set|scheduled|expected|"
    r"planned|slated|likely|meant)|due to|set for|plans? to|planning to|intends? to|hopes? to|expected|scheduled|must|"
    r"wants? to|going to|agreed to|vow(?:s|ed) to|called for|ahead of|(?:may|could|should)(?! have)|"
    r"(?<![Tt]he )(?<!an )(?:opens?|begins?|starts?|meets?|comes?|ends?|continues?|reports?)(?: again| on| next)?)\b"
)
_WILL = re.compile(r"^,? [^.;]{0,60}\b(?:will|is to|are to|is due|are due)\b")
_STANDS = re.compile(r"^ (?:is|are|will|may|could|must|remains?)\b(?! (?:the first|when|where))")
"""What stands behind the day of something that is spoken of in the present: 'the funeral on Monday is …'."""
_IS_PAST = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )"
    r"\b(?:\w{3,}ed|was|were|had|began|took|left|came|went|made|became|won|lost|got|gave)\b[^,]{0,80}$"
)
_SAID = re.compile(r"\b(?:said|told|announced|says|added|confirmed|ruled|agreed|voted|promised|warned|decided)\b")
_DONE = re.compile(
    r"(?<!\bbe )(?<!been )(?<!being )(?<!have )(?<!and )(?<!the )(?<!\ba )(?<!an )(?<!of )(?<!by )(?<!to )"
    r"(?<!get )(?<!, )(?<!-)\b(?!need)(?:\w{3,}ed|ran|took|began|came|fell|rose|won|lost|met)\b(?! by\b)"
)
"""A past verb behind a 'should': 'a poll on whether he should go ended on Monday'."""
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


def mentions(text: str, published: date) -> list[Mention]:
    """Return the times that a sentence names, in order; those that cannot be told are left out."""
    own = list(_mentions(text, published))
    whole = [each for each in _periods(text, published) if not any(_covers(mention, each) for mention in own)]
    kept = [mention for mention in own if not any(_covers(each, mention) for each in whole)]
    return sorted([*kept, *whole], key=lambda mention: mention.start)


def _periods(text: str, published: date) -> Iterator[Mention]:
    """Yield the days, weeks and months that are named in a form of more than one part: 'the week of 1 July'."""
    known = [match.span() for match in TIME.finditer(text)]
    for period in find_periods(text):
        if any(start <= period.start and period.end <= end for start, end in known):
            continue
        if period.bare or period.grain not in _PRECISION or text[period.end :].startswith(("'s", "’s")):
            continue
        before = text[: period.start]
        past = _IS_PAST.search(_BREAK.split(before)[-1]) is not None
        days = resolve_period(period, published, "future" if _to_come(before) else "past" if past else "nearest")
        if days is None:
            continue
        when = When(*days, _precision_of(period, days), text[period.start : period.end])
        between = before.lower().endswith("between ")
        bound: Bound = (
            "at" if between else "since" if _SINCE.search(before) else "until" if _UNTIL.search(before) else "at"
        )
        yield Mention(when, period.start, period.end, bound, days[0] > published)


def _precision_of(period: NamedPeriod, days: tuple[date, date]) -> Precision:
    if days[0] == days[1]:
        return "day"
    return "part of month" if period.grain == "month" and days != month_of(days[0]) else _PRECISION[period.grain]


def _covers(one: Mention, other: Mention) -> bool:
    """Return whether a time's words are those of another one, or hold them."""
    return one.start <= other.start and other.end <= one.end


def _mentions(text: str, published: date) -> Iterator[Mention]:
    year: tuple[int, int] = (0, -YEAR_HOLDS)
    last: When | None = None
    for match in TIME.finditer(text):
        if match["later"]:
            if last is not None and last.first == last.last:
                days = timedelta(days=COUNTS[match["later"].split()[0].lower()])
                last = on(last.first + days, match.group())
                yield Mention(last, match.start(), match.end(), "at", last.first > published)
            continue
        before, behind = text[: match.start()], text[match.end() : match.end() + CLAUSE]
        if _NAME_BEFORE.search(before) or _is_name(text, match) or _OWNS.match(behind):
            continue
        opens = len(before) <= _OPENS and _WILL.search(behind) is not None
        spoken_of = _STANDS.search(behind) and not _IS_PAST.search(_BREAK.split(before)[-1])
        stands = match["d5"] and (spoken_of or _HAS_UNTIL.search(before))
        coming = opens or bool(stands) or _to_come(before)
        when = read_time(match, published, coming=coming)
        if match["y1"] or match["y2"]:
            year = int(match["y1"] or match["y2"]), match.end()
        elif when is not None and (match["d1"] or match["d2"]) and match.start() - year[1] < YEAR_HOLDS:
            when = of_year(when, year[0])
        if match["d5"] and EXACT_DAY.match(text[match.end() :].lstrip(", ")):
            continue  # 'Tuesday, June 4, 2002': the date says it
        near = when is not None and when.precision == "day" and (when.first - published).days <= _SOON
        ahead = when is not None and when.first > published and not near and not coming
        if when is not None and ahead and _IS_PAST.search(_BREAK.split(before)[-1]):
            when = _a_year_before(when, published)
            if when is None:
                continue
        if when is None:
            continue
        changed = bool(match["d5"]) and not match["w5"] and (published - when.first).days == _TOMORROW
        if changed:
            when = on(published + timedelta(days=1), when.words)
        last = when
        bound: Bound = "since" if _SINCE.search(before) else "until" if _UNTIL.search(before) else "at"
        ahead = when.first > published and not changed
        yield Mention(when, match.start(), match.end(), bound, ahead or (coming and when.first == published))


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
    return on(first, when.words) if (published - first).days <= OTHER_YEAR else None


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
    clause = _BREAK.split(SPEECH.sub(" ", before))[-1][-CLAUSE:]
    cues = list(TO_COME.finditer(clause))
    return bool(cues) and not _SAID.search(clause, cues[-1].end()) and not _DONE.search(clause, cues[-1].end())
