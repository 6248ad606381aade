"""Logins by OpenID Connect: the provider of a team's archive, and whom a bearer token of it belongs to."""

from __future__ import annotations

import ipaddress
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt

from assistant.errors import AccessError, AccessUnsaved, NotAllowed, NotLoggedIn
from assistant.json_store import decode, encode, held, read_json, write_json
from assistant.server.access.callers import Right

FORMAT = 1
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""Signatures by a key that the provider alone has; never 'none', nor one that is made with a shared secret."""
_PATIENCE = 10.0
"""Seconds to wait for the provider."""
_LEEWAY = 30.0
"""Seconds by which its clock may differ from ours."""
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
        id: Their address of e-mail, where the provider has verified it, else their name with the provider.
    """

    id: str
    name: str
    rights: frozenset[Right]
    groups: tuple[str, ...] = ()


class Logins:
    """Keep the login provider in an archive's folder, and check its tokens."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder."""
        self._path = home / "access" / "provider.json"
        self._guard = threading.Lock()
        self._known: tuple[tuple[int, int], Provider] | None = None
        self._keys: tuple[Provider, jwt.PyJWKClient] | None = None

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

    def set(self, provider: Provider) -> None:
        """Name the login provider.

        Raises:
            NotAllowed: Its address is not encrypted, or it does not answer as a provider does.
            AccessUnsaved: It cannot be written down.
        """
        told = _described(provider)
        if told.get("issuer", "").rstrip("/") != provider.issuer.rstrip("/"):
            raise NotAllowed(f"{provider.discovery} is of {told.get('issuer')!r}, not of {provider.issuer!r}")
        kept = encode(provider) | {"cookie_secret": provider.cookie_secret or secrets.token_hex(32)}
        with held(self._path.parent, AccessUnsaved):
            write_json(self._path, {"format": FORMAT, "provider": kept})

    def person(self, token: str) -> Person:
        """Return whom a bearer token belongs to.

        Args:
            token: A JWT of the provider, made out to this archive: an ID token, or an access token that is one.

        Raises:
            NotLoggedIn: It is not valid.
            NotAllowed: It is somebody's who may not come in.
        """
        provider = self.provider()
        if provider is None:
            raise NotLoggedIn("this archive has no login: send a key")
        try:
            key = self._client(provider).get_signing_key_from_jwt(token)
            claims = jwt.decode(
                token, key, algorithms=list(_ALGORITHMS), audience=provider.client_id, leeway=_LEEWAY,
                options={"require": ["exp", "sub", "iss", "aud"]},
            )  # fmt: skip
        except jwt.PyJWKClientConnectionError as error:
            raise AccessError(f"the login provider cannot be reached ({error}); try again") from error
        except (jwt.PyJWTError, ValueError) as error:
            raise NotLoggedIn(f"this login is not valid ({error}); log in again") from error
        if str(claims["iss"]).rstrip("/") != provider.issuer.rstrip("/"):
            raise NotLoggedIn("this login is of another provider")
        return person_of(provider, claims)

    def _client(self, provider: Provider) -> jwt.PyJWKClient:
        with self._guard:
            if self._keys is None or self._keys[0] != provider:
                address = str(_described(provider).get("jwks_uri", ""))
                self._keys = (provider, jwt.PyJWKClient(address, timeout=_PATIENCE))
            return self._keys[1]

    def _read(self) -> Provider:
        try:
            return decode(Provider, read_json(self._path, newest=FORMAT, what="login provider")["provider"])
        except (OSError, ValueError, KeyError) as error:
            raise AccessUnsaved(f"{self._path} cannot be read ({error}); name the provider anew") from error


def person_of(provider: Provider, claims: Mapping[str, Any]) -> Person:
    """Return whom checked claims belong to; raises NotAllowed where they may not come in."""
    email = str(claims.get("email") or "").lower()
    verified = claims.get("email_verified", True) not in (False, "false")
    name = email if email and verified else str(claims["sub"])
    if provider.members and not _is_named(name, provider.members + provider.writers + provider.admins):
        raise NotAllowed(f"{name} may not come in here; whoever runs the archive can let them")
    rights: set[Right] = {"read"}
    rights |= {"write"} if _is_named(name, provider.writers) else set()
    rights |= {"admin"} if _is_named(name, provider.admins) else set()
    told = claims.get(provider.groups) or ()
    groups = (told,) if isinstance(told, str) else tuple(map(str, told)) if isinstance(told, list | tuple) else ()
    return Person(name, str(claims.get("name") or name), frozenset(rights), groups)


def _is_named(name: str, among: tuple[str, ...]) -> bool:
    domain = "@" + name.rpartition("@")[2]
    return any(each.lower() in (name, domain) for each in among)


def _described(provider: Provider) -> dict[str, Any]:
    """Return what a provider says of itself."""
    address = urlsplit(provider.issuer)
    if address.scheme != "https" and not _is_here(address.hostname or ""):
        raise NotAllowed(f"the address of a login provider begins with https://, {provider.issuer!r} does not")
    try:
        answer = httpx.get(provider.discovery, timeout=_PATIENCE)
        answer.raise_for_status()
        told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise AccessError(f"{provider.discovery} does not answer as a login provider does ({error})") from error
    return told if isinstance(told, dict) else {}


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
