"""The reports of an archive, and the searches that were broken off: one JSON file each, written whole or not at all."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import ResearchDamaged, ResearchNotFound, ResearchUnsaved
from assistant.json_store import decode, encode, held, json_files, read_json, write_json
from assistant.research.types import ResearchReport
from corpus import Scope

_FORMAT = 1
_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold a search as it is kept.

    Attributes:
        messages: What was said, as LangChain writes it.
        passages: Article and passage of each number, in order.
        log: Tool, what was asked, what was found.
        seconds: That it took so far.
        report: None while it is under way.
    """

    id: str
    question: str
    scope: Scope
    messages: tuple[Any, ...] = ()
    passages: tuple[tuple[str, str], ...] = ()
    log: tuple[tuple[str, str, str], ...] = ()
    seconds: float = 0.0
    report: ResearchReport | None = None


def new_id() -> str:
    """Return a fresh id."""
    return secrets.token_hex(6)


class Reports:
    """Keep them in the folder ``research`` of an archive."""

    def __init__(self, home: Path) -> None:
        """Take the archive's folder."""
        self.folder = home / "research"

    def keep(self, kept: Kept) -> None:
        """Write one, in the place of what had its id.

        Raises:
            ResearchUnsaved: It cannot be written.
        """
        value = {"format": _FORMAT, "question": kept.question, "scope": encode(kept.scope), "seconds": kept.seconds,
                 "messages": list(kept.messages), "passages": [list(pair) for pair in kept.passages],
                 "log": [list(line) for line in kept.log], "report": encode(kept.report)}  # fmt: skip
        with held(self.folder, ResearchUnsaved):
            write_json(self.folder / f"{kept.id}.json", value)

    def get(self, name: str) -> Kept:
        """Return one, by its id or the beginning of it.

        Raises:
            ResearchNotFound: There is none, or more than one begins so.
            ResearchDamaged: Its file cannot be read.
        """
        found = [path for path in json_files(self.folder) if path.stem.startswith(name) and _ID.fullmatch(path.stem)]
        if len(found) != 1 or not name:
            raise ResearchNotFound(f"{'several reports begin' if found else 'no report begins'} with {name!r}")
        try:
            stored = read_json(found[0], newest=_FORMAT, what="kept research")
            return _kept(found[0].stem, stored)
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise ResearchDamaged(f"{found[0].name} cannot be read: {error}") from error

    def all(self) -> list[Kept]:
        """Return those that can be read, the last written first."""
        paths = sorted(json_files(self.folder), key=lambda path: path.stat().st_mtime, reverse=True)
        readable = []
        for path in paths:
            try:
                readable.append(self.get(path.stem))
            except (ResearchNotFound, ResearchDamaged):
                continue
        return readable


def _kept(name: str, stored: dict[str, Any]) -> Kept:
    return Kept(
        id=name,
        question=str(stored["question"]),
        scope=decode(Scope, stored["scope"]),
        messages=tuple(stored["messages"]),
        passages=tuple((str(one), str(other)) for one, other in stored["passages"]),
        log=tuple((str(tool), str(asked), str(found)) for tool, asked, found in stored["log"]),
        seconds=float(stored["seconds"]),
        report=decode(ResearchReport, stored["report"]) if stored["report"] else None,
    )
