"""Who a bearer token belongs to, what they may see, and whether they ask too often."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.errors import NotLoggedIn, TooMany
from assistant.server.access.callers import EVERYONE, OWNER, Caller
from assistant.server.access.keys import Keys, is_key
from assistant.server.access.logins import Logins
from assistant.server.access.people import Members
from corpus import Archive


class Doorkeeper:
    """Know who calls."""

    def __init__(self, home: Path, archive: Archive, *, rate: str = "", open_to_all: bool = False) -> None:
        """Read keys and logins from an archive's folder; ``rate`` bounds the calls of one key or person."""
        self.keys, self.logins, self.members = Keys(home), Logins(home), Members(home, archive)
        self._open = open_to_all
        self._rates: list[RateLimitItem] = parse_many(rate) if rate else []
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    @property
    def guarded(self) -> bool:
        """Say whether whoever comes in must say who they are."""
        # A key that was revoked counts: with the last one gone, an archive must not be open to everybody.
        return not self._open and (self.logins.provider() is not None or bool(self.keys.listed()))

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
            return replace(EVERYONE, collections=self.members.seen(()))
        if not self.guarded and not self._open:
            return OWNER
        if scheme.lower() != "bearer" or not token:
            raise NotLoggedIn("this archive asks who calls: send a key or a login as 'Authorization: Bearer …'")
        if is_key(token):
            key = self.keys.find(token)
            if key is None:
                raise NotLoggedIn("this key is not known, or was revoked; ask whoever runs the archive for another")
            return self.members.of_key(key)
        return self.members.caller(self.logins.person(token))

    def folder(self, caller: Caller) -> Path:
        """Return where a caller's conversations and briefings are."""
        return self.members.folder(caller)

    def count(self, caller: Caller) -> None:
        """Count a call.

        Raises:
            TooMany: The caller has called too often.
        """
        for rate in self._rates:
            if not self._limiter.hit(rate, caller.id):
                raise TooMany(f"{caller.name} has called more often than {rate}; wait a little")
