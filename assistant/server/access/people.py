"""What the people of a team may see, where their work is kept, and how all of it is deleted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.errors import AccessUnsaved, KeyUnknown
from assistant.server.access.audit import AuditLog
from assistant.server.access.callers import OWNER, Caller
from assistant.server.access.grants import EVERYONE, Grants
from assistant.server.access.keys import ApiKey
from assistant.server.access.provider import Person
from corpus import Archive


class Members:
    """Know what each key and person may see, and where their work is kept."""

    def __init__(self, home: Path, archive: Archive) -> None:
        """Read grants from an archive's folder; the archive knows which collections there are."""
        self._home, self._archive = home, archive
        self.grants = Grants(home)

    def caller(self, person: Person) -> Caller:
        """Return a person who has logged in as who calls."""
        who = f"person:{person.id}"
        seen = None if "admin" in person.rights else self.seen((who, *(f"group:{name}" for name in person.groups)))
        return Caller(who, person.name, person.rights, seen)

    def of_key(self, key: ApiKey) -> Caller:
        """Return a program with a key as who calls."""
        return key.caller(self.seen(()))

    def seen(self, names: Iterable[str]) -> frozenset[str] | None:
        """Return the collections that some of those who have grants see; None for everything, where there are none."""
        if not self._archive.collections.there_are():
            return None
        return self.grants.of((EVERYONE, *names))

    def folder(self, caller: Caller) -> Path:
        """Return where a caller's conversations and briefings are: the owner's in the archive's own folder."""
        return self._home if caller.id == OWNER.id else self._home / "people" / folder_name(caller.id)


def folder_name(who: str) -> str:
    """Return the name of somebody's folder, which does not tell who it is."""
    return sha256(who.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Count what was deleted of somebody.

    Attributes:
        files: Conversations, briefings and the like.
        entries: Lines of the audit log that name them no more.
    """

    files: int
    entries: int


def forget(home: Path, who: str) -> Forgotten:
    """Delete what is kept of somebody: conversations, briefings, shared links, grants, their name and texts in the log.

    Args:
        home: The archive's folder.
        who: ``person:ana@example.org`` or ``key:3f2a9c0d``.

    Raises:
        KeyUnknown: Nothing is kept of them.
        AccessUnsaved: Something cannot be deleted.
    """
    folder = home / "people" / folder_name(who)
    files = [path for path in folder.rglob("*.json") if path.is_file()] if folder.is_dir() else []
    grants = Grants(home)
    granted = who in grants.listed()
    entries = AuditLog(home).forget(who)
    if not files and not entries and not granted:
        raise KeyUnknown(f"nothing is kept of {who!r}")
    grants.forget(who)
    try:
        if folder.is_dir():
            shutil.rmtree(folder)
        for link in (home / "access" / "shared").glob("*.json"):
            if f'"{folder_name(who)}"' in link.read_text(encoding="utf-8"):
                link.unlink()
    except OSError as error:
        raise AccessUnsaved(f"{folder} cannot be deleted: {error.strerror or error}") from error
    return Forgotten(len(files), entries)
