"""The JSON contract of the commands as types, for the OpenAPI document; a test holds them against what is printed.

What is sent is made by the same functions that the commands print with. Nested objects are the product's own
dataclasses; what is written here is what those functions put around them.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from assistant.briefing.types import Considered, Difference, Event, Figure, Gap, Line, Source, Voice
from assistant.lookup.types import ClaimVerdict, Conflict, LookUpVerdict, Print
from assistant.lookup.types import Difference as QuoteDifference
from assistant.settings import Usage
from assistant.types import Also, Citation, FirstLine, Form, Marked, Part, Reports, SectionName, Statement, Status
from corpus import Coverage


class Contract(BaseModel):
    """Stand for an object with these fields, all of them always there, and no others."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Filters(Contract):
    """Show the filters that a result kept to."""

    since: date | None
    until: date | None
    outlets: list[str]
    kinds: list[str]


class Scoped(Contract):
    """Begin every result: the day that it is as of, and its filters."""

    as_of: date | None
    filters: Filters


class AnswerObject(Scoped):
    """Show an answer, as ``newsdesk ask --json`` prints it."""

    question: str
    standalone: str
    form: Form
    status: Status
    answer: FirstLine | None
    also: list[Also]
    short_answer: str | None
    short_answer_at: Marked | None
    short_answer_confidence: float
    lead: str
    statements: list[Statement]
    citations: list[Citation]
    parts: list[Part]
    closest: list[Citation]
    reports: Reports
    coverage: Coverage
    notes: list[str]
    model: str | None
    confidence: float
    usage: Usage | None
    timings: dict[str, float]


def _line(kind: type[Line], name: str) -> type[Contract]:
    """Return the object of a briefing's line: its statement's fields, then its own."""
    own = {field.name: field for field in (*fields(Statement), *fields(kind)) if field.name != "statement"}
    hints = {**get_type_hints(Statement), **get_type_hints(kind)}
    made: dict[str, Any] = {
        each: (hints[each], ... if field.default is MISSING else field.default) for each, field in own.items()
    }
    return create_model(name, __base__=Contract, __doc__=kind.__doc__, **made)


PlainLine, EventLine, FigureLine = (
    _line(kind, f"{kind.__name__}Line" if kind is not Line else "BriefingLine") for kind in (Line, Event, Figure)
)
VoiceLine, DifferenceLine, GapLine = (_line(kind, f"{kind.__name__}Line") for kind in (Voice, Difference, Gap))


class BriefingSection(Contract):
    """Show one section of a briefing."""

    name: SectionName
    title: str
    statements: list[FigureLine | VoiceLine | DifferenceLine | EventLine | GapLine | PlainLine]  # type: ignore[valid-type]


class SinceLastObject(Contract):
    """Show how a briefing compares with the one before it."""

    written: str
    as_of: date | None
    new: int
    changed: int
    corrected: int
    withdrawn: int
    gone: list[dict[str, Any]]


class BriefingObject(Scoped):
    """Show a briefing, as ``newsdesk brief --json`` prints it."""

    topic: str
    status: Status
    considered: Considered
    sections: list[BriefingSection]
    sources: list[Source]
    citations: list[Citation]
    coverage: Coverage
    notes: list[str]
    since_last: SinceLastObject | None
    model: str | None
    timings: dict[str, float]


class FindingObject(Contract):
    """Show one article that prints a text, or something like it."""

    verdict: LookUpVerdict
    held: float
    speaker: str
    how: str
    corrections: list[str]
    differences: list[QuoteDifference]
    citation: Citation
    context: Citation


class AgainstObject(Contract):
    """Show a sentence that says otherwise."""

    citation: Citation
    conflicts: list[Conflict]


class ClaimPart(Contract):
    """Show what was found of one part of a claim."""

    text: str
    verdict: ClaimVerdict
    support: list[Citation]
    against: list[AgainstObject]
    reports: Reports


class ClaimObject(Scoped):
    """Show what the archive says of a claim."""

    text: str
    verdict: ClaimVerdict
    parts: list[ClaimPart]
    reports: Reports
    closest: list[Citation]
    coverage: Coverage


class QuoteObject(Scoped):
    """Show what the archive knows of a text."""

    text: str
    verdict: LookUpVerdict
    found: int
    first_print: int | None
    prints: list[Print]
    findings: list[FindingObject]
    closest: list[Citation]
    coverage: Coverage
    notes: list[str]


class LookUpObject(QuoteObject):
    """Show a look-up, as ``newsdesk lookup --json`` prints it."""

    claim: ClaimObject | None


class CheckedLine(Contract):
    """Show what became of one quotation or sentence of a draft."""

    kind: Literal["quote", "claim"]
    line: int
    text: str
    verdict: str
    why: str
    found: QuoteObject | ClaimObject


class DraftObject(Scoped):
    """Show the report on a draft, as ``newsdesk lookup --file --json`` prints it."""

    file: str
    wrong: bool
    counts: dict[str, int]
    checked: list[CheckedLine]
