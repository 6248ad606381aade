"""A text's figures and what they measure: '12 %' and 'twelve percent', 'a third', '6 pm', 'Gate 3'; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.nlp import facts
from assistant.nlp.numerals import CARDINALS

_NEAR = 0.02
"""Difference up to which a fraction in words is a share in per cent: 33 per cent is a third, 30 is not."""

_UNITS = {
    word: unit
    for unit, words in {
        "%": "percent pct point",
        "$": "dollar buck",
        "€": "euro",
        "£": "pound sterling",
        "¥": "yen",
        "krone": "krona krone kroner kronor",
        "franc": "franc",
        "yuan": "yuan renminbi",
        "rupee": "rupee",
        "rouble": "rouble ruble",
        "peso": "peso",
        "lira": "lira",
        "rand": "rand",
        "shekel": "shekel",
        "zloty": "zloty",
        "second": "sec",
        "minute": "minute min",
        "hour": "hour hr",
        "day": "day",
        "night": "night",
        "week": "week",
        "month": "month",
        "year": "year yr",
        "decade": "decade",
        "century": "century centurie",
        "mm": "mm millimetre millimeter",
        "cm": "cm centimetre centimeter",
        "metre": "metre meter",
        "km": "km kilometre kilometer",
        "inch": "inch inche",
        "foot": "foot feet ft",
        "yard": "yard",
        "mile": "mile",
        "gram": "gram",
        "kg": "kg kilo kilogram kilogramme",
        "tonne": "tonne ton",
        "litre": "litre liter",
        "gallon": "gallon",
        "barrel": "barrel",
        "acre": "acre",
        "hectare": "hectare ha",
        "degree": "degree",
        "watt": "watt",
        "megawatt": "megawatt mw",
        "gigawatt": "gigawatt gw",
    }.items()
    for word in words.split()
}
_LABELS = (
    "gate article line room number no phase section chapter page level group stage lane route highway flight channel "
    "platform terminal pier count act amendment resolution seed mark"
).split()
_AHEAD = 40
"""Characters in which a label stands before its number: 'gates 1, 2 and 4'."""
_SHOWN = ("%", "$", "€", "£", "¥")
_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_TIMES = CARDINALS | {"a": 1, "an": 1}

_FRACTION = re.compile(
    r"(?<!first )(?<!second )(?<!third )(?<!fourth )(?<!\w-)\b(?:(an?|one|two|three|four)[ -])?(half|thirds?|quarters?|"
    r"fifths?|tenths?)\b(?!-|time| an hour| hour| of the season)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?(?: ?([ap])\.?m\b\.?)|\b(\d{1,2}):(\d\d)\b", re.IGNORECASE)
_BASIS = re.compile(r"(\d+(?:\.\d+)?) basis points?", re.IGNORECASE)
_HUNDRED = re.compile(r"\b(\d) hundred (?:and )?(\d{1,2})\b(?![.,]\d)", re.IGNORECASE)
_NO_ONE = re.compile(r"\bno one\b", re.IGNORECASE)
_LAP = re.compile(r"\b(\d{1,2}):(\d\d\.\d+)\b")
_PAST_HOUR = re.compile(r"\b(\d{1,2}|a quarter|half) past (\d{1,2})\b", re.IGNORECASE)
_SIZED = frozenset(map(facts.stem, "long deep wide high tall old apart away more others other".split()))
"""Words behind a number whose unit the one before it has: 'six kilometres long and two deep'."""
_SCALED = re.compile(r"\d ?(million|billion|trillion)\b", re.IGNORECASE)
_ENDS = ("st", "nd", "rd", "th")
_RANGE = re.compile(r" ?(?:to|and|or|-|/) ?", re.IGNORECASE)
_PER = re.compile(r" ?(?:an?|per|each|every|/) ?(\w+)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,])([$€£¥]?) ?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(st|nd|rd|th)?"
    rf"(?:[ -]?({'|'.join(facts.SCALES)})\b)?(?: ?(%))?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[ -](?:(per cent)|([a-z]+))\b")
_BEFORE = re.compile(rf"\b({'|'.join(_LABELS)})s?\.? (?:(?:\d+(?:, | and | or ))*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold a figure.

    Attributes:
        shown: As it was written, number words in digits.
        values: What it can stand for: '5m' is five million, or five metres.
        unit: What it is measured in, where that is known: '%', 'km', 'time', 'part'.
        noun: Else the stem of the word right behind it.
        per: The time or thing that it is counted by ('a year').
        label: What it numbers rather than counts ('gate').
        at: Where it stands in the text with its number words in digits.
    """

    shown: str
    values: frozenset[float]
    unit: str = ""
    noun: str = ""
    per: str = ""
    label: str = ""
    at: int = 0


def measures(text: str) -> list[Measure]:
    """Return a text's figures in order, dates aside."""
    found = list(_parts(text))
    plain = in_plain(text)
    for match in _CLOCK.finditer(plain):
        hour = int(match[1] or match[4]) % (12 if match[3] else 24) + 12 * (match[3] or "").lower().count("p")
        found.append(Measure(match.group(), frozenset({60.0 * hour + int(match[2] or match[5] or 0)}), "time"))
    for match in _PAST_HOUR.finditer(plain):
        minutes = {"a quarter": 15, "half": 30}.get(match[1].lower()) or float(match[1])
        values = {60.0 * int(match[2]) + minutes, 60.0 * (int(match[2]) + 12) + minutes}
        found.append(Measure(match.group(), frozenset(values), "time"))
    plain = _PAST_HOUR.sub(_blank, _CLOCK.sub(_blank, plain))
    counted = [_measure(match, plain) for match in _NUMBER.finditer(plain)]
    return [*found, *_shared_scale(_shared_units(counted, plain), plain)]


def in_plain(text: str) -> str:
    """Return text with number words and basis points in plain digits, and fractions blank: what ``at`` points into."""
    text = _NO_ONE.sub(lambda match: f"nobody{'_' * (len(match.group()) - 6)}", text)
    text = _LAP.sub(r"\1 minutes \2 seconds", text)
    plain = facts.in_digits(_FRACTION.sub(lambda match: _blank(match) if _is_part(match) else match.group(), text))
    plain = _HUNDRED.sub(lambda match: str(100 * int(match[1]) + int(match[2])), plain)
    return _BASIS.sub(lambda match: f"{float(match[1]) / 100:g} percent", plain)


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def _is_part(match: re.Match[str]) -> bool:
    return match[2].lower() == "half" or bool(match[1])


def _parts(text: str) -> Iterator[Measure]:
    for match in _FRACTION.finditer(text):
        often, part = (match[1] or "").lower(), match[2].lower().removesuffix("s")
        if not _is_part(match):
            continue
        value = _TIMES.get(often, 1) * _PARTS[part]
        point = re.match(r" (?:of )?an? (?:percentage )?point", text[match.end() :])
        yield Measure(match.group(), frozenset({value}), "%" if point else "part", at=match.start())


def _measure(match: re.Match[str], plain: str) -> Measure:
    money, digits, _, scale, percent = match.groups()
    number = float(digits.replace(",", ""))
    values = {round(number * facts.SCALES.get((scale or "").lower(), 1), 6)}
    if scale and scale.lower() in "km" and not money:
        values.add(number)
    unit, noun, end = money or ("%" if percent else ""), "", match.end()
    behind = _NEXT.match(plain, end)
    if not unit and behind:
        word = (behind[2] or "percent").removesuffix("s")
        unit, end = _UNITS.get(word, ""), behind.end() if word in _UNITS else end
        noun = "" if unit or behind[2] in facts.STOP else facts.stem(behind[2])
    counted_by = _PER.match(plain, behind.end() if noun and behind else end)
    per = _UNITS.get(counted_by[1].lower().removesuffix("s"), "") if counted_by else ""
    before = _BEFORE.search(plain[max(0, match.start() - _AHEAD) : match.start()])
    shown = match.group().strip() + (plain[match.end() : end] if unit in _SHOWN else "")
    return Measure(shown, frozenset(values), unit, noun, per, before[1].lower() if before else "", match.start())


def _shared_units(found: list[Measure], plain: str) -> list[Measure]:
    """Give the first figure of a range the unit of the last: '8 to 11 per cent'."""
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        if not one.unit and two.unit and _RANGE.fullmatch(plain, one.at + len(one.shown), two.at):
            found[i] = replace(one, unit=two.unit)
    return found


_IN = {"second": ("s", 1), "minute": ("s", 60), "hour": ("s", 3600)}
_IN |= {"day": ("d", 1), "week": ("d", 7), "month": ("m", 1), "year": ("m", 12), "decade": ("m", 120)}
_IN |= {"century": ("m", 1200), "metre": ("l", 1), "km": ("l", 1000), "gram": ("w", 1), "kg": ("w", 1000)}
"""Units that are multiples of another: a decade is ten years."""


def _shared_scale(found: list[Measure], plain: str) -> list[Measure]:
    """Let a bare number stand for millions behind one in millions: 'of the 45 million, 35 are set aside'."""
    scale = 0.0
    for i, figure in enumerate(found):
        word = _SCALED.search(figure.shown)
        if word:
            scale = facts.SCALES[word[1].lower()]
        elif scale and not (figure.unit or figure.noun or figure.label or figure.shown[-2:] in _ENDS):
            found[i] = replace(figure, values=figure.values | {value * scale for value in figure.values})
    return found


def _multiple(told: Measure, held: Measure) -> bool:
    one, two = _IN.get(told.unit), _IN.get(held.unit)
    if not one or not two or one[0] != two[0] or one == two:
        return False
    return any(math.isclose(a * one[1], b * two[1]) for a in told.values for b in held.values)


def agree(told: Measure, held: Measure) -> bool:
    """Say whether a statement's figure can be a passage's: the value, and no other unit."""
    if _multiple(told, held):
        return True
    if "time" in (told.unit, held.unit) and told.unit != held.unit:
        return _hour(told, held)
    if not _same_value(told, held) or (told.label and held.label and told.label != held.label):
        return False
    if bool(told.label) != bool(held.label) and not (told.unit or held.unit) and told.label:
        return False
    if told.per and held.per and told.per != held.per:
        return False
    if told.unit and held.unit:
        return told.unit == held.unit or {told.unit, held.unit} == {"part", "%"}
    if told.unit:
        return not held.noun or held.noun == told.unit or held.noun in _SIZED
    return not (held.unit == "%" and told.noun)


def _hour(told: Measure, held: Measure) -> bool:
    """Say whether one figure is a time of day and the other a bare number that can be its hour: 'today at three'."""
    clock, bare = (told, held) if told.unit == "time" else (held, told)
    hours = {value * 60 % 720 for value in bare.values}
    return not (bare.unit or bare.noun or bare.label) and bool(hours & {value % 720 for value in clock.values})


def _same_value(told: Measure, held: Measure) -> bool:
    if {told.unit, held.unit} == {"part", "%"}:
        share, part = (told, held) if told.unit == "%" else (held, told)
        return any(abs(a / 100 - b) < _NEAR for a in share.values for b in part.values)
    return bool(told.values & held.values)
