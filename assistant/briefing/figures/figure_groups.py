"""Figures of one thing brought together: which value holds, which is out of date, which is disputed; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.briefing.documents import Reading
from assistant.briefing.figures.figure_mentions import Told, all_told
from assistant.briefing.figures.figure_relations import (
    GROWING,
    SAME_TIME,
    Value,
    equal,
    in_one_correction,
    pairs,
    set_against,
    side_by_side,
    stated,
)
from assistant.briefing.types import Relation
from assistant.nlp.similarity import Encode
from assistant.nlp.stated_quantities import StatedQuantity

_READ = 320
"""Figures that are compared, the weightiest: encoding their clauses takes a second."""
_SAME_KIND, _SAME_KIND_LATER, _SAME_UNIT = 0.3, 0.45, 0.12
"""Cosine of two clauses from which their figures are of one thing: where it is named the same ('monitors'), at the
same time and later, and where it is money or a share of the same ('talvar, damage')."""
_OTHER_WORDS = 0.42
"""Cosine of two clauses that have money of the same in other words: 'guarantee losses' and 'a guarantee'."""
_SAME_CENTRAL = 0.12
"""The same for what several texts count: a story of a leak has hardly a second count of 'records'."""
_SAME_BROAD = 0.5
"""The same where what the money is of is told by a word that fits many sums, and no headline has them."""
_BROAD = frozenset(
    "price pay bribe damage growth loss target loan tax budget sales profit insured deposits poll".split()
)
_MOVES = frozenset("shares yield".split())
"""What goes up and down by the hour: two figures of it are not of one thing."""
_MOVING = re.compile(
    r"\b(?:stocks?|shares?)\b[^.;]{0,40}\b(?:up|down|rose|fell|clos(?:ed|ing)|trad(?:ed|ing)|hover\w+|jumped|dropped)\b"
)
_NEVER = 2.0
_SHARES = frozenset("inflation rate unemployment growth pay".split())
"""What a share is of that is told anew as time goes on; those of polls are of as many questions."""
_TELLING = 3
"""Words of a clause below which it tells too little to be compared: 'to 6.9 per cent in May'."""
_MANY_TIMES = 8
"""The same for people dead, hurt or missing: a toll can rise far."""
_TIMES = 6
"""Times as much from which two figures are not of one thing."""
_SAME_VALUE = 0.2
"""The same where the figures are equal."""
_CLEAR = 0.85
"""Cosine within one article from which two figures are of one thing although nothing says that they differ."""
_UPDATED = 0.4
"""Cosine of two clauses from which a later figure takes the place of an earlier one,"""
_SIDES = 3
"""Values of one sum of money up to which they can stand against each other: more are many sums."""
_SURE = 0.5
"""and from which that is beyond doubt;"""
_UPDATED_CENTRAL = 0.2
"""the same for what several texts count,"""
_SERIES = frozenset("inflation rate unemployment".split())
"""save for what is measured again and again."""
_SMALL = 12
"""Number of things up to which it is small."""
_HALF_AS_MUCH = 1.5
_PRONOUN = re.compile(
    r"(?:\W*(?:that|where|and|but|as|said|says) )?\W*(?:he|she|it|they|we|I|you|who)\b", re.IGNORECASE
)
_FALL = 0.5
"""Share of an earlier count below which a later one is of a part: the dead do not grow fewer by half."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold the values of one thing, the oldest first, and which of them stand against each other.

    Attributes:
        sure: That they are of one thing is beyond doubt, so that a later value can be told as an update.
    """

    kind: str
    values: tuple[Value, ...]
    pairs: tuple[tuple[int, int, Relation], ...]
    sure: bool = True

    @property
    def weight(self) -> float:
        """Return the weight of its weightiest telling."""
        return max(value.best.weight for value in self.values)


def slots(reading: Reading, encode: Encode) -> list[Slot]:
    """Return the things that the sentences of a topic have figures of, the weightiest first."""
    told = sorted(all_told(reading), key=lambda each: (-each.weight, each.printed, each.sentence.start))[:_READ]
    if not told:
        return []
    vectors = encode([_clause(each) for each in told])
    groups: list[list[int]] = []
    for at in range(len(told)):
        home = next((group for group in groups if _belongs(told, vectors, group, at)), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    found = [
        _slot([(told[at], vectors[at]) for at in part]) for group in groups for part in _without_strays(told, group)
    ]
    return sorted(found, key=lambda slot: -slot.weight)


def _without_strays(told: Sequence[Told], group: Sequence[int]) -> Iterator[list[int]]:
    """Yield a group without the counts of a part: 'two bodies' after 31 had died."""
    strays = []
    for at in group:
        mine = told[at]
        higher = (told[other] for other in group if told[other].printed < mine.printed)
        low = any(mine.quantity.value < _FALL * other.quantity.value for other in higher)
        if mine.quantity.subject in GROWING and mine.quantity.value and low:
            strays.append(at)
    yield [at for at in group if at not in strays] or list(group)


def _clause(told: Told) -> str:
    return told.quantity.clause.replace("…", "").strip() or told.sentence.text


def _belongs(told: Sequence[Told], vectors: NDArray[np.float32], group: Sequence[int], at: int) -> bool:
    """Say whether a figure is of the thing that a group has figures of."""
    first, mine = told[group[0]], told[at]
    if any(in_one_correction(told[other], mine) for other in group):
        return True
    kin = _is_money_of_one_kind(first.quantity, mine.quantity)
    if not (kin or first.quantity.subject == mine.quantity.subject) or mine.quantity.is_span != first.quantity.is_span:
        return False
    if first.part != mine.part:
        return False
    for other in group:
        alike = float(vectors[other] @ vectors[at])
        if equal(told[other].quantity, mine.quantity):
            if alike >= _SAME_VALUE or mine.quantity.counts_people:
                return True
        elif alike >= _least(told[other], mine):
            return True
    return False


def _is_money_of_one_kind(one: StatedQuantity, other: StatedQuantity) -> bool:
    """Say whether two sums or shares can be of the same although other words stand nearer to them."""
    tails = [quantity.subject.split(" ")[2:] for quantity in (one, other)]
    shared = (set(one.topics) & set(other.topics)) - _BROAD - _MOVES
    return one.unit == other.unit and bool(shared) and tails[0] == tails[1]


def _least(one: Told, other: Told) -> float:
    """Return the cosine that the clauses of two figures need to be of one thing; more than 1 where they cannot be."""
    first, second = one.quantity, other.quantity
    if first.counts_people:
        much = first.subject != "missing" and max(first.value, second.value) > _MANY_TIMES * max(
            1.0, min(first.value, second.value)
        )
        return _CLEAR if much and min(first.value, second.value) > 0 else 0.0
    apart = max(first.value, second.value) > _TIMES * max(1e-9, min(first.value, second.value))
    same_article = one.sentence.article.id == other.sentence.article.id and not set_against(one, other)
    if first.is_span or not first.subject or (first.subject == first.unit and first.is_measured):
        return _CLEAR
    if first.is_distance or side_by_side(one, other):
        return _NEVER
    if first.unit == "%" and not _SHARES & {*first.topics, *second.topics}:
        return _NEVER
    if apart or same_article or _MOVING.search(one.sentence.text) or _MOVING.search(other.sentence.text):
        return _CLEAR
    if not first.is_measured and (_is_small(first, second) or _of_somebody(first) or _of_somebody(second)):
        return _CLEAR
    if first.is_measured:
        bare = min(len(first.words), len(second.words)) < _TELLING
        if first.subject != second.subject:
            return _OTHER_WORDS
        told = set(first.subject.split(" "))
        if told & _MOVES:
            return _CLEAR
        if bare and first.subject != first.unit and not told & _BROAD:
            return -1.0
        return _SAME_BROAD if told & _BROAD and not (one.headed and other.headed) else _SAME_UNIT
    if one.central and other.central and (one.headed or other.headed):
        return -1.0 if _is_close(first, second) else _SAME_CENTRAL
    days = abs((one.day - other.day).days)
    return _SAME_KIND if days <= SAME_TIME else _SAME_KIND_LATER


def _is_small(one: StatedQuantity, other: StatedQuantity) -> bool:
    """Say whether two small counts of things are compared: there can be any number of twos and threes."""
    return not one.counts_people and max(one.value, other.value) <= _SMALL


def _of_somebody(quantity: StatedQuantity) -> bool:
    """Say whether a figure is of somebody whom its clause only calls 'he': it can be of anybody."""
    return bool(_PRONOUN.match(quantity.clause))


def _is_close(one: StatedQuantity, other: StatedQuantity) -> bool:
    """Say whether two counts differ so little that they can hardly be of two things."""
    return max(one.value, other.value) <= _HALF_AS_MUCH * min(one.value, other.value)


def _slot(group: Sequence[tuple[Told, NDArray[np.float32]]]) -> Slot:
    values: list[list[Told]] = []
    vectors = {id(told): vector for told, vector in group}
    for told in sorted((told for told, _ in group), key=lambda each: (each.quantity.rough, *_place(each))):
        like = [value for value in values if equal(value[0].quantity, told.quantity)]
        if not like:
            values.append([told])
        else:
            min(like, key=lambda value: abs(value[0].quantity.value - told.quantity.value)).append(told)
    for value in values:
        value.sort(key=_place)
    ordered = [Value(tuple(value)) for value in sorted(values, key=_age)]
    against = tuple(pairs(ordered))
    alike = min((_closest(one, other, vectors) for one, other in pairwise(ordered)), default=1.0)
    kind = group[0][0].quantity.subject
    first = group[0][0].quantity
    asked = first.unit == "%" and not any(_SHARES & set(told.quantity.topics) for told, _ in group)
    if not kind or asked or first.is_distance:
        against = ()
    many = not first.counts_people and len(ordered) > _SIDES and not _SERIES & set(kind.split(" "))
    if many:
        against = tuple(pair for pair in against if pair[2] == "corrected")
    counted = first.counts_people or bool(_SERIES & set(kind.split(" ")))
    central = all(told.central for told, _ in group)
    least = _UPDATED_CENTRAL if central else _UPDATED
    headed = central and any(told.headed for told, _ in group)
    close = headed and all(_is_close(one.told[0].quantity, other.told[0].quantity) for one, other in pairwise(ordered))
    counted = counted or close
    sure = counted or alike >= (_UPDATED_CENTRAL if central else _SURE)
    if alike < least and not counted:
        against = tuple(pair for pair in against if pair[2] != "updated")
    return Slot(kind, tuple(stated(ordered, against)), against, sure)


def _place(told: Told) -> tuple[str, int, int]:
    return told.printed, told.sentence.start, told.quantity.start


def _closest(one: Value, other: Value, vectors: Mapping[int, NDArray[np.float32]]) -> float:
    """Return the cosine of the two clauses of two values that are most alike."""
    return max(float(vectors[id(mine)] @ vectors[id(theirs)]) for mine in one.told for theirs in other.told)


def _age(value: Sequence[Told]) -> tuple[date, str, int]:
    first = min(value, key=lambda told: (told.day, told.printed))
    return first.day, first.printed, first.sentence.start + first.quantity.start
