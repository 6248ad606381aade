"""A statement held against the passages that it cites: is each figure, name and quote there, and does it agree; pure.

Rules, not a model: what they refuse, they refuse for a reason that a person can check. A passage is never joined with
another one: each figure, name and quote must stand in one of the statement's own passages. An article's title, outlet
and day of publication may stand in for a name or a date, never for a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant import facts
from assistant.types import Evidence, Verdict
from corpus import sentence_spans

_SUPPORT = 0.5
"""Share of a statement's content words that its passages must hold; rewording keeps more, another matter keeps less."""
_SAME_SENTENCE = 0.6
"""Share of a statement's content words from which a passage's sentence is taken to tell of the same thing."""
_SECOND_SENTENCE = 3
"""Weight that a second sentence must add to a quote: three words, or a figure and a word."""
_RUN = 4
"""Sentences in a row that a statement may be a verbatim copy of."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Hold what a statement is compared with: one passage, and what may stand in from its article."""

    sentences: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    initials: frozenset[str]
    figures: tuple[facts.Figure, ...]
    days: frozenset[date]
    published: date | None
    article: str
    ordinary: frozenset[str]


def verify(statement_text: str, cited: Sequence[Evidence]) -> tuple[Verdict, str]:
    """Return whether the cited passages say this, and if they do not, why it is taken so."""
    text = facts.flat(statement_text)
    sources = [_source(item) for item in cited]
    if not sources:
        return "unsupported", "it cites no passage"
    if any(_verbatim(text, source.sentences) for source in sources):
        return "quoted", ""
    where = "is not in the cited passage" if len(sources) == 1 else "is not in any of the cited passages"
    for check in (_strange_quote, _strange_date, _strange_figure, _strange_name):
        if strange := check(text, sources):
            return "unsupported", f"{strange} {where}"
    reason = _disagreement(text, sources) or _thin(text, sources)
    return ("unsupported", reason) if reason else ("supported", "")


def best_quote(statement_text: str, evidence: Evidence) -> tuple[int, int]:
    """Return the span, in the article's text, of the sentence or two of the passage that best say the statement."""
    passage = evidence.hit.passage
    spans = sentence_spans(passage.text)
    if not spans:
        return passage.start, passage.start + len(passage.text)
    wanted = _features(facts.flat(statement_text))
    shared = [wanted & _features(facts.flat(passage.text[start:end])) for start, end in spans]
    first = last = max(range(len(spans)), key=lambda i: (_weight(shared[i]), -i))
    neighbours = [i for i in (first - 1, first + 1) if 0 <= i < len(spans)]
    other = max(neighbours, key=lambda i: _weight(shared[i] - shared[first]), default=first)
    if _weight(shared[other] - shared[first]) >= _SECOND_SENTENCE:
        first, last = min(first, other), max(first, other)
    return passage.start + spans[first][0], passage.start + spans[last][1]


def _features(text: str) -> frozenset[str]:
    return frozenset(facts.stems(text)) | {f"#{value:g}" for figure in facts.figures(text) for value in figure.values}


def _weight(features: frozenset[str]) -> int:
    return sum(2 if feature[0] == "#" else 1 for feature in features)


@lru_cache(maxsize=256)
def _source(evidence: Evidence) -> _Source:
    passage, article = evidence.hit.passage, evidence.hit.article
    text = facts.flat(passage.text)
    days = facts.days_told(text, article.day)
    calendar = " ".join(f"{facts.MONTHS[day.month - 1]} {facts.DAYS[day.weekday()]}".title() for day in days)
    named = f"{text} . {facts.flat(article.title)} . {facts.flat(article.outlet or '')} . {calendar}"
    body = facts.flat(article.text)
    runs = re.findall(r"\b[A-Z]\w*(?:[ -](?:(?:of|and|for|the) )*[A-Z]\w*)+", named)
    return _Source(
        sentences=tuple(facts.flat(passage.text[start:end]) for start, end in sentence_spans(passage.text)),
        stems=frozenset(facts.stems(named)),
        names=frozenset(facts.bare(word) for word in facts.TOKEN.findall(named)),
        initials=frozenset("".join(re.findall(r"\b[A-Z]", run.removeprefix("The "))).lower() for run in runs),
        figures=tuple(facts.figures(text)),
        days=days,
        published=article.day,
        article=body,
        ordinary=frozenset(word for word in facts.TOKEN.findall(body) if word[0].islower()),
    )


def _verbatim(text: str, sentences: Sequence[str]) -> bool:
    bare = text.strip(" .\"'")
    ends = ((i, j) for i in range(len(sentences)) for j in range(i + 1, i + 1 + _RUN))
    return bool(bare) and any(" ".join(sentences[i:j]).strip(" .\"'") == bare for i, j in ends)


def _strange_figure(text: str, sources: Sequence[_Source]) -> str:
    """Name a figure that no source has; 'one' is too often no figure, a year may be that of publication."""
    for figure in facts.figures(facts.DATE.sub(" ", text)):
        years = {float(source.published.year) for source in sources if source.published}
        if figure.values & ({1.0} | years) and not figure.unit:
            continue
        held = (other for source in sources for other in source.figures if other.values & figure.values)
        if not any(figure.unit == other.unit or not (figure.unit and other.unit) for other in held):
            return f"the figure {figure.shown}"
    return ""


def _strange_date(text: str, sources: Sequence[_Source]) -> str:
    for match in facts.DATE.finditer(text):
        day, month, year = facts.date_parts(match)
        days = (told for source in sources for told in source.days)
        if not any((told.day, told.month) == (day, month) and year in (None, told.year) for told in days):
            return f"the date {match.group()}"
    return ""


def _strange_quote(text: str, sources: Sequence[_Source]) -> str:
    """Name a quoted phrase of two words or more that no source has word for word."""
    held = [" ".join((*source.sentences,)).lower() for source in sources]
    for match in facts.QUOTE.finditer(text):
        for part in facts.OMITTED.split(match[1] or match[2]):
            phrase = part.strip(" .,;:!?'").lower()
            if len(phrase.split()) > 1 and not any(phrase in passage for passage in held):
                return f"the quoted phrase '{part.strip()}'"
    return ""


def _strange_name(text: str, sources: Sequence[_Source]) -> str:
    ordinary = frozenset().union(*(source.ordinary for source in sources))
    for run in facts.names(facts.QUOTE.sub(" ", text), ordinary):
        if not any(_holds_name(source, run) for source in sources):
            return f"the name {' '.join(run)}"
    return ""


def _holds_name(source: _Source, run: Sequence[str]) -> bool:
    """Say whether a source has a name: its last word, and nothing that contradicts the words before that."""
    *before, last = run
    initials = "".join(word[0] for word in run).lower()
    if (len(run) > 1 and initials in source.names) or (last.isupper() and last.lower() in source.initials):
        return True
    if not _holds_word(source, last):
        return False
    alone = len(before) == 1 and not re.search(rf"\b[A-Z][\w'-]+ {re.escape(last)}\b", source.article)
    return alone or all(_holds_word(source, word) or word in source.article for word in before)


def _holds_word(source: _Source, word: str) -> bool:
    low = facts.bare(word)
    return (
        low in source.names
        or facts.PLACES.get(low) in source.names
        or any(facts.kin(low, name) for name in source.names)
    )


def _disagreement(text: str, sources: Sequence[_Source]) -> str:
    """Say how the sentence that tells of the same thing goes the other way: a 'not', or an opposite."""
    mine = set(facts.stems(text))
    closest = max(
        (sentence for source in sources for sentence in source.sentences),
        key=lambda sentence: len(mine & set(facts.stems(sentence))),
        default="",
    )
    theirs = set(facts.stems(closest))
    poles = [facts.poles(text), facts.poles(closest)]
    same = len(mine & theirs) + bool(poles[0] - poles[1])
    if not mine or same < _SAME_SENTENCE * len(mine):
        return ""
    denied, denied_there = facts.negated(text), facts.negated(closest)
    if not denied & denied_there and ((denied & theirs) or (denied_there & mine)):
        return "it denies what the cited passage says, or says what the passage denies"
    for pole, side in poles[0]:
        if (pole, not side) in poles[1] and (pole, not side) not in poles[0] and (pole, side) not in poles[1]:
            return "the cited passage says the opposite"
    return ""


def _thin(text: str, sources: Sequence[_Source]) -> str:
    """Say that too few of a statement's content words are in its sources."""
    mine = set(facts.stems(text))
    held = frozenset().union(*(source.stems for source in sources))
    return "" if mine and len(mine & held) >= _SUPPORT * len(mine) else "too little of it is in what it cites"
