"""Questions with the articles and answers that are expected of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import AssistantError


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
    """

    question: str
    articles: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    answerable: bool = True
    as_of: date | None = None
    id: str = ""
    hidden: frozenset[str] = frozenset()


def read_cases(path: Path) -> list[Case]:
    """Read cases from a JSON Lines file.

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
            articles=tuple(map(str, record.get("articles", ()))),
            answers=tuple(map(str, record.get("answers", ()))),
            answerable=bool(record.get("answerable", True)),
            as_of=date.fromisoformat(record["as_of"]) if record.get("as_of") else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AssistantError(
            f'{place}: not a case ({error!r}); a case is {{"question": …, "articles": […], "answerable": true}}'
        ) from error
