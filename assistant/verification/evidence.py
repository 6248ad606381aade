"""The sentences that a statement is held against: what each names, counts and dates, and what it follows; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.nlp import facts
from assistant.nlp.quantities_in_statements import Measure, measures
from assistant.types import Evidence
from corpus import sentence_spans

_BACK = 3
"""Sentences back in which a 'he' or 'the company' may have been named; 3 takes in a quotation of two sentences."""
_AHEAD = 1_000
"""Characters before a passage in which those sentences are looked for."""
ROOT = 6
"""Letters by which 'responsible' and 'responsibility', 'denial' and 'denied' are one word."""

REFERS = re.compile(
    r"\b(?:he|she|his|him|her|hers|it|its|they|their|them|who|i|we|our|my|us|me|this|these|both)\b", re.IGNORECASE
)
_JOINT = re.compile(r"(?:(?<=[a-z]{4}[.!?])|(?<=[a-z]{4}[.!?]\")) (?=\"?[A-Z])")
_RUN = re.compile(r"\b[A-Z][\w'-]*(?:[ -](?:(?:of|and|for|the) )*[A-Z][\w'-]*)+")


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence of a passage, and the sentences before it that its pronouns can lean on."""

    text: str
    roots: frozenset[str]
    words: frozenset[str]
    measures: tuple[Measure, ...]
    days: frozenset[date]
    before: tuple[str, ...]
    after: str
    refers: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one cited passage as it is compared: its lines, and what may stand in from its article."""

    lines: tuple[Line, ...]
    names: frozenset[str]
    initials: frozenset[str]
    days: frozenset[date]
    published: date | None
    header: frozenset[str]
    outlet: frozenset[str]
    article: str
    ordinary: frozenset[str]
    ordinary_roots: frozenset[str]


@lru_cache(maxsize=256)
def source(evidence: Evidence) -> Source:
    """Return a cited passage, read once for all the statements that cite it."""
    passage, article = evidence.hit.passage, evidence.hit.article
    text = facts.flat(passage.text)
    days = facts.days_told(text, article.day)
    calendar = " ".join(f"{facts.MONTHS[day.month - 1]} {facts.DAYS[day.weekday()]}".title() for day in days)
    calendar += "".join(f" {month}" for month in _months(text, article.day))
    header = " . ".join(map(facts.flat, (article.title, article.outlet or "", *article.authors)))
    named = f"{text} . {header} . {calendar}"
    body = facts.flat(article.text)
    ordinary = frozenset(word for word in facts.TOKEN.findall(body) if word[0].islower())
    ahead = _sentences(article.text[max(0, passage.start - _AHEAD) : passage.start])[-_BACK:]
    sentences = _sentences(passage.text)
    return Source(
        lines=tuple(_lines(sentences, ahead, article.day)),
        names=words_of(named),
        initials=frozenset(
            "".join(re.findall(r"\b[A-Z]", run.removeprefix("The "))).lower() for run in _RUN.findall(named)
        ),
        days=days,
        published=article.day,
        header=words_of(header),
        outlet=words_of(facts.flat(" ".join((article.outlet or "", *article.authors)))),
        article=body,
        ordinary=ordinary,
        ordinary_roots=frozenset(map(root, ordinary)),
    )


def _months(text: str, published: date | None) -> Iterable[str]:
    """Yield the names of the months that 'last month' and 'next month' stand for."""
    for match in _MONTH.finditer(text) if published else ():
        by = {"last": -1, "next": 1}[match[1].lower()]
        yield facts.MONTHS[(published.month - 1 + by) % 12].title() if published else ""


def _sentences(text: str) -> list[str]:
    """Return a text's sentences; one that goes on after a full stop and a word in small letters is two."""
    whole = (facts.flat(text[start:end]) for start, end in sentence_spans(text))
    return [part for sentence in whole for part in _JOINT.split(sentence)]


def _lines(sentences: Sequence[str], ahead: Sequence[str], published: date | None) -> Iterable[Line]:
    for i, sentence in enumerate(sentences):
        yield Line(
            text=sentence,
            roots=roots(sentence),
            words=words_of(sentence),
            measures=tuple(measures(facts.DATE.sub(" _ ", sentence))),
            days=_days(sentence, published),
            before=tuple((*ahead, *sentences[:i])[-_BACK:]),
            after=sentences[i + 1] if i + 1 < len(sentences) else "",
            refers=bool(REFERS.search(sentence)) or '"' in sentence,
        )


def _days(sentence: str, published: date | None) -> frozenset[date]:
    """Return the days that a sentence tells of; 'last Friday' is before the article's day, 'next Monday' after it."""
    days = facts.days_told(sentence, published) - ({published} if published else set())
    if published:
        words = sentence.lower()
        if DAYS_NOW.search(words) or facts.DAYS[published.weekday()] in words:
            days |= {published}
        for match in _RELATIVE.finditer(words):
            past = match[1] == "last"
            days = frozenset(
                day
                for day in days
                if facts.DAYS[day.weekday()] != match[2] or (day < published if past else day > published)
            )
        days |= {published - timedelta(days=1)} if "last night" in words else set()
    return frozenset(days)


DAYS_NOW = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b")
_MONTH = re.compile(r"\b(last|next) month\b", re.IGNORECASE)
_RELATIVE = re.compile(rf"\b(last|next) ({'|'.join(facts.DAYS)})\b")


def words_of(text: str) -> frozenset[str]:
    """Return a text's words in small letters, without possessive endings."""
    return frozenset(map(facts.bare, facts.TOKEN.findall(text)))


@lru_cache(maxsize=4096)
def roots(text: str) -> frozenset[str]:
    """Return the beginnings of a text's words that carry meaning, so that kindred words meet."""
    return frozenset(stem[:ROOT] for stem in facts.stems(text) if not stem.endswith("n't"))


def root(word: str) -> str:
    """Return the beginning by which a word meets its kin."""
    return facts.stem(facts.bare(word))[:ROOT]
