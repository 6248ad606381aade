"""Say which web addresses may be asked: http(s), and by default only those of hosts that are public."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.errors import FetchError

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_LONGEST = 4_000  # characters; browsers and servers give up at 2,000 to 8,000
_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024  # what is below belongs to mail, shells and the like, but for the web's own two
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: the last four bytes are an IPv4 address
_LINK_LOCAL, _METADATA = "a link-local", "a cloud's metadata"
"""Refused whatever is allowed: what answers there are a cloud's keys and the devices of one cable, never articles."""
_OF_CLOUDS = frozenset(map(ipaddress.ip_address, ("fd00:ec2::254", "100.100.100.200")))
_HOST = re.compile(r"[\w.:-]{1,253}", re.ASCII)
_NUMERIC = re.compile(r"[0-9a-fx.]+", re.IGNORECASE)

Resolve = Callable[[str, int], Sequence[str]]
"""Return the IP addresses of a host and port; raises OSError where there is none."""


@dataclass(frozen=True, slots=True)
class Address:
    """Hold an address that may be asked.

    Attributes:
        url: As it is asked, percent-encoded, without fragment.
        host: Its name as the DNS has it.
        netloc: Host and, unless it is the usual one, port.
        ips: The addresses that were checked: a connection goes to one of these, never to the name again, so that a
            name that changes what it stands for gains nothing.
    """

    url: str
    scheme: str
    host: str
    netloc: str
    ips: tuple[str, ...]


def check_address(url: str, *, allow_private: bool, resolve: Resolve | None = None) -> Address:
    """Return an address that may be asked.

    Args:
        url: As a person, a feed or a redirect gives it.
        allow_private: Ask hosts of one's own network as well; link-local ones and a cloud's metadata never.
        resolve: None asks the system.

    Raises:
        FetchError: It is no web address, its host is not known, or one of the host's addresses is not public.
    """
    import httpx  # here, because it takes a fifth of a second to load and most runs fetch nothing

    shown = shorten(url)
    try:
        parsed = httpx.URL(url[: _LONGEST + 1]).copy_with(fragment=None)
        host, port = parsed.raw_host.decode("ascii"), parsed.port
    except (httpx.InvalidURL, UnicodeError, ValueError) as exc:
        raise FetchError(f"{shown}: not a web address ({exc})") from exc
    if parsed.scheme not in _PORTS or not _HOST.fullmatch(host) or len(url) > _LONGEST:
        raise FetchError(f"{shown}: not an http:// or https:// address of at most {_LONGEST} characters")
    if parsed.userinfo:
        raise FetchError(f"{shown}: names a user or a password; give the address without them")
    if port is not None and not 0 < port < 65_536:
        raise FetchError(f"{shown}: there is no port {port}")
    if port is not None and not allow_private and port < _FIRST_FREE_PORT:
        raise FetchError(f"{shown}: port {port} is not for the web; if you trust it, use --allow-private")
    try:
        ips = _addresses(host, port or _PORTS[parsed.scheme], resolve or _ask_system)
    except OSError as exc:
        raise FetchError(f"{shown}: {host}: no such host, or no network ({exc})") from exc
    for ip in ips:
        reason = _not_public(ipaddress.ip_address(ip))
        never = reason in (_LINK_LOCAL, _METADATA)
        if reason and (never or not allow_private):
            stands_for = "" if ip == host else f" ({ip})"
            advice = "is never asked" if never else "if you trust it, use --allow-private"
            raise FetchError(f"{shown}: {host}{stands_for} is {reason} address; {advice}")
    return Address(str(parsed), parsed.scheme, host, parsed.netloc.decode("ascii"), tuple(ips))


def shorten(url: str) -> str:
    """Return an address for a message: one line, no password, not too long."""
    plain = re.sub(r"(?<=//)[^/?#@\s]{1,500}@", "", re.sub(r"[\x00-\x20\x7f]+", " ", url[:_LONGEST]))
    return plain if len(plain) <= 200 else f"{plain[:199]}…"


def _addresses(host: str, port: int, resolve: Resolve) -> list[str]:
    """Return the IP addresses of a host; numbers such as 2130706433 are what the system would take them for.

    Raises:
        OSError: The host is not known.
    """
    try:
        return [str(ipaddress.ip_address(host.strip("[]")))]
    except ValueError:
        pass
    if _NUMERIC.fullmatch(host):
        try:
            return [socket.inet_ntoa(socket.inet_aton(host))]
        except OSError:
            pass
    try:
        found = list(dict.fromkeys(resolve(host, port)))
    except UnicodeError as exc:
        raise OSError(str(exc)) from exc
    if not found:
        raise OSError("it has no address")
    return found


def _ask_system(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _not_public(ip: _IP) -> str:
    """Say what kind of address it is where it is not public, '' where it is."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.teredo:
            return "a tunnel's"
        inner = ip.ipv4_mapped or ip.sixtofour or (_last_four(ip) if ip in _TRANSLATED else None)
        if inner is not None:
            return _not_public(inner)
    kinds = {
        "this machine's own": ip.is_loopback or ip.is_unspecified,
        _LINK_LOCAL: ip.is_link_local,
        _METADATA: ip in _OF_CLOUDS,
        "a multicast": ip.is_multicast,
        "a private": ip.is_private or not ip.is_global,
        "a reserved": ip.is_reserved,
    }
    return next((kind for kind, applies in kinds.items() if applies), "")


def _last_four(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    """Return the IPv4 address at the end of an IPv6 address."""
    return ipaddress.IPv4Address(ip.packed[-4:])
