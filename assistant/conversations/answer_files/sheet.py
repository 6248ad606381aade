"""An answer laid out for paper: what stands in which order, before any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.briefing.export.text import count, full_day, plain, web
from assistant.types import Answer, Citation, Part, Statement


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one paragraph.

    Attributes:
        kind: ``answer`` (the first line, set large), ``heading``, ``line``, ``quote`` or ``note``.
        numbers: Of the sources that stand behind it.
        source: Who says it, and when; empty where the text says so itself.
    """

    kind: Literal["answer", "heading", "line", "quote", "note"]
    text: str
    numbers: tuple[int, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one cited article: the numbers that cite it, its reference, and its address where it may be a link."""

    numbers: tuple[int, ...]
    reference: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold an answer as it is printed.

    Attributes:
        title: The question.
        scope: What it was kept to, in a line.
        made: How the answer was made, in a line.
    """

    title: str
    scope: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    made: str


def lay_out(answer: Answer, references: Mapping[str, str] | None = None) -> Sheet:
    """Lay an answer out.

    Args:
        answer: As it was given; what was not supported is left out.
        references: Article id -> its reference in a style; an article that has none is named plainly.
    """
    return Sheet(
        title=plain(answer.question.text),
        scope=_scope(answer),
        blocks=tuple(_blocks(answer)),
        sources=tuple(_sources(answer.citations, references or {})),
        made=f"Written by {plain(answer.model)}; each sentence was checked against its sources."
        if answer.model
        else "In the articles’ own words, with Newsdesk.",
    )


def _scope(answer: Answer) -> str:
    scope = answer.question.scope
    parts = [f"As of {full_day(answer.as_of)}"] if answer.as_of else []
    parts += [f"published since {full_day(scope.window.since)}"] if scope.window.since else []
    parts += [f"published until {full_day(scope.window.until)}"] if scope.window.until else []
    parts += [plain(", ".join([*scope.outlets, *scope.kinds]))] if scope.outlets or scope.kinds else []
    return ", ".join(parts)


def _blocks(answer: Answer) -> Iterator[Block]:
    if answer.status == "abstained":
        covered = answer.coverage
        searched = f"{count(covered.articles, 'article')} from {count(covered.outlets, 'outlet')}"
        yield Block("answer", "Not in this archive.")
        yield Block("line", f"Searched {searched}.")
    if answer.headline and answer.answer:
        yield Block("answer", plain(answer.headline), answer.answer.citations)
    elif answer.headline:
        yield Block("answer", plain(answer.headline))
    for part in answer.parts or (Part("", tuple(range(len(answer.statements))), answer.lead),):
        if part.asked and part.statements:
            yield Block("heading", plain(part.asked))
        if part.asked and part.short_answer:
            yield Block("answer", plain(part.short_answer))
        yield from (Block("line", plain(line)) for line in part.lead.splitlines() if line.strip())
        held = (answer.statements[place] for place in part.statements)
        yield from (_statement(one) for one in held if one.verdict != "unsupported")
    yield from (Block("line", plain(line.text), line.citations) for line in answer.also)
    yield from (Block("note", plain(note)) for note in answer.notes)


def _statement(one: Statement) -> Block:
    kind: Literal["quote", "line"] = "quote" if one.verdict == "quoted" else "line"
    return Block(kind, plain(one.text), one.citations, plain(one.attribution))


def _sources(citations: Sequence[Citation], references: Mapping[str, str]) -> Iterator[Source]:
    by_article: dict[str, list[Citation]] = {}
    for citation in citations:
        by_article.setdefault(citation.article_id, []).append(citation)
    for article_id, cited in by_article.items():
        first = cited[0]
        named = f"{first.outlet or 'Outlet unknown'}, {(first.published or 'date unknown')[:10]}: {first.title}"
        reference = plain(references.get(article_id) or named)
        address = web(first.url)
        yield Source(
            tuple(one.number for one in cited), reference, None if address and address in reference else address
        )
