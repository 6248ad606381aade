"""Where copies of one text say different things: an update, a slip, a correction that one of them has; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.nlp import facts
from assistant.nlp.quantities import Quantity, agree, find_numbers
from corpus import sentence_spans

Spans = tuple[tuple[int, int], ...]

_ALIGNED = 0.5
"""Common stems, as a share of all, from which two sentences in uneven gaps between equal ones are taken for one."""
_OTHERWISE_SAME = 0.7
"""Common stems, names left out, from which another name alone makes a difference: below it somebody else is named."""
_SENDERS = frozenset("reuters ap afp dpa pa upi ansa efe tass xinhua bbc cnn".split())
"""Whom a copy names in the place of whom the minister told it."""
_DATELINE = re.compile(r"[^()\n]{2,60}\([^()\n]{2,40}\) ?[-–—]+ ")
"""Who sent it from where ('KORVA, March 15 (AP) - '): copies may well differ there."""
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one|none|no)\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def differing(text: str, other: str) -> Spans:
    """Return the spans of the sentences of a text that say something else than those in their place in its copy.

    Two articles take 7 ms, and those of one topic meet in question after question.
    """
    spans = sentence_spans_of(text)
    ours = [_plain(text[start:end]) for start, end in spans]
    theirs = [_plain(other[start:end]) for start, end in sentence_spans_of(other)]
    return tuple(spans[at] for at, their in _pairs(ours, theirs) if differ(ours[at], their))


def _pairs(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the place of each changed sentence with the one that stands for it in the copy."""
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        for at in range(a, b):
            if b - a == d - c:
                yield at, theirs[c + at - a]
            else:
                likest = max(theirs[c:d], key=lambda their: _shared(ours[at], their))
                if _shared(ours[at], likest) >= _ALIGNED:
                    yield at, likest


def differ(one: str, other: str) -> bool:
    """Say whether two sentences on one thing differ in a number, a name or a 'not'.

    Each has to have what the other one lacks: what only one of them has was added, or cut.
    """
    one, other = _plain(one), _plain(other)
    if one == other or not _shared(one, other):
        return False
    numbers = [_numbers(text) for text in (one, other)]
    if _lack(numbers[0], numbers[1]) and _lack(numbers[1], numbers[0]):
        return True
    denied, denied_there = facts.negated(one), facts.negated(other)
    stems = [set(facts.stems(text)) for text in (one, other)]
    if (denied - denied_there) & stems[1] or (denied_there - denied) & stems[0]:
        return True
    named = [_names(text) for text in (one, other)]
    held = [{facts.bare(word) for word in facts.TOKEN.findall(text)} for text in (one, other)]
    if not named[0] - held[1] or not named[1] - held[0]:
        return False
    rest = [own - set(map(facts.stem, names)) for own, names in zip(stems, named, strict=True)]
    return len(rest[0] & rest[1]) >= _OTHERWISE_SAME * len(rest[0] | rest[1])


def _plain(sentence: str) -> str:
    return facts.flat(_DATELINE.sub("", sentence, count=1) if _DATELINE.match(sentence) else sentence)


def _numbers(text: str) -> list[Quantity]:
    """Return the numbers of a sentence, those of its days and a 'nobody' among them."""
    nobody = [Quantity(match.start(), match.end(), 0.0, 0.0) for match in _NOBODY.finditer(text)]
    return [*find_numbers(text, days=True), *nobody]


def _lack(wanted: Sequence[Quantity], there: Sequence[Quantity]) -> bool:
    """Return whether some number agrees with none of the other text."""
    return any(not any(agree(number, other) for other in there) for number in wanted)


def _names(text: str) -> set[str]:
    return {facts.bare(word) for run in facts.names(text, frozenset()) for word in run} - _SENDERS


def _shared(one: str, other: str) -> float:
    left, right = set(facts.stems(one)), set(facts.stems(other))
    return len(left & right) / len(left | right) if left and right else 0.0


@lru_cache(maxsize=512)
def sentence_spans_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a text's sentences, kept for the next copy that it is held against."""
    return tuple(sentence_spans(text))
