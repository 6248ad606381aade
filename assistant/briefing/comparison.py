"""How a briefing compares with the one that was saved last: new, changed, corrected, withdrawn; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.briefing.types import Briefing, Difference, Event, Figure, Line, Mark, Section, SinceLast
from assistant.nlp.lexical import alike, content_words
from assistant.types import SectionName

_SAME = 0.6
"""Share of the fewer words from which a line took the place of an earlier one."""


def since_last(briefing: Briefing, last: Briefing, *, written: str, fallen: Collection[int]) -> Briefing:
    """Return a briefing whose lines are marked where the last one was otherwise.

    Args:
        briefing: The new one.
        last: The one that was saved.
        written: When that was, ISO 8601.
        fallen: Numbers of its citations that no longer stand.
    """
    before = {section.name: section.lines for section in last.sections}
    sections = []
    gone: list[tuple[SectionName, Line]] = []
    for section in briefing.sections:
        old = list(before.pop(section.name, ()))
        lines = tuple(_marked(section.lines, old))
        gone += [(section.name, line) for line in old]
        sections.append(Section(section.name, section.title, lines))
    gone += [(name, line) for name, lines in before.items() for line in lines]
    told = [(name, _left(line, fallen)) for name, line in gone]
    marks = [line.mark for section in sections for line in section.lines]
    compared = SinceLast(
        written=written,
        as_of=last.as_of,
        new=marks.count("new"),
        changed=marks.count("changed"),
        corrected=marks.count("corrected"),
        withdrawn=sum(line.mark == "withdrawn" for _, line in told),
        gone=tuple(told),
    )
    return replace(briefing, sections=tuple(sections), since_last=compared)


def _marked(lines: Sequence[Line], old: list[Line]) -> Iterator[Line]:
    """Yield lines with their marks; those of the last time that are found again are taken out of ``old``."""
    keys = {line.key for line in lines}
    for line in lines:
        same = next((other for other in old if other.key == line.key), None)
        if same is not None:
            old.remove(same)
            yield replace(line, mark=_turned(line, same), was="")
            continue
        earlier = next((other for other in old if other.key not in keys and _replaces(line, other)), None)
        if earlier is None:
            yield replace(line, mark="new", was="")
        else:
            old.remove(earlier)
            mark: Mark = "corrected" if _is_correction(line) else "changed"
            yield replace(line, mark=mark, was=_words(earlier))


def _turned(line: Line, same: Line) -> Mark | None:
    """Return the mark of a line whose words are the same and whose standing is not."""
    if isinstance(line, Figure) and isinstance(same, Figure) and line.state != same.state:
        return "corrected" if line.state == "corrected" else "changed"
    return None


def _replaces(line: Line, other: Line) -> bool:
    """Say whether a line is on what another one was on."""
    if isinstance(line, Figure) and isinstance(other, Figure):
        if (line.unit, bool(line.value)) != (other.unit, bool(other.value)):
            return False
        return alike(content_words(line.what), content_words(other.what)) >= _SAME
    if isinstance(line, Event) and isinstance(other, Event) and line.when != other.when:
        return False
    if isinstance(line, Difference) and isinstance(other, Difference):
        return (line.about, line.kind) == (other.about, other.kind)
    return alike(content_words(line.statement.text), content_words(other.statement.text)) >= _SAME


def _is_correction(line: Line) -> bool:
    return (isinstance(line, Figure) and line.state == "corrected") or (
        isinstance(line, Difference) and line.relation == "corrected"
    )


def _words(line: Line) -> str:
    return f"{line.shown}: {line.statement.text}" if isinstance(line, Figure) else line.statement.text


def _left(line: Line, fallen: Collection[int]) -> Line:
    withdrawn = any(number in fallen for number in line.statement.citations)
    return replace(line, mark="withdrawn" if withdrawn else None)
