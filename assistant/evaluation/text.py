"""Answers compared as SQuAD compares them (Rajpurkar et al., EMNLP 2016); pure."""

from __future__ import annotations

import re
import string
from collections import Counter

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—…")


def normalised(text: str) -> str:
    """Return a text in lower case, without punctuation and articles, with single blanks."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(given: str, expected: str) -> bool:
    """Say whether two answers are the same after normalisation."""
    return normalised(given) == normalised(expected)


def token_f1(given: str, expected: str) -> float:
    """Return the harmonic mean of precision and recall over the words that two answers share, 0 to 1."""
    one, other = normalised(given).split(), normalised(expected).split()
    if not one or not other:
        return float(one == other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def stands_in(answer: str, text: str) -> bool:
    """Say whether an answer's words stand in a text, next to each other and whole, after normalisation."""
    wanted = normalised(answer)
    return bool(wanted) and f" {wanted} " in f" {normalised(text)} "
