"""The quantities of a sentence with what they are of: the noun, the clause, the topic; pure.

A figure of one report can only be held against a figure of another one if both are of the same thing. So each is read
with the words around it: the thing counted, what a sum is of, what happened to the people counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.nlp.facts import stem
from assistant.nlp.lexical import content_words
from assistant.nlp.quantities import Quantity, find_quantities
from assistant.nlp.quantity_topics import find_topics, list_topics
from assistant.nlp.word_lists import read_words

_SHARES = frozenset(("percent", "percentage point", "basis point"))
_SPANS = frozenset("second minute hour day week fortnight month year decade century".split())
_DISTANCES = frozenset(
    ("metre", "kilometre", "centimetre", "millimetre", "mile", "foot", "inch", "yard", "mile per hour")
) | {"kilometre per hour", "knot"}
_AHEAD = 90
"""Characters before a figure in which a word makes it an expected one."""
_AROUND = 9
"""Words of the clause before and behind a figure that tell what it counts."""
_NOUN_WORDS = 3
_MOST_OF_WORD = 0.5
"""Share of a word's places that follow a number from which it is a unit of money: 'crowns' that are worn are not."""
_TIMES_COUNTED = 3
_LARGE = 1e6
_DEFINITE = frozenset("the these those his her its their both all any every each other another".split())
_BEFORE_HOUR = frozenset("at by around past until till before after".split())
"""Before a number that tells the hour: 'they left at seven'."""
_APART = re.compile(r" (?:later|earlier|ago|before|after|into|from now)\b")
_WINDOW = re.compile(r"\b(?:past|last|next|coming|previous|first|final|within|every|each)(?: the)? $", re.IGNORECASE)
_PER = re.compile(r" (?:an?|per|each|every) (?P<per>hour|day|week|month|year|person|head|barrel|kilo|tonne)\b")
_EXPECTED = re.compile(r"\b(?:forecast|expect|predict|project(?:s|ed|ion)|target|aim)", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|could|might|may)\b[^,;.]*$")
_ROUGH = re.compile(
    r"\b(?:than|over|nearly|about|almost|some|around|least|up to|close to|roughly|approximately|estimated|under) $",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"[;:]|,? \b(?:when|after|as|because|since|while|but) ")
_CLAUSE = re.compile(
    r"[;()“”\"]|:(?!\d)| [-–—] |, (?:which|who|and|but|while|with|where|when|as|after|before|according)\b|,(?!\d)"
    r"|(?<=[a-z%\d])[.?!] (?=[A-Z])"
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one)(?= (?:else )?(?:was|were|is|has|had|have|died|dies)\b)", re.IGNORECASE
)
_DOUBTED = re.compile(r"\b(?:false\w*|hoax|whether|if|unless|so that|ensure|sure|hop(?:e|es|ed|ing))\b", re.IGNORECASE)
_NOBODY_REACH = 30
"""Characters behind 'nobody' within which it is said what nobody is."""


@dataclass(frozen=True, slots=True)
class StatedQuantity:
    """Hold a quantity with what it is of.

    Attributes:
        start: Where it begins in the text …
        end: … and ends, with the noun that it counts.
        shown: As it is printed ('4,200 people', '8.5 percent').
        value: Its value, of a range the lower one.
        unit: As a ``Quantity`` has it, '%' for shares out of 100; else the stem of the noun that it counts.
        subject: What it can be compared by: a unit with its topic, the thing counted, or 'deaths' and the like.
        clause: The words of its clause, with '…' in its place.
        words: Stems of those words.
        topics: What it can be of, as far as it is money or a share, the likeliest first.
        rough: It is said to be more, less or about as much.
        money: It is a sum of money.
        noun: The words for what it counts, as they are printed; empty where there are none.
    """

    start: int
    end: int
    shown: str
    value: float
    unit: str
    subject: str
    clause: str
    words: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    rough: bool = False
    money: bool = False
    noun: str = ""

    @property
    def is_share(self) -> bool:
        """Return whether it is a share out of 100."""
        return self.unit == "%"

    @property
    def is_span(self) -> bool:
        """Return whether it is a span of time."""
        return self.unit in _SPANS

    @property
    def is_distance(self) -> bool:
        """Return whether it is a length or a speed."""
        return self.unit in _DISTANCES

    @property
    def is_measured(self) -> bool:
        """Return whether it is a sum or a share, and so counts no things."""
        return self.money or self.is_share

    @property
    def counts_people(self) -> bool:
        """Return whether it counts people by what happened to them."""
        return self.subject in list_topics("people")


def find_stated_quantities(text: str, currencies: Collection[str] = ()) -> list[StatedQuantity]:
    """Return the quantities of a sentence with what they are of; ages, and spans that only say when, are left out.

    Args:
        text: A sentence.
        currencies: Nouns that are units of money beside the known ones (``find_currencies``).
    """
    found: list[StatedQuantity] = []
    for quantity in find_quantities(text):
        bracketed = bool(found) and bool(found[-1].unit) and text[found[-1].end : quantity.start] == " ("
        converted = bracketed and bool(quantity.unit) and quantity.unit not in _SHARES  # '3 miles (5 km)'
        if not converted and _is_stated(text, quantity):
            found.append(_state(text, quantity, currencies))
    return [*_share_subjects(found), *_find_nobody(text)]


def find_currencies(texts: Iterable[str]) -> frozenset[str]:
    """Return nouns that are units of money in these texts: singular behind numbers, millions too, seldom elsewhere."""
    counted: Counter[str] = Counter()
    large: set[str] = set()
    everywhere: Counter[str] = Counter()
    for text in texts:
        for quantity in find_quantities(text):
            if quantity.noun and not quantity.unit and text[quantity.end :].startswith(f" {quantity.noun}"):
                counted[quantity.noun] += 1
                large |= {quantity.noun} if quantity.low >= _LARGE else set()
        everywhere.update(re.findall(r"[^\W\d_]+", text))
    known = read_words("stop_words") | read_words("people_words")
    return frozenset(
        noun
        for noun in large
        if counted[noun] >= max(_TIMES_COUNTED, _MOST_OF_WORD * everywhere[noun])
        and not noun.endswith("s")
        and noun not in known
    )


def find_currency(texts: Iterable[str], currencies: Collection[str]) -> str:
    """Return the currency that texts have most of their large sums in; empty where they have none."""
    units = Counter(
        quantity.unit or quantity.noun
        for text in texts
        for quantity in find_quantities(text)
        if quantity.low >= _LARGE and (_is_iso(quantity.unit) or quantity.noun in currencies)
    )
    return units.most_common(1)[0][0] if units else ""


def set_currency(quantity: StatedQuantity, currency: str, text: str) -> StatedQuantity:
    """Return a quantity that states no unit as a sum of money."""
    topics = find_topics(text, quantity.start, quantity.end, "sum")
    subject = " ".join([currency, *topics[:1]])
    return replace(quantity, unit=currency, subject=subject, topics=tuple(topics), money=True)


def _is_iso(unit: str) -> bool:
    """Return whether a unit is a currency: those alone are written in capitals."""
    return len(unit) == 3 and unit.isupper()


def _is_stated(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity is a figure that a report states."""
    before, after = text[: quantity.start], text[quantity.end :]
    if quantity.vague or quantity.kind == "age" or quantity.unit == "share":
        return False
    if quantity.unit in _SPANS and (_WINDOW.search(before) or _APART.match(after) or after.startswith("-")):
        return False
    last = re.findall(r"[\w’']+", before[-_AHEAD:])[-3:]
    word = last[-1].lower() if last and before.endswith(" ") else ""
    if word in read_words("label_nouns") and not quantity.unit:
        return False
    in_words = not re.search(r"\d", text[quantity.start : quantity.end])
    bare = not quantity.unit and quantity.low < 100
    hour = word in _BEFORE_HOUR and not _find_noun(after)
    if bare and in_words and (word in _DEFINITE or quantity.low == 1 or hour):
        return False
    if not quantity.unit and re.match(r"-[a-z]|[/:]\d|-\d", after):
        return False
    return quantity.unit != "percent" or not _is_wholly(quantity, last, after)


def _is_wholly(quantity: Quantity, last: Sequence[str], after: str) -> bool:
    """Return whether '100 per cent' says 'wholly': 'he was 100 per cent sure'."""
    said = last and re.search(r"(?:['’](?:m|s|re)|\b(?:is|was|are|were|am|be|been|not))$", last[-1], re.IGNORECASE)
    behind = re.match(r" ([a-z]+)", after)
    return quantity.low == 100 and bool(said) and behind is not None and behind[1] not in read_words("stop_words")


def _state(text: str, quantity: Quantity, currencies: Collection[str]) -> StatedQuantity:
    start, end = quantity.start, quantity.end
    money = _is_iso(quantity.unit)
    if quantity.noun in currencies and not quantity.unit:
        quantity, money = replace(quantity, unit=quantity.noun), True
        end = text.index(quantity.noun, end) + len(quantity.noun)
    noun = "" if quantity.unit else _find_noun(text[end:])
    end += len(noun) + 1 if noun else 0
    counted = noun.split()[-1].lower() if noun else ""
    unit = "%" if quantity.unit in _SHARES else quantity.unit or stem(counted)
    measured = money or unit == "%"
    whole, left, right = _find_clause(text, start, end)
    topics = find_topics(text, start, end, "sum") if measured else []
    people = not quantity.unit and (not noun or _is_person(counted))
    happened = find_topics(text[whole:right], start - whole, start - whole, "people")[:1] if people else []
    subject = " ".join([unit, *topics[:1]]) if measured else (happened or [unit])[0]
    per = _PER.match(text[end:])
    subject += f" a {per['per']}" if per else ""
    before = _SUBORDINATE.split(text[max(0, start - _AHEAD) : start])[-1]
    subject += " expected" if _EXPECTED.search(before) or (unit == "%" and _WILL.search(before)) else ""
    return StatedQuantity(
        start,
        end,
        text[start:end],
        quantity.low / 100 if quantity.unit == "basis point" else quantity.low,
        unit,
        subject,
        " ".join(f"{text[left:start]}… {text[end:right].strip()}".strip(" ,").split()),
        frozenset(content_words(f"{text[whole:start]} {noun or ('' if measured else unit)} {text[end:right]}")),
        tuple(topics),
        bool(_ROUGH.search(text[:start])) or quantity.high > quantity.low,
        money,
        noun,
    )


def _share_subjects(found: Sequence[StatedQuantity]) -> Iterator[StatedQuantity]:
    """Yield quantities; one that does not say what it is of, is of what the one before it is."""
    before: StatedQuantity | None = None
    for quantity in found:
        stated = quantity
        if before is not None and quantity.subject == quantity.unit == before.unit and before.subject != before.unit:
            stated = replace(quantity, subject=before.subject)
        yield stated
        before = stated


def _find_nobody(text: str) -> Iterator[StatedQuantity]:
    """Yield a nought where nobody is missing, hurt or dead."""
    for match in _NOBODY.finditer(text):
        whole, _, right = _find_clause(text, *match.span())
        happened = find_topics(text[match.end() : match.end() + _NOBODY_REACH], 0, 0, "people")
        if happened and not _DOUBTED.search(text[: match.start()]):
            clause = f"{text[whole : match.start()]}… {text[match.end() : right].strip()}".strip(" ,")
            yield StatedQuantity(*match.span(), match.group(), 0.0, "", happened[0], " ".join(clause.split()))


def _is_person(noun: str) -> bool:
    people = read_words("people_words")
    return noun in people or noun.removesuffix("s") in people


def _find_noun(after: str) -> str:
    """Return the words behind a number up to the thing that it counts: 'foreign soldiers', 'people'."""
    words = re.match(rf"(?: [A-Za-z][\w’'-]*){{1,{_NOUN_WORDS}}}", after)
    found: list[str] = []
    for word in words.group().split() if words else ():
        low = word.lower()
        if (low in read_words("stop_words") and low not in read_words("people_words")) or low.endswith(("ly", "ing")):
            break
        found.append(word)
        if low in read_words("people_words") or (low.endswith("s") and not low.endswith("ss")):
            return " ".join(found)
    return found[0] if found and _is_person(found[0].lower()) else ""


def _find_clause(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Return where the clause of a figure begins, and the span of its words next to the figure."""
    breaks = [match.span() for match in _CLAUSE.finditer(text)]
    whole = max((stop for _, stop in breaks if stop <= start), default=0)
    right = min((begin for begin, _ in breaks if begin >= end), default=len(text.rstrip(".!?")))
    if not text[whole:start].strip() and not text[end:right].strip():  # nothing but the figure between two commas
        before, behind = text[:start], text[end:].rstrip(".!?")
    else:
        before, behind = text[whole:start], text[end:right]
    left = start - len("".join(re.findall(r"\S+\s*", before)[-_AROUND:]))
    return whole, left, end + len("".join(re.findall(r"\s*\S+", behind)[:_AROUND]))
