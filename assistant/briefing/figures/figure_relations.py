"""How two values of one thing stand to each other: disputed, updated, corrected; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.briefing.figures.figure_mentions import Told
from assistant.briefing.salience import CORRECTION
from assistant.briefing.types import FigureState, Relation
from assistant.nlp.stated_quantities import StatedQuantity

_EXACT, _ROUGH = 0.01, 0.09
"""Difference, as a share, up to which two figures are the same: 'a quarter of a million' is 240,000."""
_ROUND = 2
"""Digits, noughts aside, up to which a figure is round."""
_POINT = 1.0
"""Points by which a share that is said roughly can differ: 'more than 9 per cent' is 9.6."""
SIDES = 2
SAME_TIME = 2
"""Days up to which two figures are of the same time."""
GROWING = frozenset({"deaths", "injured", "case", "held"})
"""Counts that grow: a higher one that was printed later is an update."""
FALLING = frozenset({"missing", "away", "held"})
"""Counts that fall by themselves."""
_FALL, _FALL_OF_MONEY = 0.5, 0.25
"""Share of an earlier count, and of a sum or a share, below which a later one is of something else."""
_FROM = 25
"""Characters before the first of two figures in which a 'from' stands."""
FROM_TO = re.compile(r"\b(?:from|up from|down from|against|compared with|after|previous|earlier|had been|was)\b", re.I)
_CHANGED = re.compile(
    r"\b(?:rose|risen|rises|raised|raises|climbed|increased|grew|up|lowered|cut|fell|fallen|down|dropped|now|new|previous)\b",
    re.I,
)
_FELL = re.compile(
    r"\b(?:lowered|cut|fell|fallen|down|dropped|revised|corrected|reduced|fewer|previous\w*|released|freed)\b", re.I
)
_CORRECTED = re.compile(
    r"\b(?:correct\w*|lowered|revised?|reduced|restated|counted twice|error|mistake\w*|wrong)\b", re.I
)
_AGAINST = re.compile(
    r"\b(?:claim(?:s|ed) (?:that|to|there|it|the)|disput\w+|contradict\w*|"
    r"neither|whereas|rather than|by .{3,40} and .{1,30} by)\b|, not\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:from|had|was|were|since|previous\w*|earlier|then|against|after|until|once|originally)\b", re.I
)
"""Words around a figure that is told as one that held before."""


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one value of a thing, with all that tell it, the first printed first."""

    told: tuple[Told, ...]
    state: FigureState = "current"
    by: tuple[str, ...] = ()

    @property
    def best(self) -> Told:
        """Return the telling with the most weight."""
        return max(self.told, key=lambda told: told.weight)

    @property
    def number(self) -> float:
        """Return the value."""
        return self.told[0].quantity.value


def in_one_correction(one: Told, other: Told) -> bool:
    """Say whether one correction notice has both figures."""
    same = one.quantity.unit == other.quantity.unit or one.quantity.subject == other.quantity.subject
    if not same or one.sentence.article.id != other.sentence.article.id:
        return False
    notices = one.sentence.article.corrections
    return any(one.sentence.text in notice and other.sentence.text in notice for notice in notices)


def set_against(one: Told, other: Told) -> bool:
    """Say whether one article sets two figures against each other."""
    near = abs(one.sentence.place - other.sentence.place) <= 1
    texts = one.sentence.text + " " + other.sentence.text
    return near and bool(_AGAINST.search(texts) or FROM_TO.search(texts))


def equal(one: StatedQuantity, other: StatedQuantity) -> bool:
    """Say whether two figures are the same, what is said roughly allowing for more."""
    if one.unit == other.unit == "%" and (one.rough or other.rough) and abs(one.value - other.value) < _POINT:
        return True
    rounded = any(each.rough and _digits(each.value) <= _ROUND for each in (one, other))
    allowed = _ROUGH if rounded else _EXACT
    return abs(one.value - other.value) <= allowed * max(abs(one.value), abs(other.value))


def _digits(value: float) -> int:
    """Return how many digits a figure has before it ends in noughts: 'about 51.84' is hardly rough."""
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def pairs(values: Sequence[Value]) -> Iterator[tuple[int, int, Relation]]:
    """Yield which values stand against each other, and how; the earlier one first."""
    for later in range(1, len(values)):
        for earlier in range(later):
            relation = _relation(values[earlier], values[later])
            if relation is not None:
                yield earlier, later, relation


def _relation(old: Value, new: Value) -> Relation | None:
    """Return how two values of one thing stand to each other, None where nothing is known of it."""
    if _is_corrected(old, new):
        return "corrected"
    days = abs((new.told[0].day - old.told[0].day).days)
    outlets = {told.sentence.article.outlet for told in old.told} ^ {told.sentence.article.outlet for told in new.told}
    if _contrasted(old, new):
        return "disputed"
    if any(side_by_side(one, other) for one in old.told for other in new.told):
        return None
    if new.told[0].quantity.is_span and (days > SAME_TIME or len(outlets) < SIDES):
        return None
    growing = old.told[0].quantity.subject in GROWING or any(_CHANGED.search(told.sentence.text) for told in new.told)
    if _is_lower_count(old, new):
        return None
    if growing:
        return None if _is_another_count(old, new) else "updated"
    again = any(_stands_by(told, old, new) for told in old.told)
    if again or (days <= SAME_TIME and len(outlets) >= SIDES):
        return "disputed"
    return None if _is_another_count(old, new) else "updated"


def side_by_side(one: Told, other: Told) -> bool:
    """Say whether one sentence has two figures side by side: 'between 2 and 8 per cent', '66 per cent to 34'."""
    if one.sentence.article.id != other.sentence.article.id or one.sentence.start != other.sentence.start:
        return False
    if one.day != other.day:
        return False
    first, second = sorted((one.quantity, other.quantity), key=lambda quantity: quantity.start)
    text = one.sentence.text
    between, before = text[first.end : second.start], text[max(0, first.start - _FROM) : first.start]
    from_to = re.search(r"\bfrom (?:\w+ ){0,2}$", before) and re.search(r"\bto\b", between) and _CHANGED.search(text)
    return not from_to and not re.search(r"\b(?:from|against|compared with|after|previous\w*)\b", between)


def _is_lower_count(old: Value, new: Value) -> bool:
    """Say whether a count that grows is lower later on, as long as nothing says why."""
    falls = any(_FELL.search(told.sentence.text) for told in new.told)
    return old.told[0].quantity.subject in GROWING - {"case"} and new.number < old.number and not falls


def _is_another_count(old: Value, new: Value) -> bool:
    """Say whether a later count is so much lower that it is of something else, as long as nothing says that it fell."""
    one, other = old.told[0].quantity, new.told[0].quantity
    falls = one.subject in FALLING or one.unit != other.unit
    fallen = any(_CHANGED.search(told.sentence.text) for told in new.told)
    least = _FALL_OF_MONEY if one.is_measured else _FALL
    return not falls and not fallen and new.number < least * old.number


def _stands_by(told: Told, old: Value, new: Value) -> bool:
    """Say whether a value is told again, as one that holds, after another one was."""
    later = told.day > new.told[0].day and not told.dated and told.sentence.story != old.told[0].sentence.story
    return later and not _BACK.search(told.quantity.clause)


def _contrasted(old: Value, new: Value) -> bool:
    """Say whether an article gives both values, as different sources have them."""
    for one in old.told:
        for other in new.told:
            if (
                one.sentence.article.id != other.sentence.article.id
                or abs(one.sentence.place - other.sentence.place) > 1
            ):
                continue
            text = one.sentence.text + " " + other.sentence.text
            between = text[min(one.quantity.end, other.quantity.end) : max(one.quantity.start, other.quantity.start)]
            if one.sentence.place == other.sentence.place and re.search(r"\b(?:from|to|after|earlier|ago)\b", between):
                continue
            if one.dated != other.dated or _CHANGED.search(text):
                continue
            if _AGAINST.search(text):
                return True
    return False


def _is_corrected(old: Value, new: Value) -> bool:
    """Say whether a sentence corrects one value to the other."""
    for told in new.told:
        text = told.sentence.text
        before = [
            one
            for one in old.told
            if one.sentence.article.id == told.sentence.article.id
            and abs(one.sentence.place - told.sentence.place) <= 1
        ]
        if before and (_CORRECTED.search(text) or CORRECTION.match(before[0].sentence.text)):
            return True
    return False


def stated(values: Sequence[Value], pairs: Sequence[tuple[int, int, Relation]]) -> Iterator[Value]:
    """Yield values with their state: corrected before disputed before superseded."""
    for at, value in enumerate(values):
        state: FigureState = "current"
        by: list[str] = []
        for relation, told in (("corrected", "corrected"), ("disputed", "disputed"), ("updated", "superseded")):
            against = [b if a == at else a for a, b, kind in pairs if kind == relation and at in (a, b)]
            if relation != "disputed":
                against = [b for a, b, kind in pairs if kind == relation and a == at]
            if against:
                state = told  # type: ignore[assignment]
                by = [values[other].best.quantity.shown for other in against]
                break
        yield replace(
            value, state=state, by=tuple(name for name in dict.fromkeys(by) if name != value.best.quantity.shown)
        )
