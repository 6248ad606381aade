"""Tables of questions, and how they must be read."""

from __future__ import annotations

import csv
from pathlib import Path

Row = dict[str, str]


def table(name: str) -> list[Row]:
    """Read a table: a line of names, then a row a line, with tabs between the columns."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def question_of(row: Row) -> str:
    """Name a test after its question."""
    return row["question"]
