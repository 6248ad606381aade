"""Number words as dates use them: 'two weeks', 'a couple of days', 'the third of May'."""

from __future__ import annotations

import re

from assistant.nlp.numerals import CARDINALS, ORDINALS, TENS

# What 'a few days' stand for, from how newsrooms use them: rather too many days than too few.
_VAGUE = {"a": 1, "an": 1, "couple": 2, "couple of": 2, "few": 4, "several": 6, "half a dozen": 6, "dozen": 12, "": 1}
_WORDS = "|".join(word for word in CARDINALS if word != "zero")
COUNT = rf"(?:\d{{1,3}}|(?:an?\s+)?couple(?:\s+of)?|a\s+few|few|several|half\s+a\s+dozen|(?:a\s+)?dozen|{_WORDS}|an?)"
"""Pattern of a count before a unit of time."""
DAY_WORDS = ORDINALS | {
    f"{tens}{dash}{word}": TENS[tens] + number
    for tens, most in (("twenty", 9), ("thirty", 1))
    for dash in "- "
    for word, number in ORDINALS.items()
    if number <= most
}
"""Number of a day in a month by its word: 'third', 'twenty-first'."""
DAY_WORDS["thirtieth"] = 30


def count_of(words: str | None) -> int:
    """Return the number that a count's words stand for; 1 where there are none."""
    text = re.sub(r"\s+", " ", (words or "").lower())
    if text.isdigit():
        return int(text)
    text = text if text in _VAGUE else re.sub(r"^an? ", "", text)
    return _VAGUE[text] if text in _VAGUE else CARDINALS[text]
