"""One name an outlet, whatever a source calls it: 'NYT', 'New York Times' and 'nytimes.com' are The New York Times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.data import read_table

_PREFIX = re.compile(r"(?:www\d?|edition|m|mobile|amp)\.(?=[^.]+\.)")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
_DIVIDER = re.compile(r"\s+[-–—/•·]+\s+|\s*[|>»›]+\s*|::?\s+")
# What the title of a feed or a page has beside the outlet's name: 'Reuters - World', 'US news | The Guardian'.
_RUBRIC = re.compile(
    r"(?:(?:breaking|latest|top|home|front|page|homepage|world|international|global|national|local|uk|us|usa|u\.s\.|asia|"
    r"europe|africa|americas|politics|business|markets|money|economy|finance|tech|technology|science|health|sports?|"
    r"football|culture|arts|entertainment|opinions?|comment|editorials?|climate|environment|education|travel|lifestyle|"
    r"news|headlines|stories|updates|video|live|online|digital|website|rss|feed|channel|and|all|the|&)(?:[\s,]+|$))+",
    re.IGNORECASE,
)
_LONGEST = 200  # characters; no outlet is called as long, and a title in the wrong field need not be read


@dataclass(frozen=True, slots=True)
class _Known:
    """Hold the two tables, read once.

    Attributes:
        names: Outlet by each folded name that it has.
        called: All outlets that have a folded name.
        vague: Folded names that may be somebody else's too.
        proper: Outlet by its own folded name.
        other: Other names and hosts of each outlet, without the vague ones.
        hosts: Outlet by host.
        agencies: Outlets that are wire agencies, by any folded name.
    """

    names: Mapping[str, str]
    called: Mapping[str, tuple[str, ...]]
    vague: frozenset[str]
    proper: Mapping[str, str]
    other: Mapping[str, tuple[str, ...]]
    hosts: Mapping[str, str]
    agencies: Mapping[str, str]


@cache
def _known() -> _Known:
    """Read the tables."""
    called: dict[str, tuple[str, ...]] = {}
    proper: dict[str, str] = {}
    other: dict[str, tuple[str, ...]] = {}
    hosts: dict[str, str] = {}
    agencies: dict[str, str] = {}
    vague: set[str] = set()
    for table in ("agencies", "outlets"):
        for own, also, at in read_table(table):
            outlet = own.removeprefix("~")
            aliases = [alias.strip() for alias in also.split(";") if alias.strip()]
            proper[_fold(outlet)] = outlet
            vague |= {_fold(name) for name in (own, *aliases) if name.startswith("~")}
            for name in (own, *aliases):
                called[_fold(name)] = (*called.get(_fold(name), ()), outlet)
            hosts |= dict.fromkeys(at.split(), outlet)
            other[outlet] = (*(alias for alias in aliases if not alias.startswith("~")), *at.split())
            if table == "agencies":
                agencies |= {_fold(name): outlet for name in (own, *aliases)}
    names = {key: outlets[0] for key, outlets in called.items()} | proper
    return _Known(names, called, frozenset(vague), proper, other, hosts, agencies)


def _fold(name: str) -> str:
    """Return the letters and digits of a name; case, 'The', '&' and '.com' do not count."""
    lowered = name.casefold().strip(" ~").removeprefix("www.").removesuffix(".com").replace("&", "and")
    return re.sub(r"[\W_]+", "", lowered.removeprefix("the "))


def canonical_outlet(name: str | None, host_or_url: str | None) -> str | None:
    """Return the name of the outlet, the same however a source writes it; what is not known stays as it is.

    A name is known only as a whole. Where several have it ('The Times', 'Guardian'), the host says whose it is; at a
    host that is not known it stays as it is. A name that the outlet at a known host does not have stays too: outlets
    print what others wrote.

    Args:
        name: As the source gives it; a host does as well.
        host_or_url: Where the article stands.
    """
    if name and len(name) > _LONGEST:
        return name
    given, host = " ".join((name or "").split()), _host(host_or_url)
    if not given or _HOST.fullmatch(given):
        host = _host(given) or host
        return _at(host) or _certain(given) or host or None
    at = _at(host)
    return _named(given, host, at) or _behind_rubrics(given, at) or given


def _named(given: str, host: str, at: str | None) -> str | None:
    """Return whose a name is that is known as a whole, or that goes on from the name of the outlet at its host."""
    known, key = _known(), _fold(given)
    if at is not None and (at in known.called.get(key, ()) or _goes_on(given, at)):
        return at
    if key in known.vague and host and (at is None or _fold(at).endswith(key)):  # 'Times' at nytimes.com
        return at
    return known.proper.get(key) if key in known.vague else known.names.get(key)


def _goes_on(given: str, outlet: str) -> bool:
    """Say whether a name is an outlet's with more words behind it: 'CNN Newsroom', 'BBC News Mundo'."""
    start = re.sub(r"^the ", "", given.casefold())
    names = (outlet, *(name for name in _known().other[outlet] if "." not in name))
    return any(start.startswith(re.sub(r"^the ", "", name.casefold()) + " ") for name in names)


def _behind_rubrics(given: str, at: str | None) -> str | None:
    """Return the outlet of a name that has nothing but rubrics beside it, or is a rubric alone at a known host."""
    parts = [part for part in _DIVIDER.split(given) if part]
    names = [part for part in parts if not _RUBRIC.fullmatch(part)]
    if not names:
        return at
    if len(parts) == 1 or len(names) > 1:
        return None
    return _named(names[0], "", at) if at is not None else _certain(names[0])


def _certain(name: str) -> str | None:
    """Return whose a name is where it is nobody else's."""
    key = _fold(name)
    return None if key in _known().vague else _known().names.get(key)


def _host(host_or_url: str | None) -> str:
    """Return the host of an address without ``www.``, ``edition.`` and the like; empty where there is none."""
    host = (host_or_url or "").strip().casefold()
    host = host.partition("://")[2] or host
    host = re.split(r"[/?#]", host[:_LONGEST], maxsplit=1)[0].rpartition("@")[2].partition(":")[0].rstrip(".")
    while (short := _PREFIX.sub("", host, count=1) if _PREFIX.match(host) else host) != host:
        host = short
    return host if _HOST.fullmatch(host) else ""


def _at(host: str) -> str | None:
    """Return the outlet at a host or at one that it lies below: ``money.cnn.com`` is CNN's."""
    while host:
        if host in _known().hosts:
            return _known().hosts[host]
        host = host.partition(".")[2]
    return None


def aliases_of(name: str) -> tuple[str, ...]:
    """Return the other names and the hosts of an outlet, without those that may be somebody else's ('The Post')."""
    outlet = canonical_outlet(name, None)
    return tuple(alias for alias in _known().other.get(outlet or "", ()) if alias != name)


def agency_named(name: str) -> str | None:
    """Return the wire agency of a name, None where no agency that is known has it."""
    return _known().agencies.get(_fold(name)) if len(name) <= _LONGEST else None


def is_known(name: str) -> bool:
    """Say whether an outlet or agency that is known has a name."""
    key = _fold(name[:_LONGEST])
    return key in _known().names or key in _known().agencies
