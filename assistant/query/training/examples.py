"""Questions with what they ask for, as the training reads them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from assistant.query.intent_model import ANSWER_TYPES, KINDS


@dataclass(frozen=True, slots=True)
class Example:
    """One question.

    Attributes:
        turns: The questions before it.
        continues: Whether it is understood only with those.
    """

    turns: tuple[str, ...]
    text: str
    kind: str
    answer_type: str
    continues: bool


def read_examples(path: Path) -> list[Example]:
    """Read questions from JSON lines, or from a table with tabs (``.tsv``).

    Raises:
        ValueError: A line has a kind or an answer type that does not exist.
    """
    examples = _read_table(path) if path.suffix == ".tsv" else _read_lines(path)
    for example in examples:
        if example.kind not in KINDS or example.answer_type not in ANSWER_TYPES:
            raise ValueError(f"{path}: {example.kind}, {example.answer_type} of {example.text!r} is unknown")
    return examples


def _read_table(path: Path) -> list[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Example(
            (row["turn"],) if row["turn"] else (), row["text"], row["kind"], row["answer"], row["continues"] == "yes"
        )
        for row in rows
    ]


def _read_lines(path: Path) -> list[Example]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Example(
            tuple(record["turns"]),
            record["text"],
            record["kind"],
            record["answer"],
            bool(record["turns"]) and record["complete"] != record["text"],
        )
        for record in records
    ]
