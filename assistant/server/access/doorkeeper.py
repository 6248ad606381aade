"""Who a bearer token belongs to, what they may see, and whether they ask too often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.errors import NotLoggedIn, TooMany
from assistant.server.access.callers import EVERYONE, OWNER, Caller
from assistant.server.access.grants import EVERYONE as EVERYBODY
from assistant.server.access.grants import Grants
from assistant.server.access.keys import Keys, is_key
from assistant.server.access.logins import Logins, Person
from corpus import Archive


class Doorkeeper:
    """Know who calls."""

    def __init__(self, home: Path, archive: Archive, *, rate: str = "", open_to_all: bool = False) -> None:
        """Read keys and logins from an archive's folder; ``rate`` bounds the calls of one key or person."""
        self._home = home
        self.keys, self.logins, self.grants = Keys(home), Logins(home), Grants(home)
        self._archive = archive
        self._open = open_to_all
        self._rates: list[RateLimitItem] = parse_many(rate) if rate else []
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    @property
    def guarded(self) -> bool:
        """Say whether whoever comes in must say who they are."""
        known = self.logins.provider() is not None or any(key.revoked is None for key in self.keys.listed())
        return known and not self._open

    def caller(self, authorization: str) -> Caller:
        """Return who calls.

        Args:
            authorization: The header of that name; empty where there is none.

        Raises:
            NotLoggedIn: Nobody who may come in.
        """
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if self._open and not token:
            return replace(EVERYONE, collections=self.usual())
        if not self.guarded and not self._open:
            return OWNER
        if scheme.lower() != "bearer" or not token:
            raise NotLoggedIn("this archive asks who calls: send a key or a login as 'Authorization: Bearer …'")
        if is_key(token):
            key = self.keys.find(token)
            if key is None:
                raise NotLoggedIn("this key is not known, or was revoked; ask whoever runs the archive for another")
            return key.caller(self.usual())
        return self.of_person(self.logins.person(token))

    def of_person(self, person: Person) -> Caller:
        """Return a person who has logged in as who calls."""
        who = f"person:{person.id}"
        seen = None if "admin" in person.rights else self._seen((who, *(f"group:{name}" for name in person.groups)))
        return Caller(who, person.name, person.rights, seen)

    def folder(self, caller: Caller) -> Path:
        """Return where a caller's conversations and briefings are: the owner's in the archive's own folder."""
        if caller.id == OWNER.id:
            return self._home
        return self._home / "people" / sha256(caller.id.encode()).hexdigest()[:24]

    def usual(self) -> frozenset[str] | None:
        """Return the collections that everyone sees; None for everything, where there are no collections."""
        return self._seen(())

    def _seen(self, names: Iterable[str]) -> frozenset[str] | None:
        if not self._archive.collections.names():
            return None
        return self.grants.of((EVERYBODY, *names))

    def count(self, caller: Caller) -> None:
        """Count a call.

        Raises:
            TooMany: The caller has called too often.
        """
        for rate in self._rates:
            if not self._limiter.hit(rate, caller.id):
                raise TooMany(f"{caller.name} has called more often than {rate}; wait a little")
