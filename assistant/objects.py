"""The JSON objects that every result shares: scope, coverage, citation, statement, article."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.types import Citation, Statement
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
    return asdict(citation) | {"also_in": list(citation.also_in), "corrections": list(citation.corrections)}


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
