"""Counts that are of another place or another event than the topic's: 'in California', 'the 2019 shooting'; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from assistant.nlp import facts
from assistant.nlp.stated_quantities import StatedQuantity
from assistant.nlp.word_lists import read_words

LONG_BEFORE = 60
"""Days before the first article on a topic from which what is counted is of another event."""
_BEHIND, _AROUND = 60, 140
"""Characters behind a count in which its place stands, and to both sides in which another event is named."""
_PLACE = re.compile(
    r"\b(?:in|from|for|across|throughout) (?:the (?:[a-z]+ )?(?:town|city|village|district|list|state|province) of "
    r"|the )?(?P<name>(?:[A-Z][\w.’']+)(?: [A-Z]\w+)*)"
)
_HOLDER = re.compile(
    r"(?:^|, |\b(?:and|but|while|that|as) )(?:the )?(?P<name>[A-Z][\w.]+(?: [A-Z]\w+)?)(?: alone)?"
    r" (?:has |have |had |now )*(?:had|has|have|reported|recorded|saw|seen|counted|confirmed|registered) [^,;]{0,25}$"
    r"|(?P<where>[A-Z]\w+(?: [A-Z]\w+)*)(?:, which [^.;:]{0,60})?, where (?:at least |about |more than )?$"
    r"|\b(?:through|across|into|over|hit|struck) (?:the )?(?P<hit>[A-Z]\w+)\b[^.;:]{0,30}, "
    r"(?:killing|injuring)[^,;]{0,20}$"
)
_OPENS = re.compile(
    r"(?:In|Across|Throughout) (?:(?:the )?(?P<name>[A-Z][\w.]+(?: [A-Z]\w+)?), |"
    r"(?P<some>(?:\w+ ){1,3}(?:countries|states|cities|provinces|counties|nations))\b)"
)
_EVENT = (
    r"(?:shootings?|massacres?|attacks?|bombings?|floods?|earthquakes?|quakes?|crash(?:es)?|fires?|explosions?|blasts?|"
    r"storms?|hurricanes?|outbreaks?|riots?|disasters?|wars?|killings?|murders?|strikes?|elections?|epidemics?)"
)
_NAMED_EVENT = re.compile(
    r"\b(?:Hurricane|Typhoon|Cyclone|Storm) (?P<storm>[A-Z]\w+)|"
    rf"\b(?P<before>[A-Z][\w’']+(?: [A-Z][\w’']+)*)(?: [a-z]+){{0,2}} {_EVENT}\b"
    rf"|\b{_EVENT} (?:at|in|near|on) (?:an? |the )?(?:[a-z]+ )?(?P<behind>[A-Z]\w+(?: [A-Z]\w+)*)"
    rf"|\b(?:at|in|near) (?:an? |the )?(?P<there>[A-Z]\w+) [a-z]+ ?[a-z]* $"
)
_OLD = re.compile(
    rf"\b(?P<year>(?:1\d|20)\d\d)(?= (?:\w+ )?{_EVENT}\b)|"
    r"\b(?P<ago>(?:decades?|years|century) (?:ago|earlier|before))\b"
)
_BREAK = re.compile(r"[;:]|, (?:and|but|while)\b")
_ALIASES = {"united states": "us", "america": "us", "united kingdom": "uk", "britain": "uk"}
_TIMES = frozenset(map(str.capitalize, facts.MONTHS + facts.DAYS))


def elsewhere(
    text: str,
    quantity: StatedQuantity,
    topic: Collection[str],
    own: Collection[str],
    began: date | None,
    *,
    counted: bool = True,
) -> str:
    """Return the place or event that a count is of where that is not the topic's; empty else.

    Args:
        text: The sentence.
        quantity: The count in it.
        topic: Stems of the topic's words.
        own: The same, with those of the words that its articles share.
        began: When the first article on the topic was printed.
        counted: It counts things or people, and so can be of a place; a sum or a share can only be of an event.
    """
    clause, at, end = _clause(text, quantity)
    foreign = next((name for name in _events(clause, began) if not _is_own(name, own)), "")
    if foreign or not counted:
        return foreign
    foreign = next((name for name in _holders(text, clause[:at]) if not _is_own(name, own)), "")
    near = "" if foreign else _place(clause[end : end + _BEHIND])
    return foreign or ("" if _is_own(near, topic) else near)


def _clause(text: str, quantity: StatedQuantity) -> tuple[str, int, int]:
    left = max((match.end() for match in _BREAK.finditer(text, 0, quantity.start)), default=0)
    right = min((match.start() for match in _BREAK.finditer(text, quantity.end)), default=len(text))
    left, right = max(left, quantity.start - _AROUND), min(right, quantity.end + _AROUND)
    while left and text[left - 1].isalnum():
        left += 1
    return text[left:right], quantity.start - left, quantity.end - left


def _events(clause: str, began: date | None) -> Iterator[str]:
    for match in _OLD.finditer(clause):
        if match["ago"] or (began is not None and int(match["year"]) < began.year):
            yield match.group()
    for match in _NAMED_EVENT.finditer(clause):
        yield next(name for name in match.groupdict().values() if name)


def _holders(text: str, before: str) -> Iterator[str]:
    opens = _OPENS.match(text)
    if opens and text.find(before) >= 0 and not _BREAK.search(text[: text.find(before) + len(before)]):
        yield opens["name"] or opens["some"]
    holder = _HOLDER.search(before)
    if holder:
        yield next(name for name in holder.groupdict().values() if name)


def _place(behind: str) -> str:
    found = _PLACE.search(behind)
    return found["name"] if found and not re.search(r"[,;:]", behind[: found.start()]) else ""


def _is_own(name: str, own: Collection[str]) -> bool:
    """Say whether a name is the topic's, or no name of a place at all."""
    words = [
        word
        for word in name.replace(".", "").split()
        if word not in _TIMES and (word.isupper() or word.lower() not in read_words("stop_words"))
    ]
    low = _ALIASES.get(" ".join(words).lower(), "")
    return not words or any(facts.stem(facts.bare(word.lower())) in own for word in [*words, low])
