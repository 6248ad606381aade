"""Score the readers of quantities: `quantities.jsonl`."""

import json
import math
from pathlib import Path
from typing import Any

from tests.heldout.adapters import Amount, quantity_readers
from tests.heldout.figures import Figure

_SET = Path(__file__).with_name("quantities.jsonl")
_CLOSE = 1e-6


def score_quantities() -> list[Figure]:
    """For each reader: sentences read just so, quantities found, units told, and sentences without any left alone."""
    with _SET.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [figure for name, read in quantity_readers().items() for figure in _score_reader(name, rows, read)]


def _score_reader(name: str, rows: list[dict[str, Any]], read: Any) -> list[Figure]:
    whole = found = units = measured = clean = 0
    for row in rows:
        amounts: list[Amount] = read(row["text"])
        matched = [_match(expected, amounts) for expected in row["quantities"]]
        used = sum(len(amounts_of) for amounts_of in matched)
        whole += all(matched) and used == len(amounts)
        clean += not row["quantities"] and not amounts
        found += sum(map(bool, matched))
        for expected, amounts_of in zip(row["quantities"], matched, strict=True):
            measured += bool(amounts_of and expected["unit"])
            units += bool(expected["unit"]) and any(_same_unit(expected, amount) for amount in amounts_of)
    total = sum(len(row["quantities"]) for row in rows)
    return [
        Figure(f"{name}: sentences read just so", whole, len(rows)),
        Figure(f"{name}: quantities found with their value", found, total),
        Figure(f"{name}: units told, of those found that have one", units, measured),
        Figure(f"{name}: sentences without any left alone", clean, sum(not row["quantities"] for row in rows)),
    ]


def _match(expected: dict[str, Any], amounts: list[Amount]) -> list[Amount]:
    """The amounts that are this quantity: one, or two for a range that was read as its two ends."""
    for amount in amounts:
        if _is_within(expected, amount) if expected.get("vague") else _is_equal(expected, amount):
            return [amount]
    if expected["low"] == expected["high"] or expected.get("vague"):
        return []
    low = [amount for amount in amounts if _has_value(amount.low, expected["low"])]
    high = [amount for amount in amounts if _has_value(amount.high, expected["high"])]
    return [low[0], high[0]] if low and high else []


def _is_equal(expected: dict[str, Any], amount: Amount) -> bool:
    low, high = expected["low"], expected["high"]
    if expected["unit"] == "share" and amount.unit == "percent":
        low, high = low * 100, high * 100
    return _has_value(amount.low, low) and _has_value(amount.high, high)


def _is_within(expected: dict[str, Any], amount: Amount) -> bool:
    return bool(min(amount.low) >= expected["low"] and max(amount.high) <= expected["high"])


def _has_value(values: frozenset[float], wanted: float) -> bool:
    return any(math.isclose(value, wanted, rel_tol=_CLOSE) for value in values)


def _same_unit(expected: dict[str, Any], amount: Amount) -> bool:
    if expected["unit"] == "share":
        return amount.unit in ("share", "percent")
    return amount.unit.lower().rstrip("s") in (expected["unit"].lower(), expected["unit"].lower().rstrip("e"))
