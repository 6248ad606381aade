"""Read a PDF: one press clipping, the words as they are printed."""

from __future__ import annotations

import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.readers.documents.ocr import HOW_TO_READ, can_read_pictures, read_pictures
from corpus.readers.documents.pdf_layout import PageError, PageText, read_pages
from corpus.readers.documents.pdf_text import paragraphs
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.records.marks import without_signs
from corpus.types import Article, Record, Refusal

if TYPE_CHECKING:
    import pypdf

_MAX_FILE = 200_000_000  # bytes; a scanned newspaper has about that
_MAX_PAGES = 2_000
_SECONDS = 60  # for a whole file; a page of text takes about 20 ms, a page made to stop a reader takes hours
_SCAN_SECONDS = 600  # for a whole file; a page that is a picture takes two to five
_MAX_SCANS = 200  # pages that are pictures
_MAX_LABEL = 12  # characters of what a page is called
_SHOWN = 8  # pages that a remark names
_MAX_TITLE = 200  # characters of a first paragraph that may be a title
_BROKEN = (
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError),
    *(ArithmeticError, NotImplementedError, RecursionError, MemoryError, EOFError, struct.error, zlib.error),
)
"""What pypdf was seen to raise, or says that it raises, on damaged files, beside its own errors."""
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*"
    r"|(?:untitled|scan|scanned document|document|presentation|slide|layout|page)\W*\d*"
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
    read = _with_pictures(found, path)
    if not any(any(char.isalnum() for char in page.text) for page in read):
        return Refusal(place, _without_words(read))
    title, author = _facts(reader)
    title, text = _titled(title, paragraphs([page.text for page in read]))
    body = escape("\n\n".join(text), quote=False)  # a '<p>' in print is no HTML
    fields = {"title": escape(title, quote=False), "author": author, "text": body}
    caveats = ["read by OCR"] if any(page.scanned for page in read) else []
    caveats += [] if all(page.sure for page in read) else ["order of lines not sure"]
    labels = [("page", label) for label in _labels(reader)]
    article = article_from(fields, place=place, caveats=caveats, marks=labels)
    left = [label for page, (_, label) in zip(read, labels, strict=False) if page.pictured and not page.text.strip()]
    if left and len(left) < len(read) and isinstance(article, Article):
        told = f"no text on page {', '.join(left[:_SHOWN])}{' and more' if len(left) > _SHOWN else ''}"
        told += "" if can_read_pictures() else f": where it is a picture, {HOW_TO_READ}"
        return replace(article, remarks=(*article.remarks, told))
    return article


def _without_words(pages: list[PageText]) -> str:
    """Say that no page has words, and where they are pictures, what reads them."""
    if not any(page.pictured for page in pages):
        return "no text in it"
    return (
        "no text in it, nor in its pictures" if can_read_pictures() else f"no text in it, it is a scan: {HOW_TO_READ}"
    )


def _titled(title: str, text: list[str]) -> tuple[str, list[str]]:
    """Return the title and the paragraphs below it; the sign of a page stays where its first paragraph is the title."""
    first = without_signs(text[0]) if text else ""
    if not title and len(text) > 1 and len(first) <= _MAX_TITLE:
        title = first
    if len(text) > 1 and _folded(first) == _folded(title):
        text = [text[0].replace(first, "") + text[1], *text[2:]]
    return title, text


def _labels(reader: pypdf.PdfReader) -> list[str]:
    """Return what each page is called: as the file says ('A3', 'iv'), else its number."""
    from pypdf.errors import PyPdfError

    count = len(reader.pages)
    try:
        named = [str(label).strip() for label in reader.page_labels]
    except (PyPdfError, *_BROKEN):
        named = []
    named = named if len(named) == count and all(0 < len(label) <= _MAX_LABEL for label in named) else []
    return named or [str(number) for number in range(1, count + 1)]


def _with_pictures(found: list[PageText], path: Path) -> list[PageText]:
    """Return the pages with the words of those that are pictures, where the extra is there that reads them."""
    empty = [n for n, page in enumerate(found) if page.pictured and not any(map(str.isalnum, page.text))]
    if not empty or not can_read_pictures():
        return found
    try:
        read = dict(read_pictures(path, empty[:_MAX_SCANS], time.monotonic() + _SCAN_SECONDS))
    except PageError:
        return found
    return [read.get(number, page) for number, page in enumerate(found)]


def _pages(reader: pypdf.PdfReader, path: Path) -> list[PageText]:
    """Return the text of each page: by its layout, else in the order in which it was written.

    Raises:
        TimeoutError: The time is up.
        _TooSlow: Likewise.
    """
    end = time.monotonic() + _SECONDS
    found: list[PageText] = []
    try:
        found = list(read_pages(path, end))
        if any(page.text or page.unseen for page in found):
            return found
    except PageError:
        pass
    pictured = [page.pictured for page in found]
    texts = list(_written(reader, end))
    pictured += [False] * (len(texts) - len(pictured))
    return [
        PageText(text, sure=not text, scanned=False, pictured=with_picture)
        for text, with_picture in zip(texts, pictured, strict=False)
    ]


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
