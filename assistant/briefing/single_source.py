"""Claims that one text alone makes on the word of somebody who is not named; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.briefing.documents import MANY, Reading, Sentence
from assistant.briefing.salience import LEANING, leans, weigh
from assistant.nlp.lexical import content_words
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
_SHARED = 2
"""Words that it shares with it; others need not be encoded."""
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
    words = [set(content_words(item.text)) for item in ranked]
    held = ((item, set(content_words(item.text))) for item in reading.sentences)
    near = [item for item, stems in held if any(len(own & stems) >= _SHARED for own in words)]
    others = encode([item.text for item in near])
    alike = encode([item.text for item in ranked]) @ others.T
    alone = [
        item
        for item, row in zip(ranked, alike, strict=True)
        if not any(cosine >= _ELSEWHERE and _elsewhere(item, near, at) for at, cosine in enumerate(row))
    ]
    return alone[:_LINES]


def _elsewhere(item: Sentence, every: Sequence[Sentence], at: int) -> bool:
    return every[at].story != item.story
