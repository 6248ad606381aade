"""All of the product that the held-out sets call, so that a change of its layout changes this file alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.generation.events import Done, Found, Understood
from assistant.nlp.entailment import premise_of
from assistant.nlp.lexical import content_words
from assistant.nlp.quantities import find_quantities
from assistant.nlp.speech.entities import find_entities as read_entities
from assistant.nlp.speech.quotations import find_quotations
from assistant.nlp.temporal.mentions import mentions
from assistant.query.date_filters import find_dates, find_windows, window_of
from assistant.reader.judge import bundled_judge
from assistant.types import Evidence, Turn
from assistant.verification import verify
from corpus import Archive, Article, Hit, Passage, Settings

Period = tuple[date | None, date | None]
"""First and last day, both included; None is an open end, and twice None no period."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as the product read it: the values that it may stand for, and its unit, empty where it gives none."""

    low: frozenset[float]
    high: frozenset[float]
    unit: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a conversation as the product asked it: written out, its first articles, and what was answered."""

    standalone: str
    urls: tuple[str, ...]
    answer: str


# -- quantities and periods


def quantity_readers() -> Mapping[str, Callable[[str], list[Amount]]]:
    """The product's reader of quantities, by its module."""
    return {
        "quantities": lambda text: [
            Amount(frozenset({q.low}), frozenset({q.high}), q.unit) for q in find_quantities(text)
        ],
    }


def read_period(text: str, as_of: date) -> Period:
    """The first period that a question names, whether it asks for days of publication or not."""
    found = find_dates(text, as_of)
    return found[0].period if found else (None, None)


def read_window(text: str, as_of: date) -> Period:
    """The days of publication that a question asks for."""
    window = window_of(find_windows(text, as_of))
    return window.since, window.until


def read_event_days(text: str, published: date) -> Period:
    """The days that a sentence of an article speaks of, the first ones where it speaks of several."""
    found = mentions(text, published)
    return (found[0].when.first, found[0].when.last) if found else (None, None)


# -- statements


def judge_statement(text: str, passage: str, title: str, published: str) -> tuple[bool, float | None]:
    """Whether the passage is taken to say this, and a score of how surely, where there is one."""
    article = Article("article", title, passage, outlet="Outlet", published=published)
    hit = Hit(Passage("passage", article.id, 1, 0, 0, len(passage), passage), article)
    evidence = Evidence(1, hit)
    verdict, _ = verify(text, [evidence], bundled_judge())
    return verdict != "unsupported", bundled_judge().judge(premise_of(evidence), [text])[0].entailed


# -- names and speakers


def find_speakers(article: str) -> list[tuple[int, int, str]]:
    """The quotations of an article as (start, end, speaker)."""
    return [
        (start, end, found.speaker.name)
        for found in find_quotations(article)
        if found.speaker is not None
        for start, end in found.spans
    ]


def find_entities(sentence: str) -> list[tuple[int, int, str]]:
    """The named entities of a sentence as (start, end, kind): person, body, place or other."""
    return [(name.start, name.end, name.kind) for name in read_entities(sentence)]


# -- conversations


def list_content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, in one form of each."""
    return frozenset(content_words(text))


@contextmanager
def open_assistant(home: Path, articles: Sequence[Mapping[str, str]]) -> Iterator[Assistant]:
    """An assistant without a chat model over these articles alone (title, text, url, published), stored in `home`."""
    home.mkdir(parents=True, exist_ok=True)
    source = home / "articles.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    archive = Archive.open(settings=Settings(home=home))
    try:
        archive.ingest([source])
        yield Assistant(archive)
    finally:
        archive.close()


def ask_question(
    assistant: Assistant, text: str, history: Sequence[tuple[str, Asked]], as_of: date | None, *, answer: bool
) -> Asked:
    """Ask one question of a conversation; `answer` waits for what is answered, else the articles are enough."""
    asked, told = text, ""
    urls: tuple[str, ...] = ()
    turns = [Turn(question, before.answer, before.standalone) for question, before in history]
    for event in assistant.stream(text, as_of=as_of, history=turns):
        match event:
            case Understood(question):
                asked = question.standalone
            case Found(evidence, further):
                hits = [*(item.hit for item in evidence), *further]
                urls = tuple(dict.fromkeys(hit.article.url or "" for hit in hits))
                if not answer:
                    break
            case Done(result):
                told = " ".join(s.text for s in result.statements if s.verdict != "unsupported")
            case _:
                pass
    return Asked(asked, urls, told)
