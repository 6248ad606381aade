"""``/v1/status``, and what a load balancer asks: does the process live, can it answer."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from assistant.server.archive_contract import StatusObject
from assistant.server.problems import problem
from assistant.server.results import status_figures
from assistant.server.service import Reading, Service
from corpus import CorpusError

router = APIRouter(tags=["status"])
_PATIENCE = 10.0


@router.get("/v1/status", response_model=StatusObject, summary="What the archive holds, and who answers")
async def get_status(visit: Reading) -> Response:
    """Return what ``newsdesk status --json`` prints; folders and sizes on disk are shown to an admin alone."""
    figures: dict[str, Any] = await visit.service.workers.run(
        lambda: status_figures(visit.assistant), limit=visit.service.settings.limits.read
    )
    hidden: dict[str, Any] = {} if visit.caller.may("admin") else {"home": "", "size": 0}
    return JSONResponse(figures | hidden)


@router.get("/health", summary="Whether the process lives", response_model=dict[str, str])
async def get_health() -> Response:
    """Answer at once, whatever else is going on."""
    return JSONResponse({"status": "ok"})


@router.get("/ready", summary="Whether questions can be answered", response_model=dict[str, str])
async def get_readiness(request: Request) -> Response:
    """Say whether the archive can be read, and there is room for another call."""
    service: Service = request.app.state.service
    limits = service.settings.limits
    if service.workers.busy >= limits.at_once + limits.waiting:
        return problem(503, "too many calls wait already")
    try:
        await service.workers.run(lambda: service.views.whole.archive.outlets(), limit=_PATIENCE)
    except (CorpusError, TimeoutError) as error:
        return problem(503, str(error))
    return JSONResponse({"status": "ready"})


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
async def get_metrics(visit: Reading) -> Response:
    """Return counts and times of calls and stages, for an admin; not there unless ``NEWSDESK_METRICS`` asks for it."""
    visit.require("admin")
    meters = visit.service.meters
    if meters is None:
        raise HTTPException(404, "figures are off: set NEWSDESK_METRICS=1 and start the server anew")
    meters.busy.set(visit.service.workers.busy)
    return Response(meters.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
