"""Read CSV and its relatives: a header, then one record a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.readers.encoding import GUESSED, MAX_LINE, SAVE_IT, is_guess, numbered_lines, recode
from corpus.readers.mapping import article_from, missing_text
from corpus.readers.options import Options
from corpus.types import Record, Refusal

_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold the cells of one row."""

    place: str
    cells: list[str]


class _Lines:
    """Feed lines to the csv module, remembering the last number, and which lines were too long or not text."""

    def __init__(self, path: Path) -> None:
        self._lines = numbered_lines(path)
        self.number = 0
        self.too_long: list[int] = []
        self.unread: list[int] = []
        self.guessed = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            self.number, line = next(self._lines)
            if line is None:
                self.too_long.append(self.number)
                continue
            read = recode(line)
            self.guessed = self.guessed or (read is not None and read != line and is_guess(read))
            if read is None:
                self.unread.append(self.number)
            return (line if read is None else read) + "\n"


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each row, or why it has none; a row's place is the line that it begins on.

    The delimiter is the one that divides the header into the most columns.
    """
    csv.field_size_limit(MAX_LINE)
    lines = _Lines(path)
    first = next((line for line in lines if line.strip()), "")
    headers = {mark: next(csv.reader([first], delimiter=mark), []) for mark in _DELIMITERS}
    delimiter, header = max(headers.items(), key=lambda item: len(item[1]))
    if problem := missing_text(header, mapping=options.mapping):
        yield Refusal(f"{path}:{max(lines.number, 1)}", problem)
        return
    for row in _rows(csv.reader(lines, delimiter=delimiter), lines, path):
        if isinstance(row, Refusal):
            yield row
        elif len(row.cells) > len(header):
            yield Refusal(row.place, f"row has {len(row.cells)} columns, the header has {len(header)}")
        elif any(cell.strip() for cell in row.cells):
            yield article_from(dict(zip(header, row.cells, strict=False)), place=row.place, mapping=options.mapping)
    if lines.guessed:
        yield Refusal(str(path), GUESSED, kept=True)


def _rows(reader: Iterator[list[str]], lines: _Lines, path: Path) -> Iterator[_Row | Refusal]:
    """Yield each row with the line that it begins on; a Refusal stands for what is not a row."""
    while True:
        begin = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as exc:
            yield Refusal(f"{path}:{begin}", f"not a row: {exc}")
            continue
        for number in lines.too_long:
            yield Refusal(f"{path}:{number}", f"line is over {MAX_LINE // 1_000_000} MB")
            begin = number + 1 if number == begin else begin
        lines.too_long.clear()
        if cells is None:
            return
        place = f"{path}:{begin}"
        yield Refusal(place, f"row is not UTF-8: {SAVE_IT}") if lines.unread else _Row(place, cells)
        lines.unread.clear()
