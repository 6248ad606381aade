"""Look-ups, claims and drafts as JSON and Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from assistant.lookup.drafts import Checked, Draft
from assistant.lookup.types import Claim, Conflict, Difference, Finding, LookUp, Part
from assistant.serialization import citation_json, coverage_json, scope_json
from assistant.types import Citation
from corpus import without_steering


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


_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_MOST = 160
"""Letters of a sentence that are shown: one line each."""


def claim_json(claim: Claim) -> dict[str, object]:
    """Return a claim as ``newsdesk lookup --json`` prints it."""
    return {
        "text": claim.text,
        **scope_json(claim.scope),
        "verdict": claim.verdict,
        "parts": [_part(part) for part in claim.parts],
        "reports": asdict(claim.reports),
        "closest": [citation_json(citation) for citation in claim.closest],
        "coverage": coverage_json(claim.coverage),
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "text": part.text,
        "verdict": part.verdict,
        "support": [citation_json(citation) for citation in part.support],
        "against": [
            {"citation": citation_json(held.citation), "conflicts": [asdict(conflict) for conflict in held.conflicts]}
            for held in part.against
        ],
        "reports": asdict(part.reports),
    }


def draft_json(draft: Draft) -> dict[str, object]:
    """Return the report on a draft as the object that ``newsdesk lookup --file --json`` prints."""
    return {
        "file": draft.name,
        **scope_json(draft.scope),
        "wrong": draft.wrong,
        "counts": dict(Counter(item.verdict for item in draft.checked)),
        "checked": [
            {"kind": item.kind, "line": item.line, "text": item.text, "verdict": item.verdict, "why": why(item)}
            | {"found": as_json(item.found) if isinstance(item.found, LookUp) else claim_json(item.found)}
            for item in draft.checked
        ],
    }


def draft_markdown(draft: Draft) -> str:
    """Return the report on a draft as Markdown, one line for each quotation and sentence, the worst first."""
    counts = Counter(item.verdict for item in draft.checked)
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts.most_common()) or "nothing to look up"
    lines = [
        f"# Looked up: {_plain(draft.name)}" if draft.name else "# Looked up",
        "",
        told[:1].upper() + told[1:] + ".",
        "",
    ]
    return without_steering("\n".join([*lines, *(_line(item) for item in draft.checked)])) + "\n"


def _line(item: Checked) -> str:
    because = f" {_plain(why(item))}" if why(item) else ""
    return f"- **{item.verdict}**, line {item.line}, {item.kind}: {_plain(shown(item.text))}{because}"


def shown(text: str) -> str:
    """Return a text in quotation marks, cut to a line."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= _MOST else flat[: _MOST - 1] + '…'}”"


def why(item: Checked) -> str:
    """Return what stands behind a verdict in one sentence: where it is printed, or in what it differs."""
    return "; ".join(_quote_why(item.found) if isinstance(item.found, LookUp) else _claim_why(item.found))


def _quote_why(found: LookUp) -> Iterator[str]:
    if found.findings:
        best = found.findings[0]
        yield from (difference_words(difference) for difference in best.differences)
        yield _source(best.citation) + (f", {best.speaker}" if best.speaker else "")


def _claim_why(claim: Claim) -> Iterator[str]:
    for part in claim.parts:
        if part.verdict == "contradicted":
            yield from (conflict_words(conflict) for conflict in part.against[0].conflicts)
            yield _source(part.against[0].citation)
        elif part.support:
            count = part.reports.independent
            yield f"{_source(part.support[0])} ({count} independent report{'' if count == 1 else 's'})"


def difference_words(difference: Difference) -> str:
    """Return a difference in words."""
    quoted, printed = f"“{difference.quoted}”", f"“{difference.printed}”"
    if difference.kind == "changed":
        return f"{quoted} where {printed} was printed"
    if difference.kind == "added":
        return f"{quoted} was not printed"
    return f"left out: {printed}" + (" (marked)" if difference.marked else "")


def conflict_words(conflict: Conflict) -> str:
    """Return a conflict in words, its kind first."""
    if conflict.kind == "sense":
        return f"says otherwise: “{conflict.printed}”"
    quoted = f"“{conflict.quoted}”" if conflict.quoted else "nothing"
    printed = f"“{conflict.printed}”" if conflict.printed else "nothing"
    return f"{conflict.kind}: {quoted} where {printed} was printed"


def _source(citation: Citation) -> str:
    when = citation.published[:10] if citation.published else "date unknown"
    return f"{citation.outlet or 'outlet unknown'}, {when}: {citation.title}"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
