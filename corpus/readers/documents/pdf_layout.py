"""Read the words of a PDF's pages with their places, by PDFium: what is seen, in the order in which it is read."""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.readers.documents.pdf_columns import Piece, order_lines

_INVISIBLE = (3, 7)  # text rendering modes that paint nothing (ISO 32000-1, 9.3.6)
_SMALLEST = 1.0  # points; nobody can read what is smaller
_WHITE = 250  # of 255, of each colour
_MAX_OBJECTS = 20_000  # of a page; the fullest pages of newspapers have about 5,000
_MAX_PIECES = 5_000
_HYPHEN = re.compile("[\x02\ufffe]")  # as PDFium gives the hyphen of a divided word
_DEPTH = 4  # forms in forms


@dataclass(frozen=True, slots=True)
class PageText:
    """Hold the words of a page.

    Attributes:
        text: Its lines in their order, '' between paragraphs that are set apart.
        sure: Nothing speaks against their order.
        scanned: The words are an unseen layer over a picture, as programs for OCR put them there.
        unseen: It has words that are not seen, and not given.
        pictured: It has pictures.
    """

    text: str
    sure: bool
    scanned: bool
    unseen: bool = False
    pictured: bool = False


class PageError(Exception):
    """Say that PDFium cannot read a file or a page."""


@dataclass(frozen=True, slots=True)
class _Box:
    """Hold where something stands."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point is inside."""
        return self.left - 1 <= x <= self.right + 1 and self.bottom - 1 <= y <= self.top + 1


def read_pages(path: Path, end: float) -> Iterator[PageText]:
    """Yield the words of each page.

    Args:
        path: The file.
        end: On the monotonic clock, when to stop.

    Raises:
        PageError: The file or a page cannot be read.
        TimeoutError: The time is up.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, ValueError, OSError) as exc:
        raise PageError(str(exc)) from exc
    try:
        for number in range(len(document)):
            if time.monotonic() > end:
                raise TimeoutError
            yield _page(document, number)
    finally:
        document.close()


def _page(document: Any, number: int) -> PageText:
    import pypdfium2

    try:
        page = document[number]
        seen, unseen, pictures = _objects(page)
        scanned = bool(unseen) and not seen and pictures
        words = page.get_textpage()
        pieces = _pieces(page, words, [] if scanned else unseen, seen)
    except (pypdfium2.PdfiumError, ValueError) as exc:
        raise PageError(str(exc)) from exc
    ordered = order_lines(pieces)
    return PageText("\n".join(ordered.lines), ordered.sure, scanned, bool(unseen), pictures)


def _pieces(page: Any, words: Any, unseen: list[_Box], seen: list[_Box]) -> list[Piece]:
    """Return the words of a page that are seen, line by line as PDFium finds them."""
    width, height = page.get_size()
    sheet = _Box(0, 0, width, height)
    found: list[Piece] = []
    for index in range(min(words.count_rects(), _MAX_PIECES)):
        box = _Box(*words.get_rect(index))
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        hidden = any(other.holds(x, y) for other in unseen) and not any(other.holds(x, y) for other in seen)
        text = words.get_text_bounded(box.left, box.bottom, box.right, box.top)
        text = " ".join(_HYPHEN.sub("-", text).split())
        if text and not hidden and sheet.holds(x, y):
            found.append(Piece(box.left, box.bottom, box.right, box.top, text))
    return found


def _objects(page: Any) -> tuple[list[_Box], list[_Box], bool]:
    """Return where a page has text that is seen and text that is not, and whether it has pictures."""
    import pypdfium2.raw as pdfium

    seen: list[_Box] = []
    unseen: list[_Box] = []
    grounds: list[_Box] = []
    pictures = False
    for number, thing in enumerate(page.get_objects(max_depth=_DEPTH)):
        if number > _MAX_OBJECTS:
            break
        if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
            box = _Box(*thing.get_bounds())
            (unseen if _is_unseen(thing, box, grounds) else seen).append(box)
        elif thing.type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            pictures = pictures or thing.type == pdfium.FPDF_PAGEOBJ_IMAGE
            if thing.type != pdfium.FPDF_PAGEOBJ_PATH or not _is_white(thing):
                grounds.append(_Box(*thing.get_bounds()))
    return seen, unseen, pictures


def _is_unseen(thing: Any, box: _Box, grounds: list[_Box]) -> bool:
    """Say whether a text object cannot be seen: not painted, of no size, or white where nothing was painted before."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE or box.top - box.bottom < _SMALLEST / 2:
        return True
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return _is_white(thing) and not any(ground.holds(x, y) for ground in grounds)


def _is_white(thing: Any) -> bool:
    """Say whether an object is filled with white, or with what lets all through."""
    import pypdfium2.raw as pdfium

    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *(ctypes.byref(part) for part in parts)):
        return False
    red, green, blue, opaque = (part.value for part in parts)
    return min(red, green, blue) >= _WHITE or opaque == 0
