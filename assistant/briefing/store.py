"""The saved briefings of an archive: one JSON file each in its folder, written whole or not at all."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant.briefing.types import Briefing, Difference, Event, Figure, Gap, Line, Section, Voice
from assistant.errors import BriefingDamaged, BriefingNotFound, BriefingUnsaved
from assistant.json_store import decode, encode, held, json_files, read_json, write_json
from corpus import Scope

FORMAT = 1
"""Of the file; a file with a greater one is not read."""
_ID = re.compile(r"[0-9a-f]{12}")
_KINDS: dict[str, type[Line]] = {
    "timeline": Event, "figures": Figure, "voices": Voice, "differences": Difference, "gaps": Gap,
}  # fmt: skip
"""What the lines of a section are; of the others, plain lines."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Hold a saved briefing.

    Attributes:
        written: ISO moment at which it was made.
    """

    id: str
    written: str
    briefing: Briefing


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what a list shows of a saved briefing."""

    id: str
    written: str
    topic: str
    scope: Scope
    as_of: date | None
    lines: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold the saved briefings, the newest first, and the files that could not be read.

    Attributes:
        damaged: A sentence a file, with its name.
    """

    entries: tuple[Entry, ...] = ()
    damaged: tuple[str, ...] = ()


class Briefings:
    """Keep briefings in an archive's folder."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder; nothing is made there before something is kept."""
        self.folder = home / "briefings"

    def listed(self) -> Listed:
        """List the saved briefings, the newest first; what cannot be read is told by name and left out."""
        found, damaged = [], []
        for path in json_files(self.folder):
            try:
                one = _read(path)
            except BriefingNotFound:
                continue  # deleted between the two looks
            except BriefingDamaged as error:
                damaged.append(str(error))
                continue
            made = one.briefing
            count = sum(not line.hidden for section in made.sections for line in section.lines)
            found.append(Entry(one.id, one.written, made.topic, made.scope, made.as_of, count))
        return Listed(tuple(sorted(found, key=lambda one: (one.written, one.id), reverse=True)), tuple(damaged))

    def get(self, briefing_id: str) -> Saved:
        """Return a saved briefing.

        Raises:
            BriefingNotFound: There is none with that id.
            BriefingDamaged: Its file cannot be read.
        """
        return _read(self._path(briefing_id))

    def last(self, topic: str, scope: Scope) -> Saved | None:
        """Return the newest saved briefing on a topic with the same window, outlets and kinds; None without one."""
        wanted = _named(topic, scope)
        same = [entry for entry in self.listed().entries if _named(entry.topic, entry.scope) == wanted]
        return self.get(same[0].id) if same else None

    def keep(self, briefing: Briefing, *, briefing_id: str = "", written: str = "") -> Saved:
        """Keep a briefing, or keep it as it is now under the id that it has.

        Args:
            briefing: With all its lines, those that a person hid among them.
            briefing_id: Empty for a new one.
            written: ISO moment at which it was made; empty for now.

        Raises:
            BriefingUnsaved: It cannot be written.
        """
        moment = written or datetime.now().astimezone().isoformat(timespec="seconds")
        one = Saved(briefing_id or secrets.token_hex(6), moment, briefing)
        with held(self.folder, BriefingUnsaved):
            record = {"format": FORMAT, "written": one.written, "briefing": encode(briefing)}
            write_json(self._path(one.id), record)
        return one

    def delete(self, briefing_id: str) -> None:
        """Delete a briefing for good, even one whose file is damaged.

        Raises:
            BriefingNotFound: There is none with that id.
            BriefingUnsaved: It cannot be deleted.
        """
        path = self._path(briefing_id)
        with held(self.folder, BriefingUnsaved):
            try:
                path.unlink()
            except FileNotFoundError:
                raise _missing(briefing_id) from None

    def _path(self, briefing_id: str) -> Path:
        if not _ID.fullmatch(briefing_id):
            raise _missing(briefing_id)
        return self.folder / f"{briefing_id}.json"


def _named(topic: str, scope: Scope) -> tuple[object, ...]:
    """Return what makes two briefings the same one at two times: all but the day as of which they are."""
    return (" ".join(topic.casefold().split()), scope.window, frozenset(scope.outlets), frozenset(scope.kinds))


def _missing(briefing_id: str) -> BriefingNotFound:
    return BriefingNotFound(f"no saved briefing has the id {briefing_id!r}")


def _read(path: Path) -> Saved:
    try:
        stored = read_json(path, newest=FORMAT, what="saved briefing")
        return Saved(path.stem, str(stored["written"]), _briefing(stored["briefing"]))
    except FileNotFoundError:
        raise _missing(path.stem) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BriefingDamaged(f"{path.name} cannot be read, and is left out: {error}") from error


def _briefing(stored: dict[str, Any]) -> Briefing:
    sections = tuple(
        replace(
            decode(Section, part | {"lines": []}),
            lines=tuple(decode(_KINDS.get(part["name"], Line), line) for line in part["lines"]),
        )
        for part in stored["sections"]
    )
    return replace(decode(Briefing, stored | {"sections": []}), sections=sections)
