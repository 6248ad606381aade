"""What happened, by the day on which it happened; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from assistant import facts
from assistant.briefing.dated import Mention, anchor, mentions
from assistant.briefing.reading import MANY, Reading, Sentence
from assistant.briefing.weigh import CORRECTION, LEANING, LONGEST, SPEECH, leans, unquoted, weigh
from assistant.briefing.when import When, on
from assistant.match import Encode

_LINES, _BESIDES = 24, 8
"""Lines that a timeline has at the most, and beyond one an article."""
_A_DAY = 2
"""Lines of one day."""
_FLOOR = 0.3
"""Weight that an event needs."""
_ALIKE, _ALIKE_APART = 0.5, 0.93
"""Cosine from which two sentences on one day tell of the same event; the second where they have different figures: a
toll that rises twice a day is told twice."""
_ALIKE_NEAR = 0.7
"""Cosine from which an event that is told less precisely is one that is told of a day in that time."""
_RECALLED = 0.16
"""Given for each further text that tells of the same: what later articles come back to is what counts."""
_MOST_RECALLED = 4
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


_CORRECTED = 0.3
"""Given for a correction."""
_JOINED = 0.1
"""Taken off two sentences that stand as one."""
_GOES_ON = timedelta(days=2)
"""A live blog is written on for: its 'Friday' can be the day after that of its first lines."""
_ABOUT = 0.25
"""How much a sentence must be about a topic of many articles, whatever its own article is on."""
_CLOSE = 3
"""Sentences apart in one article from which 'last November' and '18 November' are of one event."""
_HAS_HAPPENED = re.compile(
    r"\b(?:has|have|had|is|are|was|were) (?:\w+ )?(?:\w+ed|\w+en|known|dead|out|over|gone|made|put|set|sold|held|lost|"
    r"won|found|told|cut|hit|led|left|met|paid|sent|shot|built|brought|caught)\b|\b\w{2,}ed\b|\b(?:took|won|lost|beat|"
    r"fell|rose|gave|said|told|came|went|left|broke|began|became|met|made|put|sold|held|hit|cut|led|struck|sent|shot)\b"
)
"""An opening without a day of its own that tells of something done, not of how things are."""
_FIGURE = re.compile(r"(?<![\d:.])\d+(?:[.,]\d+)*(?![\d:])")


@dataclass(frozen=True, slots=True)
class Happened:
    """Hold an event as one sentence tells it, with the weight of its being in a timeline."""

    sentence: Sentence
    when: When
    weight: float
    planned: bool = False
    recalled: frozenset[str] = frozenset()


def happenings(reading: Reading, encode: Encode) -> list[Happened]:
    """Return all events that the sentences on a topic tell of, each once, by its best sentence."""
    articles: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        articles[sentence.article.id].append(sentence)
    return list(_merged([event for own in articles.values() for event in _events(own, reading)], encode))


def timeline(events: Sequence[Happened], reading: Reading, *, as_of: date | None) -> list[Happened]:
    """Return the events that count, in the order in which they happened."""
    told = _sharpened([event for event in events if not _is_past_plan(event, as_of)])
    strong = sorted((event for event in told if event.weight >= _FLOOR), key=lambda event: -event.weight)
    lines = min(_LINES, len(reading.articles) + _BESIDES)
    kept: list[Happened] = []
    days: dict[When, int] = defaultdict(int)
    shown: set[str] = set()
    for event in strong:
        key = replace(event.when, words="")
        if len(kept) < lines and days[key] < _A_DAY and event.sentence.text not in shown:
            kept.append(event)
            days[key] += 1
            shown.add(event.sentence.text)
    return sorted(kept, key=lambda event: (event.when.first, event.when.last, _printed(event)))


def _printed(event: Happened) -> tuple[str, int]:
    return event.sentence.article.published or "", event.sentence.start


def _events(own: Sequence[Sentence], reading: Reading) -> Iterator[Happened]:
    """Yield what the sentences of one article say to have happened, once for each time that they name."""
    published = own[0].article.day if own else None
    if published is None:
        return
    published = anchor(own[0].article.text, published)
    if own[0].article.kind == "live blog":
        published += _GOES_ON
    told = [_told(sentence, published) for sentence in own]
    news = _news(told, published)
    for at, sentence in enumerate(own):
        shown = _standing_alone(own, at)
        if shown.about < _ABOUT and len(reading.articles) >= MANY:
            continue
        notice = any(sentence.text in told for told in sentence.article.corrections)
        if notice and not CORRECTION.match(sentence.text):
            continue
        base = weigh(shown, reading) + _CORRECTED * notice - _JOINED * (shown is not sentence)
        for number, mention in enumerate(told[at]):
            weight = base - _BESIDE * (number > 0) - _PLANNED * mention.planned + _NEWS * ((at, number) == news)
            weight -= _BOUNDED * (mention.bound != "at") + _VAGUE.get(mention.when.precision, 0.0)
            yield Happened(shown, mention.when, weight, mention.planned, frozenset({sentence.story}))
        if not told[at] and sentence.place < 2 and not (at and told[0]) and _HAS_HAPPENED.search(unquoted(shown.text)):
            when = told[news[0]][news[1]].when if news is not None and news[0] <= at + _OPENING else None
            near = when is not None and news is not None and (when.first == own[0].article.day or news[0] <= at + _NEXT)
            day = replace(when, words="") if when is not None and near else on(own[0].article.day or published)
            yield Happened(shown, day, base - _UNDATED + _NEWS * near, recalled=frozenset({sentence.story}))


def _told(sentence: Sentence, published: date) -> list[Mention]:
    """Return the times that a sentence names in its own words: a speaker's 'today' can be any day."""
    spoken = [match.span() for match in SPEECH.finditer(sentence.text)]
    found = mentions(sentence.text, published)
    found = [mention for mention in found if not any(start <= mention.start < end for start, end in spoken)]
    if CORRECTION.match(sentence.text):
        return [mention for mention in found[:1] if sentence.text[: mention.start].endswith("(")]
    return found


def _news(told: Sequence[Sequence[Mention]], published: date) -> tuple[int, int] | None:
    """Return where an article first tells of something that happened in the days before it was printed."""
    return next(
        (
            (at, number)
            for at, found in enumerate(told)
            for number, mention in enumerate(found)
            if mention.bound == "at" and 0 <= (published - mention.when.last).days <= _RECENT
        ),
        None,
    )


def _standing_alone(own: Sequence[Sentence], at: int) -> Sentence:
    """Return a sentence, with the one before it where it leans on that: 'They won on Saturday'."""
    sentence = own[at]
    before = own[at - 1] if at else None
    if before is None or leans(sentence.text) < LEANING or leans(before.text) >= LEANING:
        return sentence
    text = sentence.article.text[before.start : sentence.end]
    if before.place != sentence.place - 1 or "\n" in text or len(text.split()) > LONGEST:
        return sentence
    return replace(before, end=sentence.end, text=text, about=max(before.about, sentence.about))


def _merged(found: Sequence[Happened], encode: Encode) -> Iterator[Happened]:
    """Yield each event once, by its weightiest sentence, with all texts that tell of it."""
    ranked = sorted(found, key=lambda event: (-event.weight, _printed(event)))
    if not ranked:
        return
    vectors = encode([event.sentence.text for event in ranked])
    groups: list[list[int]] = []
    for at, event in enumerate(ranked):
        home = next((group for group in groups if _same(ranked[group[0]], event, vectors[group[0]], vectors[at])), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    for group in groups:
        yield _told_once([ranked[at] for at in group])


def _same(one: Happened, other: Happened, vector: NDArray[np.float32], beside: NDArray[np.float32]) -> bool:
    """Say whether two sentences tell of one event."""
    alike = float(vector @ beside)
    if (one.when.first, one.when.last) == (other.when.first, other.when.last):
        figures = [set(_FIGURE.findall(facts.in_digits(event.sentence.text))) for event in (one, other)]
        apart = all(figures) and not figures[0] & figures[1]
        return alike >= (_ALIKE_APART if apart else _ALIKE)
    within = one.when.first <= other.when.last and other.when.first <= one.when.last
    near = one.sentence.article.id == other.sentence.article.id
    near = near and 0 < abs(one.sentence.place - other.sentence.place) <= _CLOSE
    return within and (near or alike >= _ALIKE_NEAR)


def _told_once(group: Sequence[Happened]) -> Happened:
    """Return the weightiest of some tellings with the day that is told most precisely, raised for each more."""
    best = group[0]
    stories = frozenset(story for event in group for story in event.recalled)
    sharpest = min((event.when for event in group), key=lambda when: (when.last - when.first).days)
    when = best.when if best.when.last == best.when.first else sharpest
    raised = _RECALLED * min(len(stories) - 1, _MOST_RECALLED)
    planned = all(event.planned for event in group)
    return replace(best, when=when, weight=best.weight + raised, planned=planned, recalled=stories)


def _is_past_plan(event: Happened, as_of: date | None) -> bool:
    """Say whether it was planned for a day that has come: that it was planned is no news any more."""
    return event.planned and (as_of is None or event.when.last <= as_of)


def _sharpened(events: Sequence[Happened]) -> list[Happened]:
    """Take off what is told of a month of which days are told: 'the gate that should have opened in March'."""
    days = [event.when.first for event in events if event.when.first == event.when.last and event.weight >= _FLOOR]
    return [
        replace(event, weight=event.weight - _OUTTOLD)
        if event.when.precision != "day" and any(event.when.first <= day <= event.when.last for day in days)
        else event
        for event in events
    ]
