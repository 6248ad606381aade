"""Misspelled words of a question: put right by the archive's own words and names, with a dictionary beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any

from assistant.query.forms import is_foreign
from assistant.query.types import AskRequest
from corpus import Archive, Scope

_WORD = re.compile(r"(?<![\w@./#&'’-])[^\W\d_]{4,}(?![\w@/#&-]|['’.]\w)")
_BRITISH = (
    (re.compile(r"is(?=(?:e|ed|es|ers?|ing|ation)$)"), "iz"),
    (re.compile(r"our"), "or"),
    (re.compile(r"re(?=s?$)"), "er"),
    (re.compile(r"ence(?=s?$)"), "ense"),
)
"""How British spelling differs from the dictionary's, which is American."""
_LONG = 8
"""Letters from which a word may be wrong in two places."""
_MOST = 24
"""Words of a question that are looked at: longer texts are pasted."""


def correct_request(request: AskRequest, archive: Archive) -> AskRequest:
    """Return a request with its misspelled words put right, but not where its standalone form was written by hand."""
    if request.standalone or is_foreign(request.text):
        return request
    return replace(request, text=correct_spelling(request.text, archive, Scope(as_of=request.as_of)))


def correct_spelling(question: str, archive: Archive, scope: Scope) -> str:
    """Return a question with its misspelled words put right; what the archive or a dictionary knows stays.

    Args:
        question: As it was typed, in English.
        archive: Only words that it has are put in.
        scope: Articles whose words count.
    """
    typed = list(dict.fromkeys(word for word in _WORD.findall(question) if not word.isupper()))[:_MOST]
    counts = archive.frequencies(typed)
    for word in typed:
        if not counts[word] and not _is_word(word) and (meant := _find_word(word, archive, scope)):
            meant = meant if word.islower() else meant[0].upper() + meant[1:]
            question = re.sub(rf"\b{re.escape(word)}\b", meant, question)
    return question


def _find_word(word: str, archive: Archive, scope: Scope) -> str | None:
    """Return the word that was meant: the one with the fewest edits, a dropped letter before a wrong one."""
    from rapidfuzz.distance import OSA

    most = 2 if len(word) >= _LONG else 1
    hits = archive.similar(word.lower(), scope, edits=most)
    found = Counter(near for hit in hits for near in _WORD.findall(f"{hit.article.title} {hit.passage.text}"))
    if word.islower():  # a dictionary knows no names
        found |= Counter(archive.frequencies(_dictionary().known(_dictionary().edit_distance_1(word))))
    edits = {near: OSA.distance(word.lower(), near.lower()) for near, count in found.items() if count}
    close = [near for near, count in edits.items() if count <= most and near[0].lower() == word[0].lower()]
    return min(close, key=lambda near: (edits[near], _is_other(word, near), -found[near], near), default=None)


def _is_word(word: str) -> bool:
    """Say whether the dictionary has a word, in American or British spelling."""
    lower = word.lower()
    return bool(_dictionary().known([lower, *(rule.sub(american, lower) for rule, american in _BRITISH)]))


def _is_other(word: str, near: str) -> bool:
    """Say whether a letter stands in another's place, which slips of the hand do less often than the rest."""
    return len(word) == len(near) and sorted(word.lower()) != sorted(near.lower())


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)
