"""Numbers as English writes them, in digits and words, without their units: read at the tokens of a text; pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.nlp.facts import MONTHS
from assistant.nlp.number_words import FEW_TO, NumberWord, read_number_words, read_units, tokens_of

_WHOLES = frozenset((3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000))
"""What 'one in so many' is told of."""

_LAST_DAY = 31
_OLDEST = 120
"""Years up to which a bare number can be an age."""
_JOINTS = (",", "and", "or", "to", "-", "–")
"""What stands between the days of a list: '21, 23 and 25 June'."""
_VERBS = ("may", "march")
MONTH_WORDS = frozenset(MONTHS) | {month[:3] for month in MONTHS} | {"sept"}


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a number without its unit: its values, the token after it, its scale, whether it is a part of one."""

    low: float
    high: float
    after: int
    scale: float = 1.0
    part: bool = False
    vague: bool = False


class NumberGrammar:
    """Read the number that begins at a token of a text, in its longest form."""

    def __init__(self, text: str) -> None:
        """Cut a text into tokens."""
        self.text = text
        self.tokens = tokens_of(text)
        self.low = [token.text.lower() for token in self.tokens]
        self.words = read_number_words()
        self.units = read_units()

    def read_number(self, place: int) -> Number | None:
        """Return the longest number that begins at a token, without its unit."""
        return self._vague(place) or self._fraction(place) or self._in(place) or self._plain(place)

    def _in(self, place: int) -> Number | None:
        """Read 'one in five', 'nine out of ten'."""
        one = self._plain(place)
        if one is None or one.scale != 1 or self.low[place] in ("a", "an"):
            return None
        after = one.after
        if self.at(after) == "out" and self.at(after + 1) == "of":
            after += 1
        elif self.at(after) != "in" or self.at(after + 1) in ("the", "a"):
            return None
        of = self._plain(after + 1)
        whole = of is not None and of.low > one.low and of.low in _WHOLES
        return Number(one.low / of.low, one.low / of.low, of.after, part=True) if of and whole else None

    def _fraction(self, place: int) -> Number | None:
        """Read 'half a million', 'a third of', 'two-thirds', 'three quarters of a million', 'half an hour'."""
        count, at = 1.0, place
        word = self._word(at)
        if word is None or word.role != "part":
            times = self._small(place)
            at = place + 1 + (self.at(place + 1) == "-")
            word = self._word(at) if times is not None else None
            if times is None or word is None or word.role != "part" or (times > 1) != self.low[at].endswith("s"):
                return None
            count = times
        elif not self.at(at).startswith("half") or self.at(place - 1) in (
            "first",
            "second",
            "other",
            "better",
            "and",
        ):
            return None
        value, at = count * word.value, at + 1
        if self.at(at) in ("-", "time") or self.at(at) == "finals":
            return None
        of = at + (self.at(at) == "of")
        if self.at(of) in ("a", "an") and (scale := self._word(of + 1)) and scale.role == "scale":
            return Number(value * scale.value, value * scale.value, of + 2, scale=scale.value)
        if self.at(at) in ("a", "an") and self.at(at + 1) in self.units:
            return Number(value, value, at + 1)
        return Number(value, value, at, part=True)

    def _vague(self, place: int) -> Number | None:
        """Read 'dozens', 'tens of thousands', 'several hundred', 'a few thousand', 'a couple of hundred'."""
        at = place + (self.at(place) == "a" and self._role(place + 1) in ("few", "couple"))
        word = self._word(at)
        if word is None:
            return None
        if word.role == "many":
            value, at = word.value, at + 1
            while self.at(at) == "of" and self._role(at + 1) == "many":
                value, at = value * self.words[self.low[at + 1]].value, at + 2
            return Number(2 * value, (FEW_TO if value < 1e6 else 999) * value, at, vague=True)
        of = at + 1 + (self.at(at + 1) == "of")
        scale = self._word(of)
        if word.role in ("few", "couple") and scale is not None and scale.role == "scale":
            high = 2 if word.role == "couple" else FEW_TO
            return Number(word.value * scale.value, high * scale.value, of + 1, vague=word.role == "few")
        return Number(2, 2, of) if word.role == "couple" and of > at + 1 and at > place else None

    def _plain(self, place: int) -> Number | None:
        """Read digits or number words with their scale: '1.2bn', '3 million', 'two and a half thousand'."""
        if place >= len(self.tokens):
            return None
        token = self.tokens[place]
        if token.value is not None:
            return self._scaled(token.value, place + 1, in_words=False)
        word = self._word(place)
        if self.low[place] in ("a", "an") and self._role(place + 1) == "scale":
            return self._scaled(1, place + 1)
        if word is None or word.role not in ("unit", "teen", "ten"):
            return None
        value, at = word.value, place + 1
        if word.role == "ten":
            nxt = at + (self.at(at) == "-")
            if self._role(nxt) == "unit":
                value, at = value + self.words[self.low[nxt]].value, nxt + 1
        return self._scaled(value, at)

    def _scaled(self, value: float, at: int, *, in_words: bool = True) -> Number:
        """Return a number with the scales behind it: 'two hundred and five thousand', '45.5m'."""
        half = self.at(at) == "and" and self.at(at + 1) in ("a", "an") and self.at(at + 2) == "half"
        if half:
            value, at = value + 0.5, at + 3
        total, current, scale = 0.0, value, 1.0
        while (word := self._word(at + (self.at(at) == "-"))) is not None:
            letter = word.role == "letter" and self._touches(at) and not self._touches(at + 1)
            if word.role != "scale" and not letter:
                break
            at += 1 + (self.at(at) == "-")
            current *= word.value
            scale *= word.value
            follow = at + (self.at(at) == "and")
            rest = self._small(follow) if in_words and word.role == "scale" and word.value >= 100 else None
            if word.value >= 1000:
                total, current = total + current, 0.0
            if rest is not None and rest < word.value and self._role(follow) != "part":
                size = 1
                if self._role(follow) == "ten" and self.at(follow + 1) == "-" and self._role(follow + 2) == "unit":
                    rest, size = rest + self.words[self.low[follow + 2]].value, 3
                current, at = current + rest, follow + size
        return Number(total + current, total + current, at, scale=scale)

    def is_day(self, begin: int, after: int) -> bool:
        """Return whether a number is a day: '12 March', '3 to 5 July', '21, 23 and 25 June', 'May 3 and 5'."""
        at = after
        while self.at(at) in _JOINTS and self.can_be_day(at + 1):
            at += 2
        if self.is_month(at + (self.at(at) == "of")):
            return True
        at = begin - 1
        while self.at(at) in _JOINTS and self.can_be_day(at - 1):
            at -= 2
        if not self.is_month(at) or self.can_be_day(at - 1):
            return False
        return at == begin - 1 or self.at(after) in _JOINTS or not self.at(after).isalpha()

    def can_be_day(self, place: int) -> bool:
        """Return whether a token is a number of 1 to 31 in digits."""
        value = self.tokens[place].value if 0 <= place < len(self.tokens) else None
        return value is not None and 1 <= value <= _LAST_DAY

    def is_month(self, place: int) -> bool:
        """Return whether a token is a month; 'may' and 'march' in small letters are verbs."""
        return self.at(place) in MONTH_WORDS and (self.at(place) not in _VERBS or self.tokens[place].text[0].isupper())

    def is_age(self, begin: int, after: int, unit: str) -> bool:
        """Return whether a number is an age: 'a 34-year-old', 'aged 7', 'Ms. Roe, 58,'."""
        if unit:
            return "old" in (self.at(after), self.at(after + 1) if self.at(after) == "-" else "")
        if self.at(begin - 1) in ("aged", "age"):
            return True
        value = self.tokens[begin].value if after == begin + 1 else None
        if value is None or value > _OLDEST or self.at(after) not in (",", ".", ";", ")", ""):
            return False
        named = self.at(begin - 1) == "," and begin > 1 and self.tokens[begin - 2].text[:1].isupper()
        return named and not self.is_month(begin - 2)

    def is_score(self, begin: int) -> bool:
        """Return whether a number is one side of a score: '2-1'; what a dash joins else was read as a range."""
        sides = ((begin + 1, begin + 2), (begin - 1, begin - 2))
        return any(self.at(dash) in ("-", "–") and self.at(number).isdigit() for dash, number in sides)

    def _touches(self, place: int) -> bool:
        """Return whether a word or number follows the token before it without a blank."""
        if not self.at(place).isalnum():
            return False
        return self.tokens[place].start == self.tokens[place - 1].end

    def _small(self, place: int) -> float | None:
        """Return the value of one number word, or of 'a'."""
        if self.at(place) in ("a", "an"):
            return 1.0
        word = self._word(place)
        return word.value if word is not None and word.role in ("unit", "teen", "ten") else None

    def at(self, place: int) -> str:
        """Return a token in small letters; empty where there is none."""
        return self.low[place] if 0 <= place < len(self.low) else ""

    def _word(self, place: int) -> NumberWord | None:
        return self.words.get(self.at(place))

    def _role(self, place: int) -> str:
        word = self._word(place)
        return word.role if word else ""
