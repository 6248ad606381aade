"""An answer as a PDF: one column on A4, set in Source Serif, which comes as a package and is put into the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from assistant.conversations.answer_files.markup import numbers_of
from assistant.conversations.answer_files.sheet import Block, Sheet, Source

_SERIF = "serif"
_INK, _QUIET = (28, 30, 31), (92, 92, 86)
_MARGIN, _INDENT = 22.0, 7.0
"""Millimetres."""
_LINE = 1.45
"""Height of a line in letters' heights."""
_POINT = 0.3528
"""Millimetres of a point."""


def to_pdf(sheet: Sheet) -> bytes:
    """Return an answer as the bytes of a PDF file; signs that the typeface lacks are shown as boxes."""
    page = FPDF(format="A4")
    page.set_title(sheet.title)
    page.set_creator("Newsdesk")
    page.set_margins(_MARGIN, _MARGIN)
    page.set_auto_page_break(auto=True, margin=_MARGIN)
    for style, file in _files().items():
        page.add_font(_SERIF, style, file)
    page.add_page()
    _write(page, sheet.title, 18, style="B")
    _write(page, sheet.scope, 9, quiet=True)
    page.ln(3)
    for block in sheet.blocks:
        _block(page, block)
    if sheet.sources:
        page.ln(3)
        _write(page, "Sources", 12, style="B")
        for source in sheet.sources:
            _source(page, source)
    page.ln(3)
    _write(page, sheet.made, 9, quiet=True)
    return bytes(page.output())


@cache
def _files() -> dict[str, Path]:
    """Return the files of the typeface: upright and bold."""
    import font_source_serif_pro as face

    return {"": Path(face.SourceSerifPro), "B": Path(face.SourceSerifProBold)}


def _block(page: FPDF, block: Block) -> None:
    size, style = {"answer": (13.0, "B"), "heading": (12.0, "B"), "note": (9.0, "")}.get(block.kind, (11.0, ""))
    left = _INDENT if block.kind == "quote" else 0.0
    _write(page, f"{block.text}{numbers_of(block)}", size, style=style, left=left)
    if block.source:
        _write(page, block.source, 9, quiet=True, left=left)
    page.ln(1.5)


def _source(page: FPDF, source: Source) -> None:
    numbers = "".join(f"[{number}]" for number in source.numbers)
    _write(page, f"{numbers} {source.reference}", 9)
    if source.address:
        _write(page, source.address, 9, quiet=True)
    page.ln(1)


def _write(
    page: FPDF,
    text: str,
    size: float,
    *,
    style: str = "",
    quiet: bool = False,
    left: float = 0.0,
) -> None:
    if not text:
        return
    page.set_font(_SERIF, style, size)
    page.set_text_color(*(_QUIET if quiet else _INK))
    page.set_x(_MARGIN + left)
    link = text if text.startswith("http") else ""
    height = size * _POINT * _LINE
    page.multi_cell(0, height, text, align="L", link=link, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
