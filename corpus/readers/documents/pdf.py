"""Read a PDF: one press clipping, the words as they are printed."""

from __future__ import annotations

import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.readers.documents.pdf_layout import PageError, PageText, read_pages
from corpus.readers.documents.pdf_text import paragraphs
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.types import Record, Refusal

if TYPE_CHECKING:
    import pypdf

_MAX_FILE = 200_000_000  # bytes; a scanned newspaper has about that
_MAX_PAGES = 2_000
_SECONDS = 60  # for a whole file; a page of text takes about 20 ms, a page made to stop a reader takes hours
_MAX_TITLE = 200  # characters of a first paragraph that may be a title
_BROKEN = (
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError),
    *(ArithmeticError, NotImplementedError, RecursionError, MemoryError, EOFError, struct.error, zlib.error),
)
"""What pypdf was seen to raise, or says that it raises, on damaged files, beside its own errors."""
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|(?:untitled|document|presentation|slide|layout|page)\W*\d*"
    r"|\S+\.(?:docx?|pdf|indd|qxd|qxp|pptx?|xlsx?|pub|odt|rtf|txt|html?|tiff?|jpe?g|dvi|tex)|\S*[\d_]\S*",
    re.IGNORECASE,
)
"""Titles in metadata that name a file or a program: no headline is one word with digits or underscores in it."""


class _TooSlow(Exception):
    """Say that a file has taken its time."""


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the one article of a file; no mapping is used.

    The day on which the file was made is not taken for the day of publication.
    """
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    if path.stat().st_size > _MAX_FILE:
        yield Refusal(str(path), f"file is over {_MAX_FILE // 10**6} MB, one article was expected")
        return
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of each oddity on standard error
    try:
        with pypdf.PdfReader(path) as reader:
            yield _article(reader, path)
    except (_TooSlow, TimeoutError):
        yield Refusal(str(path), f"takes over {_SECONDS} seconds to read: save it as text")
    except (PyPdfError, DependencyError, *_BROKEN) as exc:
        yield Refusal(str(path), f"not readable as PDF: {str(exc).strip()[:200] or 'it is damaged'}")


def _article(reader: pypdf.PdfReader, path: Path) -> Record:
    """Return the article of an open file, or why it has none."""
    place = str(path)
    from pypdf.errors import DependencyError

    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))  # many are locked against printing only, with an empty password
        except DependencyError:
            opened = False
        if not opened:
            return Refusal(place, "encrypted: save it without a password")
    count = len(reader.pages)
    if count > _MAX_PAGES:
        return Refusal(place, f"{count:,} pages, one article was expected")
    found = _pages(reader, path)
    pages = [page.text for page in found]
    if not any(any(char.isalnum() for char in page) for page in pages):
        return Refusal(place, "no text in it: a scan? run OCR on it first")
    text = paragraphs(pages)
    title, author = _facts(reader)
    if not title and len(text) > 1 and len(text[0]) <= _MAX_TITLE:
        title = text[0]
    if text and _folded(text[0]) == _folded(title):
        text = text[1:]
    body = escape("\n\n".join(text), quote=False)  # a '<p>' in print is no HTML
    fields = {"title": escape(title, quote=False), "author": author, "text": body}
    caveats = ["read by OCR"] if any(page.scanned for page in found) else []
    caveats += [] if all(page.sure for page in found) else ["order of lines not sure"]
    return article_from(fields, place=place, caveats=caveats)


def _pages(reader: pypdf.PdfReader, path: Path) -> list[PageText]:
    """Return the text of each page: by its layout, else in the order in which it was written.

    Raises:
        TimeoutError: The time is up.
        _TooSlow: Likewise.
    """
    end = time.monotonic() + _SECONDS
    try:
        found = list(read_pages(path, end))
        if any(page.text or page.unseen for page in found):
            return found
    except PageError:
        pass
    return [PageText(text, sure=False, scanned=False) for text in _written(reader, end)]


def _written(reader: pypdf.PdfReader, end: float) -> Iterator[str]:
    """Yield the text of each page as pypdf finds it, which reads more damaged files than others.

    Raises:
        _TooSlow: The time is up; asked at each operation, because one page can take for ever.
    """

    def ask(*_: object) -> None:
        if time.monotonic() > end:
            raise _TooSlow

    for page in reader.pages:
        ask()
        yield page.extract_text(visitor_operand_before=ask)


def _facts(reader: pypdf.PdfReader) -> tuple[str, str]:
    """Return the title and the author that the file names, '' where they are none."""
    from pypdf.errors import DependencyError, PyPdfError

    try:
        facts: Any = reader.metadata or {}
        title, author = (str(facts.get(name) or "").replace("\x00", "").strip() for name in ("/Title", "/Author"))
    except (PyPdfError, DependencyError, *_BROKEN):  # the text is there all the same
        return "", ""
    return "" if _NO_TITLE.fullmatch(title) else title, author


def _folded(text: str) -> str:
    """Return a text without case and blanks."""
    return "".join(text.split()).casefold()
