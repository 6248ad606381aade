"""What the archive says of itself, from its own figures: greetings, thanks, 'what do you cover?'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.generation.help_topics import Encode, find_topic
from assistant.settings import ModelSettings
from assistant.types import Answer, Question
from corpus import Archive, Coverage, Scope, identify_language

_SHOWN = 12
"""Outlets that are named; an archive can have hundreds."""
_OUTLETS = re.compile(r"\b(?:outlets?|sources?|(?:news)?papers?|publications?|publishers?)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:periods?|dates|years?|time|far\s+back|since\s+when|from\s+when|until\s+when|newest|latest|oldest|last|recent|"
    r"first|updated|up[\s-]to[\s-]date|current|old)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow\s+(?:many|much|big|large)\b", re.IGNORECASE)
_USE = re.compile(r"\bhow\s+(?:do|can|should|could)\s+i\b|\bwhat\s+(?:can|could)\s+(?:you|i)\b|\bhelp\b", re.IGNORECASE)
_SELF = re.compile(
    r"\b(?:are\s+you|your\s+name|newsdesk|model|trust|rely|believe|who\s+(?:made|built|wrote|created|runs)|how\s+(?:do|does)\s+"
    r"(?:you|this|it)|what(?:['’]s|\s+is)\s+this)\b|what(?:['’]re|\s+are)\s+you\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """Hold what the archive has on the as-of day, and who writes the answers.

    Attributes:
        outlets: Names with their number of articles, the most first.
        kinds: Kinds of article with their number.
        model: Name of the chat model; None where answers are in the articles' own words.
        encode: Gives the vectors of texts, by which a topic of the help is found.
    """

    coverage: Coverage
    outlets: Sequence[tuple[str, int]]
    kinds: Sequence[tuple[str, int]]
    model: str | None
    encode: Encode


def holdings_of(archive: Archive, scope: Scope, model: ModelSettings | None) -> Holdings:
    """Return what an archive has on the as-of day of a scope."""
    covered = archive.coverage(Scope(as_of=scope.as_of))
    name = model.model if model else None
    return Holdings(covered, archive.outlets(), archive.kinds(), name, archive.encode)


def about_archive(question: Question, holdings: Holdings) -> Answer:
    """Return the answer to a question that asks nothing of the news; its text is the lead, and cites nothing."""
    told = {"greeting": _greeting, "thanks": _thanks, "language": _language}.get(question.form, _archive)
    lines = told(question.standalone, holdings, question.scope.as_of)
    return Answer(
        question=question, status="answered", coverage=holdings.coverage, lead="\n".join(lines), confidence=1.0
    )


def _greeting(_: str, holdings: Holdings, as_of: date | None) -> list[str]:
    return ["Hello.", *_covered(holdings), "Ask about anything in it, in plain words."]


def _thanks(_: str, holdings: Holdings, as_of: date | None) -> list[str]:
    return ["You are welcome. Ask on whenever you like."]


def _language(asked: str, holdings: Holdings, as_of: date | None) -> list[str]:
    from babel import Locale

    code = identify_language(asked) or "en"
    name = Locale("en").languages.get(code, code)
    return [
        f"This question seems to be in {name}. Without a chat model Newsdesk reads questions in English alone.",
        "Ask in English, or set a chat model (NEWSDESK_MODEL): it reads other languages, and answers in them.",
    ]


def _archive(asked: str, holdings: Holdings, as_of: date | None) -> list[str]:
    """Return what was asked for first, and what goes with it."""
    if _USE.search(asked):
        return [*find_topic(asked, holdings.encode)] or _use(holdings)
    if _SELF.search(asked) and not (_COUNT.search(asked) or _PERIOD.search(asked)):
        return [*_self(holdings), *_covered(holdings)]
    if _OUTLETS.search(asked) and not _COUNT.search(asked):
        return _outlets(holdings)
    if _PERIOD.search(asked):
        return [*_covered(holdings), *_as_of(as_of)]
    return [*_covered(holdings), *_outlets(holdings), *_kinds(holdings), *_as_of(as_of)]


def _covered(holdings: Holdings) -> list[str]:
    covered = holdings.coverage
    if not covered.articles:
        return ["This archive is empty. Add articles to it first: newsdesk ingest FILE, or the page ‘Library’."]
    articles = "1 article" if covered.articles == 1 else f"{covered.articles:,} articles"
    outlets = {0: "of unknown outlets", 1: "of 1 outlet"}.get(covered.outlets, f"of {covered.outlets:,} outlets")
    if covered.first is None or covered.last is None:
        return [f"This archive holds {articles} {outlets}, without dates."]
    return [f"This archive holds {articles} {outlets}, published from {_day(covered.first)} to {_day(covered.last)}."]


def _outlets(holdings: Holdings) -> list[str]:
    if not holdings.outlets:
        return ["It names no outlets."] if holdings.coverage.articles else []
    shown = ", ".join(f"{name} ({count:,})" for name, count in holdings.outlets[:_SHOWN])
    more = len(holdings.outlets) - _SHOWN
    return [f"Its outlets, with their articles: {shown}{f' and {more:,} more' if more > 0 else ''}."]


def _kinds(holdings: Holdings) -> list[str]:
    others = [f"{count:,} of the kind ‘{kind}’" for kind, count in holdings.kinds if kind != "news"]
    return [f"Beside news it has {', '.join(others)}."] if others else []


def _as_of(as_of: date | None) -> list[str]:
    return [f"Questions are asked as of {_day(as_of)}; nothing published later is used."] if as_of else []


def _self(holdings: Holdings) -> list[str]:
    who = (
        f"The chat model {holdings.model} writes the sentences; each is checked against the articles that it cites."
        if holdings.model
        else "No chat model is set: answers are sentences of the articles, word for word, each with its source."
    )
    return [
        "This is Newsdesk. It answers questions from the articles of this archive, and from nothing else; where they "
        "do not hold the answer, it says so.",
        who,
    ]


def _use(holdings: Holdings) -> list[str]:
    outlet = holdings.outlets[0][0] if holdings.outlets else "an outlet"
    return [
        "Ask in plain words, and follow up: ‘And in April?’, ‘What did she say?’, ‘Who else?’.",
        "Words such as ‘published last week’ or ‘articles since 12 June’ keep an answer to those days, and "
        f"‘according to {outlet}’ to that outlet; each such filter is shown, and can be taken off.",
        "The as-of day, the days of publication and the outlets can be set by hand, too: on the page in the sidebar, "
        "in the terminal with --as-of, --since, --until and --outlet.",
        "‘What is the latest on …’ puts the newest first, ‘How has … changed?’ tells it in order of time, "
        "‘Compare … and …’ takes each side by itself, ‘List …’ gives one sentence an article.",
        "To see where a sentence comes from, open its number. newsdesk --help lists what else there is: briefings, "
        "looking up quotes and claims, references.",
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
