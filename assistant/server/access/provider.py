"""The login provider of a team's archive, and what its people may do: ``access/provider.json`` in its folder."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import AccessUnsaved, NotAllowed
from assistant.json_store import decode, encode, held, read_json, write_json
from assistant.server.access.callers import Right

FORMAT = 1
_DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Provider:
    """Hold the login provider of an archive.

    Attributes:
        issuer: Its address, as its tokens name it.
        client_id: Under which it knows this archive; tokens have to be made out to it.
        client_secret: For the login on the page.
        page: Address at which people open the page; where the provider sends them back to.
        cookie_secret: Signs the page's cookies.
        members: Addresses (``ana@example.org``) and domains (``@example.org``) that may come in; empty for all whom
            the provider knows.
        writers: Those of them who may add and withdraw, too.
        admins: Those who may do and see everything.
        groups: Claim that names a person's groups.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    page: str = ""
    cookie_secret: str = ""
    members: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    groups: str = "groups"

    @property
    def discovery(self) -> str:
        """Return the address of its description."""
        return self.issuer.rstrip("/") + _DISCOVERY


@dataclass(frozen=True, slots=True)
class Person:
    """Hold whom a login belongs to.

    Attributes:
        id: Their address of e-mail, where the provider has verified it, else ``sub:`` and their name with the provider.
    """

    id: str
    name: str
    rights: frozenset[Right]
    groups: tuple[str, ...] = ()


class ProviderFile:
    """Keep the login provider in an archive's folder."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder."""
        self._path = home / "access" / "provider.json"
        self._guard = threading.Lock()
        self._known: tuple[tuple[int, int], Provider] | None = None

    def provider(self) -> Provider | None:
        """Return the login provider; None where there is none."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return None
        stamp = (stat.st_mtime_ns, stat.st_ino)
        with self._guard:
            if self._known is None or self._known[0] != stamp:
                self._known = (stamp, self._read())
            return self._known[1]

    def write(self, provider: Provider) -> None:
        """Keep a provider, with a secret for the page's cookies where it has none.

        Raises:
            AccessUnsaved: It cannot be written down.
        """
        kept = replace(provider, cookie_secret=provider.cookie_secret or secrets.token_hex(32))
        with held(self._path.parent, AccessUnsaved):
            write_json(self._path, {"format": FORMAT, "provider": encode(kept)})

    def _read(self) -> Provider:
        try:
            return decode(Provider, read_json(self._path, newest=FORMAT, what="login provider")["provider"])
        except (OSError, ValueError, KeyError) as error:
            raise AccessUnsaved(f"{self._path} cannot be read ({error}); name the provider anew") from error


def person_of(provider: Provider, claims: Mapping[str, Any]) -> Person:
    """Return whom checked claims belong to; raises NotAllowed where they may not come in."""
    email = str(claims.get("email") or "").lower()
    verified = claims.get("email_verified", True) not in (False, "false")
    name = email if email and verified else f"sub:{claims['sub']}"
    if provider.members and not _is_named(name, provider.members + provider.writers + provider.admins):
        raise NotAllowed(f"{name} may not come in here; whoever runs the archive can let them")
    rights: set[Right] = {"read"}
    rights |= {"write"} if _is_named(name, provider.writers) else set()
    rights |= {"admin"} if _is_named(name, provider.admins) else set()
    told = claims.get(provider.groups) or ()
    groups = (told,) if isinstance(told, str) else tuple(map(str, told)) if isinstance(told, list | tuple) else ()
    return Person(name, str(claims.get("name") or name), frozenset(rights), groups)


def _is_named(name: str, among: tuple[str, ...]) -> bool:
    domain = "" if name.startswith("sub:") else "@" + name.rpartition("@")[2]
    return any(each.lower() in (name, domain) for each in among if each)
