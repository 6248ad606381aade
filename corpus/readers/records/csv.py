"""Read CSV and its relatives: a header, then one record a row."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus.ingestion.completeness import mark_incomplete
from corpus.readers.encoding import GUESSED, MAX_LINE, SAVE_IT, is_guess, numbered_lines, recode
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.records.day_order import DayOrder
from corpus.readers.records.fields import missing_text
from corpus.types import Record, Refusal

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR = re.compile(r'"?sep=(\\t|[^\w\s]|)"?', re.IGNORECASE)  # for Excel
_PREAMBLE = 20  # lines above the header that are looked at


@dataclass(frozen=True, slots=True)
class _Table:
    """Hold how a table is written, and the line of its header."""

    delimiter: str
    header: list[str]
    line: int


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold the cells of one row."""

    place: str
    cells: list[str]


class _Lines:
    """Feed lines to the csv module, remembering the last number, and which lines were too long or not text."""

    def __init__(self, path: Path) -> None:
        self._lines = numbered_lines(path)
        self._ahead = next(self._lines, None)
        self.number = 0
        self.too_long: list[int] = []
        self.unread: list[int] = []
        self.guessed = False
        self.row = ""
        self.ended = False
        self.closed = path.stat().st_size == 0 or _ends_with_line(path)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            if self._ahead is None:
                raise StopIteration
            (self.number, line), self._ahead = self._ahead, next(self._lines, None)
            self.ended = self._ahead is None
            if line is None:
                self.too_long.append(self.number)
                continue
            read = recode(line)
            self.guessed = self.guessed or (read is not None and read != line and is_guess(read))
            if read is None:
                self.unread.append(self.number)
            whole = (line if read is None else read) + "\n"
            if len(self.row) <= MAX_LINE:
                self.row += whole
            return whole


def _ends_with_line(path: Path) -> bool:
    """Say whether a file ends with a line end."""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) in (b"\n", b"\r")


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each row, or why it has none; a row's place is the line that it begins on.

    The delimiter is the one that the file names (``sep=;``), else the one that divides the header into the most
    columns. What a database prints above the header (the search, an empty line) is passed over.
    """
    csv.field_size_limit(MAX_LINE)
    lines = _Lines(path)
    table = _find_header(lines, options.mapping)
    if problem := missing_text(table.header, mapping=options.mapping):
        yield Refusal(f"{path}:{max(table.line, 1)}", problem)
        return
    order = DayOrder(lambda: _again(path, options.mapping), options.mapping)
    for row in _rows(csv.reader(lines, delimiter=table.delimiter), lines, path):
        if isinstance(row, Refusal):
            yield row
        elif len(cells := _mended(row.cells, lines.row, table)) > len(table.header):
            yield Refusal(row.place, f"row has {len(cells)} columns, the header has {len(table.header)}")
        elif any(cell.strip() for cell in cells):
            record = order.settled(_record(table.header, cells))
            found = article_from(record, place=row.place, mapping=options.mapping)
            yield mark_incomplete(found, _why_cut(lines, len(cells) < len(table.header)))
    yield from order.told(str(path))
    if lines.guessed:
        yield Refusal(str(path), GUESSED, kept=True)


def _again(path: Path, mapping: Mapping[str, str]) -> Iterator[object]:
    """Yield the records of a file once more, as they are."""
    lines = _Lines(path)
    table = _find_header(lines, mapping)
    for row in _rows(csv.reader(lines, delimiter=table.delimiter), lines, path):
        if isinstance(row, _Row):
            yield _record(table.header, row.cells)


def _why_cut(lines: _Lines, short: bool) -> str:
    """Return why a row is not whole: the file ends within its quotes, or before its last cells with no line end."""
    if not lines.ended:
        return ""
    quotes = lines.row.replace('\\"', "").count('"')
    return "cut off: the file ends in the middle of its row" if quotes % 2 or (short and not lines.closed) else ""


def _find_header(lines: _Lines, mapping: Mapping[str, str]) -> _Table:
    """Read up to the header: the first line that names a text, else the first line that is not empty."""
    named, first = "", None
    for line in islice(lines, _PREAMBLE):
        if not line.strip():
            continue
        if found := _SEPARATOR.fullmatch(line.strip().lstrip("\ufeff")):
            named = found[1].replace("\\t", "\t")
            continue
        headers = {mark: next(csv.reader([line], delimiter=mark), []) for mark in (named or _DELIMITERS)}
        delimiter, header = max(headers.items(), key=lambda item: len(item[1]))
        table = _Table(delimiter, header, lines.number)
        if missing_text(header, mapping=mapping) is None:
            return table
        first = first or table
    return first or _Table(",", [], lines.number)


def _record(header: list[str], cells: list[str]) -> dict[object, object]:
    """Return a row under its names; of two columns with one name the first that holds something counts."""
    record: dict[object, object] = {}
    for name, cell in zip(header, cells, strict=False):
        if cell.strip() or name not in record:
            record[name] = cell if not str(record.get(name, "")).strip() else record[name]
    return record


def _mended(cells: list[str], raw: str, table: _Table) -> list[str]:
    """Return a row with too many columns as it reads where a backslash stands before quotes, as databases write it."""
    if len(cells) <= len(table.header) or '\\"' not in raw:
        return cells
    try:
        others = list(csv.reader(raw.replace('\\"', '""').splitlines(keepends=True), delimiter=table.delimiter))
    except csv.Error:
        return cells
    return others[0] if len(others) == 1 and len(others[0]) == len(table.header) else cells


def _rows(reader: Iterator[list[str]], lines: _Lines, path: Path) -> Iterator[_Row | Refusal]:
    """Yield each row with the line that it begins on; a Refusal stands for what is not a row."""
    while True:
        begin, lines.row = lines.number + 1, ""
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
