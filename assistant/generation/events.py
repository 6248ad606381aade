"""What a listener is told while a question is answered, in this order."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Answer, Evidence, Question
from corpus import Hit


@dataclass(frozen=True, slots=True)
class Understood:
    """Tell a listener how the question was read (the first event of a stream)."""

    question: Question


@dataclass(frozen=True, slots=True)
class Found:
    """Tell a listener which evidence was chosen (the second event of a stream).

    Attributes:
        further: What was found beyond it, best first.
    """

    evidence: tuple[Evidence, ...]
    further: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """Tell a listener a further piece of a chat model's text, as it comes and not yet checked."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Tell a listener the checked answer (the last event of a stream)."""

    answer: Answer


Event = Understood | Found | Token | Done
