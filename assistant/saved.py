"""A saved answer, briefing or look-up (what ``--json`` printed), and which of its citations no longer stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from assistant.errors import SavedResultError
from assistant.standing import fallen
from assistant.terminal import print_json, say
from assistant.types import Citation
from corpus import Archive

_NEEDED = ("number", "article_id", "passage_id", "outlet", "title", "url", "published", "quote", "start", "end")


def print_fallen(archive: Archive, path: Path, *, as_json: bool) -> int:
    """Print which citations of a saved result no longer stand; return the exit code, 1 where there are some.

    Raises:
        SavedResultError: The file is no such result.
    """
    citations = read_citations(path)
    found = fallen(archive, citations)
    if as_json:
        print_json({"citations": len(citations), "fallen": [{"number": n, "why": why} for n, why in found.items()]})
    else:
        for number, why in found.items():
            say(f"[{number}] {why}")
        say(f"{len(citations) - len(found)} of {len(citations)} citations stand.")
    return 1 if found else 0


def read_citations(path: Path) -> list[Citation]:
    """Return the citations of a saved result.

    Raises:
        SavedResultError: The file is no such result.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SavedResultError(f"{path} cannot be read as JSON ({error}); give a file that --json printed") from error
    found = list(_citations(value))
    if not found:
        raise SavedResultError(f"{path} holds no citations; give a file that ask, brief or lookup printed with --json")
    return found


def _citations(value: object) -> Iterator[Citation]:
    """Yield each citation object, wherever it stands."""
    if isinstance(value, list):
        for inner in value:
            yield from _citations(inner)
    elif isinstance(value, dict):
        if all(name in value for name in _NEEDED):
            known = {field.name for field in fields(Citation)}
            yield Citation(**{name: inner for name, inner in value.items() if name in known})
        else:
            for inner in value.values():
                yield from _citations(inner)
