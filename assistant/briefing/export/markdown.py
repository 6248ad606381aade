"""A briefing as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from assistant.briefing.export.document import Document, Entry, Part, document
from assistant.briefing.export.rows import Row
from assistant.briefing.export.text import APP
from assistant.briefing.types import Briefing
from assistant.serialization import CITED_IN_MARKDOWN, citation_json

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_OPENS = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])(?=\s|$|[-+=])")
"""What makes a list, a heading or a line across the page of the line that it begins."""


def as_markdown(briefing: Briefing, *, checkable: bool = False, app: str = APP) -> str:
    """Return a briefing as Markdown: numbers in brackets lead to the list of sources at its end.

    Args:
        briefing: What is written.
        checkable: Write a file: with links to the passages, and with the citations in a comment, so that
            `newsdesk check --cited` can read it.
        app: Address of the app, for those links.
    """
    laid = document(briefing, app=app)
    blocks = [f"# Briefing: {_plain(laid.topic)}", _block("Scope", _scope(laid))]
    if laid.since:
        head, *gone = laid.since
        blocks.append(_block("Since last time", [_plain(head), "", *(f"- {_plain(line)}" for line in gone)]))
    blocks += [_block(part.title, _lines(part)) for part in laid.parts]
    if laid.sources:
        entries = (line for entry in laid.sources for line in _entry(entry, linked=checkable))
        blocks.append(_block("Sources", entries))
    if checkable:
        blocks.append(_plain(laid.made))
        blocks += [_cited(briefing)] if briefing.citations else []
    return "\n\n".join(blocks) + "\n"


def _block(title: str, lines: Iterator[str] | list[str]) -> str:
    return "\n".join([f"## {_plain(title)}", "", *lines]).rstrip()


def _cited(briefing: Briefing) -> str:
    """Return the citations in a comment; no sign in them can end it."""
    cited = json.dumps([citation_json(citation) for citation in briefing.citations])
    return CITED_IN_MARKDOWN + cited.replace("<", "\\u003c").replace(">", "\\u003e") + " -->"


def _scope(laid: Document) -> Iterator[str]:
    yield from (f"- {label}: {_plain(value)}" for label, value in laid.facts)
    yield from (f"- {_plain(note)}" for note in laid.notes)


def _lines(part: Part) -> Iterator[str]:
    for row in part.rows:
        yield f"- {_row(row, _figure(row) if part.name == 'figures' else '')}"
        yield from (f"  - {_row(side)}" for side in row.under)


def _figure(row: Row) -> str:
    """Return what is counted, as of when and whether it holds, then the sentence where no other line has it."""
    as_of, standing = row.facts
    told = f"{_plain(row.text)}, as of {as_of}{'' if standing == 'current' else f', {_plain(standing)}'}"
    return f"{told}: “{_plain(row.quote)}”" if row.quote else told


def _row(row: Row, figure: str = "") -> str:
    begun = bool(row.mark or row.pinned or row.lead)
    said = [
        f"*{row.mark}*" if row.mark else "",
        "*pinned*" if row.pinned else "",
        f"**{_plain(row.lead)}**" if row.lead else "",
        figure or (_plain(row.text) if begun else _begin(row.text)),
        f"*{_plain(', '.join(row.facts))}*" if row.facts and not figure else "",
        f"({_plain(row.source)})" if row.source else "",
        "".join(f"[{number}]" for number in row.cites),
        f"*before: “{_plain(row.was)}”*" if row.was else "",
    ]
    return " ".join(part for part in said if part)


def _entry(entry: Entry, *, linked: bool) -> Iterator[str]:
    numbers = "".join(f"[{q.number}]" for q in entry.quoted)
    head = _plain(entry.reference) if entry.reference else f"{_plain(entry.who)}: {_plain(entry.title)}"
    address = f", <{entry.url}>" if entry.url and entry.url not in entry.reference else ""
    notes = "".join(f" {_plain(note)}" for note in entry.notes)
    stop = "" if f"{head}{address}".endswith(".") else "."
    places = ", ".join(f"[{q.number}](<{q.href}>)" for q in entry.quoted)
    passages = f"{'' if notes else stop} In the app: {places}." if linked else ""
    yield f"- {numbers} {head}{address}{stop if notes else ''}{notes}{passages}"
    yield from (f"  - [{q.number}] “{_plain(q.quote)}”" for q in entry.quoted if q.quote)


def _begin(text: str) -> str:
    """Return text that begins a line."""
    return _OPENS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _plain(text))


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is; whatever could be a mark of it is escaped."""
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;") if re.search(r"&#?\w+;", text) else text)
