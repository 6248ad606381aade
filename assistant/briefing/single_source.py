"""Claims that one text alone makes on the word of somebody who is not named; pure."""

from __future__ import annotations

import re

from assistant.briefing.documents import MANY, Reading, Sentence, find_nearest
from assistant.briefing.salience import LEANING, leans, weigh
from assistant.nlp.similarity import Encode

_LINES = 5
_FLOOR = 0.3
"""Weight that a claim needs."""
_LOOKED_AT = 25
"""Claims that are looked for in the other texts, the weightiest."""
_ELSEWHERE = 0.62
"""Cosine from which a sentence of another text makes the same claim."""
_ABOUT = 0.4
"""How much a claim must be about a topic of many articles."""
_UNNAMED = re.compile(
    r"(?<!\bon the )(?<!\bof the )(?<!\bagainst the )(?<!\bat the )(?<!\bfrom the )"
    r"\b(?:sources?|insiders?)\b(?! (?:of|code|including))|"
    r"\b(?:officials?|people|persons?|diplomats?|officers?|executives?|"
    r"aides?|advisers?|"
    r"employees?|lawmakers?)\b[^.“”\"]{0,60}\b(?:who asked not|who declined|on condition|not (?:to be )?(?:named|"
    r"identified)|"
    r"anonym\w+|familiar with|with knowledge|close to|briefed on|privately|who attended)|\b(?:condition of anonymity|"
    r"asked not to be (?:named|identified)|seen by|(?-i:(?:[A-Z][\w&’'-]*|we|newspaper|I) "
    r"(?:has|have) (?:learn(?:ed|t)|seen|read|obtained))|understood to|"
    r"(?:is|are) said to|reportedly|rumou?red)\b",
    re.IGNORECASE,
)


def single_source(reading: Reading, encode: Encode) -> list[Sentence]:
    """Return the claims by unnamed sources that no second text has, the weightiest first."""
    least = _ABOUT if len(reading.articles) >= MANY else 0.0
    able = [item for item in reading.sentences if item.about >= least and _UNNAMED.search(item.text)]
    able = [item for item in able if leans(item.text) < LEANING]
    ranked = sorted(able, key=lambda item: (-weigh(item, reading), item.article.id, item.start))
    ranked = [item for item in ranked if weigh(item, reading) >= _FLOOR][:_LOOKED_AT]
    if not ranked:
        return []
    return [item for item in ranked if _is_alone(item, reading, encode)][:_LINES]


def _is_alone(claim: Sentence, reading: Reading, encode: Encode) -> bool:
    near = find_nearest(claim, (item for item in reading.sentences if item.story != claim.story))
    if not near:
        return True
    vectors = encode([claim.text, *(item.text for item in near)])
    return bool((vectors[1:] @ vectors[0]).max() < _ELSEWHERE)
