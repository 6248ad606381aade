"""Which way a sentence goes: what it denies, whether things rise or fall in it, and whether it is sure; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import facts

_REACH = 2
"""Content words after a 'not' that it negates."""
_AROUND = 5
"""Content words to each side of a word that tell which of two opposite ones in a passage it matches."""
_CLEARER = 1
"""Words by which one must match better than the other."""

_NEGATOR = re.compile(
    r"(?:not|never|no|without|none|nor|neither|nobody|nothing|cannot|unable|hardly|declin(?:e|es|ed|ing)|"
    r"den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)|disput(?:e|es|ed|ing)|\w+n't)$"
)
_DENYING = re.compile(r"(?:declin|den(?:y|ie)|refus|disput)")
_DOUBLE = frozenset("only just merely".split())

_PAIRS = (
    (
        "rise rising increase climb grow gain jump surge soar up upward strengthen firm improve accelerate expand "
        "advance raise hike lift "
        "rebound recover escalate",
        "fall falling decrease decline drop slump sink down downward weaken slow ease plunge tumble dip cut lower "
        "reduce shrink slide",
    ),
    ("higher highest above over more most", "lower lowest below under less least fewer fewest"),
    ("win won victory beat", "lose lost loss defeat"),
    (
        "approve accept pass adopt back support endorse welcome praise uphold favour favor",
        "reject oppose block veto refuse condemn criticise criticize denounce overturn",
    ),
    ("before earlier ahead early", "after later late following"),
    ("begin start open launch resume reopen", "end stop close halt suspend finish shut"),
    ("arrest jail detain convict sentence imprison capture", "release free acquit clear exonerate"),
    ("hire appoint", "fire dismiss sack"),
    ("gain", "lose lost loss shed"),
    ("thank praise", "criticise criticize blame condemn denounce"),
    ("buy bought purchase acquire", "sell sold"),
    ("guilty", "innocent"),
    ("majority", "minority"),
    ("profit", "loss"),
    ("deposit", "withdraw withdrew withdrawal"),
    ("upstream", "downstream"),
    ("north north-east north-west northern", "south south-east south-west southern"),
    ("east eastern eastward", "west western westward"),
    ("include", "exclude"),
    ("longer long longest", "shorter short shortest"),
    ("stronger strong", "weaker weak"),
    ("better best", "worse worst"),
    ("larger bigger greater largest biggest", "smaller smallest"),
    ("faster fastest", "slower slowest"),
    ("postpone delay", "expedite hasten"),
    ("confirm admit acknowledge accept", "deny denied reject dispute"),
    ("allow permit legalise legalize", "ban prohibit forbid bar outlaw"),
    ("succeed success", "fail failure"),
    ("accept agree", "refuse decline reject disagree"),
    ("enter arrive", "leave depart"),
    ("import", "export"),
    ("surplus", "deficit"),
    ("attack", "defend"),
    ("upgrade", "downgrade"),
    ("optimistic hopeful", "pessimistic"),
    ("positive", "negative"),
    ("first", "last"),
)
_TURNED = (
    (re.compile(r"\b(?:turn|knock|shoot|vot)(?:ed|s|ing|e|es)? down\b"), "reject"),
    (re.compile(r"\bfail(?:s|ed|ing)? to\b"), "not"),
    (re.compile(r"\bdefeat(?:ed|s) (?!by|in)"), "beat "),
    (re.compile(r"\b(?:rather than|instead of)\b"), "not"),
    (re.compile(r"\b(?:the|year|by) end\b"), " "),
    (re.compile(r"\byet to\b"), "not"),
    (re.compile(r"\bput off\b"), "postpone"),
    (re.compile(r"\b(?:brought|bring|moved) forward\b"), "expedite"),
    (re.compile(r"\b(?:up|open) to\b(?= \w+ing)"), " "),
    (re.compile(r"\b(?:set up|shut down|pull-back|over the|over \d+ (?=years|months|days|weeks))"), " "),
    (re.compile(r"\bvot(?:e|ed|es|ing) against\b"), "vote oppose"),
    (re.compile(r"\bvot(?:e|ed|es|ing) for\b"), "vote support"),
    (re.compile(r"\bup to\b(?= [$€£]?\d)"), " "),
)


def _sides() -> dict[str, list[tuple[int, bool]]]:
    found: dict[str, list[tuple[int, bool]]] = {}
    for number, pair in enumerate(_PAIRS):
        for side, words in zip((True, False), pair, strict=True):
            for word in words.split():
                found.setdefault(facts.stem(word), []).append((number, side))
    return found


_SIDES = _sides()

_NAMED = re.compile(r"(?<=[a-z,\d] )[A-Z][a-z]+")
_CLAUSES = re.compile(r"[,;:\"()]|\b(?:that|which|who|whether|because|but|and|after|while|if|although|when)\b")
_COMING = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)? to|intend(?:s|ed)? to|hope(?:s|d)? to|aim(?:s|ed)? (?:to|for|at)|"
    r"due (?:to|on|in|at|for)|is to|are to|was to|were to|"
    r"expect(?:s|ed|ing)?|forecasts?|set (?:to|for)|propos(?:e|es|ed|al|als)|consider(?:s|ed|ing)?|scheduled|whether|"
    r"target(?:s|ed)?|draft|plans? for|seek(?:s|ing)?|want(?:s|ed)?|thinks?|urg(?:e|es|ed|ing)|call(?:s|ed)? "
    r"for|recommend(?:s|ed)?|"
    r"ask(?:s|ed)? (?:for|to)|has until|have until|until \d|demand(?:s|ed)?|can|promised?|predict(?:s|ed)?|"
    r"likely|'ll|if|should|ought|must|need\w*|insist\w*|going to|is \w+ing|are \w+ing|estimat\w+|provides? for)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:whether|if|can|would|plan|hope|aims? |expect|due to|forecast|propos|consider|seek|want|believ|think)", re.I
)
_DOUBT = re.compile(
    r"\b(?:may|might|could|reported(?:ly)|alleg\w+|accus\w+|suspect\w*|claim(?:s|ed|ing)|said to (?:have|be)|"
    r"believed|thought to|"
    r"appear(?:s|ed)?|seem(?:s|ed)?|apparent(?:ly)?|attempted|den(?:y|ies|ied|ying)|dispute[sd]?|possibl[ey]|"
    r"perhaps|probabl[ey]|likelihood|"
    r"would (?:\S+ ){0,3}?have|looked as|unverified|not been verified|rumou?r\w*|purported\w*|understood to|"
    r"charged with|charges|likely)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells)|according|call(?:s|ed|ing)|describ\w+|argu\w+|warn\w*|announc\w+|"
    r"insist\w*|wr(?:ote|ites?)|put(?:s)?|"
    r"estimat\w+|reckon\w*|believ\w+|thinks?|thought|testif\w+|announc\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Pole:
    """Hold a word that has an opposite: which pair, which side, and the words around it."""

    pair: int
    side: bool
    around: frozenset[str]


def turned(text: str, other: str) -> bool:
    """Say whether a text has a 'rose' where the other one, amid the same words, has a 'fell'."""
    mine, theirs = list(_poles(text)), list(_poles(other))
    for pole in mine:
        rivals = [rival for rival in theirs if rival.pair == pole.pair]
        with_it = max((len(pole.around & rival.around) for rival in rivals if rival.side == pole.side), default=-1)
        against = max((len(pole.around & rival.around) for rival in rivals if rival.side != pole.side), default=-1)
        also_mine = any(p.pair == pole.pair and p.side != pole.side and p.around & pole.around for p in mine)
        if against > 0 and with_it < 0 and not also_mine:
            return True
        if with_it >= 0 and against > with_it + _CLEARER and not also_mine:
            return True
    return False


def _poles(text: str) -> Iterator[_Pole]:
    words = _words(_NAMED.sub("named", text))
    for at, word in enumerate(words):
        for pair, side in _SIDES.get(facts.stem(word), ()):
            around = frozenset(w for w in _content(words[max(0, at - 2 * _AROUND) : at])[-_AROUND:])
            around |= frozenset(_content(words[at + 1 : at + 2 * _AROUND])[:_AROUND])
            yield _Pole(pair, side, around)


def _turn(text: str) -> str:
    low = text.lower()
    for pattern, instead in _TURNED:
        low = pattern.sub(instead, low)
    return low


def _words(text: str) -> list[str]:
    low = _turn(text)
    return [word.removesuffix("'s") for word in re.findall(r"[a-z]+(?:[-'][a-z]+)*|\d[\d.,]*\d|\d", low)]


def _content(words: Sequence[str]) -> list[str]:
    return [facts.stem(word)[:6] for word in words if word not in facts.STOP]


@dataclass(frozen=True, slots=True)
class Denials:
    """Hold the roots within reach of each 'not' in order, all of those, and all that stand free of one."""

    reaches: tuple[tuple[str, ...], ...]
    near: frozenset[str]
    free: frozenset[str]


@lru_cache(maxsize=4096)
def denials(text: str) -> Denials:
    """Return what a text denies; the reach of a 'not' ends with its clause."""
    reaches: list[list[str]] = []
    free: set[str] = set()
    for clause in _CLAUSES.split(_turn(text)):
        left = 0
        words = _words(clause)
        for at, word in enumerate(words):
            kin = facts.stem(word)[:6]
            if _NEGATOR.match(word) and not (at + 1 < len(words) and words[at + 1] in _DOUBLE):
                if left == _REACH and _DENYING.match(word):
                    reaches[-1].append(kin)
                    left = 0
                    continue
                left = _REACH
                reaches.append([])
                free |= {kin} if _DENYING.match(word) else set()
            elif word not in facts.STOP and word != "one" and word[0].isalpha() and kin not in _MONTHS:
                if left:
                    reaches[-1].append(kin)
                else:
                    free.add(kin)
                left = max(0, left - 1)
    return Denials(tuple(map(tuple, reaches)), frozenset(word for reach in reaches for word in reach), frozenset(free))


def contradict(own: Denials, other: Denials, near: frozenset[str]) -> bool:
    """Say whether one text denies what the other one says.

    Args:
        own: Of a statement.
        other: Of a line that tells of the same thing.
        near: What the other lines that it is told from deny.
    """
    for reach in own.reaches:
        first = next((word for word in reach if word in other.free | other.near), "")
        if first and first not in near | other.near and not other.near & set(reach):
            return True
    for reach in other.reaches:
        first = next((word for word in reach if word in own.free | own.near), "")
        if first and first not in own.near | other.free and not own.near & set(reach):
            return True
    return False


def surer(text: str, other: str) -> bool:
    """Say whether a text states as a fact what the other one only expects, suspects, or denies."""
    left_open = any(match.group() not in other for match in _OPEN.finditer(text))
    if not (_DOUBT.search(text) or left_open) and (hedge := _DOUBT.search(other)):
        said = hedge.group().lower().startswith("claim") and _SAYS.search(text)
        if not said and _under(text, other, _DOUBT):
            return True
    return not (_COMING.search(text) or _DOUBT.search(text)) and _under(text, other, _COMING)


def _under(text: str, other: str, hedge: re.Pattern[str]) -> bool:
    """Say whether a text has the word that the other one's hedge stands before, or most of its clause."""
    mine = set(_content(_words(text)))
    under: set[str] = set()
    free: set[str] = set()
    for clause in re.split(r"(?<=[,;:]) | (?=(?:but|while|who|which|because|although)\b)", other):
        found = hedge.search(clause)
        words = _content(_words(clause[: found.start()] if found else clause))
        behind = [word for word in _content(_words(clause[found.end() :])) if word not in _MONTHS] if found else []
        if next(filter(str.isalpha, behind), "") in mine:
            return True
        under |= set(behind)
        free |= set(words)
    return len(mine & under) > len(mine & (free - under))


_MONTHS = frozenset(facts.stem(month)[:6] for month in facts.MONTHS)
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
