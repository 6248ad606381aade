"""The tables of a briefing for a spreadsheet: figures, timeline and voices, as CSV each and as one workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

from assistant.briefing.edits import arranged
from assistant.briefing.export.text import plain
from assistant.briefing.types import Briefing, Event, Figure, Line, Voice
from assistant.types import Citation, SectionName

SHEETS: tuple[SectionName, ...] = ("figures", "timeline", "voices")
"""Sections that are tables."""
_HEADS: dict[SectionName, tuple[str, ...]] = {
    "figures": ("what", "figure", "value", "unit", "as of", "standing", "sentence"),
    "timeline": ("first day", "last day", "day in words", "planned", "event"),
    "voices": ("speaker", "role", "kind", "day", "quotes", "sentence"),
}
_SOURCE = ("outlet", "published", "title", "address")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet begins a formula with: such text gets an apostrophe before it."""
_WIDEST = 60
"""Letters of a column."""

Value = str | float


def tables(briefing: Briefing) -> dict[SectionName, list[tuple[Value, ...]]]:
    """Return the tables of a briefing, heads first, without hidden lines; a section that it has not is left out."""
    shown = arranged(briefing)
    cited = {citation.number: citation for citation in shown.citations}
    found: dict[SectionName, list[tuple[Value, ...]]] = {}
    for section in shown.sections:
        if section.name in SHEETS:
            rows = [(*_values(line), *_source(line, cited)) for line in section.lines]
            found[section.name] = [(*_HEADS[section.name], *_SOURCE), *rows]
    return found


def _values(line: Line) -> Iterator[Value]:
    said = plain(line.statement.text)
    if isinstance(line, Figure):
        as_of = line.when.label if line.when else ""
        yield from (plain(line.what), plain(line.shown), line.value, line.unit, as_of, line.state, said)
    elif isinstance(line, Event):
        first, last = line.when.first.isoformat(), line.when.last.isoformat()
        yield from (first, last, line.when.label, "yes" if line.planned else "no", said)
    elif isinstance(line, Voice):
        day = line.day.isoformat() if line.day else ""
        quotes = " … ".join(plain(quote) for quote in line.quotes)
        yield from (plain(line.speaker), plain(line.role), line.kind, day, quotes, said)


def _source(line: Line, cited: dict[int, Citation]) -> Iterator[Value]:
    first = next((cited[number] for number in line.statement.citations if number in cited), None)
    if first is None:
        yield from ("",) * len(_SOURCE)
    else:
        yield from (plain(first.outlet or ""), (first.published or "")[:10], plain(first.title), first.url or "")


def to_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a table as CSV; no cell can become a formula, and Excel reads its letters as they are."""
    held = StringIO()
    csv.writer(held).writerows([[_harmless(value) for value in row] for row in rows])
    return held.getvalue().encode("utf-8-sig", "replace")


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def to_xlsx(found: dict[SectionName, list[tuple[Value, ...]]]) -> bytes:
    """Return the tables as a workbook, one a sheet; nothing in it is a formula or a link."""
    import xlsxwriter  # a tenth of a second to load

    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in found.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row, head if at == 0 else wrapped)
        for column in range(len(rows[0])):
            longest = max(len(str(row[column])) for row in rows)
            sheet.set_column(column, column, min(longest + 2, _WIDEST))
    book.close()
    return held.getvalue()
