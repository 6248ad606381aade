"""The one reader of quantities: money, shares, measures, counts, ranges, in digits or words; pure.

A text is cut into tokens; at each of them a number is read in its longest form, then its range, its unit and the noun
behind it. What looks like a number and counts nothing (a day, a year, an ordinal, a part of a name) is told apart by
its ``kind``, since a check of figures wants those, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.nlp.facts import DAYS
from assistant.nlp.number_grammar import MONTH_WORDS, Number, NumberGrammar

Kind = Literal["quantity", "year", "ordinal", "label", "clock", "age", "day"]

_YEARS = (1100, 2100)
"""Bare numbers of four digits that are years."""
_CLOCK = re.compile(
    r"\b\d{1,2}:\d\d(?![\d:]|\.\d)(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b\.?"
    r"|\b\d{1,2}\.\d\d (?=GMT|BST)",
    re.IGNORECASE,
)
_SAME = 1e-6
_NEAR_SHARE = 0.02
"""Difference up to which a fraction in words and a share in per cent are the same: 33 per cent is a third."""
_ABOUT = 0.05
"""Difference, as a part of the value, that an 'about' covers."""
_BASE = {
    "percent": ("share", 0.01),
    "minute": ("second", 60),
    "hour": ("second", 3600),
    "week": ("day", 7),
    "year": ("month", 12),
    "decade": ("month", 120),
    "century": ("month", 1200),
}
"""Units that are told in others, too: 'half a century' is 50 years."""
_RANGE = ("to", "or", "-", "–", "—")
_NO_COUNT = frozenset("of another more thing is was has who that".split())
"""Words behind a 'one' that counts nothing."""
_CALENDAR = MONTH_WORDS | frozenset(DAYS)
_SHARE = "share"
_LEAST_WON = 1e4
"""Below it a 'won' behind a number is a verb: the coin of ten won is hardly used any more."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Hold a quantity of a text.

    Attributes:
        start: Offset of its first character, its currency sign included.
        end: Offset after its last one, its unit included.
        low: The value, or the lower one of a range.
        high: The higher one of a range, else as ``low``.
        unit: Canonical: ISO 4217 for money, 'percent', 'share', a measure in the singular; empty where it only counts.
        noun: The word behind it, in small letters; empty where none is.
        kind: Whether it is a quantity, or a number of another kind.
        vague: It states no number ('dozens').
    """

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    noun: str = ""
    kind: Kind = "quantity"
    vague: bool = False


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities that a text states, ages too; days, years, ordinals and numbers in names are none."""
    return [found for found in find_numbers(text) if found.kind in ("quantity", "age")]


def find_numbers(text: str, *, days: bool = False) -> list[Quantity]:
    """Return every number of a text in order, told apart by kind.

    Args:
        text: Any text.
        days: Whether numbers that are days of a month are wanted, too.
    """
    reader = _Reader(text)
    found: list[Quantity] = []
    place = 0
    while place < len(reader.tokens):
        number, after = reader.read(place)
        if number is not None and (days or number.kind != "day"):
            found.append(number)
        place = max(after, place + 1)
    return found


def agree(one: Quantity, other: Quantity, *, about: bool = False) -> bool:
    """Return whether two numbers state the same: values that meet, in units that do not differ.

    Args:
        one: A number.
        other: Another one.
        about: Whether the values may differ as 'about 250' and 247 do.
    """
    a, b = (_in_base(one), _in_base(other)) if one.unit and other.unit else (one, other)
    if a.unit and b.unit and a.unit != b.unit and {a.unit, b.unit} != {"GBP", "pound"}:
        return False
    slack = _ABOUT * b.high if about else _SAME * max(1.0, abs(a.low))
    slack = max(slack, _NEAR_SHARE) if a.unit == _SHARE else slack
    return a.low <= b.high + slack and b.low <= a.high + slack


def _in_base(quantity: Quantity) -> Quantity:
    """Return shares out of 100 as parts of one, and times in the unit that they are whole numbers of."""
    unit, by = _BASE.get(quantity.unit, (quantity.unit, 1.0))
    return replace(quantity, low=quantity.low * by, high=quantity.high * by, unit=unit)


class _Reader(NumberGrammar):
    """Read quantities at places of a text's tokens."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.clocks = {match.start(): match.end() for match in _CLOCK.finditer(text)}

    def read(self, place: int) -> tuple[Quantity | None, int]:
        """Return the number that begins at a token, if one does, and the token after it."""
        token = self.tokens[place]
        if token.start in self.clocks:
            end = self.clocks[token.start]
            after = next(
                (at for at in range(place, len(self.tokens)) if self.tokens[at].start >= end), len(self.tokens)
            )
            return Quantity(token.start, end, *self._clock(token.start, end), kind="clock"), after
        if half := self._and_a_half(place):
            return half
        between = self.low[place] == "between"
        begin = place = place + between
        unit = self.units.get(self.at(place), "") if self.at(place) and _is_sign(self.tokens[place].text) else ""
        number = self.read_number(place + bool(unit))
        if number is None:
            return None, begin + (not between)
        return self._finish(begin, number, unit, between=between)

    def _and_a_half(self, place: int) -> tuple[Quantity, int] | None:
        """Read 'a year and a half'."""
        if self.at(place) not in ("a", "an") or self.low[place + 2 : place + 5] != ["and", "a", "half"]:
            return None
        unit, after = self._unit(place + 1)
        if after != place + 2:
            return None
        return Quantity(self.tokens[place].start, self.tokens[place + 4].end, 1.5, 1.5, unit), place + 5

    def _finish(self, begin: int, number: Number, unit: str, *, between: bool) -> tuple[Quantity | None, int]:
        number = self._range(begin, number, unit, between=between)
        behind, after = self._unit(number.after)
        if behind == "KRW" and number.high < _LEAST_WON:
            behind, after = "", number.after
        unit = unit or behind or (_SHARE if number.part else "")
        if behind and self.at(after) == "and" and self.at(after + 1) in ("a", "an") and self.at(after + 2) == "half":
            number = replace(number, low=number.low + 0.5, high=number.high + 0.5)
            after += 3
        noun = self._noun(after)
        start = self.tokens[begin].start
        end = self.tokens[after - 1].end
        kind = self._kind(begin, number, after, unit)
        if kind is None:
            return None, after
        return Quantity(start, end, number.low, number.high, unit, noun, kind, number.vague), after

    def _range(self, begin: int, first: Number, unit: str, *, between: bool) -> Number:
        """Return a number with the one that it reaches to: 'between 3 and 4 million', '20 to 30', '5-10'."""
        own, place = self._unit(first.after)
        joint = self.at(place)
        joins = joint == "and" if between else joint in _RANGE and self.at(begin - 1) != "from"
        if not joins:
            return first
        place += 1
        sign = self.units.get(self.at(place), "") if _is_sign(self.at(place)) else ""
        if sign and (own or sign != unit):
            return first
        place += bool(sign)
        second = self.read_number(place)
        if second is None or second.part != first.part:
            return first
        low = first.low * second.scale if first.scale == 1 and first.low <= second.low / second.scale else first.low
        if own and self._unit(second.after)[0] not in ("", own):
            return first
        if low > second.high or (joint in ("-", "–", "—") and not between and self._is_glued(place, first.after)):
            return first
        return replace(second, low=low, part=first.part)

    def _is_glued(self, place: int, joint: int) -> bool:
        """Return whether a dash stands between spaces: then it is no range."""
        dash = self.tokens[joint]
        return dash.start > self.tokens[joint - 1].end or self.tokens[place].start > dash.end

    def _unit(self, place: int) -> tuple[str, int]:
        """Return the unit at a token, in its longest form, and the token after it."""
        at = place + (self.at(place) == "-")
        for size in (3, 2, 1):
            words = "_".join(self.low[at : at + size])
            if len(self.low[at : at + size]) == size and words in self.units:
                return self.units[words], at + size
        return "", place

    def _noun(self, place: int) -> str:
        at = place + (self.at(place) in ("-", "of"))
        return self.at(at) if self.at(at).isalpha() else ""

    def _kind(self, begin: int, number: Number, after: int, unit: str) -> Kind | None:
        """Return what a number is; None where the word counts nothing ('one another', 'Ocean's Eleven', '12 March')."""
        token = self.tokens[begin]
        if token.ordinal:
            return "ordinal"
        single = number.after == begin + 1 and not unit
        if self.low[begin] == "one" and single and not number.part:
            idle = (
                not self._noun(after) or self.at(begin + 1) in _NO_COUNT or self.at(begin - 1) in ("no", "any", "every")
            )
            return None if idle else "quantity"
        if token.value is None:
            named = token.text[:1].isupper() and not token.text.isupper() and not self._opens(begin)
            return None if named and not unit else "quantity"
        if not unit and number.scale == 1 and self.can_be_day(begin) and self.is_day(begin, number.after):
            return "day"
        if self.is_age(begin, after, unit):
            return "age"
        if single and (self._is_named(begin) or self._is_glued_to_word(number.after) or self.is_score(begin)):
            return "label"
        year = single and len(token.text) == 4 and _YEARS[0] <= number.low <= _YEARS[1]
        return "year" if year else "quantity"

    def _is_glued_to_word(self, place: int) -> bool:
        """Return whether letters follow a number without a blank: '40s', '27032K80'."""
        return self.at(place).isalpha() and self.tokens[place].start == self.tokens[place - 1].end

    def _is_named(self, place: int) -> bool:
        """Return whether a number is a part of a name: 'Covid-19', 'Formula 1'."""
        before = place - 1 - (self.at(place - 1) == "-")
        if before < 0 or not self.tokens[before].text[:1].isupper():
            return False
        return self.low[before] not in _CALENDAR and (not self._opens(before) or before == place - 2)

    def _opens(self, place: int) -> bool:
        """Return whether a token opens a sentence."""
        return place == 0 or self.at(place - 1) in (".", "!", "?", ":", '"', "“", "‘", "(")

    def _clock(self, start: int, end: int) -> tuple[float, float]:
        parts = [int(part) for part in re.findall(r"\d+", self.text[start:end])]
        late = "p" in self.text[start:end].lower() and parts[0] < 12
        value = parts[0] + 12 * late + (parts[1] / 60 if len(parts) > 1 else 0)
        return value, value


def _is_sign(text: str) -> bool:
    """Return whether a unit may stand before its number: '$', 'US$', 'EUR'."""
    return not text.isalpha() or (text.isupper() and len(text) == 3)
