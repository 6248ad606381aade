"""One answer as a file to send or to print: Markdown, Word, HTML or PDF, and as plain text for the clipboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.conversations.answer_files.markup import to_html, to_markdown, to_text
from assistant.conversations.answer_files.sheet import Sheet, lay_out

__all__ = ["FORMATS", "Format", "Sheet", "answer_file", "file_name", "lay_out", "to_text"]

_LONGEST = 60
"""Letters of a question that a file's name has."""


@dataclass(frozen=True, slots=True)
class Format:
    """Name a format: as a person says it, how its files end, and its media type."""

    name: str
    suffix: str
    mime: str


FORMATS = (
    Format("Markdown", ".md", "text/markdown"),
    Format("DOCX", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Format("HTML", ".html", "text/html"),
    Format("PDF", ".pdf", "application/pdf"),
)


def answer_file(sheet: Sheet, form: Format) -> bytes:
    """Return an answer as the bytes of a file."""
    return _WRITERS[form.name](sheet)


def file_name(sheet: Sheet, form: Format) -> str:
    """Return a name for an answer's file that every system takes."""
    stem = re.sub(r"[\W_]+", "-", sheet.title.lower()).strip("-")[:_LONGEST].strip("-")
    return f"newsdesk-{stem or 'answer'}{form.suffix}"


def _docx(sheet: Sheet) -> bytes:
    from assistant.conversations.answer_files.answer_docx import (
        to_docx,  # its library takes a third of a second to load
    )

    return to_docx(sheet)


def _pdf(sheet: Sheet) -> bytes:
    from assistant.conversations.answer_files.answer_pdf import to_pdf  # likewise

    return to_pdf(sheet)


_WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "Markdown": lambda sheet: to_markdown(sheet).encode("utf-8", "replace"),
    "HTML": lambda sheet: to_html(sheet).encode("utf-8", "replace"),
    "DOCX": _docx,
    "PDF": _pdf,
}
