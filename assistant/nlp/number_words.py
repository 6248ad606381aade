"""Tokens of a text as a reader of numbers wants them, and the words and units that it knows (``lexicons``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FEW_TO = 9
"""What 'several' and 'hundreds' reach to, in their scale."""
_LEXICONS = Path(__file__).parent / "lexicons"
_GROUP = "[,’'\u00a0\u2009\u202f]"
_TOKEN = re.compile(
    rf"(?P<number>(?<![\w.])(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+)(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?"
    r"|(?:US|A|AU|C|CA|HK|NZ|S)\$|km/h|[^\W\d_]+(?:['’][^\W\d_]+)?|\S",
)


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a token: its text, its place, its value where it is written in digits, whether 'th' stands behind it."""

    text: str
    start: int
    end: int
    value: float | None = None
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class NumberWord:
    """Hold a number word: its value, and its role in a number."""

    value: float
    role: str


def tokens_of(text: str) -> list[Token]:
    """Return a text's tokens: numbers in digits, words, currency signs, other signs one by one."""
    found = []
    for match in _TOKEN.finditer(text):
        digits = match["number"]
        value = _value(digits) if digits else None
        found.append(Token(match.group(), match.start(), match.end(), value, bool(match["ordinal"])))
    return found


def _value(digits: str) -> float:
    """Return the value of digits; commas, blanks, apostrophes and two points or more part thousands."""
    plain = re.sub(_GROUP, "", digits)
    return float(plain.replace(".", "")) if plain.count(".") > 1 else float(plain)


@cache
def read_number_words() -> Mapping[str, NumberWord]:
    """Return the number words."""
    rows = (line.split("\t") for line in _lines("numbers.tsv"))
    return {word: NumberWord(float(value), role) for word, value, role in rows}


@cache
def read_units() -> Mapping[str, str]:
    """Return units by the words and signs that stand for them; words of a longer one are joined by '_'."""
    rows = (line.split("\t") for line in _lines("units.tsv"))
    return {word: unit for unit, words in rows for word in words.split()}


def _lines(name: str) -> list[str]:
    lines = (_LEXICONS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
