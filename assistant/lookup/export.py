"""A look-up as JSON, with the citation objects that `ask --json` prints."""

from __future__ import annotations

from dataclasses import asdict

from assistant.lookup.types import Finding, LookUp


def as_json(result: LookUp) -> dict[str, object]:
    """Return a look-up as the object that ``newsdesk lookup --json`` prints."""
    scope, coverage = result.scope, result.coverage
    since, until = scope.window.since, scope.window.until
    return {
        "text": result.text,
        "as_of": scope.as_of.isoformat() if scope.as_of else None,
        "filters": {
            "since": since.isoformat() if since else None,
            "until": until.isoformat() if until else None,
            "outlets": list(scope.outlets),
        },
        "verdict": result.verdict,
        "found": result.found,
        "first_print": result.first_print.citation.number if result.first_print else None,
        "findings": [_finding(finding) for finding in result.findings],
        "closest": [asdict(citation) for citation in result.closest],
        "coverage": {
            "articles": coverage.articles,
            "outlets": coverage.outlets,
            "first": coverage.first.isoformat() if coverage.first else None,
            "last": coverage.last.isoformat() if coverage.last else None,
        },
        "notes": list(result.notes),
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "verdict": finding.verdict,
        "held": finding.held,
        "differences": [asdict(difference) for difference in finding.differences],
        "citation": asdict(finding.citation),
        "context": asdict(finding.context),
    }
