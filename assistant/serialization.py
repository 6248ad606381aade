"""Answers and what they are made of, as the objects that --json prints."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.types import Answer, Citation, FirstLine, Statement
from corpus import Article, Coverage, Scope

CITED_IN_MARKDOWN = "<!-- newsdesk citations: "
"""Opens the comment in which a Markdown file carries its citations, for `newsdesk check --cited`."""


def day_json(day: date | None) -> str | None:
    """Return a day in ISO 8601, None where it is unknown."""
    return day.isoformat() if day else None


def scope_json(scope: Scope) -> dict[str, Any]:
    """Return the as-of day and the filters that a result kept to."""
    filters = {
        "since": day_json(scope.window.since),
        "until": day_json(scope.window.until),
        "outlets": list(scope.outlets),
        "kinds": list(scope.kinds),
    }
    return {"as_of": day_json(scope.as_of), "filters": filters}


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """Return what a scope holds."""
    return asdict(coverage) | {"first": day_json(coverage.first), "last": day_json(coverage.last)}


def citation_json(citation: Citation) -> dict[str, Any]:
    """Return a citation: ``quote == article.text[start:end]``."""
    lists = {"also_in": list(citation.also_in), "corrections": list(citation.corrections)}
    return asdict(citation) | lists | {"caveats": list(citation.caveats)}


def statement_json(statement: Statement) -> dict[str, Any]:
    """Return one sentence with the numbers of its citations."""
    return asdict(statement) | {"citations": list(statement.citations)}


def article_json(article: Article, *, text: bool = True) -> dict[str, Any]:
    """Return an article, with or without its text."""
    shown = asdict(article) | {"day_confidence": article.day_confidence}
    shown = {name: list(value) if isinstance(value, tuple) else value for name, value in shown.items()}
    if not text:
        del shown["text"]
    return shown


def first_line_json(line: FirstLine) -> dict[str, Any]:
    """Return the first line of an answer."""
    return asdict(line) | {"citations": list(line.citations), "as_of": day_json(line.as_of)}


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON; what the contract asks for, and form, parts, closest, lead and confidence beside it."""
    return {
        "question": answer.question.text,
        "standalone": answer.question.standalone,
        **scope_json(answer.question.scope),
        "form": answer.question.form,
        "status": answer.status,
        "answer": first_line_json(answer.answer) if answer.answer else None,
        "also": [asdict(line) | {"citations": list(line.citations)} for line in answer.also],
        "short_answer": answer.short_answer,
        "short_answer_at": asdict(answer.short_answer_at) if answer.short_answer_at else None,
        "short_answer_confidence": round(answer.short_answer_confidence, 3),
        "lead": answer.lead,
        "statements": [statement_json(statement) for statement in answer.statements],
        "citations": [citation_json(citation) for citation in answer.citations],
        "parts": [asdict(part) | {"statements": list(part.statements)} for part in answer.parts],
        "closest": [citation_json(citation) for citation in answer.closest],
        "reports": asdict(answer.reports),
        "coverage": coverage_json(answer.coverage),
        "notes": list(answer.notes),
        "model": answer.model,
        "confidence": round(answer.confidence, 3),
        "usage": asdict(answer.usage) if answer.usage else None,
        "timings": answer.timings,
    }
