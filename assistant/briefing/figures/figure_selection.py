"""The figures that matter on a topic: what, how much, as of when, and whether it still holds; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.briefing.documents import MANY
from assistant.briefing.figures.figure_groups import Slot
from assistant.briefing.figures.figure_relations import Value
from assistant.nlp.clauses import read_clauses

_LINES, _BESIDES = 18, 7
"""Figures that a briefing shows at the most, and beyond one an article."""
_A_THING = 6
"""Values of one thing: the newest, and those that differ from it."""
_FLOOR, _LEAST, _FEW = 0.42, 0.25, 8
"""Weight that a thing needs, and what is enough for the first few figures."""
_WIDELY = 3
"""Texts that have a figure from which it counts for as much as one of the first few."""
_LEAST_OF_MANY = 0.36
"""Weight that a value needs where many articles have enough to tell without it, unless so many texts have it."""
_PARSED = 40
"""Things whose sentences are parsed, the weightiest."""
_LITTLE = 12
"""Number of things up to which they may be those who tell something."""
_SPAN_TOLD, _DISTANCE_TOLD = 3, 3
"""Texts that must have a span of time, or a distance, for it to be more than an aside."""


def figures(found: Sequence[Slot], *, articles: int) -> list[tuple[Slot, Value]]:
    """Return the values to show, thing by thing, the weightiest thing first, its oldest value first.

    Args:
        found: The weightiest first.
        articles: How many were read.
    """
    lines = min(_LINES, articles + _BESIDES)
    found = _without_other_numbers(found)
    shown: list[tuple[Slot, Value]] = []
    told: set[tuple[str, float]] = set()
    for slot in found:
        if slot.weight < _LEAST or len(shown) >= lines:
            break
        if slot.weight < _FLOOR and len(shown) >= _FEW and not _is_widely_told(slot):
            continue
        new = [value for value in slot.values if (value.best.quantity.unit, value.number) not in told]
        new = [value for value in new if value.state != "current" or not _is_aside(value)]
        new = [value for value in new if not _is_told_beside(value, shown)]
        if articles >= MANY:
            new = [value for value in new if value.best.weight >= _LEAST_OF_MANY or _texts(value) >= _WIDELY]
        best = sorted(new, key=lambda value: (value.state == "superseded", -value.best.weight))[:_A_THING]
        shown += [(slot, value) for value in slot.values if value in best]
        told |= {(value.best.quantity.unit, value.number) for value in best}
    return shown[:lines]


def _without_other_numbers(found: Sequence[Slot]) -> list[Slot]:
    """Return things without the values that are days, parts of names or who tells something, by the parse."""
    able = [slot for slot in found if slot.weight >= _LEAST][:_PARSED]
    values = [value for slot in able for value in slot.values]
    texts = list(dict.fromkeys(value.best.sentence.text for value in values))
    read = dict(zip(texts, read_clauses(texts), strict=True))

    def is_figure(value: Value) -> bool:
        quantity = value.best.quantity
        if quantity.is_measured or quantity.counts_people or (quantity.noun and quantity.value > _LITTLE):
            return True
        clauses = read[value.best.sentence.text]
        return clauses.is_figure(quantity.start, quantity.end, span=quantity.is_span)

    kept = ((slot, tuple(value for value in slot.values if is_figure(value))) for slot in able)
    return [
        slot if values == slot.values else replace(slot, values=values, pairs=()) for slot, values in kept if values
    ]


def _is_widely_told(slot: Slot) -> bool:
    return any(_texts(value) >= _WIDELY for value in slot.values)


def _texts(value: Value) -> int:
    """Count the texts that tell a value."""
    return len({told.sentence.story for told in value.told})


def _is_told_beside(value: Value, shown: Sequence[tuple[Slot, Value]]) -> bool:
    """Say whether a share stands in a sentence that is shown for another one."""
    own = value.best
    if own.quantity.unit != "%" or value.state != "current":
        return False
    return any(other.best.sentence is own.sentence and other.best.quantity.unit == "%" for _, other in shown)


def _is_aside(value: Value) -> bool:
    """Say whether a value is a span or a distance that neither a headline nor a second text has."""
    quantity = value.best.quantity
    stories = _texts(value)
    if any(told.headed or told.term for told in value.told):
        return False
    return (quantity.is_span and stories < _SPAN_TOLD) or (quantity.is_distance and stories < _DISTANCE_TOLD)
