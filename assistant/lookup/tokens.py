"""Words of a text as they are compared: typography folded, each with its exact place; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_APOSTROPHES = "'’‘ʼ"
_HYPHENATED = "\u00ad|[-‐]\\n\\s*"
"""What may stand inside a word that is one word still: a soft hyphen, a hyphen at the end of a line."""
_VOWELS = "\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
"""Signs of Hebrew and Arabic that most print leaves out: vowels and marks of reading, and the stretch of a line."""
_BLANKS = " \u00a0\u2009\u202f"
_THOUSANDS = rf"[1-9]\d{{0,2}}(?:([{_BLANKS}.,{_APOSTROPHES}])\d{{3}})(?:\1\d{{3}})*(?![\d])"
"""A figure whose thousands are set apart: 2,500, 2.500, 2'500 and 2 500."""
_WORD = re.compile(
    r"(?<![^\s(\"“])[-−](?=\d)"  # a minus before a figure
    rf"|{_THOUSANDS}(?![.,]\d)"
    r"|\d+(?:[.,]\d+)*[^\W_]*"
    rf"|[^\W_]+(?:(?:[{_APOSTROPHES}]|{_HYPHENATED})[^\W_]+|[{_VOWELS}]+[^\W_]*)*"
    r"|[%$€£¥]"
)
_JOINT = re.compile(_HYPHENATED)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
_SEPARATORS = re.compile(rf"(?<=\d)[{_BLANKS}.,{_APOSTROPHES}](?=\d{{3}}(?!\d))")
_DECIMAL = re.compile(
    r"\s?(?:%|per ?cent|[mbtr]+illion|mill?i?\w*\b|mrd)", re.IGNORECASE
)  # behind 2.500: a decimal point
_UNREAD = re.compile(f"[{_VOWELS}]+")
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.(?:\s?\.){2,})\s*[\])]?")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NUMBERS = _listed(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen "
    "half twice percent - % $ € £ ¥"
)
_NEGATIONS = _listed(
    "not no never none nor neither without cannot nobody nothing nowhere hardly barely denied denies deny"
)
_COMMON = _listed(
    "a an the and or but of in on at by for from to with as that this it its is are was were be been has have had he "
    "she they his her their we i you who which will would said says mr mrs ms"
)
_COMMON_WEIGHT = 0.4
"""What a word such as 'the' counts for, against 1 for others: alone it tells nothing of where a quote is from."""


class Word(NamedTuple):
    """Hold one word of a text, ``text[start:end]``, with the form in which it is compared.

    A tuple is made in a third of the time of a frozen dataclass, and an article has a thousand words.
    """

    form: str
    start: int
    end: int

    @property
    def weight(self) -> float:
        """Return what the word counts for."""
        return _COMMON_WEIGHT if self.form in _COMMON else 1.0

    @property
    def decides(self) -> bool:
        """Say whether leaving the word out changes what is said: a figure, its unit or a negation."""
        return self.form[0].isdigit() or self.form in _NUMBERS or self.form in _NEGATIONS or self.form.endswith("n't")

    @property
    def negates(self) -> bool:
        """Say whether the word is a negation."""
        return self.form in _NEGATIONS or self.form.endswith("n't")


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a text: case, quotation marks, dashes, line breaks and their hyphens folded away.

    Args:
        text: In which the places of the words count.
        start: Where to begin: a word's beginning.
        end: Where to stop, None for the text's end.
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(_form(_whole(match, text)), match.start(), match.end()) for match in found]


def _whole(found: re.Match[str], text: str) -> str:
    """Return a word; a figure whose thousands are set apart without what sets them apart."""
    if not found[1] or (found[1] == "." and _DECIMAL.match(text, found.end())):
        return found[0]
    return _SEPARATORS.sub("", found[0])


def _form(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()  # nearly all words of an English text, in a fifth of the time
    folded = unicodedata.normalize("NFKC", _JOINT.sub("", word)).casefold()
    folded = _UNREAD.sub("", folded) if not folded.isascii() else folded
    folded = folded.translate(dict.fromkeys(map(ord, _APOSTROPHES), "'")).replace("−", "-")
    return folded.replace(",", "") if _GROUPED.match(folded) else folded


def ellipses(text: str, found: Sequence[Word]) -> set[int]:
    """Return, for each ellipsis of a text, how many of its words stand before it."""
    return {sum(word.end <= mark.start() for word in found) for mark in _ELLIPSIS.finditer(text)}


def share_near(found: Sequence[Word], text: str) -> float:
    """Return the weighted share of some words, at least one, whose letters a text has: never less than it holds.

    Ten times as fast as to take the words out of the text.
    """
    plain = _SEPARATORS.sub("", text.lower()).replace("’", "'").replace(",", "").replace("-\n", "")
    plain = plain if plain.isascii() else _UNREAD.sub("", plain)
    plain += text.lower() if any("." in word.form for word in found) else ""
    return sum(word.weight for word in found if word.form in plain) / sum(word.weight for word in found)
