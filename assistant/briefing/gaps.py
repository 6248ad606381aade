"""What a reader will ask that the articles do not answer: plans without an outcome, what is not known; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.briefing.documents import Reading, Sentence, find_nearest
from assistant.briefing.events import Happened
from assistant.briefing.salience import LEANING, leans, weigh
from assistant.nlp.sentences import unquoted
from assistant.nlp.similarity import Encode
from assistant.nlp.temporal.mentions import TO_COME

_PLANS, _UNKNOWNS = 3, 3
"""Lines at the most: of plans without an outcome, and of what is said to be unknown."""
_FLOOR = 0.3
"""Weight that the sentence needs which raises a question."""
_SETTLED = 0.6
"""Cosine from which a later sentence is taken to tell the outcome."""
_TOLD_OF = 0.5
"""The same for a plan: what came of it is told in other words."""
_UNKNOWN = re.compile(
    r"\b(?:(?:is|are|was|were|remains?|still) (?:still )?(?:not (?:yet )?(?:known|clear|certain)|unknown|unclear|"
    r"uncertain)|"
    r"(?:declined|refused) to (?:say|comment|name|identify|discuss|give)|(?:would|did|could) not (?:say|name|comment|"
    r"give)|"
    r"nobody (?:knows|would say)|it is (?:un|not )clear|no (?:reason|date|explanation) (?:was|has been) given|"
    r"gave no (?:reason|"
    r"date|details)|(?:has|have) not (?:yet )?(?:said|named|been (?:named|identified|released|published|announced)))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question, the sentence that raises it, and why it is open."""

    text: str
    sentence: Sentence
    why: str


def gaps(reading: Reading, events: Sequence[Happened], encode: Encode, *, as_of: date | None) -> list[Question]:
    """Return what stays open, plans first."""
    return [*_plans(reading, events, encode, as_of), *_unknowns(reading, encode)]


def _plans(reading: Reading, events: Sequence[Happened], encode: Encode, as_of: date | None) -> Iterator[Question]:
    """Yield plans for a day that has come of which no later article tells."""
    due = [event for event in events if event.planned and as_of is not None and event.when.last <= as_of]
    due = [event for event in due if TO_COME.search(unquoted(event.sentence.text))]
    due = sorted((event for event in due if event.weight >= _FLOOR), key=lambda event: -event.weight)
    yielded = 0
    for event in due:
        later = [
            item
            for item in reading.sentences
            if (item.article.day or date.min) >= event.when.first and item.article.id != event.sentence.article.id
        ]
        if yielded < _PLANS and not _settled(event.sentence, later, encode, _TOLD_OF):
            yielded += 1
            text = f"What came of what was planned for {event.when.label}: “{event.sentence.text}”?"
            yield Question(text, event.sentence, "planned, and no later article tells of it")


def _unknowns(reading: Reading, encode: Encode) -> Iterator[Question]:
    """Yield what an article says is not known, where no later one has it."""
    found = [
        item
        for item in reading.sentences
        if _UNKNOWN.search(unquoted(item.text)) and leans(item.text) < LEANING and weigh(item, reading) >= _FLOOR
    ]
    yielded = 0
    for item in sorted(found, key=lambda each: (-weigh(each, reading), each.article.id, each.start)):
        day = item.article.day or date.min
        later = [other for other in reading.sentences if (other.article.day or date.min) > day]
        if yielded < _UNKNOWNS and not _settled(item, later, encode):
            yielded += 1
            yield Question(f"Still open: “{item.text}”", item, "said to be unknown, and no later article tells it")


def _settled(item: Sentence, later: Sequence[Sentence], encode: Encode, least: float = _SETTLED) -> bool:
    near = find_nearest(item, later)
    if not near:
        return False
    alike = encode([other.text for other in near]) @ encode([item.text])[0]
    return bool(alike.max() >= least)
