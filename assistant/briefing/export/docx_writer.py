"""What DOCX needs beyond what its library offers: links, bookmarks, styles, text that runs from right to left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_ACCENT, _QUIET, _INK = RGBColor(0x0B, 0x6B, 0x61), RGBColor(0x5C, 0x5C, 0x56), RGBColor(0x1C, 0x1E, 0x1F)
_LINE, _SANS, _SERIF = "D5D0C5", "Calibri", "Cambria"
_HEADS = (("Title", 22, 4, _SERIF), ("Heading 1", 14, 14, _SERIF), ("Heading 2", 11.5, 8, _SERIF))
"""Styles with size, space before in points, and fount."""


class Writer:
    """Write the paragraphs, tables and references of one document."""

    def __init__(self, file: Any) -> None:
        """Begin at the end of an empty document."""
        self._file = file
        self._used: set[int] = set()
        self._marks = 0

    def heading(self, text: str, level: int) -> None:
        """Add a heading; level 0 is the title."""
        self.run(self._file.add_paragraph(style=f"Heading {level}" if level else "Title"), text)

    def paragraph(self, style: str = "Normal") -> Any:
        """Add a paragraph."""
        return self._file.add_paragraph(style=style)

    def table(self, heads: Sequence[str], widths: Sequence[float]) -> Any:
        """Add a table; its heads are repeated on every page.

        Args:
            heads: Of the columns; none for a table without them.
            widths: Of the columns in centimetres.
        """
        table = self._file.add_table(rows=0, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _rule(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        if heads:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for cell, head in zip(row.cells, heads, strict=True):
                self.run(self.within(cell), head, strong=True, quiet=True)
        return table

    def within(self, cell: Any, *, more: bool = False) -> Any:
        """Return the paragraph of a cell, or a further one."""
        paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
        paragraph.style = self._file.styles["Cell"]
        return paragraph

    def settle(self, table: Any) -> None:
        """Keep each row of a table on one page, and leave room below."""
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def run(self, paragraph: Any, text: str, *, strong: bool = False, quiet: bool = False) -> Any:
        """Add text to a paragraph, marked as running from right to left where it does."""
        run = paragraph.add_run(text)
        run.bold = strong or None
        if quiet:
            run.font.color.rgb = _QUIET
        if _from_right(text):
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        return run

    def cites(self, paragraph: Any, numbers: Iterable[int]) -> None:
        """Add numbers in brackets that lead to their sources."""
        for number in numbers:
            self.run(paragraph, " ")
            link = self._link(f"[{number}]", **{"w:anchor": f"source_{number}"})
            if number not in self._used:
                self._used.add(number)
                paragraph._p.extend(self._bookmarked(f"used_{number}", link))
            else:
                paragraph._p.append(link)

    def numbered(self, paragraph: Any, number: int) -> None:
        """Add the number of a source, which leads back to where it is used first."""
        link = self._link(f"[{number}]", **{"w:anchor": f"used_{number}"})
        paragraph._p.extend(self._bookmarked(f"source_{number}", link))

    def link(self, paragraph: Any, text: str, address: str) -> None:
        """Add a link out of the document."""
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph._p.append(self._link(text, **{"r:id": key}))

    def _link(self, text: str, **where: str) -> Any:
        link, run, look, shown = (OxmlElement(name) for name in ("w:hyperlink", "w:r", "w:rPr", "w:t"))
        for name, value in where.items():
            link.set(qn(name), value)
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), "Hyperlink")
        look.append(style)
        shown.text = text
        run.extend([look, shown])
        link.append(run)
        return link

    def _bookmarked(self, name: str, inner: Any) -> list[Any]:
        self._marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self._marks))
        return [start, inner, end]


def styled(file: Any) -> None:
    """Set page, styles and footer of an empty document: A4, quiet headings, page numbers."""
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    styles = file.styles
    _fount(styles["Normal"], 10.5, 0, _SANS, after=5)
    for name, size, before, fount in _HEADS:
        _fount(styles[name], size, before, fount, after=4, colour=_INK)
        styles[name].paragraph_format.keep_with_next = True
    for name, size in (("Cell", 9.5), ("Source", 9.5), ("Quiet", 9)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _fount(style, size, {"Quiet": 12, "Cell": 2}.get(name, 0), _SANS, after=2)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = _ACCENT
    for border in styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)
    _page_number(page.footer.paragraphs[0])


def _fount(style: Any, size: float, before: float, name: str, *, after: float, colour: RGBColor | None = None) -> None:
    style.font.size, style.font.name = Pt(size), name
    founts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for old in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        founts.attrib.pop(qn(f"w:{old}"), None)
    founts.set(qn("w:cs"), name)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if colour is not None:
        style.font.color.rgb = colour


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = 2  # at the right
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _rule(table: Any) -> None:
    """Draw a thin line under each row, and no other."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _from_right(text: str) -> bool:
    """Say whether the first letter of a text is of a script that runs from right to left."""
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return first != "L"
