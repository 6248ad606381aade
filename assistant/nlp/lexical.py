"""Words of a text, compared without their endings: what ranking, composing and checking share."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import lru_cache

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—…")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.?!:]\s)(?<!^)\b[A-Z][\w'’-]+")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_COMMON = frozenset(
    "a about after again against all also an and any are as at be because been before being but by can could did do "
    "does doing down during each few for from further had has have having he her here hers him his how i if in into is "
    "it its just me more most my no nor not now of off on once only or other our out over own said same say says she "
    "should so some such tell than that the their them then there these they this those through to too under until up "
    "us was we were what when where which while who whom whose why will with would you your".split()
)


_PLACE = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|de|la|el|am|upon)){0,4}"
_DATELINE = re.compile(
    rf"{_PLACE}(?:, \d{{1,2}} \w+)?,? \([^()\n]{{2,40}}\) ?[-–—]+ "  # MERRIN, 12 March (Continental Wire) -
    rf"|{_PLACE}(?:, {_PLACE})? \((?:CNN|AP|AFP|UPI|BBC|Reuters|Xinhua)\b[^()\n]{{0,20}}\):? "  # Rome (CNN Business)
    r"|[A-Z][A-Z .'’-]{2,40}(?:, \w+ \d{1,2}| ?, \d{1,2} \w+)? ?[–—] "  # LONDON, May 3 —
)
_OPENING = 300
"""Characters of an article in which a dateline is looked for: a byline or a caption may stand before it."""


def after_dateline(text: str, start: int, end: int) -> int:
    """Return where a sentence of an article begins once a dateline that opens the article is left out."""
    if start >= _OPENING or (start and text[start - 1] != "\n"):
        return start
    found = _DATELINE.match(text, start, end)
    return found.end() if found and found.end() < end else start


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its most common English endings: rough, quick, the same for both sides."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def content_words(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order."""
    return [stem(word) for word in _WORD.findall(text) if word.lower() not in _COMMON]


def words_by_stem(text: str) -> dict[str, str]:
    """Return the stems of the words that carry meaning, each with the word that it stands for, in lower case."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if word.lower() not in _COMMON:
            found.setdefault(stem(word), word.lower())
    return found


def names(text: str) -> set[str]:
    """Return the stems of the words that are written like names: a capital letter, not at a sentence's start."""
    return {stem(name) for name in _NAME.findall(text)}


def alike(one: Iterable[str], other: Iterable[str]) -> float:
    """Return how much of the smaller set of stems the larger one holds, in [0, 1] (overlap coefficient)."""
    left, right = set(one), set(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def normalised(text: str) -> str:
    """Return a text in lower case, without punctuation and articles, with single blanks (as SQuAD compares answers)."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())
