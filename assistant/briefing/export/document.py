"""A briefing laid out, in no format yet: what the page, Markdown, HTML and DOCX show, in the same words; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.briefing.export.rows import Row, row
from assistant.briefing.export.text import APP, count, day_of, full_day, passage, plain, web
from assistant.briefing.types import TITLES, Briefing, Section, Source
from assistant.citations import MARKED_KINDS
from assistant.types import Citation, SectionName

Layout = Literal["list", "table", "blocks"]
_HEADS: dict[SectionName, tuple[str, ...]] = {
    "timeline": ("Day", "Event", "Source"),
    "figures": ("Figure", "What", "As of", "Standing", "Source"),
}
"""Sections that are tables, with the heads of their columns."""
_BLOCKS: tuple[SectionName, ...] = ("differences",)
"""Sections whose every line has a heading and lines of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a section that is laid out.

    Attributes:
        heads: Of the columns of a table; empty elsewhere.
    """

    name: SectionName
    title: str
    layout: Layout
    rows: tuple[Row, ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Hold one citation within a source.

    Attributes:
        quote: Its words, where no line of the briefing has them.
        href: Opens it in the app.
    """

    number: int
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one source.

    Attributes:
        who: Outlet and day.
        url: Of the article, where it may become a link.
        notes: Whose text it is, who else printed it, how it was corrected.
        reference: Bibliography entry, which then stands for outlet, day and title.
    """

    who: str
    title: str
    url: str | None
    quoted: tuple[Quoted, ...]
    notes: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a briefing that is laid out; all text in it is on one line and fit to be written.

    Attributes:
        facts: Of the scope, each with its label.
        notes: Sentences that a reader must know of.
        since: What changed since the last run, a sentence first; empty where there was none.
        made: How it was made.
    """

    topic: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    since: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[Entry, ...]
    made: str


def document(briefing: Briefing, *, app: str = APP) -> Document:
    """Return a briefing laid out.

    Args:
        briefing: With what a person hid already left out (``arranged``).
        app: Address of the app, for the links to passages.
    """
    return Document(
        topic=plain(briefing.topic),
        facts=tuple((label, plain(value)) for label, value in _facts(briefing)),
        notes=tuple(plain(note) for note in briefing.notes),
        since=tuple(plain(line) for line in _since(briefing)),
        parts=tuple(_said_once([_part(section) for section in briefing.sections])),
        sources=tuple(_entries(briefing, app)),
        made=plain(_made(briefing)),
    )


def _part(section: Section) -> Part:
    heads = _HEADS.get(section.name, ())
    layout: Layout = "table" if heads else "blocks" if section.name in _BLOCKS else "list"
    return Part(section.name, plain(section.title), layout, tuple(row(line) for line in section.lines), heads)


def _said_once(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts without the sentences of figures that another line shows: their numbers lead to it."""
    seen = {made.text for part in parts if part.name != "figures" for made in part.rows}
    for part in parts:
        rows = []
        for made in part.rows:
            rows.append(replace(made, quote="") if made.quote in seen else made)
            seen.add(made.quote)
        yield replace(part, rows=tuple(rows))


def _facts(briefing: Briefing) -> Iterator[tuple[str, str]]:
    scope, read = briefing.scope, briefing.considered
    since = f"from {full_day(scope.window.since)}" if scope.window.since else ""
    until = f"up to {full_day(scope.window.until)}" if scope.window.until else ""
    yield "Topic", briefing.topic
    yield "Published", f"{since} {until}".strip() or "any day"
    if briefing.as_of:
        yield "As of", full_day(briefing.as_of)
    if scope.outlets:
        yield "Outlets", ", ".join(scope.outlets)
    if scope.kinds:
        yield "Kinds", ", ".join(scope.kinds)
    days = f", {full_day(read.first)} to {full_day(read.last)}" if read.first and read.last else ""
    yield "Read", f"{count(read.articles, 'article')} from {count(read.outlets, 'outlet')}{days}"
    if read.articles:
        yield "Of these", f"{count(read.stories, 'story')}, {count(read.independent, 'independent report')}"
    if len(read.by_outlet) > 1:
        yield "By outlet", ", ".join(f"{outlet} {number}" for outlet, number in read.by_outlet)
    if read.missing:
        yield "Missing", " ".join(read.missing)


def _since(briefing: Briefing) -> Iterator[str]:
    """Yield how it compares with the last run, then what is gone since."""
    last = briefing.since_last
    if last is None:
        return
    counts = (
        (last.new, "new"),
        (last.changed, "changed"),
        (last.corrected, "corrected"),
        (last.withdrawn, "withdrawn"),
    )
    told = ", ".join(f"{number} {name}" for number, name in counts if number) or "nothing new"
    as_of = f", as of {full_day(last.as_of)}" if last.as_of else ""
    yield f"Since the briefing of {full_day(day_of(last.written))}{as_of}: {told}."
    for name, line in last.gone:
        if line.hidden:
            continue
        why = "withdrawn" if line.mark == "withdrawn" else "no longer in it"
        yield f"{TITLES[name]}, {why}: {line.statement.text}"


def _entries(briefing: Briefing, app: str) -> Iterator[Entry]:
    cited = {citation.number: citation for citation in briefing.citations}
    shown = " ".join(_shown(briefing))
    for source in briefing.sources:
        own = [cited[number] for number in source.citations if number in cited]
        yield Entry(
            who=plain(f"{source.outlet or 'outlet unknown'}, {full_day(day_of(source.published))}"),
            title=plain(source.title),
            url=web(source.url),
            quoted=tuple(
                Quoted(c.number, "" if plain(c.quote) in shown else plain(c.quote), passage(c, app=app)) for c in own
            ),
            notes=tuple(plain(note) for note in _notes(source, own)),
            reference=plain(source.reference),
        )


def _shown(briefing: Briefing) -> Iterator[str]:
    """Yield all words that the lines show."""
    for section in briefing.sections:
        for line in section.lines:
            made = row(line)
            yield from (made.text, made.quote, *(side.text for side in made.under))


def _notes(source: Source, cited: Sequence[Citation]) -> Iterator[str]:
    if source.origin:
        yield f"Text of {source.origin}."
    if source.copies:
        yield f"Also in {', '.join(source.copies)}."
    yield from sorted({f"{c.kind[:1].upper()}{c.kind[1:]}." for c in cited if c.kind in MARKED_KINDS})
    for notice in dict.fromkeys(notice for citation in cited for notice in citation.corrections):
        yield notice if notice.casefold().startswith("correct") else f"Corrected: {notice}"


def _made(briefing: Briefing) -> str:
    if briefing.status == "abstained":
        return "Made with Newsdesk."
    if briefing.model:
        return (
            f"Made with Newsdesk. In brief was written by {briefing.model}, each sentence checked against its sources; "
            "the rest was made without it. Each line is cited."
        )
    return "Made with Newsdesk, without a chat model. Each line is cited."
