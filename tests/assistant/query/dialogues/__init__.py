"""Dialogues as data, and how often a follow-up in them finds its article.

A line of ``demo.jsonl`` (the demonstration archive) or ``real.jsonl`` (real articles of 2022; none of their text) is a
dialogue: for each turn what a person types, the form that stands alone, written by hand, and the addresses of the
articles that answer it. Dialogues with an even index (from 0) are for tuning, the odd ones for the report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.generation.events import Done, Found, Understood
from assistant.nlp.lexical import content_words
from assistant.types import Turn

DEMO = Path(__file__).with_name("demo.jsonl")
REAL = Path(__file__).with_name("real.jsonl")
FIRST = 3
"""Articles among which the right one has to be."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one turn: what is typed, its form that stands alone, and the articles that answer it."""

    text: str
    standalone: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Hold the turns of one conversation."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """Tell how one follow-up went.

    Attributes:
        asked: The form in which the assistant asked it.
        found: Whether that form found a right article among the first three.
        by_hand: Whether the form written by hand did.
        as_typed: Whether what was typed did, without the turns before it.
        words: Share of the words that carry meaning in the form written by hand which the assistant's form has.
    """

    kind: str
    line: Line
    asked: str
    found: bool
    by_hand: bool
    as_typed: bool
    words: float


def load(path: Path, *, half: int | None = None) -> list[Dialogue]:
    """Return the dialogues of a file; ``half`` 0 gives those for tuning, 1 those for the report, None all."""
    found = []
    for index, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        value = json.loads(line)
        turns = tuple(Line(t["text"], t["standalone"], tuple(t["articles"])) for t in value["turns"])
        if half is None or index % 2 == half:
            found.append(Dialogue(value["kind"], turns))
    return found


def play(assistant: Assistant, dialogues: Sequence[Dialogue], *, typed: bool = True) -> Iterator[Played]:
    """Hold the conversations, and tell of every turn after the first how it went; ``typed`` also tries it alone."""
    for dialogue in dialogues:
        history: list[Turn] = []
        for place, line in enumerate(dialogue.lines):
            last = place == len(dialogue.lines) - 1
            asked, articles, told = _ask(assistant, line.text, history, whole=not last)
            if place:
                forms = (line.standalone, line.text) if typed else (line.standalone, "")
                others = (_ask(assistant, form, [], whole=False)[1] for form in forms)
                found, by_hand, as_typed = (bool(set(line.articles) & set(urls)) for urls in (articles, *others))
                words, own = set(content_words(line.standalone)), set(content_words(asked))
                yield Played(dialogue.kind, line, asked, found, by_hand, as_typed, len(words & own) / len(words))
            history.append(Turn(line.text, told, asked))


def share(played: Sequence[Played], *, as_typed: bool = False) -> float:
    """Return how many of the follow-ups whose form by hand finds its article find it in the assistant's form, too."""
    reached = [turn for turn in played if turn.by_hand]
    return sum(turn.as_typed if as_typed else turn.found for turn in reached) / max(len(reached), 1)


def _ask(
    assistant: Assistant, text: str, history: Sequence[Turn], *, whole: bool
) -> tuple[str, tuple[str | None, ...], str]:
    """Return the form in which a question was asked, its first articles, and what was answered as fact."""
    asked, told = text, ""
    articles: tuple[str | None, ...] = ()
    for event in assistant.stream(text, history=history):
        match event:
            case Understood(question):
                asked = question.standalone
            case Found(evidence, further):
                hits = [item.hit for item in evidence] + list(further)
                articles = tuple(dict.fromkeys(hit.article.url for hit in hits))[:FIRST]
                if not whole:
                    break
            case Done(answer):
                told = " ".join(s.text for s in answer.statements if s.verdict != "unsupported")
    return asked, articles, told
