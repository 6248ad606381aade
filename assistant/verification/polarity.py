"""Which way a sentence goes: what it denies, whether things rise or fall in it, and whether it is sure; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.nlp import facts
from assistant.nlp.numerals import CARDINALS
from assistant.verification.opposites import SIDES, turn

_REACH = 2
"""Content words after a 'not' that it negates."""
_AROUND = 5
"""Content words to each side of a word that tell which of two opposite ones in a passage it matches."""
_NEAREST = 4
"""Weight of the word next to it and one; it falls by one a word, to one."""
_CLEARER = 2
"""Weight by which one must match better than the other."""

_NEGATOR = re.compile(
    r"(?:not|never|no|without|none|nor|neither|nobody|nothing|cannot|unable|hardly|declin(?:e|es|ed|ing)|"
    r"den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)|disput(?:e|es|ed|ing)|\w+n't)$"
)
_DENYING = re.compile(r"(?:declin|den(?:y|ie)|refus|disput)")
_DOUBLE = frozenset("only just merely".split())
_SOFT = frozenset(
    facts.stem(word)[:6]
    for word in "end sever stop cease halt lack avoid drop cancel scrap reject rebuff oppose block ban exempt "
    "exemption".split()
)
"""Verbs that can say of what stands behind them what a 'no longer' says."""
_OBJECTS = frozenset("nothing nobody none".split())
"""Words that negate the verb before them: 'savers lose nothing'."""
_PLACED = (["in"], ["on"], ["at"])
"""What makes a 'nobody was' deny a presence: none of the words behind it is denied by itself."""
_PASSED = frozenset(
    (
        "ever",
        "single",
        "one",
        "any",
        "ago",
        *"months weeks days years expect think believe seem appear".split(),
        *CARDINALS,
        "anyone",
        "anybody",
        "anything",
        "really",
        *facts.SCALES,
    )
)
"""Words that a 'not' reaches beyond."""
_DENIED_IT = re.compile(r"\b(?:den|refus|disput|reject)\w+ (?:it|this|that)\b(?= ?(?:[.,;]|$|and\b|but\b))")

MONTHS = frozenset(facts.stem(month)[:6] for month in facts.MONTHS)
_PREFIXED = re.compile(r"(?:un|dis(?!cover|count|charge|order|place|close|patch|trict|cuss))(\w{5,})$")
_NAMED = re.compile(r"(?<=[a-z,\d] )[A-Z][A-Za-z]+")
_CLAUSES = re.compile(r"[,;:\"()]|\b(?:that|which|who|whether|because|but|and|after|while|if|although|when)\b")


@dataclass(frozen=True, slots=True)
class _Pole:
    """Hold a word that has an opposite: which pair, which side, and the words around it, the nearest weighing most."""

    pair: int
    side: bool
    around: dict[str, int]

    def meets(self, other: _Pole) -> int:
        """Return how far the words around two such words are the same."""
        return sum(weight * other.around.get(word, 0) for word, weight in self.around.items())


def turned(text: str, other: str, beside: Sequence[str] = ()) -> bool:
    """Say whether a text has a 'rose' where the other one, amid the same words, has a 'fell'.

    Args:
        text: A statement.
        other: A line that tells of the same thing.
        beside: The other lines that it is told from, which may have the 'rose'.
    """
    mine, theirs = list(_poles(text)), list(_poles(other))
    near = [pole for line in beside for pole in _poles(line)]
    for pole in mine:
        rivals = [rival for rival in theirs if rival.pair == pole.pair]
        agreed = [held for held in (*rivals, *near) if held.pair == pole.pair and held.side == pole.side]
        with_it = max((pole.meets(held) for held in agreed), default=-1)
        against = max((pole.meets(rival) for rival in rivals if rival.side != pole.side), default=-1)
        if any(own.pair == pole.pair and own.side != pole.side and own.meets(pole) for own in mine):
            continue
        if against > 0 and (with_it < 0 or against > with_it + _CLEARER):
            return True
    return False


def unsaid(text: str, other: str) -> bool:
    """Say whether one text has a word and the other one only its opposite with 'un-' or 'dis-'."""
    mine, theirs = (set(words_in(each)) for each in (text, other))
    return _only_with_prefix(mine, theirs) or _only_with_prefix(theirs, mine)


def _only_with_prefix(plain: set[str], prefixed: set[str]) -> bool:
    stems = {facts.stem(word) for word in plain}
    held = {facts.stem(word) for word in prefixed}
    bases = {word: facts.stem(match[1]) for word in prefixed if (match := _PREFIXED.match(word))}
    return any(base in stems and base not in held and facts.stem(word) not in stems for word, base in bases.items())


@lru_cache(maxsize=4096)
def _poles(text: str) -> tuple[_Pole, ...]:
    return tuple(_each_pole(text))


def _each_pole(text: str) -> Iterator[_Pole]:
    words = [
        word for word in words_in(_NAMED.sub("named", text)) if word not in facts.STOP or facts.stem(word) in SIDES
    ]
    kin = [facts.stem(word)[:6] for word in words]
    for at, word in enumerate(words):
        for pair, side in SIDES.get(facts.stem(word), ()):
            near = [
                (abs(n - at), kin[n]) for n in range(max(0, at - _AROUND), min(len(kin), at + _AROUND + 1)) if n != at
            ]
            around = {other: max(1, _NEAREST - distance) for distance, other in sorted(near, reverse=True)}
            yield _Pole(pair, side, around)


def words_in(text: str) -> list[str]:
    """Return a text's words and numbers in small letters, its turns of phrase undone."""
    low = turn(text)
    return [word.removesuffix("'s") for word in re.findall(r"[a-z]+(?:[-'][a-z]+)*|\d[\d.,]*\d|\d", low)]


def kin_of(words: Sequence[str]) -> list[str]:
    """Return the beginnings of the words that carry meaning, in order."""
    return [facts.stem(word)[:6] for word in words if word not in facts.STOP]


@dataclass(frozen=True, slots=True)
class Denials:
    """Hold the roots within reach of each 'not' in order, all of those, all up to its clause's end, and the others."""

    reaches: tuple[tuple[str, ...], ...]
    near: frozenset[str]
    behind: frozenset[str]
    free: frozenset[str]


def _ends(behind: Sequence[str]) -> bool:
    """Say whether a 'nothing' is what is done, not who does it: nothing or a preposition stands behind it."""
    return not behind or behind[0] in ("in", "to", "at", "of", "from", "on", "about", "for", "by", "with", "as")


@lru_cache(maxsize=4096)
def denials(text: str) -> Denials:
    """Return what a text denies; the reach of a 'not' ends with its clause."""
    reaches: list[list[str]] = []
    free: set[str] = set()
    behind: set[str] = set()
    whole = turn(text)
    named = {facts.stem(word.lower())[:6] for word in _NAMED.findall(text)}
    for clause in _CLAUSES.split(whole):
        left, met, soft = 0, len(reaches), False
        last = ""
        words = words_in(clause)
        for at, word in enumerate(words):
            kin = facts.stem(word)[:6]
            if _NEGATOR.match(word) and not (at + 1 < len(words) and words[at + 1] in _DOUBLE):
                if left == _REACH and _DENYING.match(word):
                    reaches[-1].append(kin)
                    left = 0
                    continue
                left = 1 if "yet" in words[max(0, at - 1) : at + 2] else _REACH
                reaches.append([last] if word in _OBJECTS and last and _ends(words[at + 1 :]) else [])
                free -= set(reaches[-1])
                free |= {kin} if _DENYING.match(word) else set()
                if (
                    word in _OBJECTS
                    and words[at + 1 : at + 2] in (["was"], ["were"], ["is"], ["are"])
                    and words[at + 2 : at + 3] in _PLACED
                ):
                    left = 0
                last = ""
            elif word not in facts.STOP | _PASSED and word[0].isalpha() and kin not in MONTHS:
                last = kin
                if left and kin in named:
                    continue
                if left:
                    reaches[-1].append(kin)
                else:
                    free.add(kin)
                left = max(0, left - 1)
                behind |= {kin} if len(reaches) > met or soft else set()
                soft |= kin in _SOFT and words[max(0, at - 1)] not in ("the", "a", "an")
            else:
                last = ""
    if _DENIED_IT.search(whole):
        behind |= free
    return Denials(
        tuple(map(tuple, reaches)),
        frozenset(word for reach in reaches for word in reach),
        frozenset(behind),
        frozenset(free),
    )


def contradict(own: Denials, other: Denials, near: frozenset[str]) -> bool:
    """Say whether one text denies what the other one says.

    Args:
        own: Of a statement.
        other: Of a line that tells of the same thing.
        near: What the other lines that it is told from deny.
    """
    for reach in own.reaches:
        first = next((word for word in reach if word in other.free | other.near), "")
        if first and first not in near | other.near | other.behind and not other.near & set(reach):
            return True
    for reach in other.reaches:
        first = next((word for word in reach if word in own.free | own.near), "")
        if first and first not in own.near | own.behind | other.free and not own.near & set(reach):
            return True
    return False


def only_denied(own: Denials, held: Sequence[Denials]) -> bool:
    """Say whether a text has as its own a verb that the lines it is told from only have behind a 'not'."""
    if own.reaches:
        return False
    said = frozenset().union(*(there.free for there in held))
    denied = {reach[0] for there in held for reach in there.reaches if reach}
    return bool((own.free & denied) - said - own.behind)


_CHANGE = re.compile(
    r"(?P<to>\d[\d.,]*\d|\d)[^\d]{0,40}?, (?:which is )?(?P<way>up|down) from (?P<from>\d[\d.,]*\d|\d)|"
    r"\b(?P<way2>rose|risen|up|climbed|grew|increased|raised|fell|fallen|down|dropped|declined|cut|"
    r"lowered)\b[^\d]{0,60}?from "
    r"(?P<from2>\d[\d.,]*\d|\d)(?: ?%| per ?cent| [a-z]{4,12})? to (?P<to2>\d[\d.,]*\d|\d)"
)
_SCALE = re.compile(r"hundred|thousand|million|billion|trillion|[mb]n\\b")
_UPWARD = frozenset("up rose risen climbed grew increased raised".split())


def impossible(text: str) -> bool:
    """Say whether a text has something rise to less than it was: '7.1, down from 6.8'."""
    for match in _CHANGE.finditer(facts.in_digits(text)):
        if len(set(_SCALE.findall(match.group() + text[match.end() : match.end() + 10]))) > 1:
            continue
        after, before = (
            float((match[a] or match[b]).strip(",.").replace(",", "")) for a, b in (("to", "to2"), ("from", "from2"))
        )
        if after != before and (after > before) != ((match["way"] or match["way2"]) in _UPWARD):
            return True
    return False
