"""What stands in the first line of an answer in the articles' own words, and what differs from it; pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.nlp.lexical import normalised
from assistant.nlp.quantities import find_numbers
from assistant.reader.answer_selection import Candidate
from assistant.reader.passages import ReadPassages, Spoken
from assistant.reader.sentence_ranking import Sentence

_SETTLES = 0.35
"""Weight of a short answer from which it decides which sentence stands first."""
_ANSWERS = 0.6
"""Probability, by the judge, that its sentence answers, which a short answer needs besides."""
_STANDS_ALONE = 0.7
"""Probability of being right from which a short answer stands by itself, above its sentence; else the sentence stands
first, which is the safer form."""
_BIAS, _WEIGHT, _SURE = -2.26, 1.96, 5.68
"""Of a logistic regression for that probability over the logarithm of what is said for the value, in all its states,
and how sure the evidence makes us; on the 74 short answers to the tuning questions over the demonstration and real
articles. In cross-validation 82 % of those above the threshold are right (33 of 40), of those below 53 %."""
_RIVAL = 0.3
"""Share of the likeliest value's weight from which another one is told, and a newer one takes its place."""
_SAME_MATTER = 0.75
"""Share of its sentence's asked words that another value's sentence needs to tell of the same thing."""
_LOOKED_AT = 8
_LIKELY = 0.1
"""Share of what all passages say from which a short answer is told at all."""
_SPEAKS = 0.75
"""Probability of yes or no from which a passage is taken to say so."""
_AS_SURE = 0.2
"""How much less sure a newer passage may be, and still decide."""


@dataclass(frozen=True, slots=True)
class Value:
    """Hold a short answer with the sentence that it stands in."""

    candidate: Candidate
    sentence: Sentence

    @property
    def day(self) -> date | None:
        """Return the day of its article."""
        return self.candidate.evidence.hit.article.day


@dataclass(frozen=True, slots=True)
class Settled:
    """Hold the value that holds on the as-of day, those that it replaced, and those that other sources have.

    Attributes:
        stands_alone: Whether it is sure enough to stand above its sentence, by itself.
    """

    value: Value
    earlier: tuple[Value, ...] = ()
    differing: tuple[Value, ...] = ()
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold a verdict on a question for yes or no, with the passages that give it and those that say otherwise."""

    verdict: Literal["yes", "no", "differ"]
    spoken: Spoken
    against: tuple[Spoken, ...] = ()


def settle_value(passages: ReadPassages) -> Settled | None:
    """Return the value that answers, as the newest report that speaks of it has it; None where none is sure enough."""
    found = [value for each in passages.short[:_LOOKED_AT] if (value := _place(each, passages.sentences))]
    if not found or found[0].candidate.weight < _SETTLES:
        return None
    first = found[0]
    if first.sentence.answers is not None and first.sentence.answers < _ANSWERS:
        return None
    rivals = [value for value in found[1:] if _rivals(value, first)]
    newer = [value for value in rivals if _is_newer(value, first)]
    chosen = max(newer, key=lambda value: (value.day or date.min, value.candidate.weight), default=first)
    others = [value for value in (first, *rivals) if value is not chosen and not _is_same(value, chosen)]
    earlier = tuple(value for value in others if _is_newer(chosen, value))
    differing = tuple(value for value in others if value not in earlier)
    beside = [value for value in found[1:] if value not in rivals and value.candidate.text in first.sentence.text]
    return Settled(chosen, earlier, differing, _stands_alone((first, *rivals, *beside), passages.sure))


def _stands_alone(states: Sequence[Value], sure: float) -> bool:
    """Say whether a value is sure enough by what is said for it, its other states and what its sentence says beside it.

    'From 31 to 29' speaks for the figure twice.
    """
    z = _BIAS + _WEIGHT * math.log(sum(value.candidate.weight for value in states)) + _SURE * sure
    return 1 / (1 + math.exp(-z)) >= _STANDS_ALONE


def likeliest_value(passages: ReadPassages) -> Value | None:
    """Return the likeliest short answer with its sentence, however sure; None where none is likely at all."""
    placed = (_place(each, passages.sentences) for each in passages.short[:_LOOKED_AT] if each.share >= _LIKELY)
    return next((value for value in placed if value is not None), None)


def _place(candidate: Candidate, sentences: Sequence[Sentence]) -> Value | None:
    for sentence in sentences:
        if sentence.encloses(candidate.evidence, candidate.start, candidate.end):
            return Value(candidate, sentence)
    return None


def _rivals(value: Value, first: Value) -> bool:
    """Say whether another article gives another figure of the same thing."""
    elsewhere = value.candidate.evidence.hit.article.id != first.candidate.evidence.hit.article.id
    weighs = value.candidate.weight >= _RIVAL * first.candidate.weight
    same_matter = value.sentence.coverage >= _SAME_MATTER * first.sentence.coverage
    return elsewhere and weighs and same_matter and _counts(value, first) and not _is_same(value, first)


def _counts(value: Value, first: Value) -> bool:
    """Say whether both are figures: what a newer report replaces, and what sources differ on."""
    return bool(_figures(value) and _figures(first))


def _is_newer(value: Value, other: Value) -> bool:
    return value.day is not None and other.day is not None and value.day > other.day


def _is_same(one: Value, other: Value) -> bool:
    """Say whether two values are the same in other words: '29' and 'twenty-nine people', 'Oske' and 'Lena Oske'."""
    figures = _figures(one), _figures(other)
    if figures[0] and figures[1]:
        return bool(figures[0] & figures[1])
    words = [set(normalised(value.candidate.text).split()) for value in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def _figures(value: Value) -> frozenset[float]:
    return frozenset(number.low for number in find_numbers(value.candidate.text, days=True))


def decide(spoken: Sequence[Spoken], *, leans_yes: bool | None = None) -> Decided | None:
    """Return yes, no or that sources differ, as the newest passages that speak to the question have it.

    Args:
        spoken: What each of the best passages says.
        leans_yes: What the best sentence says by itself; where it says otherwise than the passages there is no verdict:
            on 22 tuning questions 8 verdicts of 14 were right without this, and 6 of 9 with it.
    """
    sure = [each for each in spoken if each.strength >= _SPEAKS]
    if not sure:
        return None
    strongest = max(each.strength for each in sure)
    able = [each for each in sure if each.strength >= strongest - _AS_SURE]
    newest = max(able, key=lambda each: (each.day or date.min, each.strength))
    against = tuple(each for each in able if each.says_yes != newest.says_yes)
    same_day = [each for each in against if each.day == newest.day and each.outlet != newest.outlet]
    verdict: Literal["yes", "no", "differ"] = "differ" if same_day else "yes" if newest.says_yes else "no"
    if verdict != "differ" and leans_yes is not None and leans_yes != newest.says_yes:
        return None
    return Decided(verdict, newest, against)
