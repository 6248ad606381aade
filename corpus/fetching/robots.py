"""Read robots.txt (RFC 9309): which paths of a host a program may ask for; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_MAX_LINES = 20_000  # 500 KB of short lines, as much as the standard asks to read
_MAX_STARS = 20  # in one pattern; real ones have three at the most


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one line: the longest that fits a path decides."""

    allows: bool
    pattern: str


def rules_for(robots: str, agent: str) -> tuple[Rule, ...]:
    """Return the rules of the groups that name an agent, else those for everybody."""
    named: list[Rule] = []
    everybody: list[Rule] = []
    groups: list[list[Rule]] = []
    found = heading = False
    for line in robots.removeprefix("\ufeff").splitlines()[:_MAX_LINES]:
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            groups = groups if heading else []
            heading = True
            if value == "*":
                groups.append(everybody)
            elif value.lower().partition("/")[0] == agent.lower():
                found = True
                groups.append(named)
        elif key in ("allow", "disallow"):
            heading = False
            if value:
                for group in groups:
                    group.append(Rule(key == "allow", value))
    return tuple(named if found else everybody)


def may_ask(rules: tuple[Rule, ...], url: str) -> bool:
    """Say whether an address may be asked for; of two rules of one length that which allows counts."""
    parts = urlsplit(url)
    path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    fitting = [rule for rule in rules if _fits(_plain(rule.pattern), path)]
    best = max(fitting, key=lambda rule: (len(rule.pattern), rule.allows), default=None)
    return best is None or best.allows or path == "/robots.txt"


def _plain(path: str) -> str:
    """Return a path without percent signs, so that two ways to write it are one; '%2A' stays apart from '*'."""
    return unquote(re.sub(r"%(2[4aAfF])", r"%25\1", path))


def _fits(pattern: str, path: str) -> bool:
    """Say whether a path begins as a pattern says; '*' stands for anything, a closing '$' for the end.

    Piece by piece and not by a regular expression: one with many stars takes for ever.
    """
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")[:_MAX_STARS]
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not ends or at == len(path)
    *middle, last = others
    for piece in middle:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return path[at:].endswith(last) if ends else path.find(last, at) >= 0
