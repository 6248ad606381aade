"""What happened, by the day on which it happened; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.briefing.documents import MANY, Reading, Sentence
from assistant.briefing.events import FLOOR, Happened, merged
from assistant.briefing.salience import CORRECTION, LEANING, LONGEST, leans, weigh
from assistant.nlp.clauses import Clauses, Place, read_clauses
from assistant.nlp.sentences import SPEECH
from assistant.nlp.similarity import Encode
from assistant.nlp.temporal.anchors import anchor, headed_years, under_heading
from assistant.nlp.temporal.briefing_periods import When, on
from assistant.nlp.temporal.mentions import Mention, mentions

_LINES, _BESIDES, _OF_MANY = 24, 12, 20
"""Lines that a timeline has at the most, beyond one an article, and of a topic of many articles."""
_FLOOR_OF_MANY = 0.58
"""Weight that an event needs there."""
_A_DAY = 2
"""Lines of one day."""
_NEWS = 0.2
"""Given for the first thing in an article that happened in the days before it was printed: that is its news."""
_RECENT = 3
"""Days before an article was printed in which its news happened."""
_OPENING, _NEXT = 4, 3
"""Sentences behind an opening that names no day in which the day of the news is told."""
_BESIDE, _BOUNDED, _PLANNED = 0.25, 0.45, 0.2
"""Taken off a time that is not the sentence's first, that bounds a state, and what is still to come."""
_VAGUE = {"month": 0.1, "part of month": 0.1, "year": 0.2, "days": 0.2}
"""Taken off what is told less precisely than by the day."""
_OUTTOLD = 0.2
"""Taken off what is told of a time of which single days are told."""
_UNDATED = 0.1
"""Taken off where the day stands in another sentence, or is that of publication for all we know."""


_PASSING, _CAPTION, _NO_ACT, _NO_ACT_OF_MANY = 0.45, 0.3, 0.15, 0.4
"""Taken off a time that is told in passing, off the caption of a picture ('The king waves on 2 June 1953.'), and
off what tells of no act."""
_LISTED, _A_LIST = 0.4, 3
"""Taken off what names so many years or months one after another: a list of jubilees is no event."""
_CORRECTED = 0.3
"""Given for a correction."""
_JOINED = 0.1
"""Taken off two sentences that stand as one."""
_AGED, _AGED_OF_MANY, _LONG_AGO, _RETOLD = 0.12, 0.35, timedelta(days=365), 2
"""Taken off what happened so long before the first article, unless so many texts tell of it; the second where many
articles have enough to tell without it."""
_HEADING = 12
"""Words up to which what ends without a full stop is a heading."""
_GOES_ON = timedelta(days=2)
"""A live blog is written on for: its 'Friday' can be the day after that of its first lines."""
_ABOUT = 0.25
"""How much a sentence must be about a topic of many articles, whatever its own article is on."""
_SHORT = 7
"""Words up to which a sentence tells when, and the one behind it what."""
_PLACES: tuple[Place, ...] = ("main", "beside", "in passing")
_PARSED, _UNPARSED = 120, 0.3
"""Tellings whose clauses are parsed, the weightiest, and what is taken off the others, which only bear witness."""
_LOOSELY = re.compile(
    r"\b(?:this|last|next) (?:week|month|year|summer|winter|spring|autumn|fall)\b|\brecent(?:ly)?\b|"
    r"\b(?:months|quarter|half|summer|winter|spring|fall|autumn) of \d{4}\b|\bin the \w+ era\b|"
    r"\b(?:last|past) (?:few|several|two|three|four|\d+) (?:days|weeks|months|years)\b"
)
_ENDED = re.compile(r"[.!?…][\"”’')]*$")
_CAPTIONED = re.compile(r"\b\d{4}\.?$")
_WITH_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class _Telling:
    """Hold an event as a sentence tells it, before its clauses are read.

    Attributes:
        mention: The time that the sentence names; None where an opening names none.
        shift: Characters of the shown text before the sentence that has the time.
    """

    event: Happened
    mention: Mention | None
    shift: int = 0


def happenings(reading: Reading, encode: Encode) -> list[Happened]:
    """Return all events that the sentences on a topic tell of, each once, by its best sentence."""
    articles: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        articles[sentence.article.id].append(sentence)
    told = [telling for own in articles.values() for telling in _tellings(own, reading)]
    ranked = sorted(told, key=lambda each: (-each.event.weight, each.event.printed))
    events = list(_with_clauses(ranked[:_PARSED], many=len(reading.articles) >= MANY))
    rest = [replace(each.event, weight=each.event.weight - _UNPARSED) for each in ranked[_PARSED:]]
    return list(merged([*events, *rest], encode))


def _with_clauses(told: Sequence[_Telling], *, many: bool) -> Iterator[Happened]:
    """Yield the events of tellings, less what their clauses take off: no act, a time on a noun or beside the news."""
    texts = list(dict.fromkeys(each.event.sentence.text for each in told))
    read = dict(zip(texts, read_clauses(texts), strict=True)) if texts else {}
    placed = [(_PLACES.index(_place(read[each.event.sentence.text], each)), each) for each in told]
    dated: set[tuple[str, int]] = set()
    for place, each in sorted(placed, key=lambda pair: (pair[0], pair[1].mention.start if pair[1].mention else 0)):
        sentence = each.event.sentence
        act = read[sentence.text].tells_act()
        if (each.mention is None and not act) or (many and _PLACES[place] == "in passing"):
            continue
        after = (sentence.article.id, sentence.start) in dated
        dated.add((sentence.article.id, sentence.start))
        off = _lacks(sentence.text, act=act, many=many) + _PASSING * (_PLACES[place] == "in passing") + _BESIDE * after
        yield replace(each.event, weight=each.event.weight - off, beside=after)


def _lacks(text: str, *, act: bool, many: bool) -> float:
    """Return what is taken off a text that tells of no act."""
    if act:
        return 0.0
    return (_NO_ACT_OF_MANY if many else _NO_ACT) + _CAPTION * bool(_CAPTIONED.search(text))


def _place(clauses: Clauses, told: _Telling) -> Place:
    mention = told.mention
    return "main" if mention is None else clauses.place_of(mention.start + told.shift, mention.end + told.shift)


def timeline(events: Sequence[Happened], reading: Reading, *, as_of: date | None) -> list[Happened]:
    """Return the events that count, in the order in which they happened."""
    told = _sharpened([_aged(event, reading) for event in events if not _is_past_plan(event, as_of)])
    floor = FLOOR if len(reading.articles) < MANY else _FLOOR_OF_MANY
    strong = sorted((event for event in told if event.weight >= floor), key=lambda event: -event.weight)
    lines = min(_LINES, len(reading.articles) + _BESIDES) if len(reading.articles) < MANY else _OF_MANY
    kept: list[Happened] = []
    days: dict[When, int] = defaultdict(int)
    shown: set[str] = set()
    for event in strong:
        key = replace(event.when, words="")
        sentence = next((each for each in (event.sentence, *event.also) if each.text not in shown), None)
        if len(kept) < lines and days[key] < _A_DAY and sentence is not None:
            kept.append(replace(event, sentence=sentence))
            days[key] += 1
            shown.add(sentence.text)
    return sorted(kept, key=lambda event: (event.when.first, event.when.last, event.printed))


def _tellings(own: Sequence[Sentence], reading: Reading) -> Iterator[_Telling]:
    """Yield what the sentences of one article say to have happened, once for each time that they name."""
    published = own[0].article.day if own else None
    if published is None:
        return
    first, changed = published, anchor(own[0].article.text, published)
    known, kept_up = changed is not None, changed not in (None, first)
    published = changed or published
    if own[0].article.kind == "live blog":
        published += _GOES_ON
    told = _dated(own, published, first if kept_up else None)
    if not known:
        told = [[mention for mention in found if _WITH_YEAR.search(mention.when.words)] for found in told]
    news = _news(told, published)
    for at, sentence in enumerate(own):
        shown = _standing_alone(own, at, dated=bool(told[at]))
        base = _base(sentence, shown, told[at], reading)
        if base is None:
            continue
        shift = max(0, sentence.start - shown.start)
        story = frozenset({sentence.story})
        for mention in told[at]:
            weight = base - _PLANNED * mention.planned + _NEWS * ((at, mention) == news)
            weight -= _BOUNDED * (mention.bound != "at") + _VAGUE.get(mention.when.precision, 0.0)
            yield _Telling(Happened(shown, mention.when, weight, mention.planned, story), mention, shift)
        opens = known and not told[at] and sentence.place < 2 and not (at and told[0])
        if opens and not _LOOSELY.search(shown.text):
            told_at, said = news if news is not None and not kept_up else (len(own), None)
            soon = said is not None and told_at <= at + (_OPENING if said.when.first == first else _NEXT)
            day = replace(said.when, words="") if said is not None and soon else on(first)
            yield _Telling(Happened(shown, day, base - _UNDATED + _NEWS * soon, recalled=story), None)


def _dated(own: Sequence[Sentence], published: date, first: date | None) -> list[list[Mention]]:
    """Return the times of each sentence; of a text that was kept up from ``first`` on, those that are sure."""
    years = headed_years(own[0].article.text)
    told = [under_heading(_told(sentence, published), sentence.start, years) for sentence in own]
    if first is None:
        return told
    return [_sure(found, sentence, first) for found, sentence in zip(told, own, strict=True)]


def _base(sentence: Sentence, shown: Sentence, told: Sequence[Mention], reading: Reading) -> float | None:
    """Return the weight of a sentence as an event, whatever its time; None where it is none."""
    if shown.about < _ABOUT and len(reading.articles) >= MANY:
        return None
    if len(shown.text.split()) <= _HEADING and not _ENDED.search(shown.text):
        return None
    notice = any(sentence.text in text for text in sentence.article.corrections)
    if notice and not CORRECTION.match(sentence.text):
        return None
    listed = sum(mention.when.precision in _VAGUE for mention in told) >= _A_LIST
    return weigh(shown, reading) + _CORRECTED * notice - _JOINED * (shown is not sentence) - _LISTED * listed


def _told(sentence: Sentence, published: date) -> list[Mention]:
    """Return the times that a sentence names in its own words: a speaker's 'today' can be any day."""
    spoken = [match.span() for match in SPEECH.finditer(sentence.text)]
    found = mentions(sentence.text, published)
    found = [mention for mention in found if not any(start <= mention.start < end for start, end in spoken)]
    if CORRECTION.match(sentence.text):
        return [
            replace(mention, planned=False) for mention in found[:1] if sentence.text[: mention.start].endswith("(")
        ]
    return found


def _sure(found: Sequence[Mention], sentence: Sentence, first: date) -> list[Mention]:
    """Return the times of a text that was kept up which are the same from its first day: its 'Tuesday' may be old."""
    before = {(mention.start, mention.when) for mention in _told(sentence, first)}
    return [mention for mention in found if (mention.start, mention.when) in before]


def _news(told: Sequence[Sequence[Mention]], published: date) -> tuple[int, Mention] | None:
    """Return where an article first tells of something that happened in the days before it was printed, and when."""
    return next(
        (
            (at, mention)
            for at, found in enumerate(told)
            for mention in found
            if mention.bound == "at" and 0 <= (published - mention.when.last).days <= _RECENT
        ),
        None,
    )


def _standing_alone(own: Sequence[Sentence], at: int, *, dated: bool) -> Sentence:
    """Return a sentence, with the one before it where it leans on that: 'They won on Saturday'.

    One of a few words that names a day has the one behind it: 'The exception came last Thursday. …'
    """
    sentence = own[at]
    after = own[at + 1] if at + 1 < len(own) else None
    if dated and after is not None and len(sentence.text.split()) <= _SHORT and _next_to(sentence, after):
        return _joined(sentence, after)
    before = own[at - 1] if at else None
    if before is None or leans(sentence.text) < LEANING or leans(before.text) >= LEANING:
        return sentence
    return _joined(before, sentence) if _next_to(before, sentence) else sentence


def _next_to(one: Sentence, other: Sentence) -> bool:
    """Say whether two sentences of a paragraph can stand as one."""
    text = one.article.text[one.start : other.end]
    return one.place == other.place - 1 and "\n" not in text and len(text.split()) <= LONGEST


def _joined(one: Sentence, other: Sentence) -> Sentence:
    text = one.article.text[one.start : other.end]
    return replace(one, end=other.end, text=text, about=max(one.about, other.about))


def _aged(event: Happened, reading: Reading) -> Happened:
    """Take off what happened long before all that was printed, where one text alone tells of it."""
    first = min((article.day for article in reading.articles if article.day), default=event.when.last)
    alone = len(event.recalled) < _RETOLD and event.when.last < first - _LONG_AGO
    return replace(event, weight=event.weight - (_AGED_OF_MANY if len(reading.articles) >= MANY else _AGED) * alone)


def _is_past_plan(event: Happened, as_of: date | None) -> bool:
    """Say whether it was planned for a day that has come: that it was planned is no news any more."""
    return event.planned and (as_of is None or event.when.last <= as_of)


def _sharpened(events: Sequence[Happened]) -> list[Happened]:
    """Take off what is told of a month of which days are told: 'the gate that should have opened in March'."""
    days = [event.when.first for event in events if event.when.first == event.when.last and event.weight >= FLOOR]
    return [
        replace(event, weight=event.weight - _OUTTOLD)
        if event.when.precision != "day" and any(event.when.first <= day <= event.when.last for day in days)
        else event
        for event in events
    ]
