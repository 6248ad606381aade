"""Split a question that asks for several things, so that each is searched for and answered by itself."""

from __future__ import annotations

import re
from datetime import date

from assistant.query.rewriting import standalone
from assistant.types import Turn

_LONGEST = 400
_MOST = 4
"""Parts that one question is split into."""
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)"
_WH = r"(?:(?:by|for|with|to|from|since|in|on|at)\s+)?(?:who|whom|whose|what|which|when|where|why|how)"
# A second question: its word first, then its verb; 'and why he left' after 'say' belongs to the first.
_NEXT = re.compile(
    rf"(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+)(?:also\s+)?(?=(?:{_WH}(?:\s+[\w’'-]+){{0,3}}?\s+{_AUXILIARY}\s+\w|(?:who|what|which\s+\w+)\s+"
    rf"(?!{_AUXILIARY}\b)\w+(?:ed|s)?\b|(?:who|what)\s+(?!about\b|if\b)\w+\s|(?:why|when|where|how|how\s+many|how\s+much|by\s+how\s+much)\s*\??$|"
    rf"how\s+(?:many|much)\s+\w+|{_AUXILIARY}\s+(?:he|she|it|they|the\s|[A-Z])))",
    re.IGNORECASE,
)
_EMBEDS = re.compile(
    r"\b(?:say|said|says|know|knows|knew|tell|told|explain(?:ed)?|ask(?:ed)?|report(?:ed)?|describe|decide|show|find\s+out|reveal(?:ed)?|"
    r"wonder|remember|understand)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(rf"^{_WH}(?:\s+[\w’'-]+){{0,3}}?\s+{_AUXILIARY}\b", re.IGNORECASE)
_TWO_WORDS = re.compile(
    rf"^(?P<one>who|what|when|where|why|how)\s+and\s+(?P<two>who|what|when|where|why|how)\s+(?P<rest>{_AUXILIARY}\s+.+)$",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[?])\s+(?=[A-Z])")
_TAIL = r"\s+(?P<tail>(?:in|on|over|about|regarding|for|at|during|after|before|since|as\s+to|with\s+regard\s+to)\s+.+)"
_COMPARED = (
    re.compile(
        rf"^(?:please\s+)?(?:compare|contrast)\s+(?:how\s+)?(?P<a>.+?)\s+(?:and|with|to|against|versus|vs\.?)\s+(?P<b>.+?)(?:{_TAIL})?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:what|where)\s+(?:is|are|was|were)\s+the\s+differences?\s+between\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)(?:{_TAIL})?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^how\s+(?:do|does|did)\s+(?P<a>.+?)\s+(?:and|compare\s+(?:with|to))\s+(?P<b>.+?)(?:\s+(?:differ|compare))?(?:{_TAIL})?$",
        re.IGNORECASE,
    ),
    re.compile(rf"^how\s+(?:do|does|did)\s+(?P<a>.+?)\s+differ\s+from\s+(?P<b>.+?)(?:{_TAIL})?$", re.IGNORECASE),
    re.compile(rf"^(?P<a>.+?)\s+(?:versus|vs\.?)\s+(?P<b>.+?)(?:{_TAIL})?$", re.IGNORECASE),
)


def split_question(text: str, *, as_of: date) -> tuple[str, ...]:
    """Return the questions that a question is made of, each standing alone; one where it is a single one.

    'Who won the election in Korva and when was it held?' asks two things. Names and fixed phrases with 'and' are not
    split: only what begins like a question of its own is.
    """
    asked = " ".join(text.split())
    if len(asked) > _LONGEST:
        return (text,)
    pieces = [piece for sentence in _SENTENCES.split(asked) for piece in _clauses(sentence.rstrip(" ?"))]
    if not 2 <= len(pieces) <= _MOST:
        return (text,)
    whole: list[str] = []
    for piece in pieces:
        question = piece[:1].upper() + piece[1:].rstrip(" ?.!,;") + "?"
        whole.append(standalone(question, [Turn("", "", form) for form in whole[:1]], as_of=as_of))
    return tuple(whole)


def _clauses(sentence: str) -> list[str]:
    """Return the clauses of one sentence that are questions of their own."""
    two = _TWO_WORDS.match(sentence)
    if two:
        return [f"{two['one']} {two['rest']}", f"{two['two']} {two['rest']}"]
    if not re.match(rf"(?:{_WH}|{_AUXILIARY})\b", sentence, re.IGNORECASE):
        return [sentence]
    pieces, start = [], 0
    for match in _NEXT.finditer(sentence):
        before, after = sentence[start : match.start()], sentence[match.end() :]
        if len(before.split()) < 2 or (_EMBEDS.search(before) and not _INVERTED.match(after)):
            continue
        pieces.append(before)
        start = match.end()
    return [*pieces, sentence[start:]]


def compared(text: str) -> tuple[str, ...]:
    """Return the two sides of a comparison, each with what both are compared in; none where they cannot be told."""
    asked = " ".join(text.split()).rstrip(" ?.!")
    for rule in _COMPARED:
        match = rule.match(asked)
        if match:
            tail = match["tail"] or ""
            one, other = match["a"].strip(" ,"), match["b"].strip(" ,")
            return _shared(one, other, tail=tail)
    return ()


def _shared(one: str, other: str, *, tail: str) -> tuple[str, ...]:
    """Give each side what the sentence says only once: 'inflation in January and March', 'A's and B's estimate'."""
    owner = re.match(r"^(?P<who>.+?['’]s?)\s+(?P<what>.+)$", other)
    if re.search(r"['’]s?$", one) and owner:
        one = f"{one} {owner['what']}"
    place = re.match(r"^(?P<what>.+\s(?:in|of|by|from|at)\s+)(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*$", one)
    if place and re.match(r"^(?:the\s+)?[A-Z]", other):
        other = f"{place['what']}{other}"
    return tuple(f"{side} {tail}".strip() for side in (one, other))
