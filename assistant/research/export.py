"""A report as Markdown and as the object that --json prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assistant.research.types import ResearchReport
from assistant.serialization import citation_json, scope_json, statement_json
from assistant.types import Citation, Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_WEB = re.compile(r"https?://[^\s<>]+")


def report_json(report: ResearchReport) -> dict[str, Any]:
    """Return a report as JSON; each citation's quote stands at its place in the article's text."""
    sections = [
        {"title": part.title, "statements": [statement_json(one) for one in part.statements]}
        for part in report.sections
    ]
    return {
        "id": report.id,
        "question": report.question,
        **scope_json(report.scope),
        "ending": report.ending,
        "sections": sections,
        "open_questions": list(report.open_questions),
        "citations": [citation_json(citation) for citation in report.citations],
        "log": [asdict(line) for line in report.log],
        "notes": list(report.notes),
        "model": report.model,
        "usage": asdict(report.usage) if report.usage else None,
    }


def as_markdown(report: ResearchReport) -> str:
    """Return a report as Markdown: sections, open questions, sources, what was searched for, what was struck."""
    return "\n\n".join(_blocks(report)) + "\n"


def _blocks(report: ResearchReport) -> Iterator[str]:
    yield f"# {_plain(report.question)}"
    who = f"Written by {_plain(report.model)}, every sentence checked" if report.model else "In the articles' own words"
    yield f"*As of {report.as_of}. {who}.*"
    yield from (f"Note: {_plain(note)}" for note in report.notes)
    for part in report.sections:
        held = [one for one in part.statements if one.verdict != "unsupported"]
        if held:
            yield f"## {_plain(part.title)}"
            yield " ".join(map(_said, held)) if report.model else "\n".join(f"- {_said(one)}" for one in held)
    if report.open_questions:
        yield "## Open questions"
        yield "\n".join(f"- {_plain(question)}" for question in report.open_questions)
    if report.citations:
        yield "## Sources"
        yield "\n".join(map(_source, report.citations))
    yield "## What was searched for"
    yield "\n".join(
        f"{n}. {line.tool}: {_plain(line.asked)} ({_plain(line.found)})" for n, line in enumerate(report.log, 1)
    )
    if report.struck:
        yield "## Not supported by the archive, taken out"
        yield "\n".join(f"- {_plain(one.text)} ({_plain(one.reason)})" for one in report.struck)
    if report.usage:
        yield f"*{_plain(report.usage.told)}.*"


def _said(one: Statement) -> str:
    source = f" ({_plain(one.attribution)})" if one.attribution else ""
    return f"{_plain(one.text)} {''.join(f'[{number}]' for number in one.citations)}{source}"


def _source(citation: Citation) -> str:
    when = citation.published[:10] if citation.published else "date unknown"
    address = f", <{citation.url}>" if citation.url and _WEB.fullmatch(citation.url) else ""
    where = f"{_plain(citation.outlet or 'outlet unknown')}, {when}: {_plain(citation.title)}"
    return f"- [{citation.number}] {where}{address}: “{_plain(citation.quote)}”"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
