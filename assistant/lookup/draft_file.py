"""A draft read from a file: Markdown, plain text, DOCX."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from assistant.errors import AssistantError

KINDS = (".md", ".markdown", ".txt", ".text", ".docx")
_LARGEST = 5_000_000
"""Bytes: a book; what is larger is no draft, and would be looked up for hours."""
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKS = re.compile(r"(?m)^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+|(\*\*|__|\*|`)(?=\S)|(?<=\S)(\*\*|__|\*|`)|<!--.*?-->")


def read_draft(path: Path) -> str:
    """Return the text of a draft; its lines are those of the file, or the paragraphs of a DOCX.

    Raises:
        AssistantError: The file cannot be read, or is of another kind.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise AssistantError(f"{path} is larger than {_LARGEST // 1_000_000} MB; look up a part of it")
        return read_bytes(path.name, path.read_bytes())
    except OSError as error:
        raise AssistantError(f"{path} cannot be read ({error.strerror}); give the path of a draft") from error


def read_bytes(name: str, data: bytes) -> str:
    """Return the text of a draft of which name and content are known; see ``read_draft``."""
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        raise AssistantError(f"{name} is no draft that can be read; give one of {', '.join(KINDS)}")
    if kind == ".docx":
        return _docx(name, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AssistantError(f"{name} is not UTF-8 text; save it as UTF-8, or as DOCX") from None
    text = text.replace("\r\n", "\n")
    return _plain(text) if kind in (".md", ".markdown") else text


def _plain(markdown: str) -> str:
    """Return Markdown without its marks, line by line: what is left out leaves its line breaks."""
    for skipped in (_FRONT, _FENCE):
        markdown = skipped.sub(lambda match: "\n" * match.group().count("\n"), markdown)
    return _MARKS.sub("", _LINK.sub(r"\1", markdown))


def _docx(name: str, data: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import OpcError

    broken = (OpcError, BadZipFile, KeyError, IndexError, ValueError, AttributeError, TypeError, EOFError, SyntaxError)
    try:
        document = Document(BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *dict.fromkeys(cells)])
    except broken as error:
        raise AssistantError(f"{name} is not a DOCX that can be read ({error}); save it anew") from error
