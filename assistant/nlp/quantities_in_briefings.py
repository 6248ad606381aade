"""The figures of a sentence: what they count, their value and unit, and the words that say so; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.nlp import facts
from assistant.nlp.lexical import content_words
from assistant.nlp.quantity_topics import concepts
from assistant.nlp.temporal.mentions import TIME
from assistant.nlp.uncounted_numbers import DURATIONS, counts

_BEFORE, _AFTER = 8, 9
"""Words of the clause before and behind a figure that tell what it counts."""
_AHEAD = 90
"""Characters before a figure in which a word makes it an expected one."""

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = dict(zip(_ONES + _TEENS, range(1, 20), strict=True)) | dict(zip(_TENS, range(20, 100, 10), strict=True))
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_CURRENCIES = (
    r"dollars?|euros?|pounds?|yen|yuan|kron(?:e|er|or|a)|rupees?|roubles?|rubles?|francs?|pesos?|lira|rand|shekels?|zlotys?|"
    r"talvars?"
)
_SIGNS = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
_NUMBER = re.compile(
    r"(?P<money>(?:US|A|C|HK)?[$€£¥])? ?"
    r"(?:(?P<digits>(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,:/-])\d+(?:\.\d+)?|(?<=[$€£¥])\d[\d,]*(?:\.\d+)?)"
    r"(?P<short>(?:k|mn?|bn|tn)\b)?"
    rf"|\b(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<unit>{'|'.join(_ONES)}))?\b"
    rf"|\b(?P<word>{'|'.join(_ONES + _TEENS)})\b"
    r"|\b(?P<part>half|a quarter of) an? (?=million|billion|trillion)|\ban? (?=hundred|thousand|million|billion|dozen))"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?"
    r"(?P<percent> ?%|[ -](?:per ?cent|percentage points?|basis points?|pct)\b)?"
    rf"(?:[ -](?P<currency>{_CURRENCIES})\b)?",
    re.IGNORECASE,
)
_PER_DAY = re.compile(r" (?:an?|per|each|every) (?P<per>hour|day|week|month|year|person|head|barrel|kilo|tonne)\b")
_RANGE = re.compile(r" ?(?P<to>to|and|or|[-–]) ?[$€£¥]?\d+(?:\.\d+)? (?P<scale>million|billion|trillion)\b")
_SUBORDINATE = re.compile(r"[;:]|,? \b(?:when|after|as|because|since|while|but) ")
_WILL = re.compile(
    r"\b(?:will|would|could|might|may)(?: [\w’']+){0,4} (?:to|by|at|reach|hit|exceed|top|above|below|over)"
    r"(?: (?:about|around|nearly|more than|as much as))? $"
)
_CLAUSE = re.compile(
    r"[;()]|:(?!\d)| [-–—] |, (?:which|who|and|but|while|with|where|when|as|after|before|according)\b|[“”\"]|,(?!\d)"
    r"|(?<=[a-z%\d])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bNo)[.?!] (?=[A-Z])"
)
_NOT_NOUN = frozenset(
    "of in on at to for from by with and or but per than a an the is are was were be been have has had will would who "
    "which that as after before since until more less later earlier ago other others percent "
    "per cent times comes goes says this that these those "
    "it he she they we you if now when while because how what".split()
)
_SPEEDS = frozenset({"mph", "kph", "km/h", "knots"})
_LENGTHS = frozenset(map(facts.stem, _SPEEDS)) | frozenset(
    map(facts.stem, "mile kilometre kilometer metre meter foot feet yard inch centimetre".split())
)
_PEOPLE = frozenset(
    "people person man men woman women child children civilian resident soldier troop body migrant passenger student "
    "pupil victim fighter officer worker protester refugee patient inhabitant dead other bodies lives death fatality "
    "fatalities".split()
)
_KINDS = {
    "missing": re.compile(r"\b(?:missing|unaccounted)\b", re.IGNORECASE),
    "deaths": re.compile(
        r"\b(?:dead|deaths?|died|dies?|kill(?:s|ed|ing)?|fatalit(?:y|ies)|toll|bodies|lives|casualties|been lost)\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(r"\b(?:injur(?:ed|ies|ing)|wounded|hurt)\b", re.IGNORECASE),
    "away": re.compile(
        r"\b(?:evacuat(?:ed|ion|ees?)|displaced|fled|flee|homeless|out of their homes|left their homes|refugees)\b",
        re.I,
    ),
    "held": re.compile(r"\b(?:arrested|arrests|detained|detentions|captured|taken prisoner)\b", re.IGNORECASE),
}
_EXPECTED = re.compile(
    r"\b(?:forecast\w*|expect\w*|predict\w*|project(?:s|ed|ion|ions)|target\w*|aims?)\b", re.IGNORECASE
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one)\b(?= (?:else )?(?:was|were|is|has|had|have|died|dies|remains?)\b)", re.IGNORECASE
)
_NOT_SO = re.compile(r"\b(?:false\w*|hoax|whether|if|unless|so that|ensure|sure|hop(?:e|es|ed|ing))\b", re.IGNORECASE)
_NONE_REACH = 30
"""Characters behind 'nobody' within which it is said what nobody is."""
_ROUGH = re.compile(
    r"\b(?:more than|over|nearly|about|almost|some|around|at least|up to|close to|roughly|approximately|an estimated|"
    r"less than|fewer than|under|barely) $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Hold a figure of a text.

    Attributes:
        start: Where it begins in the text …
        end: … and ends, with its unit.
        shown: As it is printed, with its unit ('4,200 people', '8.5 percent').
        kind: What it can be compared with: a unit, the thing counted, or 'deaths' and the like.
        what: The words of its clause, with '…' in its place.
        about: Stems of those words.
        concepts: What it can be of, as far as it is money or a share: the words near it.
        rough: It is said to be more, less or about as much.
    """

    start: int
    end: int
    shown: str
    value: float
    unit: str
    kind: str
    what: str
    about: frozenset[str]
    rough: bool
    concepts: frozenset[str] = frozenset()


def quantities(text: str) -> list[Quantity]:
    """Return the figures of a sentence, without its dates, clock times, ages, scores and numbers of things."""
    times = [match.span() for match in TIME.finditer(text)]
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        start = match.end() - len(match.group().lstrip())
        if start == match.end() or any(a < match.end() and start < b for a, b in times):
            continue
        if found and text[found[-1].end : start] == " (" and match["money"] and found[-1].unit != "%":
            continue  # '£730 million ($826 million)' is one sum
        if counts(text[:start], match, text[match.end() :], _noun(text[match.end() :])):
            found.append(_quantity(text, match, start))
    return [*_of_the_same(found), *_none(text)]


def _none(text: str) -> Iterator[Quantity]:
    """Yield a nought where nobody is missing, hurt or dead."""
    for match in _NOBODY.finditer(text):
        whole, _, right = _clause(text, *match.span())
        kind = _kind("", "", text[match.end() : match.end() + _NONE_REACH], 0)
        if kind and not _NOT_SO.search(text[: match.start()]):
            what = f"{text[whole : match.start()]}… {text[match.end() : right].strip()}".strip(" ,")
            yield Quantity(
                *match.span(), match.group(), 0.0, "", kind, " ".join(what.split()), frozenset(), rough=False
            )


def _of_the_same(found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield figures; one that tells not what it is of, is of what the one before it is."""
    before: Quantity | None = None
    for quantity in found:
        told = quantity
        if before is not None and quantity.kind == quantity.unit == before.unit and before.kind != before.unit:
            told = replace(quantity, kind=before.kind)
        yield told
        before = told


def _quantity(text: str, match: re.Match[str], start: int) -> Quantity:
    measured = match["percent"] or match["currency"] or match["money"]
    noun = "" if measured else _noun(text[match.end() :])
    end = match.end() + (len(noun) + 1 if noun else 0)
    last = noun.split()[-1].lower() if noun else ""
    unit = _unit(match) or facts.stem(facts.bare(last))
    whole, left, right = _clause(text, start, end)
    per = _PER_DAY.match(text[end:])
    kind = _kind(unit, last, text[whole:right], start - whole)
    near = concepts(text, start, end) if unit == "%" or measured else []
    kind = f"{unit} {near[0]}" if near else kind
    kind += f" a {per['per']}" if per else ""
    before = _SUBORDINATE.split(text[max(0, start - _AHEAD) : start])[-1]
    kind += " expected" if _EXPECTED.search(before) or (unit == "%" and _WILL.search(before)) else ""
    what = f"{text[left:start]}… {text[end:right].strip()}".strip(" ,")
    about = frozenset(content_words(text[whole:start] + " " + text[match.end() : right]))
    rough = bool(_ROUGH.search(text[:start]))
    return Quantity(
        start,
        end,
        text[start:end],
        _value(match, _range_scale(text, match)),
        unit,
        kind,
        " ".join(what.split()),
        about,
        rough,
        frozenset(near),
    )


def _range_scale(text: str, match: re.Match[str]) -> str:
    """Return the scale that a range has behind its second figure alone: 'between $25 and $40 billion'."""
    ranged = match["digits"] and not match["scale"] and not match["short"]
    found = _RANGE.match(text, match.end()) if ranged else None
    bounded = found and (found["to"] != "and" or text[: match.start()].rstrip().endswith("between"))
    return found["scale"].lower() if found and bounded else ""


def _value(match: re.Match[str], scale: str = "") -> float:
    if match["digits"]:
        number = float(match["digits"].replace(",", ""))
        number *= _SHORT.get((match["short"] or "").lower(), 1)
    elif match["tens"]:
        number = _WORDS[match["tens"].lower()] + _WORDS.get((match["unit"] or "").lower(), 0)
    elif match["word"]:
        number = _WORDS[match["word"].lower()]
    else:
        number = {"half": 0.5, "a quarter of": 0.25}.get((match["part"] or "").lower(), 1.0)
    number *= _SCALES.get((match["scale"] or "").lower() or scale, 1)
    return number / 100 if "basis" in (match["percent"] or "") else number


def _unit(match: re.Match[str]) -> str:
    if match["percent"]:
        return "%"
    if match["money"]:
        return match["money"][-1]
    return currency(match["currency"] or "")


def currency(word: str) -> str:
    """Return the sign, or one name, of a currency; empty for any other word."""
    low = word.lower()
    if low in _SIGNS.values() or not re.fullmatch(_CURRENCIES, low):
        return low if low in _SIGNS.values() else ""
    return _SIGNS.get(low.removesuffix("s"), "krone" if low.startswith("kron") else low.removesuffix("s"))


def _noun(after: str) -> str:
    """Return the words behind a number up to the thing that it counts: 'Talvian soldiers', 'people'."""
    words = re.match(r"(?: [A-Za-z][\w’'-]*){1,3}", after)
    found: list[str] = []
    for word in words.group().split() if words else ():
        low = word.lower()
        if low in _NOT_NOUN or low.endswith(("ly", "ing")) or low in ("said", "told", "says"):
            break
        found.append(word)
        if low in _PEOPLE or low in _SPEEDS or (low.endswith("s") and not low.endswith("ss")):
            return " ".join(found)
    return found[0] if found and found[0].lower() in _PEOPLE else ""


def _clause(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Return where the clause of a figure begins, and the span of its words next to the figure."""
    breaks = [match.span() for match in _CLAUSE.finditer(text)]
    whole = max((stop for _, stop in breaks if stop <= start), default=0)
    right = min((begin for begin, _ in breaks if begin >= end), default=len(text.rstrip(".!?")))
    before, after = re.findall(r"\S+\s*", text[whole:start]), re.findall(r"\s*\S+", text[end:right])
    left = start - len("".join(before[-_BEFORE:]))
    if not before and not after:  # nothing but the figure between two commas
        before, after = re.findall(r"\S+\s*", text[:start]), re.findall(r"\s*\S+", text[end:].rstrip(".!?"))
        left = start - len("".join(before[-_BEFORE:]))
    return whole, left, end + len("".join(after[:_AFTER]))


def _kind(unit: str, noun: str, clause: str, at: int) -> str:
    """Return what figures are compared with: those of dead people by that, whatever they are called.

    Args:
        unit: The figure's own.
        noun: The thing counted; empty where it is not named.
        clause: What the figure stands in.
        at: Where.
    """
    if unit and noun not in _PEOPLE and noun.removesuffix("s") not in _PEOPLE:
        return unit
    near = [(abs(match.start() - at), kind) for kind, told in _KINDS.items() for match in told.finditer(clause)]
    return min(near)[1] if near else unit


def is_number(word: str) -> bool:
    """Say whether a word is a number or a part of one: '400', 'thirty', 'million'."""
    low = word.lower()
    return bool(re.search(r"\d", low)) or all(part in _WORDS or part in _SCALES for part in low.split("-"))


def is_duration(quantity: Quantity) -> bool:
    """Say whether a figure is a span of time."""
    return quantity.unit in DURATIONS


def is_distance(quantity: Quantity) -> bool:
    """Say whether a figure is a length or a speed."""
    return quantity.unit in _LENGTHS


def matches(text: str) -> Iterator[float]:
    """Yield the values of a text's figures, whatever they count."""
    for match in _NUMBER.finditer(text):
        if match.group().strip():
            yield _value(match)
