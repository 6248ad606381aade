"""API keys for programs: shown once, kept as hashes in ``access/keys.json`` of the archive's folder."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from assistant.errors import AccessUnsaved, KeyUnknown
from assistant.json_store import decode, encode, held, read_json, write_json
from assistant.server.access.callers import Caller, Right

FORMAT = 1
_PREFIX = "nd"
_BYTES = 32
"""Of a secret: 256 random bits need no slow hash, for nobody can try them all."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """Hold what is known of a key; the key itself is known to whoever it was shown to.

    Attributes:
        digest: SHA-256 of the key.
        rights: What it may do.
        collections: What it sees: exactly these; None what everyone sees.
        created: ISO moment.
        revoked: ISO moment since which it opens nothing.
    """

    id: str
    name: str
    digest: str
    rights: tuple[Right, ...]
    collections: tuple[str, ...] | None = None
    created: str = ""
    revoked: str | None = None

    def caller(self, usual: frozenset[str] | None) -> Caller:
        """Return who calls with it; ``usual`` is what everyone sees."""
        seen = None if "admin" in self.rights else usual if self.collections is None else frozenset(self.collections)
        return Caller(f"key:{self.id}", self.name, frozenset(self.rights), seen)


class Keys:
    """Keep the keys of an archive; safe to share between threads, and beside other processes."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder; nothing is made there before a key is."""
        self._path = home / "access" / "keys.json"
        self._guard = threading.Lock()
        self._known: tuple[tuple[int, int], tuple[ApiKey, ...]] | None = None

    def listed(self) -> tuple[ApiKey, ...]:
        """Return all keys, the oldest first, revoked ones too."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return ()
        with self._guard:
            stamp = (stat.st_mtime_ns, stat.st_ino)
            if self._known is None or self._known[0] != stamp:
                self._known = (stamp, self._read())
            return self._known[1]

    def create(
        self, name: str, *, rights: Sequence[Right] = ("read",), collections: Sequence[str] | None = None
    ) -> tuple[ApiKey, str]:
        """Make a key; return what is kept of it, and the key itself, which is never shown again."""
        key_id = secrets.token_hex(4)
        secret = f"{_PREFIX}_{key_id}_{secrets.token_urlsafe(_BYTES)}"
        seen = None if collections is None else tuple(collections)
        made = ApiKey(key_id, " ".join(name.split()), _digest(secret), tuple(rights), seen, _now())
        with held(self._path.parent, AccessUnsaved):
            self._write((*self._read(), made))
        return made, secret

    def revoke(self, key_id: str) -> ApiKey:
        """Let a key open nothing any more; return it.

        Raises:
            KeyUnknown: There is none with that id or name.
        """
        with held(self._path.parent, AccessUnsaved):
            known = self._read()
            named = [key for key in known if key_id in (key.id, key.name) and key.revoked is None]
            if len(named) != 1:
                which = f"{len(named)} keys are called" if named else "no key that opens anything is called"
                raise KeyUnknown(f"{which} {key_id!r}; `newsdesk keys list` shows their ids")
            gone = replace(named[0], revoked=_now())
            self._write(tuple(gone if key.id == gone.id else key for key in known))
        return gone

    def find(self, secret: str) -> ApiKey | None:
        """Return the key that a secret is, None where it opens nothing."""
        digest = _digest(secret)
        found = [key for key in self.listed() if hmac.compare_digest(key.digest, digest) and key.revoked is None]
        return found[0] if found else None

    def _read(self) -> tuple[ApiKey, ...]:
        try:
            stored = read_json(self._path, newest=FORMAT, what="list of keys")
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise AccessUnsaved(f"{self._path} cannot be read ({error}); restore it from a copy") from error
        return tuple(decode(ApiKey, key) for key in stored["keys"])

    def _write(self, keys: Sequence[ApiKey]) -> None:
        write_json(self._path, {"format": FORMAT, "keys": [encode(key) for key in keys]})


def is_key(token: str) -> bool:
    """Say whether a bearer token looks like a key of ours, and not like one of a login provider."""
    return token.startswith(f"{_PREFIX}_")


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
