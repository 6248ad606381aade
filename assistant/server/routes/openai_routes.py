"""``/v1/models`` and ``/v1/chat/completions``: any OpenAI client, or chat page, can talk to an archive."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from assistant.briefing import as_markdown
from assistant.conversations.export import answer_markdown
from assistant.errors import AssistantError
from assistant.query.types import AskRequest
from assistant.server.openai_protocol import ASK, BRIEF, MODELS, ChatInput, Reply, model_json
from assistant.server.problems import problem, problem_of
from assistant.server.service import Reading, Visit
from corpus import CorpusError

router = APIRouter(tags=["OpenAI-compatible"])


@router.get("/v1/models", summary="List what can be chosen as a model")
async def list_models(visit: Reading) -> dict[str, Any]:
    """List ``newsdesk``, which answers, and ``newsdesk-brief``, which makes briefings."""
    return {"object": "list", "data": [model_json(name) for name in MODELS]}


@router.get("/v1/models/{name}", summary="Describe a model")
async def get_model(name: str, visit: Reading) -> dict[str, Any]:
    """Return one of them."""
    _known(name)
    return model_json(name)


@router.post("/v1/chat/completions", summary="Chat")
async def complete_chat(asked: ChatInput, visit: Reading, request: Request) -> Response:
    """Answer the last message of a chat as OpenAI's protocol has it, whole or as a stream.

    ``citations`` has an address for each number in the text, ``newsdesk.citations`` the verified spans.
    """
    _known(asked.model)
    question = asked.request()
    request.state.deed.note("ask" if asked.model == ASK else "brief", question.text, model=asked.model)
    limits, address = visit.service.settings.limits, str(request.base_url).rstrip("/")
    limit = limits.ask if asked.model == ASK else limits.long

    def reply() -> Reply:
        return _reply(visit, asked.model, question, address)

    if not asked.stream:
        return JSONResponse((await visit.service.workers.run(reply, limit=limit)).whole())
    usage = bool(asked.stream_options and asked.stream_options.include_usage)

    def chunks() -> Iterator[dict[str, Any]]:
        yield from reply().chunks(usage=usage)

    return EventSourceResponse(_written(visit.service.workers.stream(chunks, limit=limit)))


async def _written(chunks: AsyncIterator[dict[str, Any]]) -> AsyncIterator[ServerSentEvent]:
    try:
        async for chunk in chunks:
            yield ServerSentEvent(json.dumps(chunk, ensure_ascii=False))
    except (CorpusError, AssistantError) as error:
        yield ServerSentEvent(bytes(problem_of(error).body).decode())
    except TimeoutError as error:
        yield ServerSentEvent(bytes(problem(504, str(error), name="TookTooLong").body).decode())
    yield ServerSentEvent("[DONE]")


def _reply(visit: Visit, model: str, question: AskRequest, address: str) -> Reply:
    if model == BRIEF:
        scope = {"as_of": question.as_of, "window": question.window, "outlets": question.outlets,
                 "kinds": question.kinds}  # fmt: skip
        briefing = visit.assistant.brief(question.text, **scope)  # type: ignore[arg-type]
        return Reply(model, as_markdown(briefing), briefing.citations, address)
    answer = visit.assistant.ask(question)
    return Reply(model, answer_markdown(answer), answer.citations, address)


def _known(name: str) -> None:
    if name not in MODELS:
        raise HTTPException(404, f"there is no model {name!r}; there are: {', '.join(MODELS)}")
