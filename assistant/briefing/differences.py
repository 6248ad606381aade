"""Where sources differ: a figure, a day, yes against no; at the same time disputed, later updated; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.briefing.denials import denials
from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.events import Happened
from assistant.briefing.figures.figure_groups import Slot
from assistant.briefing.figures.figure_mentions import Told
from assistant.briefing.figures.figure_relations import SAME_TIME, Value
from assistant.briefing.name_variants import misnamed
from assistant.briefing.salience import weigh
from assistant.briefing.types import DifferenceKind, Relation
from assistant.nlp.entailment import Judgement, Premise, heading_of
from assistant.nlp.similarity import Encode
from assistant.reader.judge import bundled_judge
from corpus import CannotCompile

_FLOOR = 0.05
"""Weight that a thing needs to be told as one that sources differ on …"""
_FLOOR_UPDATED = 0.6
"""… and to be told as one whose figure was updated."""
_UPDATED, _DENIED, _DAYS, _NAMED_LINES = 4, 3, 2, 3
"""Lines at the most: of figures that were updated, of what is denied, of days, and of names."""
_SIDES = 4
"""Sides of one difference: of more, the first and the newest."""
_SAME_EVENT = 0.8
"""Cosine from which two sentences tell of one event although they have it on different days."""
_APART = 4
"""Days up to which one event can be told to have happened on different days."""
_SAME_DENIAL = 0.6
"""Cosine from which two denials are of one thing."""

_ENTAILED = 0.75
"""Probability from which one side says what the other says. On the demonstration archive true sides have 0.59 at the
most. 'Contradicted' does not tell true ones (0.15 to 0.5) from figures of two things (0.16 to 0.9)."""
_NAMES = {
    "deaths": "people killed",
    "injured": "people injured",
    "missing": "people missing",
    "away": "people who had to leave their homes",
    "held": "people held",
}

_REPORTED = re.compile(
    r"\b(?:said|says|told|confirmed|announced|reported|according to|statement|wrote|tweeted|added|warned|revealed)\b"
    r"[^,;:]{0,60}$"
)
_REPORTED_AFTER = re.compile(r"[^,;:]{0,12}\b(?:said|announced|confirmed|reported|that|told)\b")


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold one side: what it says, and the sentence that does."""

    shown: str
    sentence: Sentence
    outlets: tuple[str, ...]


_SMALL_SUM, _A_SERIES = 1000.0, 10
"""Sums below which money is a price of one thing, and how many such sums tell that the topic is a price."""


@dataclass(frozen=True, slots=True)
class Differing:
    """Hold what sources differ on, the oldest side first."""

    about: str
    kind: DifferenceKind
    relation: Relation
    sides: tuple[Telling, ...]
    weight: float


def differences(reading: Reading, found: Sequence[Slot], events: Sequence[Happened], encode: Encode) -> list[Differing]:
    """Return what sources differ on: disputed first, then corrected, then updated."""
    prices = _price_units(found)
    figures = [told for slot in found if not _is_price(slot, prices) for told in _of_slot(slot)]
    updated = [told for told in figures if told.relation == "updated"][:_UPDATED]
    held = [told for told in figures if told.relation != "updated"]
    days = list(_days(events, encode))[:_DAYS]
    names = list(_names(reading))[:_NAMED_LINES]
    denied = list(_apart(sorted(_denied(reading, encode), key=lambda told: -told.weight), encode))[:_DENIED]
    order = {"disputed": 0, "corrected": 1, "updated": 2}
    told = [each for each in (*held, *days, *denied, *updated) if not _says_the_same(each)]
    return sorted([*told, *names], key=lambda told: (order[told.relation], -told.weight))


def _says_the_same(told: Differing) -> bool:
    """Say whether the judge takes one side to say what the other says; nothing does where no judge can run."""
    if told.relation == "corrected":
        return False
    one, other = told.sides[0].sentence, told.sides[-1].sentence
    try:
        found = [_judge(one, other), _judge(other, one)]
    except CannotCompile:
        return False
    return max(each.entailed for each in found) >= _ENTAILED


def _judge(one: Sentence, other: Sentence) -> Judgement:
    """Return what one sentence says of another."""
    return bundled_judge().judge(Premise(one.text, heading_of(one.article)), [other.text])[0]


def _price_units(found: Sequence[Slot]) -> set[str]:
    """Return the currencies in which the articles give so many small sums that they tell a price day by day."""
    sums: dict[str, set[float]] = defaultdict(set)
    for slot in found:
        for value in slot.values:
            quantity = value.told[0].quantity
            if quantity.money and value.number < _SMALL_SUM:
                sums[quantity.unit].add(value.number)
    return {unit for unit, values in sums.items() if len(values) >= _A_SERIES}


def _is_price(slot: Slot, units: Collection[str]) -> bool:
    """Say whether a slot has sums of a price: two of them differ since the price does, or are of two places."""
    return slot.values[0].told[0].quantity.unit in units and all(value.number < _SMALL_SUM for value in slot.values)


def _of_slot(slot: Slot) -> Iterator[Differing]:
    for relation in ("disputed", "corrected", "updated"):
        pairs = [(a, b) for a, b, kind in slot.pairs if kind == relation]
        least = _FLOOR_UPDATED if relation == "updated" else _FLOOR
        unsure = relation == "updated" and not slot.sure
        if not pairs or slot.weight < least or unsure:
            continue
        places = sorted({at for pair in pairs for at in pair})
        if len(places) > _SIDES:
            places = [places[0], *places[-_SIDES + 1 :]]
        sides = tuple(_side(slot.values[at]) for at in places)
        in_one = relation == "updated" and len({(side.sentence.article.id, side.sentence.start) for side in sides}) < 2
        if in_one or len({side.shown.lower() for side in sides}) < 2:
            continue
        yield Differing(_about(slot), "figure", relation, sides, slot.weight)


def _about(slot: Slot) -> str:
    """Return what a slot's figures are of, in a few words."""
    unit = slot.values[0].told[0].quantity.unit
    if slot.kind in _NAMES:
        return _NAMES[slot.kind]
    words = slot.kind.removeprefix(unit).strip()
    if words:
        return words
    return slot.values[-1].best.quantity.noun or "figure"


def _side(value: Value) -> Telling:
    best = _plainest(value.told)
    outlets = [told.sentence.article.outlet for told in value.told]
    return Telling(best.quantity.shown, best.sentence, tuple(dict.fromkeys(name for name in outlets if name)))


def _plainest(told: Sequence[Told]) -> Told:
    """Return the weightiest telling of a value; one that has it as a value of the past is no good side."""
    return max(told, key=lambda each: each.weight - 0.3 * bool(re.search(r"\bfrom …|\bfrom$", each.quantity.clause)))


def _names(reading: Reading) -> Iterator[Differing]:
    for found in misnamed(reading):
        sides = tuple(_telling(side.shown, side.sentence) for side in found.sides)
        weight = max(weigh(side.sentence, reading) for side in found.sides)
        yield Differing(found.about, found.kind, "updated" if found.later else "disputed", sides, weight)


def _denied(reading: Reading, encode: Encode) -> Iterator[Differing]:
    """Yield what is said and denied; what is told as true later on takes the place of the denial."""
    for found in denials(reading, encode):
        said = _telling("said", found.said)
        denied = _telling(found.word, found.denied)
        days = abs(((found.said.article.day or date.min) - (found.denied.article.day or date.min)).days)
        if found.later and days > SAME_TIME:
            yield Differing("denied, then told", "yes or no", "updated", (denied, said), found.weight)
        else:
            yield Differing("said and denied", "yes or no", "disputed", (said, denied), found.weight)


def _telling(shown: str, sentence: Sentence) -> Telling:
    return Telling(shown, sentence, tuple(filter(None, [sentence.article.outlet])))


def _apart(found: Sequence[Differing], encode: Encode) -> Iterator[Differing]:
    """Yield those that no weightier one tells already."""
    if not found:
        return
    vectors = encode([" ".join(side.sentence.text for side in told.sides) for told in found])
    kept: list[int] = []
    for at, told in enumerate(found):
        if all(float(vectors[at] @ vectors[other]) < _SAME_DENIAL for other in kept):
            kept.append(at)
            yield told


def _days(events: Sequence[Happened], encode: Encode) -> Iterator[Differing]:
    """Yield events that different outlets have on different days, a few days apart."""
    exact = [event for event in events if event.when.precision == "day" and event.when.words and not event.planned]
    exact = [event for event in exact if not _is_day_of_telling(event)]
    if len(exact) < 2:
        return
    vectors = encode([event.sentence.text for event in exact])
    for at, one in enumerate(exact):
        for place in range(at):
            other = exact[place]
            apart = abs((one.when.first - other.when.first).days)
            if not 0 < apart <= _APART or one.sentence.article.outlet == other.sentence.article.outlet:
                continue
            if float(vectors[at] @ vectors[place]) >= _SAME_EVENT and not _differ_in_figures(one, other):
                first, second = sorted((one, other), key=lambda event: event.sentence.article.published or "")
                sides = (_on_its_day(first), _on_its_day(second))
                yield Differing("day", "day", "disputed", sides, max(one.weight, other.weight))


def _is_day_of_telling(event: Happened) -> bool:
    """Say whether a day is that on which somebody said so: 'the company confirmed on Friday'."""
    text = event.sentence.text
    at = text.find(event.when.words)
    return at >= 0 and bool(_REPORTED.search(text[:at]) or _REPORTED_AFTER.match(text[at + len(event.when.words) :]))


def _on_its_day(event: Happened) -> Telling:
    day, outlet = event.when.first, event.sentence.article.outlet
    return Telling(f"{day.day} {day:%B}", event.sentence, (outlet,) if outlet else ())


def _differ_in_figures(one: Happened, other: Happened) -> bool:
    found = [set(re.findall(r"\d[\d.,]*\d|\d", event.sentence.text)) for event in (one, other)]
    return bool(found[0] and found[1] and not found[0] & found[1])
