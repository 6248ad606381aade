"""What a listener is told while a briefing is made: stages, sections as they are ready, the whole."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.briefing.types import Briefing, Section
from assistant.types import Citation


@dataclass(frozen=True, slots=True)
class Stage:
    """Tell a listener what is being done now ('reading 38 articles').

    Attributes:
        step: From 1, of ``steps``.
    """

    name: str
    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class Made:
    """Tell a listener a section as soon as it is made, with all citations numbered so far."""

    section: Section
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Tell a listener the whole briefing (the last event)."""

    briefing: Briefing


BriefEvent = Stage | Made | Finished
