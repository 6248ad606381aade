"""One line of a briefing as a row: the same few fields for every kind of line; pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.briefing.export.text import full_day, plain
from assistant.briefing.types import Difference, Event, Figure, Gap, Line, Mark, Side, Voice
from assistant.types import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold what is shown of a line.

    Attributes:
        lead: What it begins with: the day of an event, a figure, a speaker, what sources differ on.
        text: The sentence; of a figure, what is counted.
        quote: The sentence of a figure, as printed.
        facts: What is known beyond that, a few words each; of a figure, as of when, and whether it holds.
        source: Who printed it, and when.
        cites: Numbers of its citations.
        under: The sides of a difference.
    """

    text: str
    lead: str = ""
    quote: str = ""
    facts: tuple[str, ...] = ()
    source: str = ""
    cites: tuple[int, ...] = ()
    mark: Mark | None = None
    was: str = ""
    pinned: bool = False
    under: tuple[Row, ...] = ()


def row(line: Line) -> Row:
    """Return what is shown of a line."""
    made = _said(line.statement)
    if isinstance(line, Event):
        made = replace(made, lead=line.when.label, facts=("planned",) if line.planned else ())
    elif isinstance(line, Figure):
        as_of = line.when.label if line.when else full_day(line.day)
        facts = (as_of, _standing(line))
        made = replace(made, lead=plain(line.shown), text=plain(line.what), quote=made.text, facts=facts)
    elif isinstance(line, Voice):
        role = "" if line.role.casefold() in line.speaker.casefold() else f", {line.role}"
        made = replace(made, lead=plain(f"{line.speaker}{role}"))
    elif isinstance(line, Difference):
        how = f"{line.relation}: {line.kind}"
        about = plain(line.about)
        made = replace(
            made, lead=about[:1].upper() + about[1:], facts=(how,), under=tuple(_side(side) for side in line.sides)
        )
    elif isinstance(line, Gap):
        made = replace(made, facts=(plain(line.why),) if line.why else ())
    return replace(made, mark=line.mark, was=plain(line.was), pinned=line.pinned)


def _said(statement: Statement) -> Row:
    return Row(text=plain(statement.text), source=plain(statement.attribution), cites=statement.citations)


def _standing(figure: Figure) -> str:
    """Return whether a figure holds, and what stands against it."""
    if figure.state == "current" or not figure.by:
        return figure.state
    if figure.state == "disputed":
        return f"disputed: {plain(', '.join(figure.by))}"
    return f"{figure.state}: now {plain(figure.by[-1])}"


def _side(side: Side) -> Row:
    outlets = ", ".join(side.outlets)
    told = f"{outlets}, {full_day(side.day)}" if outlets and side.day else outlets
    said = _said(side.statement)
    return replace(said, lead=plain(side.shown), source=plain(told) or said.source)
