"""What kind of thing a short answer must be, as the question's own words say: a country, a year, a sum of money."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.cues import holds, kind_of

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


def fits(question: str, answer: str) -> bool:
    """Say whether an answer is of the kind that the question's words ask for; True where they ask for none.

    What the words leave open (a company, a film) is left to the reader.
    """
    if _YEAR.search(question):
        return re.search(r"\b(1[5-9]|20|21)\d\d\b", answer) is not None
    if _AGE.search(question):
        return _DIGITS.search(answer) is not None
    if _SHARE.search(question):
        return _NUMBER.search(answer) is not None and re.search(r"%|per ?cent|half|third|quarter", answer) is not None
    if _LONG.search(question):
        return _NUMBER.search(answer) is not None and (
            _UNIT.search(answer) is not None or not question.lower().startswith("how long")
        )
    if _MONEY.search(question):
        return _NUMBER.search(answer) is not None and _SIGN.search(answer) is not None
    kind = kind_of(question)
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
