"""An answer as a Word file."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.shared import Cm

from assistant.briefing.export.docx_writer import Writer, styled
from assistant.conversations.answer_files.sheet import Block, Sheet, Source


def to_docx(sheet: Sheet) -> bytes:
    """Return an answer as the bytes of a DOCX file; the numbers of its sources are links within it."""
    file = docx.Document()
    styled(file)
    file.core_properties.title, file.core_properties.author = sheet.title, "Newsdesk"
    write = Writer(file)
    write.heading(sheet.title, 0)
    write.run(write.paragraph("Quiet"), sheet.scope, quiet=True)
    for block in sheet.blocks:
        _block(write, block)
    if sheet.sources:
        write.heading("Sources", 1)
        for source in sheet.sources:
            _source(write, source)
    write.run(write.paragraph("Quiet"), sheet.made, quiet=True)
    held = BytesIO()
    file.save(held)
    return held.getvalue()


def _block(write: Writer, block: Block) -> None:
    if block.kind == "heading":
        write.heading(block.text, 1)
        return
    paragraph = write.paragraph("Quiet" if block.kind == "note" else "Normal")
    if block.kind == "quote":
        paragraph.paragraph_format.left_indent = Cm(0.7)
    write.run(paragraph, block.text, strong=block.kind == "answer", quiet=block.kind == "note")
    write.cites(paragraph, block.numbers)
    if block.source:
        write.run(paragraph, f"  {block.source}", quiet=True)


def _source(write: Writer, source: Source) -> None:
    paragraph = write.paragraph("Source")
    for number in source.numbers:
        write.numbered(paragraph, number)
    write.run(paragraph, f" {source.reference} ")
    if source.address:
        write.link(paragraph, source.address, source.address)
