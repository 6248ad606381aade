"""Names, ages and ranks that two texts give differently to what is plainly the same person or post; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from assistant.briefing.documents import Reading, Sentence
from assistant.nlp import facts
from assistant.nlp.lexical import content_words

_EDITS = 2
"""Letters up to which two spellings can be of one name, …"""
_SHORT = 4
"""… each at least so long."""
_CORE = 0.2
"""Weight among the words that the articles share from which a name is one of the topic."""
_A_YEAR = 365
_SAME_TIME = 2
"""Days up to which two texts are of the same time."""

_WORD = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z]?[a-zà-ÿ]+)?"
_FULL = re.compile(rf"\b(?P<first>{_WORD}) (?:[A-Z]\. )?(?P<last>{_WORD})\b(?! {_WORD})")
_AGED = re.compile(
    rf"\b(?P<name>{_WORD} (?:[A-Z]\. )?{_WORD}), (?:aged )?(?P<age>\d\d?)\b(?=[,;.]| and\b)"
    rf"|\b(?P<before>\d\d?)-year-old (?P<name2>{_WORD} (?:[A-Z]\. )?{_WORD})\b"
)
_POST = (
    r"(?:mayor|chief executive|prime minister|president|chairman|chairwoman|governor|police chief|police commissioner|"
    r"fire chief|sheriff|head coach|foreign minister|finance minister|interior minister|"
    r"defence minister|defense minister|bishop|archbishop|headteacher)"
)
_HOLDS = re.compile(
    rf"\b(?P<post>{_POST})(?: of (?:the )?(?P<of>{_WORD}(?: {_WORD})*))?,? (?P<name>{_WORD} (?:[A-Z]\. )?{_WORD})\b",
    re.IGNORECASE,
)
_ITS = re.compile(rf"(?P<its>{_WORD}(?: {_WORD})*)(?:[’']s)? $")
_NOT_NOW = re.compile(
    r"\b(?:former|ex|acting|deputy|vice|outgoing|incoming|new|late|then|next|assistant|interim|previous|current|two|"
    r"first|second)[- ]?(?:\w+ )?$",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"\b(?P<rank>(?:Lieutenant |Major |Brigadier |Staff |Vice |Rear )?(?:General|Colonel|Lieutenant|Captain|Major|"
    rf"Sergeant|Corporal|Admiral|Brigadier|Commander|Private)) (?P<name>{_WORD} {_WORD})\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Hold what one text says somebody is called, or how old or of what rank: ``shown``, in its sentence."""

    shown: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Misnamed:
    """Hold two that do not agree, the one printed first first."""

    about: str
    kind: Literal["name", "figure"]
    later: bool
    sides: tuple[Named, Named]


def misnamed(reading: Reading) -> list[Misnamed]:
    """Return the names, ages and ranks that two texts give differently."""
    return [*_spelled(reading), *_aged(reading), *_ranked(reading), *_posts(reading)]


def _spelled(reading: Reading) -> Iterator[Misnamed]:
    """Yield names of one person in two spellings, 'Clara Weiss' and 'Klara Weis', that hold one post."""
    names: dict[tuple[str, str], list[tuple[Sentence, frozenset[str]]]] = defaultdict(list)
    for sentence in reading.sentences:
        for match in _FULL.finditer(sentence.text):
            names[match["first"], _possessed(match["last"])].append((sentence, _role(sentence.text, match)))
    by_part: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for first, last in names:
        for key in {("first", first[:1].translate(_ALIKE)), ("last", last)}:
            by_part[key].append((first, last))
    pairs = {pair for each in by_part.values() for pair in combinations(sorted(each), 2)}
    for one, other in sorted(pairs):
        of_topic = any(reading.core.get(stem, 0.0) >= _CORE for stem in content_words(" ".join(one + other)))
        if not of_topic or not _is_respelled(one, other):
            continue
        held = [{sentence.article.id for sentence, _ in names[name]} for name in (one, other)]
        roles = [frozenset().union(*(role for _, role in names[name])) for name in (one, other)]
        stories = [{sentence.story for sentence, _ in names[name]} for name in (one, other)]
        if not held[0] & held[1] and roles[0] & roles[1] and not stories[0] & stories[1]:
            sides = (Named(" ".join(name), _best(names[name])) for name in (one, other))
            yield _in_order("name of " + " ".join(one), "name", *sides, later=False)


_ALIKE = str.maketrans("CcQq", "KkKk")


def _possessed(name: str) -> str:
    return re.sub(r"[’'](?:s|S)?$", "", name)


def _best(told: Sequence[tuple[Sentence, frozenset[str]]]) -> Sentence:
    """Return the sentence that says most of who somebody is."""
    return max(told, key=lambda each: (len(each[1]), -each[0].start))[0]


def _role(text: str, match: re.Match[str]) -> frozenset[str]:
    """Return the words right before a name, and those of the apposition behind it, that say what somebody is."""
    before = re.search(r"[^.;:“”\"]{0,45}$", text[: match.start()])
    behind = re.match(r", (?P<who>[^,.;:“”\"]{4,60})", text[match.end() :])
    told = f"{before.group() if before else ''} {behind['who'] if behind else ''}"
    return frozenset(stem for stem in content_words(told) if stem in _POSTS)


_POSTS = frozenset(
    content_words(
        "mayor executive minister president chairman chairwoman governor chief commissioner sheriff coach captain "
        "editor director bishop ambassador spokesman spokeswoman judge doctor professor colonel general sergeant "
        "lawyer prosecutor secretary senator teacher pupil student analyst owner founder engineer researcher witness "
        "victim"
    )
)


def _is_respelled(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether two full names are spelled alike, so that they can be one person's."""
    parts = list(zip(one, other, strict=True))
    if any(a != b and (min(len(a), len(b)) < _SHORT or a.startswith(b) or b.startswith(a)) for a, b in parts[:1]):
        return False
    return one != other and all(a == b or (_edits(a, b) <= 1) or _sounds(a) == _sounds(b) for a, b in parts)


def _sounds(name: str) -> str:
    """Return a name's letters without what two spellings of it mostly differ in."""
    low = name.lower().replace("ph", "f").replace("ck", "k").translate(str.maketrans("cqyz", "kkis"))
    return re.sub(r"(.)\1", r"\1", re.sub(r"[’'-]|(?<=.)h", "", low)).removesuffix("e")


def _edits(one: str, other: str) -> int:
    """Return in how many letters two words differ (Levenshtein, 1966); more than 2 counts as 3."""
    if abs(len(one) - len(other)) > _EDITS or min(len(one), len(other)) < _SHORT:
        return _EDITS + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        above, row[0] = row[0], at
        for place, mine in enumerate(other, start=1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != mine))
    return row[-1]


def _aged(reading: Reading) -> Iterator[Misnamed]:
    """Yield ages of one person that no birthday explains."""
    told: dict[str, list[tuple[int, Sentence]]] = defaultdict(list)
    for sentence in reading.sentences:
        for match in _AGED.finditer(sentence.text):
            told[match["name"] or match["name2"]].append((int(match["age"] or match["before"]), sentence))
    for name, ages in told.items():
        ordered = sorted(ages, key=lambda each: each[1].article.published or "")
        for (age, one), (later_age, other) in combinations(ordered, 2):
            days = _days(one, other)
            if one.story != other.story and not 0 <= later_age - age <= 1 + days // _A_YEAR:
                sides = (Named(str(age), one), Named(str(later_age), other))
                yield _in_order(f"age of {name}", "figure", *sides, later=False)
                break


def _ranked(reading: Reading) -> Iterator[Misnamed]:
    """Yield ranks of one person that differ, 'General' for a 'Lieutenant General' aside."""
    told: dict[str, list[tuple[str, Sentence]]] = defaultdict(list)
    for sentence in reading.sentences:
        for match in _RANK.finditer(sentence.text):
            told[match["name"]].append((match["rank"], sentence))
    for name, ranks in told.items():
        ordered = sorted(ranks, key=lambda each: each[1].article.published or "")
        for (rank, one), (later_rank, other) in combinations(ordered, 2):
            short = rank.endswith(later_rank) or later_rank.endswith(rank)
            if not short and one.story != other.story:
                sides = (Named(rank, one), Named(later_rank, other))
                yield _in_order(f"rank of {name}", "name", *sides, later=_days(one, other) > _SAME_TIME)
                break


def _posts(reading: Reading) -> Iterator[Misnamed]:
    """Yield two holders of one post at the same time, where no text knows of both."""
    told: dict[tuple[str, str], list[Named]] = defaultdict(list)
    known: dict[str, set[str]] = defaultdict(set)
    for sentence in reading.sentences:
        for match in _HOLDS.finditer(sentence.text):
            before = sentence.text[: match.start()]
            its = _ITS.search(before)
            of = match["of"] or (its["its"] if its else "")
            if of and match["name"][0].isupper() and not _NOT_NOW.search(before) and " " in match["name"]:
                place = facts.bare(of.lower())
                told[match["post"].lower(), place].append(Named(match["name"], sentence))
        for match in _FULL.finditer(sentence.text):
            known[sentence.article.id].add(match["last"])
    for (post, _), holders in told.items():
        for one, other in combinations(sorted(holders, key=lambda each: each.sentence.article.published or ""), 2):
            lasts = [each.shown.split()[-1] for each in (one, other)]
            both = any(set(lasts) <= names for names in known.values())
            apart = one.sentence.story != other.sentence.story and _days(one.sentence, other.sentence) <= _SAME_TIME
            if lasts[0] != lasts[1] and apart and not both and _edits(*lasts) > 1:
                yield _in_order(post, "name", one, other, later=False)
                break


def _in_order(about: str, kind: Literal["name", "figure"], one: Named, other: Named, *, later: bool) -> Misnamed:
    first, second = sorted((one, other), key=lambda each: each.sentence.article.published or "")
    return Misnamed(about, kind, later, (first, second))


def _days(one: Sentence, other: Sentence) -> int:
    return abs(((one.article.day or date.min) - (other.article.day or date.min)).days)
