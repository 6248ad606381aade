"""Who a chat model says that somebody is, and who said quoted words, held against what the cited passages tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.nlp import facts
from assistant.nlp.lexical import content_words
from assistant.nlp.speech.entities import Person, find_people
from assistant.nlp.speech.quotations import find_quotations
from assistant.types import Evidence


def find_wrong_person(text: str, cited: Sequence[Evidence]) -> str:
    """Return why a statement names the wrong person; empty where the passages do not say otherwise.

    Args:
        text: One sentence.
        cited: The passages that it cites.
    """
    passages = [item.hit.passage.text for item in cited]
    known = [person for passage in passages for person in find_people(passage)]
    reasons = (*_wrong_roles(text, known, " ".join(passages)), *_wrong_speakers(text, passages))
    return reasons[0] if reasons else ""


def _wrong_roles(text: str, known: Sequence[Person], passages: str) -> Iterator[str]:
    words = set(content_words(passages))
    for person in find_people(text):
        role = set(content_words(person.role))
        own = [other for other in known if _is_same(person.name, other.name) and other.role]
        if not role or any(role & set(content_words(other.role)) for other in own):
            continue
        holder = next((other for other in known if role <= set(content_words(other.role))), None)
        if holder is not None and not _is_same(person.name, holder.name):
            yield f"the {person.role} is {holder.name} in the cited passage, not {person.name}"
        elif own and not role <= words:
            yield f"{person.name} is “{own[0].role}” in the cited passage, not “{person.role}”"


def _wrong_speakers(text: str, passages: Sequence[str]) -> Iterator[str]:
    printed = [each for passage in passages for each in _said(passage)]
    for words, speaker in _said(text):
        for other_words, other in printed:
            if words and words in other_words and not _is_same(speaker, other):
                yield f"{other} says this in the cited passage, not {speaker}"


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words between quotation marks of a text, made plain, with the name of who says them."""
    for each in find_quotations(text):
        if each.speaker is not None and each.speaker.kind == "named":
            for start, end in each.pieces:
                yield facts.flat(text[start:end]).strip(" .,;:!?\"'"), each.speaker.name


def _is_same(one: str, other: str) -> bool:
    """Say whether two names can be one person's: the shorter is part of the longer."""
    shorter, longer = sorted((one.lower().split(), other.lower().split()), key=len)
    return set(shorter) <= set(longer)
