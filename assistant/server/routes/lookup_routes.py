"""``/v1/lookup``: a quote, a claim or a draft in; who printed it, how, and what differs, out."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from assistant.lookup.drafts import check_draft, report
from assistant.lookup.export import draft_json
from assistant.server.contract import DraftObject, LookUpObject
from assistant.server.inputs import LookUpInput
from assistant.server.results import look_up_json, look_up_or_check
from assistant.server.service import Reading, Visit

router = APIRouter(tags=["look-ups"])


@router.post("/v1/lookup", response_model=LookUpObject | DraftObject, summary="Look up a quote, a claim or a draft")
async def look_up(asked: LookUpInput, visit: Reading, request: Request) -> Response:
    """Find who printed a quote and check a claim (``text``), or both for all that a draft says (``draft``).

    As ``newsdesk lookup --json`` prints it; a draft's ``wrong`` says whether something is altered or contradicted.
    """
    limits = visit.service.settings.limits
    request.state.deed.note("look up" if asked.draft is None else "check draft", asked.text or asked.draft or "")
    if asked.draft is not None:
        return JSONResponse(await visit.service.workers.run(lambda: checked(visit, asked), limit=limits.long))
    return JSONResponse(await visit.service.workers.run(lambda: looked_up(visit, asked), limit=limits.look_up))


def looked_up(visit: Visit, asked: LookUpInput) -> dict[str, Any]:
    """Return what the archive knows of a text."""
    archive = visit.assistant.archive
    return look_up_json(*look_up_or_check(archive, asked.text or "", asked.scope(archive)))


def checked(visit: Visit, asked: LookUpInput) -> dict[str, Any]:
    """Return the report on a draft."""
    archive = visit.assistant.archive
    scope = asked.scope(archive)
    return draft_json(report(asked.name, scope, list(check_draft(archive, asked.draft or "", scope=scope))))
