"""The figures that matter on a topic: what, how much, as of when, and whether it still holds; pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing.relations import Value
from assistant.briefing.slots import Slot

_LINES, _BESIDES = 18, 7
"""Figures that a briefing shows at the most, and beyond one an article."""
_A_THING = 6
"""Values of one thing: the newest, and those that differ from it."""
_FLOOR, _LEAST, _FEW = 0.42, 0.25, 8
"""Weight that a thing needs, and what is enough for the first few figures."""


def figures(found: Sequence[Slot], *, articles: int) -> list[tuple[Slot, Value]]:
    """Return the values to show, thing by thing, the weightiest thing first, its oldest value first.

    Args:
        found: The weightiest first.
        articles: How many were read.
    """
    lines = min(_LINES, articles + _BESIDES)
    shown: list[tuple[Slot, Value]] = []
    told: set[tuple[str, float]] = set()
    for slot in found:
        if slot.weight < (_LEAST if len(shown) < _FEW else _FLOOR) or len(shown) >= lines:
            break
        new = [value for value in slot.values if (value.best.quantity.unit, value.number) not in told]
        best = sorted(new, key=lambda value: (value.state == "superseded", -value.best.weight))[:_A_THING]
        shown += [(slot, value) for value in slot.values if value in best]
        told |= {(value.best.quantity.unit, value.number) for value in best}
    return shown[:lines]
