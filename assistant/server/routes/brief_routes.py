"""``/v1/briefs``: a topic and a period in, a cited briefing out; and the briefings that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from assistant.briefing import BriefEvent, Finished
from assistant.briefing import as_json as briefing_json
from assistant.briefing.store import Briefings
from assistant.serialization import scope_json
from assistant.server.contract import BriefingObject
from assistant.server.inputs import BriefInput
from assistant.server.routes.answer_routes import wants_events
from assistant.server.service import Reading, Visit
from assistant.server.streaming_events import Told, event_stream, told_briefing

router = APIRouter(tags=["briefings"])


@router.post("/v1/briefs", response_model=BriefingObject, summary="Make a briefing")
async def make_brief(asked: BriefInput, visit: Reading, request: Request) -> Response:
    """Prepare a briefing: as ``newsdesk brief --json`` prints it, or its stages and sections as they come.

    With ``stream``, or ``Accept: text/event-stream``, the events are ``stage``, ``section`` and ``done``. With
    ``save`` it is kept, and the header ``Location`` names it (of a stream, look at ``GET /v1/briefs``).
    """
    request.state.deed.note("brief", asked.topic, saved=asked.save or None)
    limit, workers = visit.service.settings.limits.long, visit.service.workers
    kept: list[str] = []

    def events() -> Iterator[Told]:
        return told_briefing(_events(visit, asked, kept))

    if asked.stream or wants_events(request):
        return event_stream(lambda: workers.stream(events, limit=limit))
    made = await workers.run(lambda: _whole(visit, asked, kept), limit=limit)
    headers = {"Location": f"/v1/briefs/{kept[0]}"} if kept else None
    return JSONResponse(made, 201 if kept else 200, headers=headers)


@router.get("/v1/briefs", summary="List one's own briefings")
async def list_briefs(visit: Reading) -> dict[str, Any]:
    """List the briefings that the caller kept, the newest first."""
    listed = await visit.service.workers.run(lambda: shelf(visit).listed(), limit=visit.service.settings.limits.read)
    entries = [
        {"id": each.id, "written": each.written, "topic": each.topic, **scope_json(each.scope), "lines": each.lines}
        for each in listed.entries
    ]
    return {"briefs": entries, "damaged": list(listed.damaged)}


@router.get("/v1/briefs/{brief_id}", response_model=BriefingObject, summary="Read a briefing")
async def get_brief(brief_id: str, visit: Reading, request: Request) -> Response:
    """Return a briefing that the caller kept."""
    request.state.deed.note("read", briefing=brief_id)

    def found() -> dict[str, Any]:
        made = shelf(visit).get(brief_id).briefing
        visit.require_seen(made.citations)  # it may have been made when they saw more
        return briefing_json(made)

    return JSONResponse(await visit.service.workers.run(found, limit=visit.service.settings.limits.read))


@router.delete("/v1/briefs/{brief_id}", status_code=204, summary="Delete a briefing")
async def delete_brief(brief_id: str, visit: Reading, request: Request) -> None:
    """Delete a briefing that the caller kept, for good."""
    request.state.deed.note("delete", briefing=brief_id)
    await visit.service.workers.run(lambda: shelf(visit).delete(brief_id), limit=visit.service.settings.limits.read)


def shelf(visit: Visit) -> Briefings:
    """Return the caller's own briefings."""
    return Briefings(visit.folder)


def _whole(visit: Visit, asked: BriefInput, kept: list[str]) -> dict[str, Any]:
    *_, last = _events(visit, asked, kept)
    assert isinstance(last, Finished)
    return briefing_json(last.briefing)


def _events(visit: Visit, asked: BriefInput, kept: list[str]) -> Iterator[BriefEvent]:
    for event in visit.assistant.stream_brief(asked.topic, only=asked.only, **asked.fields()):
        if isinstance(event, Finished) and asked.save:
            kept.append(shelf(visit).keep(event.briefing).id)
        yield event
