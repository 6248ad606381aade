"""Who stands at a door, with what they may do and which parts of the archive they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Right = Literal["read", "write", "admin"]
RIGHTS: tuple[Right, ...] = ("read", "write", "admin")
"""What may be done: ask and read; add and withdraw articles, too; give out keys and collections, too."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Hold who calls.

    Attributes:
        id: ``owner`` of the machine, ``key:…`` or ``person:…``; names their conversations, limits and log entries.
        name: As it is shown.
        rights: Each includes the ones before it.
        collections: Names of those whose articles they see, ``common`` for what is in none; None sees everything.
    """

    id: str
    name: str
    rights: frozenset[Right]
    collections: frozenset[str] | None = None

    def may(self, right: Right) -> bool:
        """Say whether a right is theirs."""
        return any(held in self.rights for held in RIGHTS[RIGHTS.index(right) :])


OWNER = Caller("owner", "the owner of this machine", frozenset(RIGHTS))
"""Who calls where there is no access control: whoever can reach the loopback address."""

EVERYONE = Caller("everyone", "a stranger", frozenset[Right](("read",)))
"""Who calls without a key or a login where the server was opened to all."""
