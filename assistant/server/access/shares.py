"""Links by which somebody shows a conversation or a briefing of theirs to others of the team."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import AccessUnsaved, KeyUnknown, NotAllowed
from assistant.json_store import decode, encode, held, read_json, write_json
from assistant.server.access.callers import OWNER, Caller
from assistant.server.access.people import folder_name

FORMAT = 1
Kind = Literal["briefing", "conversation"]
_TOKEN = re.compile(r"[\w-]{22}")
_BYTES = 16


@dataclass(frozen=True, slots=True)
class Share:
    """Hold what a link shows.

    Attributes:
        folder: Name of the folder of whoever shared it; empty for the owner of the machine.
        seen: Collections that they saw; None for everything.
    """

    kind: Kind
    id: str
    folder: str
    seen: frozenset[str] | None

    def require(self, caller: Caller) -> None:
        """Raise NotAllowed where a caller sees less than whoever shared it: its counts, too, tell what there is."""
        if caller.collections is not None and (self.seen is None or not self.seen <= caller.collections):
            raise NotAllowed("this was made from parts of the archive that you may not see")


class Shares:
    """Keep links in an archive's folder."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder."""
        self._home, self._folder = home, home / "access" / "shared"

    def create(self, caller: Caller, kind: Kind, what: str) -> str:
        """Return the token of a link to something of a caller's, which nobody can guess."""
        token = secrets.token_urlsafe(_BYTES)
        owner = "" if caller.id == OWNER.id else folder_name(caller.id)
        with held(self._folder, AccessUnsaved):
            write_json(self._path(token), {"format": FORMAT} | encode(Share(kind, what, owner, caller.collections)))
        return token

    def get(self, token: str) -> Share:
        """Return what a link shows.

        Raises:
            KeyUnknown: There is no such link, or it was taken back.
        """
        try:
            return decode(Share, read_json(self._path(token), newest=FORMAT, what="shared link"))
        except (OSError, ValueError):
            raise KeyUnknown("there is no such link, or it was taken back") from None

    def folder(self, share: Share) -> Path:
        """Return the folder in which what is shared is."""
        return self._home / "people" / share.folder if share.folder else self._home

    def take_back(self, caller: Caller, kind: Kind, what: str) -> int:
        """Delete the links to something of a caller's; count them."""
        owner = "" if caller.id == OWNER.id else folder_name(caller.id)
        gone = 0
        for path in self._paths():
            share = self.get(path.stem)
            if (share.kind, share.id, share.folder) == (kind, what, owner):
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _paths(self) -> Iterable[Path]:
        return sorted(self._folder.glob("[!.]*.json"))

    def _path(self, token: str) -> Path:
        if not _TOKEN.fullmatch(token):
            raise KeyUnknown("there is no such link, or it was taken back")
        return self._folder / f"{token}.json"
