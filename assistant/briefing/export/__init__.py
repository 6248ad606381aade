"""A briefing as a file: Markdown, HTML, DOCX or JSON, as its name ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from json import dumps
from pathlib import Path

from assistant.briefing.edits import arranged
from assistant.briefing.export.html import as_html
from assistant.briefing.export.json import as_json
from assistant.briefing.export.markdown import as_markdown
from assistant.briefing.export.text import APP
from assistant.briefing.types import Briefing
from assistant.errors import ExportError

_LONGEST = 60
"""Letters of a topic that a file's name has."""


@dataclass(frozen=True, slots=True)
class Format:
    """Name a format.

    Attributes:
        name: As a person says it.
        suffix: How its files end.
        mime: Its media type.
    """

    name: str
    suffix: str
    mime: str


MARKDOWN = Format("Markdown", ".md", "text/markdown")
HTML = Format("HTML", ".html", "text/html")
DOCX = Format("DOCX", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
JSON = Format("JSON", ".json", "application/json")
FORMATS = (MARKDOWN, HTML, DOCX, JSON)
_ALSO = {".markdown": MARKDOWN, ".htm": HTML}


def format_of(path: Path) -> Format:
    """Return the format that a file's name asks for.

    Raises:
        ExportError: It asks for none that there is.
    """
    known = {form.suffix: form for form in FORMATS} | _ALSO
    found = known.get(path.suffix.lower())
    if found is None:
        *most, last = (form.suffix for form in FORMATS)
        raise ExportError(f"{path.name} names no format: let it end in {', '.join(most)} or {last}")
    return found


def export(briefing: Briefing, form: Format, *, app: str = APP) -> bytes:
    """Return a briefing as the bytes of a file, without the lines that a person hid.

    Args:
        briefing: What is written.
        form: One of ``FORMATS``.
        app: Address of the app, for the links to passages.
    """
    return _WRITERS[form](arranged(briefing), app)


def write(briefing: Briefing, path: Path) -> None:
    """Write a briefing to a file, in the format that its name asks for.

    Raises:
        ExportError: The name asks for no format, or the file cannot be written.
    """
    made = export(briefing, format_of(path))
    try:
        path.write_bytes(made)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror}); give -o another place") from error


def file_name(briefing: Briefing, form: Format) -> str:
    """Return a name for a briefing's file that every system takes."""
    stem = re.sub(r"[\W_]+", "-", briefing.topic.lower()).strip("-")[:_LONGEST].strip("-")
    day = f"-{briefing.as_of.isoformat()}" if briefing.as_of else ""
    return f"briefing-{stem or 'untitled'}{day}{form.suffix}"


def _docx(briefing: Briefing, app: str) -> bytes:
    from assistant.briefing.export.docx import as_docx  # its library takes a third of a second to load

    return as_docx(briefing, app=app)


_WRITERS: dict[Format, Callable[[Briefing, str], bytes]] = {
    MARKDOWN: lambda briefing, app: as_markdown(briefing, checkable=True, app=app).encode("utf-8", "replace"),
    HTML: lambda briefing, app: as_html(briefing, app=app).encode("utf-8"),
    DOCX: _docx,
    JSON: lambda briefing, _: (dumps(as_json(briefing), ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", "backslashreplace"
    ),
}
