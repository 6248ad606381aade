"""Questions with the articles and answers that are expected of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from corpus import Window

_EXAMPLE = (
    '{"question": "Who won?", "articles": ["https://…"], "answers": ["Ada Low"], "as_of": "2025-03-16"}, '
    'or {"question": "…", "unanswerable": true}'
)


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one question and what is expected.

    Attributes:
        articles: URLs or ids of the articles that answer it, any of which will do.
        answers: Short answers, any of which will do.
        answerable: False where the archive does not hold an answer.
        as_of: The day it is asked on; None for the archive's own.
        id: Names it in reports; empty where it has no name.
        hidden: Ids of articles that are taken away before it is asked.
        window: Set by hand; None reads it from the question. ``outlets`` and ``kinds`` likewise.
        without: Words that would be filters, and are not to be.
        unwanted: URLs or ids of articles that are not to be cited first; nothing else is expected then.
    """

    question: str
    articles: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    answerable: bool = True
    as_of: date | None = None
    id: str = ""
    hidden: frozenset[str] = frozenset()
    window: Window | None = None
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def read_cases(path: Path) -> list[Case]:
    """Read cases from a JSON Lines file: each a question with its articles (URLs or ids), its answers, or neither.

    Raises:
        AssistantError: The file cannot be read, or a line is not a case; it says which and why.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError(f"{path} cannot be read: {error}") from error
    return [_case(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip()]


def _case(line: str, place: str) -> Case:
    try:
        record = json.loads(line)
        return Case(
            question=str(record["question"]),
            articles=_several(record, "articles", "article"),
            answers=_several(record, "answers", "answer"),
            answerable=bool(record.get("answerable", not record.get("unanswerable", False))),
            as_of=date.fromisoformat(record["as_of"]) if record.get("as_of") else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AssistantError(f"{place}: not a case ({error!r}); a case is {_EXAMPLE}") from error


def _several(record: Mapping[str, Any], plural: str, singular: str) -> tuple[str, ...]:
    """Return what stands under either name, one or a list of them."""
    given = record.get(plural, record.get(singular))
    listed = given if isinstance(given, list) else [] if given is None else [given]
    return tuple(map(str, listed))
