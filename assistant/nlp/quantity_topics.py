"""What a sum, a share or a count of people is of, by the words near it (``lexicons/quantity_topics.tsv``); pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from assistant.nlp.word_lists import read_lines

Of = Literal["sum", "people"]

_FAR = 160
"""Characters from a figure in which the word stands that tells what it is of."""
_OTHER_CLAUSE = 60
"""Characters that a comma or an 'and' between them counts for."""
_BEHIND = 1.5
"""What a character counts for where the word stands behind the figure: most say first what they have a figure of."""
_BREAK = re.compile(r",(?!\d)|;|\band\b|\bbut\b|\bwhile\b|\bof which\b")


def find_topics(text: str, start: int, end: int, of: Of) -> list[str]:
    """Return what the figure of a span can be of, the likeliest first.

    Args:
        text: A sentence, or a clause of one.
        start: Where the figure begins in it …
        end: … and where it ends.
        of: Whether it is a sum or a share, or counts people.
    """
    found: dict[str, float] = {}
    for topic, pattern in _read_patterns(of).items():
        far = min((_distance(text, match.span(), start, end) for match in pattern.finditer(text)), default=_FAR + 1)
        if far <= _FAR:
            found[topic] = far
    return sorted(found, key=lambda topic: (found[topic], topic))


def list_topics(of: Of) -> frozenset[str]:
    """Return the names of the topics."""
    return frozenset(_read_patterns(of))


@cache
def _read_patterns(of: Of) -> Mapping[str, re.Pattern[str]]:
    rows = (line.split("\t") for line in read_lines("quantity_topics.tsv"))
    return {
        topic: re.compile(rf"\b(?:{_pattern_of(words)})\b", re.IGNORECASE) for topic, kind, words in rows if kind == of
    }


def _pattern_of(words: str) -> str:
    return "|".join(re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in words.split())


def _distance(text: str, word: tuple[int, int], start: int, end: int) -> float:
    left, right = word
    if right <= start:
        return start - right + _OTHER_CLAUSE * len(_BREAK.findall(text[right:start]))
    if left >= end:
        return _BEHIND * (left - end) + _OTHER_CLAUSE * len(_BREAK.findall(text[end:left]))
    return 0.0
