"""The figures that the sentences on a topic have, each with its weight and the days as of which it holds; pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.briefing.documents import MANY, Reading, Sentence
from assistant.briefing.figures.figure_scope import LONG_BEFORE, elsewhere
from assistant.briefing.salience import weigh
from assistant.nlp.lexical import content_words
from assistant.nlp.quantities import find_numbers
from assistant.nlp.sentences import unquoted
from assistant.nlp.stated_quantities import (
    StatedQuantity,
    find_currencies,
    find_currency,
    find_stated_quantities,
    set_currency,
)
from assistant.nlp.temporal.briefing_periods import When, on
from assistant.nlp.temporal.mentions import Mention, mentions

_TITLE, _AGAIN = 0.35, 0.15
"""Given for a figure of the headline, and for each further text that has it."""
_BARE, _SPAN, _SMALL, _PARTIAL, _SPOKEN, _ONCE = 0.5, 0.5, 0.8, 1.2, 0.1, 0.25
"""Taken off what names nothing that it counts, a span of time, a small number of things, a part of another count,
what somebody says, and a number of things that one text alone has further down."""
_ASIDE, _LITTLE_ABOUT = 0.5, 0.25
"""Taken off where the sentence is hardly about the topic, and how little that is."""
_UPPER = 3
"""Sentences of an article that are its upper part."""
_MOST_AGAIN = 3
_PRINTED = re.compile(r"[%$€£¥]|illion [a-z]|\d (?!\w*illion)[a-z]|[a-z] (?!\w*illion)[a-z]")
"""The unit of a sum, where it stands beside it."""
_TELLING = 3
"""Words around a share below which nothing tells what it is of."""
_LITTLE = 12
"""Number of things up to which it is small."""
_MILLION = 1e6
_KNOWN = 0.4
"""Weight among the words that the articles share from which a name is the topic's own."""
_PART = re.compile(r"^(?:more |another )?(?:of (?:the|them|those|these|whom|which)|further\b)")
_GROUPS = re.compile(r"\b(?:men|children|pupils|students|teachers|women|officers|babies|toddlers)\b", re.IGNORECASE)
"""Those who are a part of all the dead."""
_AMONG = re.compile(r"(?:Among|Of) (?:them|those|these)\b")
_PART_OF_MANY = re.compile(r"of (?:the|those|these) (?:\d|two|three|four|five|six|seven|eight|nine|ten)")
_REST = re.compile(
    r"\b(?:remaining|another|further|rest of the|last|additional|extra|includ(?:ed|es|ing)) $|"
    r"\b(?:county|city|province|town|village)['’]s (?:[\w-]+ ){0,5}$|"
    r"\b(?:one|another|each) of (?:the|its|their)\b",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(?:prison|jail|sentence[ds]?|truce|ceasefire|ban(?:ned)?|suspended|contract)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a figure as one sentence tells it.

    Attributes:
        when: The days as of which it holds.
        dated: Its own sentence says as of when.
        headed: Its article's headline has it.
        central: It counts a thing that more than one text on the topic counts.
        part: The place or other event that a count is limited to, or 'part'; empty for the whole.
        term: Its sentence is on a sentence, a truce or a contract, which last for a time.
    """

    sentence: Sentence
    quantity: StatedQuantity
    weight: float
    when: When | None
    dated: bool
    central: bool = False
    headed: bool = False
    part: str = ""
    term: bool = False

    @property
    def printed(self) -> str:
        """Return when its article was printed."""
        return self.sentence.article.published or ""

    @property
    def day(self) -> date:
        """Return the day as of which it holds, the first where it is a span."""
        return self.when.last if self.when else date.min


def all_told(reading: Reading) -> Iterator[Told]:
    """Yield every figure of the sentences on a topic."""
    held: Counter[tuple[str, float]] = Counter()
    tellers: dict[str, set[str]] = defaultdict(set)
    found = []
    times: dict[tuple[str, int], list[Mention]] = {}
    currencies = find_currencies(article.text for article in reading.articles)
    for sentence in reading.sentences:
        own = [
            _in_money(quantity, sentence, currencies) for quantity in find_stated_quantities(sentence.text, currencies)
        ]
        if own and sentence.article.day:
            times[sentence.article.id, sentence.start] = mentions(sentence.text, sentence.article.day)
        for quantity in own:
            found.append((sentence, quantity))
        for quantity in own:
            tellers[quantity.subject].add(sentence.story)
        held.update({(quantity.subject, quantity.value) for quantity in own})
    own_names = frozenset(reading.weighed) | {stem for stem, weight in reading.core.items() if weight >= _KNOWN}
    began = min((article.day for article in reading.articles if article.day), default=None)
    titles = {article.id: {number.low for number in find_numbers(article.title)} for article in reading.articles}
    for sentence, quantity in found:
        headed = quantity.value in titles[sentence.article.id]
        headed = headed and (quantity.value > _LITTLE or quantity.counts_people or quantity.is_measured)
        weight = weigh(sentence, reading) + _TITLE * headed
        again = held[quantity.subject, quantity.value] - 1
        things = not quantity.is_measured and not quantity.counts_people
        weight -= _ONCE * (things and not again and sentence.place >= _UPPER)
        weight -= _ASIDE * (sentence.about < _LITTLE_ABOUT and len(reading.articles) >= MANY)
        spoken_of = times.get((sentence.article.id, sentence.start), [])
        when, dated = _when(sentence, quantity, spoken_of)
        part = part_of(sentence, quantity)
        if not part and not quantity.is_span:
            counted = not quantity.is_measured
            before = spoken_of and began and all((began - each.when.last).days > LONG_BEFORE for each in spoken_of)
            told_of = elsewhere(sentence.text, quantity, reading.weighed, own_names, began, counted=counted)
            part = "before" if before and counted else told_of
        weight += _AGAIN * min(again, _MOST_AGAIN) - _slight(quantity, sentence) - _PARTIAL * bool(part)
        if not part and quantity.subject == "deaths":
            part = next(iter(_GROUPS.findall(quantity.shown)), "")
        central = things and len(tellers[quantity.subject]) > 1 and not quantity.is_span
        yield Told(sentence, quantity, weight, when, dated, central, headed, part, bool(_TERM.search(sentence.text)))


def _slight(quantity: StatedQuantity, sentence: Sentence) -> float:
    """Return what is taken off a figure that tells little."""
    small = quantity.value <= _LITTLE and not quantity.is_measured and not quantity.counts_people
    span = quantity.is_span and not _TERM.search(sentence.text)
    spoken = sentence.text[quantity.start : quantity.end] not in unquoted(sentence.text)
    untold = quantity.unit == "%" and not quantity.topics and len(content_words(quantity.clause)) < _TELLING
    lent = quantity.subject == quantity.unit and quantity.is_measured and not _PRINTED.search(quantity.shown)
    bare = not quantity.subject or untold or lent
    return _BARE * bare + _SPAN * span + _SMALL * small + _SPOKEN * spoken


def _in_money(quantity: StatedQuantity, sentence: Sentence, currencies: frozenset[str]) -> StatedQuantity:
    """Give a bare '740 million' the currency that its article counts in."""
    if quantity.subject or quantity.value < _MILLION:
        return quantity
    currency = find_currency([sentence.article.text], currencies)
    return set_currency(quantity, currency, sentence.text) if currency else quantity


def _when(sentence: Sentence, quantity: StatedQuantity, times: Sequence[Mention]) -> tuple[When | None, bool]:
    """Return the days as of which a figure holds: those that its clause names, else that of publication."""
    published = sentence.article.day
    if published is None:
        return None, False
    found = [mention for mention in times if not mention.planned]
    near = [mention for mention in found if _near(sentence.text, quantity, mention.start, mention.end)]
    if near:
        nearest = min(
            near, key=lambda mention: min(abs(mention.start - quantity.end), abs(quantity.start - mention.end))
        )
        return nearest.when, True
    return on(published), False


def _near(text: str, quantity: StatedQuantity, start: int, end: int) -> bool:
    """Say whether a time stands in the clause of a figure."""
    between = text[end : quantity.start] if end <= quantity.start else text[quantity.end : start]
    return len(between) < 60 and not re.search(r"[;:.]|, (?:and|but|which|who|while)|\bsaid\b", between)


def part_of(sentence: Sentence, quantity: StatedQuantity) -> str:
    """Return 'part' where a count is a part of another one, else nothing."""
    after = sentence.text[quantity.end :].lstrip()
    named = bool(re.search(r"[a-z]", quantity.shown.split(" ")[-1])) and " " in quantity.shown
    if (_PART.match(after) and (not named or _PART_OF_MANY.match(after))) or _REST.search(
        sentence.text[: quantity.start]
    ):
        return "part"
    return "part" if _AMONG.match(sentence.text) else ""
