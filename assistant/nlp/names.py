"""Find the proper names of a text, and say which may be people, places or bodies; by capitals and context alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "place", "body", "other"]

_TITLE = (
    r"(?:Prime\s+Minister|Foreign\s+Minister|Finance\s+Minister|President|Minister|Mayor|Governor|Chancellor|Senator|"
    r"Secretary|Judge|Justice|Captain|Colonel|General|Professor|Dr|Mr|Mrs|Ms|Sir|Dame|King|Queen|Prince|Princess|Pope)"
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[\w]|[A-ZÀ-ÖØ-Þ]\.|(?<=\w )[B-HJ-Z]\b(?![’'.])"
_NAME = re.compile(
    rf"(?:{_WORD})(?:\s+(?:(?:of(?:\s+the)?|de|van|von|der|bin|al|&)\s+)?(?:{_WORD})|"
    r"['’]\s+(?:Union|Association|Federation|Council|Party|League)\b)*"
)
_TITLED = re.compile(rf"\b(?P<title>{_TITLE})\.?\s+(?=[A-Z])")
_BODY = re.compile(
    r"\b(?:Bank|Ministry|Council|University|Party|Union|Court|Parliament|Agency|Committee|Commission|Company|Corporation|"
    r"Inc|Ltd|Group|Association|Authority|Department|Police|Army|Government|Congress|Senate|Institute|Hospital|Club|"
    r"Federation|Organi[sz]ation|Office|Board|Service|Treasury|Airlines?|Radio|"
    r"International|Holdings|Shipping|Port|Bridge|Line|\w*[Ww]orks|Museum|League|United|City|School|Fund|Act|Cup|Prize|Systems|"
    r"Technologies|Motors|Foods|Energy|Media|Studios|Airways|Railways|Credit|Athletic|Mariners|Rovers|Rangers|FC|FK)\b"
)
# Capitalised words that open a question, or name a time: not the beginning of a name.
_NOT_NAMES = re.compile(
    r"(?:what|who|whom|whose|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|can|could|"
    r"will|would|should|may|might|and|but|or|so|also|then|no|yes|not|the|a|an|in|on|at|by|for|from|of|to|"
    r"with|about|after|before|since|until|during|between|according|tell|show|give|list|compare|find|"
    r"summarise|summarize|explain|describe|please|any|anything|january|february|march|april|june|july|"
    r"august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"today|yesterday|last|this|that|these|those|it|he|she|they|his|her|their|its|i|we|you|there|still|"
    r"again|else|more|same|both|all|some|many|much|now|just|if|as|later|earlier|meanwhile|however|"
    r"according|an)",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around|across)\s+(?:the\s+)?$", re.IGNORECASE)
_TOWARDS = re.compile(r"\b(?:to|from)\s+(?:the\s+)?$", re.IGNORECASE)
_PLACE_WORD = re.compile(
    r"(?:Port|New|San|Santa|Los|Las|El|Saint|St|Lower|Upper|North|South|East|West|Northern|Southern|Eastern|Western|Great|"
    r"Lake|Mount|Fort|Cape)\b.*\s|.*\b(?:City|Island|Islands|County|Province|River|Valley|Hills|Bay|Beach)$"
)
_EVENT = re.compile(
    r"(?:Hurricane|Typhoon|Cyclone|Storm|Tropical|Operation|Project|Super|World|Winter|Summer|Mega|Blue)\s"
)
# 'Kestrian troops': an adjective before a noun is no name; 'When did Adrian resign?' has one.
_ADJECTIVE = re.compile(
    r"(?<!did )(?<!does )(?<!has )(?<!was )(?<!is )\b[A-Z][a-z]+(?:ian|ean|ish|ese|can)\b"
    r"(?=\s+[a-z])(?!\s+(?:\w+ed|did|does|has|had|was|were|is|are|says?|said|won|lost|and|or|in|on|at|to|of)\b)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a proper name and where it stands, its title included."""

    text: str
    start: int
    end: int
    kind: Kind


def find_names(text: str) -> tuple[Name, ...]:
    """Find the proper names of a text, in reading order."""
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        if (adjective := _ADJECTIVE.match(text, start)) and adjective.end() == end:
            continue
        while start < end:
            first = re.match(r"[\w’'.&-]+\s*", text[start:end])
            if first is None or not _NOT_NAMES.fullmatch(first[0].strip(" .")):
                break
            start += len(first[0])
        words = re.sub(r"['’]s?$", "", text[start:end].rstrip())
        if len(words) > 1:
            found.append(Name(words, start, start + len(words), _kind(text, start, words=words)))
    return tuple(found)


def is_name(text: str, start: int, end: int) -> bool:
    """Say whether a word of a text is, or belongs to, a proper name."""
    word = re.sub(r"['’]s?$", "", text[start:end])
    return bool(re.fullmatch(_WORD, word)) and not _NOT_NAMES.fullmatch(word) and not _ADJECTIVE.match(text, start)


def people(text: str) -> tuple[str, ...]:
    """Return the people named in a text, each once by the longest form of the name."""
    named = [name.text for name in find_names(text) if name.kind == "person"]
    longest: list[str] = []
    for name in named:
        same = [other for other in longest if other.split()[-1] == name.split()[-1]]
        if not same:
            longest.append(name)
        elif len(name) > len(same[0]):
            longest[longest.index(same[0])] = name
    return tuple(longest)


def _kind(text: str, start: int, *, words: str) -> Kind:
    """Guess what a name names: a title or two plain words make a person, 'in' or 'Port' a place."""
    if _TITLED.match(words):
        return "person"
    if _PLACE_WORD.match(words) and not _BODY.search(re.sub(r"\b(?:Port|City|Bridge)\b", "", words)):
        return "place"
    if _BODY.search(words) or " of " in words or "&" in words or words.isupper():
        return "body"
    if _PLACE_BEFORE.search(text[:start]):
        return "place"
    if _EVENT.match(words):
        return "other"
    if " " not in words:
        return "place" if _TOWARDS.search(text[:start]) else "other"
    return "other" if re.search(r"\bthe\s+$", text[:start], re.IGNORECASE) else "person"
