"""Carry places that a source names (pages, moments, entries) through the cleaning of its text: pure functions.

A reader puts ``sign(n)`` before the first word of a page or a cue, and says what the n-th sign means. The signs are
made of noncharacters, which no text holds, so cleaning leaves them where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Mark

_SIGN = re.compile("\ufdd0([0-9]{1,7})\ufdd1")
_PARTS = re.compile("[\ufdd0\ufdd1]")


def sign(number: int) -> str:
    """Return the sign of the mark with a number, from 0."""
    return f"\ufdd0{number}\ufdd1"


def without_parts(text: str) -> str:
    """Return a text of a source without what could be taken for a sign."""
    return _PARTS.sub("", text)


def without_signs(text: str) -> str:
    """Return a text without its signs."""
    return _SIGN.sub("", text)


def take_marks(text: str, named: Sequence[tuple[str, str]]) -> tuple[str, tuple[Mark, ...]]:
    """Split the signs off a cleaned text.

    Args:
        text: With signs.
        named: Kind and label of each mark, by its number.
    """
    if not named:
        return text, ()
    kept, marks, at, length = list[str](), list[Mark](), 0, 0
    for found in _SIGN.finditer(text):
        piece = text[at : found.start()]
        kept.append(piece)
        length, at = length + len(piece), found.end()
        if int(found[1]) < len(named):
            marks.append(Mark(length, *named[int(found[1])]))
    return "".join([*kept, text[at:]]), tuple(marks)
