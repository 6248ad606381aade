"""A briefing as the JSON object that ``newsdesk brief --json`` prints, and that a saved briefing is kept as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.briefing.types import Briefing, Line, SinceLast
from assistant.serialization import citation_json, coverage_json, day_json, scope_json


def as_json(briefing: Briefing) -> dict[str, Any]:
    """Return a briefing as the object that ``newsdesk brief --json`` prints."""
    return {
        "topic": briefing.topic,
        **scope_json(briefing.scope),
        "status": briefing.status,
        "considered": _plain(asdict(briefing.considered)),
        "sections": [
            {"name": section.name, "title": section.title, "statements": [line_json(line) for line in section.lines]}
            for section in briefing.sections
        ],
        "sources": [_plain(asdict(source)) for source in briefing.sources],
        "citations": [citation_json(citation) for citation in briefing.citations],
        "coverage": coverage_json(briefing.coverage),
        "notes": list(briefing.notes),
        "since_last": _since_json(briefing.since_last),
        "model": briefing.model,
        "timings": briefing.timings,
    }


def line_json(line: Line) -> dict[str, Any]:
    """Return a line: its statement's fields, then its own; days in ISO 8601."""
    own: dict[str, Any] = _plain(asdict(line))
    return {**own.pop("statement"), **own}


def _since_json(since: SinceLast | None) -> dict[str, Any] | None:
    if since is None:
        return None
    counts = {name: getattr(since, name) for name in ("new", "changed", "corrected", "withdrawn")}
    gone = [{"section": name, **line_json(line)} for name, line in since.gone]
    return {"written": since.written, "as_of": day_json(since.as_of), **counts, "gone": gone}


def _plain(value: Any) -> Any:
    """Return nested values with days in ISO 8601 and lists for tuples."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
