"""Answers and articles as the JSON of the contract, and as text for a terminal."""

from __future__ import annotations

from typing import Any

from assistant.types import Answer, Citation
from corpus import Article, Coverage


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return the one object that ``newsdesk ask --json`` prints."""
    question, window = answer.question, answer.question.window
    return {
        "question": question.text,
        "standalone": question.standalone,
        "as_of": _day(answer.as_of),
        "filters": {
            "since": _day(window.since),
            "until": _day(window.until),
            "outlets": list(question.scope.outlets),
        },
        "status": answer.status,
        "short_answer": answer.short_answer,
        "statements": [
            {"text": s.text, "citations": list(s.citations), "verdict": s.verdict, "reason": s.reason}
            for s in answer.statements
        ],
        "citations": [citation_json(citation) for citation in answer.citations],
        "closest": [citation_json(citation) for citation in answer.closest],
        "coverage": coverage_json(answer.coverage),
        "notes": list(answer.notes),
        "model": answer.model,
        "confidence": round(answer.confidence, 3),
        "timings": answer.timings,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """Return a citation object: ``quote == article.text[start:end]``."""
    names = ("number", "article_id", "passage_id", "outlet", "title", "url", "published", "quote", "start", "end")
    return {name: getattr(citation, name) for name in names}


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """Return what a scope holds."""
    return {
        "articles": coverage.articles,
        "outlets": coverage.outlets,
        "first": _day(coverage.first),
        "last": _day(coverage.last),
    }


def article_json(article: Article, *, text: bool = True) -> dict[str, Any]:
    """Return an article, with or without its text."""
    names = ("id", "title", "outlet", "url", "published", "section", "source", "version")
    shown: dict[str, Any] = {name: getattr(article, name) for name in names}
    shown |= {"authors": list(article.authors), "keywords": list(article.keywords)}
    return shown | {"text": article.text} if text else shown


def source_line(citation: Citation) -> str:
    """Return a citation's source in one line, for a terminal."""
    where = citation.outlet or "outlet unknown"
    when = citation.published[:10] if citation.published else "date unknown"
    return f"[{citation.number}] {where}, {when}: {citation.title}" + (f" <{citation.url}>" if citation.url else "")


def _day(day: object) -> str | None:
    return None if day is None else str(day)
