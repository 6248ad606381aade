"""What the commands print and the server sends alike, where no module below has it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from assistant.assistant import Assistant
from assistant.lookup import Claim, LookUp, check_claim, look_up
from assistant.lookup import as_json as quote_json
from assistant.lookup.export import claim_json
from assistant.serialization import article_json
from assistant.version_diff import changes
from corpus import Archive, IngestReport, Refusal, Scope, Story, Version

PATIENCE = 5.0
"""Seconds to wait for the chat model's server; one that is there lists its models in under one."""
_COUNTED = ("added", "changed", "unchanged", "status_changes", "copies", "passages")


def status_figures(assistant: Assistant) -> dict[str, Any]:
    """Return what the archive holds, and who answers."""
    held = assistant.archive.status()
    figures = asdict(held) | {"first": str(held.first or ""), "last": str(held.last or "")}
    model = assistant.model
    figures["as_of"] = str(assistant.today_as_of())
    figures["model"] = model.model if model else None
    figures["model_server"] = model.server if model else None
    figures["model_reachable"], figures["model_problem"] = None, None
    if model:
        from assistant.llm.chat_model import check_model

        figures["model_problem"] = check_model(model, timeout=min(model.timeout, PATIENCE))
        figures["model_reachable"] = figures["model_problem"] is None
    return figures


def shown_article(archive: Archive, article_id: str, *, versions: bool = False) -> dict[str, Any]:
    """Return an article with its text, why it is not cited where it is not, and its versions where they are wanted."""
    barred = archive.standings([article_id])[article_id].barred or None
    shown = article_json(archive.article(article_id)) | {"barred": barred}
    return shown | ({"versions": versions_json(archive.versions(article_id))} if versions else {})


def versions_json(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """Return versions, each with what it changed of the one before."""
    if not versions:
        return []
    changed = [[asdict(change) for change in changes(old, new)] for old, new in pairwise(versions)]
    return [asdict(each) | {"changes": told} for each, told in zip(versions, [[], *changed], strict=True)]


def story_json(story: Story) -> dict[str, Any]:
    """Return a story without the texts of its copies."""
    copies = [
        {
            "article_id": copy.article.id, "outlet": copy.article.outlet, "title": copy.article.title,
            "published": copy.article.published, "of": copy.of, "how": copy.how, "alike": round(copy.alike, 3),
        }
        for copy in story.copies
    ]  # fmt: skip
    return {"id": story.id, "origin": story.origin, "outlets": list(story.outlets), "copies": copies}


def report_json(report: IngestReport, *, strip: str = "") -> dict[str, Any]:
    """Return what an ingest did; ``strip`` is a folder that is left out where a record is named."""

    def told(refusal: Refusal) -> dict[str, str]:
        return {name: getattr(refusal, name).replace(strip, "") if strip else getattr(refusal, name)
                for name in ("place", "reason")}  # fmt: skip

    figures = {name: getattr(report, name) for name in _COUNTED}
    return figures | {
        "refused": [told(refusal) for refusal in report.refusals],
        "remarks": [told(remark) for remark in report.remarks],
    }


def look_up_or_check(archive: Archive, text: str, scope: Scope) -> tuple[LookUp, Claim | None]:
    """Return who printed a text; where nobody printed it so, also whether the archive says so."""
    found = look_up(archive, text, scope=scope)
    settled = found.verdict in ("verbatim", "shortened") or not text.strip()
    return found, None if settled else check_claim(archive, text, scope=scope)


def look_up_json(found: LookUp, claim: Claim | None) -> dict[str, Any]:
    """Return a look-up as the object that ``newsdesk lookup --json`` prints."""
    return quote_json(found) | {"claim": claim_json(claim) if claim else None}
