"""The values of a briefing: frozen, slotted, plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.types import Citation, Evidence, Statement, Status
from corpus import Coverage, Scope

SectionName = Literal["in_brief", "timeline"]


@dataclass(frozen=True, slots=True)
class Point:
    """Hold a sentence that a briefing may show, ``article.text[start:end]``, with its weight.

    Attributes:
        otherwise: An earlier copy of the text says something else in its place.
    """

    evidence: Evidence
    start: int
    end: int
    weight: float
    otherwise: bool = False

    @property
    def text(self) -> str:
        """Return its words, as they are printed."""
        return self.evidence.hit.article.text[self.start : self.end]

    @property
    def day(self) -> date | None:
        """Return the day on which it was published."""
        return self.evidence.hit.article.day


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of a section.

    Attributes:
        day: The day under which it stands: that of publication; None where it is unknown.
    """

    statement: Statement
    day: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one section; there is none without lines."""

    name: SectionName
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one article that is cited, with the numbers that cite it."""

    article_id: str
    outlet: str | None
    title: str
    url: str | None
    published: str | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """Hold a briefing on a topic.

    Attributes:
        scope: Window, outlets and as-of day that it keeps to.
        considered: The articles on the topic that were read.
        coverage: What the archive holds in the scope.
        model: Name of the chat model that wrote it, None for the articles' own words.
    """

    topic: str
    scope: Scope
    status: Status
    considered: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None))
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None))
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    model: str | None = None
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def as_of(self) -> date | None:
        """Return the day as of which it was written."""
        return self.scope.as_of
