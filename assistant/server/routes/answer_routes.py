"""``/v1/ask``: a question in, a cited answer out, whole or stage by stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from assistant.query.types import AskRequest
from assistant.serialization import answer_json
from assistant.server.contract import AnswerObject
from assistant.server.inputs import AskInput
from assistant.server.service import Reading, Visit
from assistant.server.streaming_events import Told, event_stream, told

router = APIRouter(tags=["answers"])


@router.post("/v1/ask", response_model=AnswerObject, summary="Ask a question")
async def ask(asked: AskInput, visit: Reading, request: Request) -> Response:
    """Answer a question, each sentence cited: as ``newsdesk ask --json`` prints it, or its stages as they come.

    With ``stream``, or ``Accept: text/event-stream``, the events are ``understood``, ``found``, ``token`` (with a chat
    model) and ``done``, whose data are the whole answer; ``problem`` ends a stream that failed.
    """
    request.state.deed.note("ask", asked.question)
    limit = visit.service.settings.limits.ask

    def events() -> Iterator[Told]:
        return told(visit.assistant.stream(ask_request(asked)))

    if asked.stream or wants_events(request):
        return event_stream(lambda: visit.service.workers.stream(events, limit=limit))
    return JSONResponse(await visit.service.workers.run(lambda: answered(visit, asked), limit=limit))


def answered(visit: Visit, asked: AskInput) -> dict[str, Any]:
    """Return the answer to a question."""
    return answer_json(visit.assistant.ask(ask_request(asked)))


def ask_request(asked: AskInput) -> AskRequest:
    """Return what was sent as the assistant takes it."""
    return AskRequest(
        asked.question,
        **asked.fields(),
        history=asked.turns(),
        dismissed=asked.dismissed,
        standalone=asked.standalone,
    )


def wants_events(request: Request) -> bool:
    """Say whether server-sent events are asked for."""
    return "text/event-stream" in request.headers.get("accept", "")
