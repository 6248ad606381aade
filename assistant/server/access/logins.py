"""Logins by OpenID Connect: whom a bearer token of the team's provider belongs to."""

from __future__ import annotations

import ipaddress
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt

from assistant.errors import AccessError, NotAllowed, NotLoggedIn
from assistant.server.access.provider import Person, Provider, ProviderFile, person_of

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""Signatures by a key that the provider alone has; never 'none', nor one that is made with a shared secret."""
_PATIENCE = 10.0
"""Seconds to wait for the provider."""
_LEEWAY = 30.0
"""Seconds by which its clock may differ from ours."""


class Logins:
    """Keep the login provider in an archive's folder, and check its tokens."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder."""
        self._file = ProviderFile(home)
        self._guard = threading.Lock()
        self._keys: tuple[Provider, jwt.PyJWKClient] | None = None

    def provider(self) -> Provider | None:
        """Return the login provider; None where there is none."""
        return self._file.provider()

    def set(self, provider: Provider) -> None:
        """Name the login provider.

        Raises:
            NotAllowed: Its address is not encrypted, or it does not answer as a provider does.
            AccessUnsaved: It cannot be written down.
        """
        told = _described(provider)
        if told.get("issuer", "").rstrip("/") != provider.issuer.rstrip("/"):
            raise NotAllowed(f"{provider.discovery} is of {told.get('issuer')!r}, not of {provider.issuer!r}")
        self._file.write(provider)

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
            key = _key_of(self._client(provider), token)
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


def _key_of(client: jwt.PyJWKClient, token: str) -> jwt.PyJWK:
    """Return the key that a token says it is signed with; one that says none is tried with the provider's only one."""
    name = jwt.get_unverified_header(token).get("kid")
    if name is None and len(keys := client.get_signing_keys()) == 1:
        return keys[0]
    return client.get_signing_key(str(name))


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
