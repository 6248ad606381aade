"""The citations of a saved answer, briefing or look-up: of what ``--json`` printed, or of a briefing in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from assistant.errors import SavedResultError
from assistant.serialization import CITED_IN_MARKDOWN
from assistant.types import Citation

_NEEDED = ("number", "article_id", "passage_id", "outlet", "title", "url", "published", "quote", "start", "end")


def read_citations(path: Path) -> list[Citation]:
    """Return the citations of a saved result.

    Raises:
        SavedResultError: The file is no such result.
    """
    try:
        text = path.read_text(encoding="utf-8")
        value = json.loads(_in_markdown(text) or text)
    except (OSError, ValueError, RecursionError) as error:
        raise SavedResultError(
            f"{path} cannot be read as JSON ({error}); give a file that --json printed, or that brief -o wrote"
        ) from error
    found = list(citations_in(value))
    if not found:
        raise SavedResultError(f"{path} holds no citations; give a file that ask, brief or lookup printed with --json")
    return found


def _in_markdown(text: str) -> str:
    """Return the citations that a briefing in Markdown carries; empty where it is none."""
    return text.rpartition(CITED_IN_MARKDOWN)[2].rpartition("-->")[0] if CITED_IN_MARKDOWN in text else ""


def citations_in(value: object) -> Iterator[Citation]:
    """Yield each citation object, wherever it stands."""
    if isinstance(value, list):
        for inner in value:
            yield from citations_in(inner)
    elif isinstance(value, dict):
        if all(name in value for name in _NEEDED):
            known = {field.name for field in fields(Citation)}
            yield Citation(**{name: inner for name, inner in value.items() if name in known})
        else:
            for inner in value.values():
                yield from citations_in(inner)
