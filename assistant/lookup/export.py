"""A look-up as JSON, with the citation objects that `ask --json` prints."""

from __future__ import annotations

from dataclasses import asdict

from assistant.lookup.types import Finding, LookUp
from assistant.objects import citation_json, coverage_json, scope_json


def as_json(result: LookUp) -> dict[str, object]:
    """Return a look-up as the object that ``newsdesk lookup --json`` prints."""
    return {
        "text": result.text,
        **scope_json(result.scope),
        "verdict": result.verdict,
        "found": result.found,
        "first_print": result.first_print.citation.number if result.first_print else None,
        "prints": [asdict(printed) for printed in result.prints],
        "findings": [_finding(finding) for finding in result.findings],
        "closest": [citation_json(citation) for citation in result.closest],
        "coverage": coverage_json(result.coverage),
        "notes": list(result.notes),
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "verdict": finding.verdict,
        "held": finding.held,
        "speaker": finding.speaker,
        "how": finding.how,
        "corrections": list(finding.corrections),
        "differences": [asdict(difference) for difference in finding.differences],
        "citation": citation_json(finding.citation),
        "context": citation_json(finding.context),
    }
