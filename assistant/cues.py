"""What a question asks for, read from its first words, and whether a sentence holds such a thing."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["who", "when", "where", "number", "quote", "why", "other"]

_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"\b(how (many|much|high|large|big|old|long|far)|what (share|percentage|figure|number|sum|"
                          r"price|rate)|by how|at what (price|rate))\b", re.I)),
    ("quote", re.compile(r"\b(exact(ly)? (say|said|word)|what (exactly )?did .{2,60}\b(say|tell|reply|answer|call|"
                         r"write)\b|in (his|her|their) (own )?words|quote)", re.I)),
    ("when", re.compile(r"\b(when|(on )?(what|which) (day|date|month|year))\b", re.I)),
    ("where", re.compile(r"\b(where|(in )?(what|which) (town|city|place|country|village|port|building))\b", re.I)),
    ("who", re.compile(r"\b(who|whom|whose|(what|which) (man|woman|person|minister|judge|player|leader|"
                       r"company))\b", re.I)),
    ("why", re.compile(r"\b(why|for what reason|on what grounds?|what (caused|led to))\b", re.I)),
)  # fmt: skip

_HOLDS: dict[Kind, re.Pattern[str]] = {
    "number": re.compile(
        r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|half|hundreds?|thousands?|million)\b",
        re.I,
    ),
    "quote": re.compile(r"[\"“”«»]"),
    "when": re.compile(
        r"\b(\d{1,2}|20\d\d|January|February|March|April|May|June|July|August|September|October|November|December|"
        r"\w+day|yesterday|today|tomorrow|week|month|midnight|noon|o['’]clock)\b"
    ),
    "where": re.compile(r"\b(in|at|near|from|to|outside|off) (the )?[A-Z]"),
    "who": re.compile(r"(?<=[a-z,;\"”] )[A-Z][a-zé'’-]+|^[A-Z][a-z]+ [A-Z][a-z]+"),
    "why": re.compile(
        r"\b(because|since|after|due to|as a result|so that|reason|blamed?|caused?|on the ground)\b", re.I
    ),
}

_RECENT = re.compile(
    r"\b(latest|newest|most recent(ly)?|recently|now|currently|so far|at the moment|today|still)\b", re.I
)


def kind_of(question: str) -> Kind:
    """Return what kind of thing a question asks for."""
    return next((kind for kind, rule in _RULES if rule.search(question)), "other")


def holds(sentence: str, kind: Kind) -> bool:
    """Say whether a sentence holds a thing of that kind; True where the kind says nothing."""
    rule = _HOLDS.get(kind)
    return rule is None or rule.search(sentence) is not None


def wants_news(question: str) -> bool:
    """Say whether a question asks for the newest state of things."""
    return _RECENT.search(question) is not None
