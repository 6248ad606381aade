"""A briefing as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from assistant.briefing.types import Briefing, Section, Source
from assistant.cite import spoken_day
from assistant.objects import CITED_IN_MARKDOWN, citation_json

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(briefing: Briefing, *, checkable: bool = False) -> str:
    """Return a briefing as Markdown: numbers in brackets lead to the list of sources at its end.

    Args:
        briefing: What is written.
        checkable: Carry the citations along in a comment, for a file that `newsdesk check --cited` shall read.
    """
    blocks = [f"# Briefing: {_plain(briefing.topic)}", "\n".join(["## Scope", "", *_scope(briefing)])]
    blocks += ["\n".join([f"## {section.title}", "", *_lines(section)]) for section in briefing.sections]
    if briefing.sources:
        blocks.append("\n".join(["## Sources", "", *(_source(source) for source in briefing.sources)]))
    if checkable and briefing.citations:
        blocks.append(_cited(briefing))
    return "\n\n".join(blocks) + "\n"


def _cited(briefing: Briefing) -> str:
    """Return the citations in a comment; no sign in them can end it."""
    cited = json.dumps([citation_json(citation) for citation in briefing.citations])
    return CITED_IN_MARKDOWN + cited.replace("<", "\\u003c").replace(">", "\\u003e") + " -->"


def _scope(briefing: Briefing) -> Iterator[str]:
    window, read = briefing.scope.window, briefing.considered
    since = f"from {_full(window.since)}" if window.since else ""
    until = f"up to {_full(window.until)}" if window.until else ""
    yield f"- Topic: {_plain(briefing.topic)}"
    yield f"- Published: {f'{since} {until}'.strip() or 'any day'}, as of {_full(briefing.as_of)}"
    if briefing.scope.outlets:
        yield f"- Outlets: {_plain(', '.join(briefing.scope.outlets))}"
    days = f", {_full(read.first)} to {_full(read.last)}" if read.first and read.last else ""
    yield f"- Read: {_count(read.articles, 'article')} from {_count(read.outlets, 'outlet')}{days}"
    yield from (f"- {_plain(note)}" for note in briefing.notes)


def _lines(section: Section) -> Iterator[str]:
    shown: date | None = None
    for line in section.lines:
        said = line.statement
        numbers = "".join(f"[{number}]" for number in said.citations)
        if section.name == "timeline" and line.day != shown:
            if shown is not None:
                yield ""
            shown = line.day
            yield f"**{_full(line.day)}**\n"
        yield f"- {_plain(said.text)} ({_plain(said.attribution)}) {numbers}"


def _source(source: Source) -> str:
    numbers = "".join(f"[{number}]" for number in source.citations)
    day = date.fromisoformat(source.published[:10]) if source.published else None
    head = f"- {numbers} {_plain(source.outlet or 'outlet unknown')}, {_full(day)}: {_plain(source.title)}"
    return f"{head}, <{source.url}>" if source.url and not re.search(r"[<>\s]", source.url) else head


def _full(day: date | None) -> str:
    return spoken_day(day, as_of=None) if day else "date unknown"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _plain(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
