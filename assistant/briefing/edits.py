"""A briefing as a person arranged it: lines taken out, lines put first, numbers in order again; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from assistant.briefing.types import Briefing, Difference, Line, Section
from assistant.types import Statement

LineKey = tuple[str, str]
"""Names a line within a briefing: its section, and its key there."""


def mark_lines(briefing: Briefing, *, hidden: Collection[LineKey], pinned: Collection[LineKey]) -> Briefing:
    """Return a briefing whose lines say which of them a person hid or pinned."""
    sections = tuple(
        replace(section, lines=tuple(_marked(section.name, line, hidden, pinned) for line in section.lines))
        for section in briefing.sections
    )
    return replace(briefing, sections=sections)


def _marked(name: str, line: Line, hidden: Collection[LineKey], pinned: Collection[LineKey]) -> Line:
    key = (name, line.key)
    return replace(line, hidden=key in hidden, pinned=key in pinned)


def arranged(briefing: Briefing) -> Briefing:
    """Return a briefing without its hidden lines, the pinned ones first, citations numbered in order of use.

    The timeline keeps its order; sections, citations and sources that nothing is left of are left out.
    """
    sections = tuple(filter(lambda section: section.lines, map(kept_lines, briefing.sections)))
    if sections == briefing.sections:
        return briefing
    used = dict.fromkeys(number for section in sections for line in section.lines for number in numbers(line))
    known = {citation.number: citation for citation in briefing.citations}
    new = {old: place for place, old in enumerate((old for old in used if old in known), start=1)}
    sources = (replace(source, citations=_renumbered(source.citations, new)) for source in briefing.sources)
    return replace(
        briefing,
        sections=tuple(
            replace(section, lines=tuple(_numbered(line, new) for line in section.lines)) for section in sections
        ),
        citations=tuple(replace(known[old], number=number) for old, number in new.items()),
        sources=tuple(source for source in sources if source.citations),
    )


def numbers(line: Line) -> Iterator[int]:
    """Yield the numbers of a line's citations, those of its sides among them."""
    yield from line.statement.citations
    if isinstance(line, Difference):
        yield from (number for side in line.sides for number in side.statement.citations)


def kept_lines(section: Section) -> Section:
    """Return a section without its hidden lines, the pinned ones first; a timeline keeps its order."""
    lines = [line for line in section.lines if not line.hidden]
    if section.name != "timeline":
        lines.sort(key=lambda line: not line.pinned)
    return replace(section, lines=tuple(lines))


def _numbered(line: Line, new: Mapping[int, int]) -> Line:
    line = replace(line, statement=_recited(line.statement, new))
    if isinstance(line, Difference):
        return replace(line, sides=tuple(replace(s, statement=_recited(s.statement, new)) for s in line.sides))
    return line


def _recited(statement: Statement, new: Mapping[int, int]) -> Statement:
    return replace(statement, citations=_renumbered(statement.citations, new))


def _renumbered(old: tuple[int, ...], new: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(sorted(new[number] for number in old if number in new))
