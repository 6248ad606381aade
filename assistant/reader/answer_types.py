"""What a question asks for (who, when, how many), and whether a sentence or an answer is such a thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from assistant.types import AnswerType

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


_KINDS_OF_TYPES: dict[AnswerType, Kind] = {
    "person": "who",
    "body": "who",
    "place": "where",
    "date": "when",
    "duration": "number",
    "number": "number",
    "money": "number",
    "share": "number",
    "reason": "why",
}


def kind_of(question: str, wanted: AnswerType | None = None) -> Kind:
    """Return what kind of thing a question asks for.

    Args:
        question: Its words count where no type of the answer is known, or one that leaves it open.
        wanted: What its answer must be, as far as that is known.
    """
    if wanted in _KINDS_OF_TYPES:
        return _KINDS_OF_TYPES[wanted]
    return next((kind for kind, rule in _RULES if rule.search(question)), "other")


def holds(sentence: str, kind: Kind) -> bool:
    """Say whether a sentence holds a thing of that kind; True where the kind says nothing."""
    rule = _HOLDS.get(kind)
    return rule is None or rule.search(sentence) is not None


def wants_news(question: str) -> bool:
    """Say whether a question asks for the newest state of things."""
    return _RECENT.search(question) is not None


_YEAR = re.compile(r"\b(what|which) year\b", re.I)
_AGE = re.compile(r"\bhow old\b|\b(what|at what|which) age\b", re.I)
_SHARE = re.compile(r"\b(percentage|per ?cent|what share|what proportion)\b", re.I)
_MONEY = re.compile(
    r"\bhow (much|many)\b.*\b(cost|costs|worth|pay|paid|price|fined?|raised?|earn\w*|spen[dt]\w*|dollars|pounds|euros|"
    r"money|salary|tax\w*|deal|budget|debt|value\w*)\b|\bwhat (price|sum|fee)\b",
    re.I,
)
_LONG = re.compile(r"\bhow long\b|\bhow many (years|months|weeks|days|hours|minutes)\b", re.I)
_COUNTRY = re.compile(r"\b(what|which)(?: \w+){0,2} (country|nation)\b(?!['’]s|-)", re.I)
_NUMBER_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|millions?|half|none|"
    r"both|a third|a quarter"
)
_NUMBER = re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.I)
_UNIT = re.compile(r"second|minute|hour|day|night|week|fortnight|month|year|decade|centur", re.I)
_SIGN = re.compile(r"[$£€¥₹]|\b(dollars?|pounds?|euros?|yen|crowns?|marks?|pence|cents?|[A-Z]{3} ?\d)", re.I)
_DIGITS = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,])")
_NOBODY = re.compile(
    r"(?:the|an?) (?:[\w’'-]+ ){0,2}?(?:report|inquiry|statement|study|survey|memo|letter|document|trial|flood|storm|"
    r"election|deal|agreement|bill|law|attack|war)\b",
    re.I,
)
"""What can be said to do something and is nobody."""
_SAID = frozenset("us usa u.s uk u.k america britain england scotland wales holland burma turkey palestine".split())
"""Names of countries as the news writes them, beside those of Unicode's list."""


def fits(question: str, answer: str, wanted: AnswerType | None = None) -> bool:
    """Say whether an answer is of the kind that the question asks for; True where it asks for none.

    What is left open (a company, a film) is left to the reader.
    """
    if _YEAR.search(question):
        return re.search(r"\b(1[5-9]|20|21)\d\d\b", answer) is not None
    if _AGE.search(question):
        return _DIGITS.search(answer) is not None
    if wanted == "share" or _SHARE.search(question):
        return _NUMBER.search(answer) is not None and re.search(r"%|per ?cent|half|third|quarter", answer) is not None
    if wanted == "duration" or _LONG.search(question):
        return _NUMBER.search(answer) is not None and (
            _UNIT.search(answer) is not None or not question.lower().startswith("how long")
        )
    if wanted == "money" or _MONEY.search(question):
        return _NUMBER.search(answer) is not None and _SIGN.search(answer) is not None
    kind = kind_of(question, wanted)
    if kind == "who" and _NOBODY.match(answer):
        return False
    return _NUMBER.search(answer) is not None if kind == "number" else holds(answer, kind)


def asks_country(question: str) -> bool:
    """Say whether a question asks for a country."""
    return _COUNTRY.search(question) is not None


def is_country(answer: str) -> bool:
    """Say whether an answer is the name of one of the world's countries; an invented one is not."""
    name = re.sub(r"^the ", "", answer.lower()).strip(" .")
    return name in _SAID or name in _countries()


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    from babel import Locale

    named = Locale("en").territories
    # Numbers stand for continents ('002').
    return frozenset(str(named[code]).lower() for code in named if str(code).isalpha())
