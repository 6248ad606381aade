"""What a statement must have exactly: its figures, days and quoted words stand in one of its own passages; pure.

An article's day of publication may stand in for a day, never for a figure. Names are left to the judge: a check of them
refused as many faithful statements as wrong ones that the judge let through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.nlp import facts
from assistant.nlp.quantities import Quantity, agree, find_numbers
from assistant.types import Evidence

_CODE = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[a-z0-9-]{2,}\.)+[a-z]{2,24}\b(?:/\S*)?"  # a domain without more
    r"|(?<![\w.,-])(?!\d{4}-\d\d-\d\d|\d{1,3}(?: \d{3})+(?![\w-]))\+?\d{2,}(?:[ -]\(?\d{2,}\)?){2,}"  # telephones
    r"|</?[A-Za-z][^<>]{0,200}>?"
    r"|\b\d+[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u218b\u2460-\u249b]+\w*"  # '31⁰⁰⁰'
    r"|\b\d+[AC-JLN-SU-Z]\b"  # '5G', but not '5M'
)
"""What is right to the sign or wrong: it is neither said in other words nor counted."""
_APART = re.compile(r"[ ()-]")
_CHECKED = ("quantity", "year", "clock")
_COUNTED = 12
"""Up to which a bare number may be the count of what a passage lists ('two advocates'): the judge decides on those."""
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|roughly|than|approximately|least)( a)? $", re.IGNORECASE
)
_YEARS = (("last year", -1), ("next year", 1), ("a year ago", -1))


@dataclass(frozen=True, slots=True)
class Source:
    """Hold a cited passage as statements are compared with it.

    Attributes:
        text: The passage in small letters, typographic signs made plain.
        figures: Read in the passage.
        days: That it speaks of, with the day of publication.
        years: In which it was published, or that it reaches from there ('last year').
    """

    text: str
    figures: tuple[Quantity, ...]
    days: frozenset[date]
    years: frozenset[float]


@lru_cache(maxsize=256)
def read_source(evidence: Evidence) -> Source:
    """Return a cited passage, read once for all the statements that cite it."""
    article = evidence.hit.article
    text = facts.flat(evidence.hit.passage.text)
    days = facts.days_told(text, article.day) | ({article.day} if article.day else set())
    small = text.lower()
    years = {article.day.year + by for by in (0, *_reached(small))} if article.day else set()
    return Source(
        text=small,
        figures=tuple(find_numbers(text)),
        days=frozenset(days),
        years=frozenset(map(float, years | {day.year for day in days})),
    )


def _reached(text: str) -> Iterator[int]:
    yield from (by for phrase, by in _YEARS if phrase in text)


def find_missing(text: str, sources: Sequence[Source]) -> str:
    """Return what no source has of a statement's quoted words, days and figures, in words; empty where nothing is.

    Args:
        text: The statement, typographic signs made plain.
        sources: Its own passages, at least one.
    """
    for find in (_missing_quote, _missing_code, _missing_day, _missing_figure):
        if missing := find(text, sources):
            return missing
    return ""


def restate_figures(text: str, source: Source) -> str:
    """Return a statement with its figures as the passage prints them, where both state the same ('1.2 million').

    The judge has read too few numbers to know that 1,200,000 is the same.
    """
    parts, done = [], 0
    for figure in find_numbers(text):
        shown = text[figure.start : figure.end]
        same = [other for other in source.figures if agree(figure, other)]
        if same and figure.kind == "quantity" and shown.lower() not in source.text:
            parts += [text[done : figure.start], source.text[same[0].start : same[0].end]]
            done = figure.end
    return "".join((*parts, text[done:]))


def quoted_phrases(text: str) -> Iterator[str]:
    """Yield the phrases that stand between quotation marks, cut where words are left out."""
    for match in facts.QUOTE.finditer(text):
        for part in facts.OMITTED.split(match[1] or match[2]):
            phrase = part.strip(" .,;:!?'")
            if any(map(str.isalpha, phrase)):
                yield phrase


def _missing_quote(text: str, sources: Sequence[Source]) -> str:
    for phrase in quoted_phrases(text):
        if not any(phrase.lower() in item.text for item in sources):
            return f"the quoted phrase '{phrase}'"
    return ""


def _missing_code(text: str, sources: Sequence[Source]) -> str:
    """Name an address, a telephone number, a tag or a code that no source has sign for sign."""
    for match in _CODE.finditer(text):
        code = match.group().strip(" .,;:!?)'\"")
        if not any(code.lower() in item.text or _is_number_of(code, item.text) for item in sources):
            return f"“{code}”"
    return ""


def _is_number_of(code: str, text: str) -> bool:
    """Say whether a text has a telephone number, however its groups are set apart."""
    return code[0] in "+0123456789" and _APART.sub("", code) in _APART.sub("", text)


def _missing_day(text: str, sources: Sequence[Source]) -> str:
    days = [day for item in sources for day in item.days]
    for match in facts.DATE.finditer(text):
        day, month, year = facts.date_parts(match)
        if not any((known.day, known.month) == (day, month) and year in (None, known.year) for known in days):
            return f"the date {match.group()}"
    return ""


def _missing_figure(text: str, sources: Sequence[Source]) -> str:
    """Name a figure that no source has; a small number may be counted, a year may be that of publication."""
    known = [figure for item in sources for figure in item.figures]
    years = frozenset[float]().union(*(item.years for item in sources))
    for figure in find_numbers(text):
        counted = not figure.unit and figure.kind == "quantity" and figure.high <= _COUNTED
        if figure.kind not in _CHECKED or counted or (figure.kind == "year" and figure.low in years):
            continue
        about = _ABOUT.search(text[: figure.start]) is not None
        if not any(agree(figure, other, about=about) for other in known):
            return f"the figure {text[figure.start : figure.end]}"
    return ""
