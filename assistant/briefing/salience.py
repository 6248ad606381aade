"""How much a sentence is worth to a reader who sees it alone; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.topic.relevance import share_held
from assistant.nlp.lexical import content_words
from assistant.nlp.sentences import unquoted

_ABOUT, _TOPIC, _LEAD, _TITLE = 0.35, 0.15, 0.25, 0.25
"""Parts of a weight: the words that the articles share, the topic's own, nearness to the beginning, the headline's."""
_FIGURE, _REPORT = 0.08, 0.08
"""Given for a figure, and for a verb of reporting or deciding."""
_OPENING = 1200
"""Characters after which a sentence counts as no part of the opening."""
_LEANS, _SPOKEN, _ASIDE, _SHOUT, _SHORT, _LONG = 0.45, 0.3, 0.35, 0.3, 0.25, 0.25
"""Taken off what leans on the sentence before it, is mostly speech, a reporter's own tale, an exclamation, and
what is too short or too long to be read in a list."""
_SHORTEST, LONGEST = 6, 45
"""Words."""
LEANING = 0.9
"""How much a sentence leans that cannot be read without the one before it."""

_LEANING = re.compile(
    r"[\"“'‘(]?(?:He|She|They|"
    r"It(?! (?:is|was) (?:\w+ )?(?:the|an?|\d|one|two|three|only)\b)|"
    r"His|Her|Its|Their|This|That|These|Those|Both|But|And|So|Yet|Then|Still|Nor|Or|Not|"
    r"There|Here|Instead|Also|Another|One of|All (?:\S+ )?of|Each|Some|Most|None|As for|Such|Neither|"
    r"Of (?:the|that|those)|The (?:\w+ )?(?:new|previous|latest) (?:total|count|figure)|"
    r"The (?:two|latter|former|move|decision|deal|announcement|moment|incident|sources?|same|explanation|"
    r"(?:figure|number|sum|gap|difference)(?! of)))\b"
)
_PRONOUN_EARLY = re.compile(r"(?:\S+ ){1,5}(?:he|she|it|they)\b")
_REPORTS = re.compile(
    r"\b(?:said|says|told|according to|announced|reported|ruled|voted|agreed|accepted|rejected|turned down|refused|"
    r"found|ordered|proposed?|approved|passed|lowered|raised|fined|resigned|died|killed|opened|began|ended|won|lost|"
    r"signed|sentenced|published|named|launched|introduced|took|came into force|crossed|struck|broke|gave way)\b"
)
_OWN_TALE = re.compile(r"\b(?:I|my|me|we|our|us|you|your)\b")
CORRECTION = re.compile(r"(?:Correction|Clarification|CORRECTION|Corrects?)\b")
_FIGURES = re.compile(r"\d")


def weigh(sentence: Sentence, reading: Reading) -> float:
    """Return a sentence's weight, about 0 to 1."""
    text, title = sentence.text, sentence.article.title
    plain = unquoted(text)
    words = len(text.split())
    weight = _ABOUT * sentence.about + _TOPIC * share_held(text, reading.weighed)
    weight += _LEAD * max(0.0, 1 - sentence.start / _OPENING) + _TITLE * _share(title, text)
    weight += _FIGURE * bool(_FIGURES.search(plain)) + _REPORT * bool(_REPORTS.search(plain))
    weight -= _LEANS * leans(text) + _SPOKEN * (len(plain.split()) < 0.5 * words)
    weight -= _ASIDE * bool(_OWN_TALE.search(plain)) + _SHOUT * text.rstrip("”\"'’").endswith(("!", "?", ":", "…"))
    return weight - _SHORT * (words < _SHORTEST) - _LONG * (words > LONGEST)


def leans(text: str) -> float:
    """Return how much a sentence leans on the one before it, in [0, 1]."""
    return LEANING if _LEANING.match(text) else 0.3 if _PRONOUN_EARLY.match(text) else 0.0


def _share(wanted: str, held: str) -> float:
    stems: Sequence[str] = content_words(wanted)
    return len(set(stems) & set(content_words(held))) / len(set(stems)) if stems else 0.0
