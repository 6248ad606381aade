"""Tell the day of publication from that of a change by the words that stand before it, in many languages."""

from __future__ import annotations

import re
from functools import cache

from corpus.data import read_table


def published_words(text: str) -> str:
    """Return what follows the first word for 'published' up to the next label; without one, what precedes 'updated'.

    'Updated: 18 March Published 14 March 2025' gives '14 March 2025', 'Updated 18 March 2025' gives ''.
    """
    labels = list(_labels().finditer(text))
    for index, found in enumerate(labels):
        if found["published"]:
            end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
            return text[found.end() : end].strip(" \t\n:,;|·•–—-()[]/")
    return (text[: labels[0].start()] if labels else text).strip(" \t\n:,;|·•–—-()[]/")


def is_labelled(text: str) -> bool:
    """Say whether a word for 'published' stands in a text."""
    return any(found["published"] for found in _labels().finditer(text))


@cache
def _labels() -> re.Pattern[str]:
    """Return a pattern of all labels, the longest first."""
    published: set[str] = set()
    updated: set[str] = set()
    for _, one, other in read_table("date_labels"):
        published |= set(one.split(";"))
        updated |= set(other.split(";"))
    return re.compile(rf"(?P<updated>{_any(updated)})|(?P<published>{_any(published)})", re.IGNORECASE)


def _any(words: set[str]) -> str:
    """Return an alternation; where words are divided by blanks, whole words only."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(word)}\b" if word[0] < "\u3000" else re.escape(word) for word in ordered)
