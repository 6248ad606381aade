"""The values of a research report: frozen, slotted, plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.settings import Usage
from assistant.types import Citation, Statement
from corpus import Scope

Ending = Literal["finished", "limit", "stopped", "failed"]
"""Why a search came to its end: it was done, a limit was reached, a person stopped it, the model failed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold what a report may use.

    Attributes:
        calls: Of the chat model while it searches; one or two more write the report.
        tokens: Read and written, all calls together.
        seconds: Until the writing begins.
    """

    calls: int = 12
    tokens: int = 100_000
    seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Looked:
    """Hold one line of the log: what was looked for, with which tool, and what came of it.

    Attributes:
        found: In a few words ('6 passages, 4 of them new').
    """

    tool: str
    asked: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Hold one section; in a fixed plan's report its lines are the articles' own words."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ResearchReport:
    """Hold a report.

    Attributes:
        sections: The answer first; unsupported sentences are kept for the record and never shown as fact.
        open_questions: What the archive leaves open.
        log: What was looked for, in its order.
        model: None where it is in the articles' own words.
    """

    question: str
    scope: Scope
    ending: Ending = "finished"
    sections: tuple[ReportSection, ...] = ()
    open_questions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    log: tuple[Looked, ...] = ()
    notes: tuple[str, ...] = ()
    model: str | None = None
    usage: Usage | None = None
    id: str = ""

    @property
    def as_of(self) -> date | None:
        """Return the day as of which it was written."""
        return self.scope.as_of

    @property
    def struck(self) -> tuple[Statement, ...]:
        """Return the sentences that did not hold."""
        return tuple(one for part in self.sections for one in part.statements if one.verdict == "unsupported")


@dataclass(frozen=True, slots=True)
class Step:
    """Tell a listener what is being done now."""

    looked: Looked


@dataclass(frozen=True, slots=True)
class Writing:
    """Tell a listener a further piece of the report as the model writes it, not yet checked."""

    text: str


@dataclass(frozen=True, slots=True)
class Reported:
    """Tell a listener the whole report (the last event)."""

    report: ResearchReport


ResearchEvent = Step | Writing | Reported
