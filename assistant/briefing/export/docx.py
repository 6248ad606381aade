"""A briefing as DOCX: real headings, tables, references by number that lead to their source and back."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.shared import Cm, Pt

from assistant.briefing.export.document import Document, Entry, Part, document
from assistant.briefing.export.docx_writer import Writer, styled
from assistant.briefing.export.rows import Row
from assistant.briefing.export.text import APP
from assistant.briefing.types import Briefing

_WIDTHS: dict[str, tuple[float, ...]] = {"timeline": (3.3, 9.7, 3.6), "figures": (2.5, 6.4, 2.3, 2.4, 3.0)}
"""Of the columns, in centimetres: 16.6 between the margins of an A4 page."""
_MOST = 255
"""Letters that a document's title may have."""


def as_docx(briefing: Briefing, *, app: str = APP, made: datetime | None = None) -> bytes:
    """Return a briefing as the bytes of a DOCX file.

    Args:
        briefing: What is written.
        app: Address of the app, for the links to passages.
        made: When; None for now.
    """
    laid = document(briefing, app=app)
    file = docx.Document()
    styled(file)
    _properties(file, laid, made or datetime.now())
    write = Writer(file)
    write.heading(f"Briefing: {laid.topic}", 0)
    _scope(write, laid)
    for part in laid.parts:
        write.heading(part.title, 1)
        {"list": _list, "table": _table, "blocks": _blocks}[part.layout](write, part)
    if laid.sources:
        write.heading("Sources", 1)
        for entry in laid.sources:
            _entry(write, entry)
    write.run(write.paragraph("Quiet"), laid.made)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _properties(file: Any, laid: Document, made: datetime) -> None:
    own = file.core_properties
    own.title = f"Briefing: {laid.topic}"[:_MOST]
    own.subject = laid.topic[:_MOST]
    own.author = own.last_modified_by = "Newsdesk"
    own.category = "Briefing"
    own.keywords = "; ".join(value for label, value in laid.facts if label in {"Published", "As of", "Outlets"})[:_MOST]
    own.comments = laid.made[:_MOST]
    own.language = "en"
    own.created = own.modified = made


def _scope(write: Writer, laid: Document) -> None:
    write.heading("Scope", 1)
    table = write.table((), (3.0, 13.6))
    for label, value in laid.facts:
        cells = table.add_row().cells
        write.run(write.within(cells[0]), label, quiet=True)
        write.run(write.within(cells[1]), value)
    for note in laid.notes:
        write.run(write.paragraph(), note)
    if laid.since:
        head, *gone = laid.since
        write.heading("Since last time", 1)
        write.run(write.paragraph(), head)
        for line in gone:
            write.run(write.paragraph("List Bullet"), line)


def _list(write: Writer, part: Part) -> None:
    style = "List Number" if part.name == "in_brief" else "List Bullet"
    for row in part.rows:
        _sentence(write, write.paragraph(style), row)


def _blocks(write: Writer, part: Part) -> None:
    for row in part.rows:
        write.heading(row.lead, 2)
        _sentence(write, write.paragraph(), row, lead=False)
        for side in row.under:
            _sentence(write, write.paragraph("List Bullet"), side)


def _sentence(write: Writer, paragraph: Any, row: Row, *, lead: bool = True) -> None:
    """Write all of a row into a paragraph."""
    if lead and row.lead:
        write.run(paragraph, f"{row.lead} ", strong=True)
    _said(write, paragraph, row)
    if row.facts:
        write.run(paragraph, f" ({', '.join(row.facts)})", quiet=True)
    if row.source:
        write.run(paragraph, f" — {row.source}", quiet=True)
    write.cites(paragraph, row.cites)


def _said(write: Writer, paragraph: Any, row: Row) -> None:
    for sign in (row.mark, "pinned" if row.pinned else None):
        if sign:
            write.run(paragraph, f"[{sign}] ", quiet=True)
    write.run(paragraph, row.text)
    if row.was:
        write.run(paragraph, f" Before: “{row.was}”", quiet=True)


def _table(write: Writer, part: Part) -> None:
    table = write.table(part.heads, _WIDTHS[part.name])
    for row in part.rows:
        cells = table.add_row().cells
        write.run(write.within(cells[0]), row.lead, strong=True)
        said = write.within(cells[1])
        _said(write, said, row)
        if row.quote:
            write.run(write.within(cells[1], more=True), f"“{row.quote}”", quiet=True)
        columns = row.facts if len(part.heads) == 3 + len(row.facts) else ()
        for cell, fact in zip(cells[2:-1], columns, strict=True):
            write.run(write.within(cell), fact)
        if row.facts and not columns:
            write.run(said, f" ({', '.join(row.facts)})", quiet=True)
        last = write.within(cells[-1])
        write.run(last, row.source, quiet=True)
        write.cites(last, row.cites)
    write.settle(table)


def _entry(write: Writer, entry: Entry) -> None:
    paragraph = write.paragraph("Source")
    for quoted in entry.quoted:
        write.numbered(paragraph, quoted.number)
        write.run(paragraph, " ")
    if entry.reference:
        write.run(paragraph, entry.reference)
    else:
        write.run(paragraph, f"{entry.who}: ", strong=True)
        write.run(paragraph, entry.title)
    if entry.url and entry.url not in entry.reference:
        write.run(paragraph, " ")
        write.link(paragraph, entry.url, entry.url)
    for note in entry.notes:
        write.run(paragraph, f" · {note}", quiet=True)
    for quoted in entry.quoted:
        write.run(paragraph, " · " if quoted is entry.quoted[0] else ", ", quiet=True)
        write.link(paragraph, f"passage {quoted.number}", quoted.href)
    for quoted in entry.quoted:
        if quoted.quote:
            more = write.paragraph("Source")
            more.paragraph_format.left_indent = Cm(1)
            write.run(more, f"[{quoted.number}] “{quoted.quote}”", quiet=True)
    paragraph.paragraph_format.space_after = Pt(5)
