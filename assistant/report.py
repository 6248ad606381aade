"""An answer as the one object that ``newsdesk ask --json`` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.objects import citation_json, coverage_json, scope_json, statement_json
from assistant.types import Answer


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON; what the contract asks for, and form, parts, closest, lead and confidence beside it."""
    return {
        "question": answer.question.text,
        "standalone": answer.question.standalone,
        **scope_json(answer.question.scope),
        "form": answer.question.form,
        "status": answer.status,
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
        "timings": answer.timings,
    }
