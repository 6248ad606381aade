"""``/v1/shared`` and ``/v1/conversations``: what belongs to a person, and what they show to their team."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from assistant.briefing import as_json as briefing_json
from assistant.briefing.store import Briefings
from assistant.conversations import Conversations
from assistant.conversations.export import as_json as conversation_json
from assistant.server.access.shares import Kind, Share, Shares
from assistant.server.service import Reading, Visit
from assistant.types import Citation

router = APIRouter(tags=["one's own, and shared"])


@router.get("/v1/conversations", summary="List one's own conversations")
async def list_conversations(visit: Reading) -> dict[str, Any]:
    """List the conversations that the caller had on the page, the last changed first."""

    def listed() -> dict[str, Any]:
        shelf = Conversations(visit.folder).shelf()
        shown = [
            {"id": one.id, "title": one.title, "created": one.created, "changed": one.changed,
             "questions": one.questions}
            for one in shelf.summaries
        ]  # fmt: skip
        return {"conversations": shown, "damaged": list(shelf.damaged)}

    found: dict[str, Any] = await _read(visit, listed)
    return found


@router.get("/v1/conversations/{conversation_id}", summary="Export a conversation")
async def get_conversation(conversation_id: str, visit: Reading, request: Request) -> Response:
    """Return a conversation of the caller's with all its answers, as ``newsdesk conversations export`` writes it."""
    request.state.deed.note("export", conversation=conversation_id)
    return JSONResponse(await _read(visit, lambda: conversation_json(Conversations(visit.folder).get(conversation_id))))


@router.post("/v1/briefs/{what}/share", status_code=201, summary="Share a briefing")
async def share_brief(what: str, visit: Reading, request: Request) -> dict[str, str]:
    """Make a link to a briefing of one's own, for those of the team who see at least what its owner sees."""
    return await _shared(visit, request, "briefing", what)


@router.post("/v1/conversations/{what}/share", status_code=201, summary="Share a conversation")
async def share_conversation(what: str, visit: Reading, request: Request) -> dict[str, str]:
    """Make a link to a conversation of one's own, for those of the team who see at least what its owner sees."""
    return await _shared(visit, request, "conversation", what)


@router.delete("/v1/briefs/{what}/share", summary="Take back the links to a briefing")
async def unshare_brief(what: str, visit: Reading, request: Request) -> dict[str, int]:
    """Delete every link to a briefing of one's own."""
    request.state.deed.note("take back", briefing=what)
    return {"links": await _read(visit, lambda: _shares(visit).take_back(visit.caller, "briefing", what))}


@router.delete("/v1/conversations/{what}/share", summary="Take back the links to a conversation")
async def unshare_conversation(what: str, visit: Reading, request: Request) -> dict[str, int]:
    """Delete every link to a conversation of one's own."""
    request.state.deed.note("take back", conversation=what)
    return {"links": await _read(visit, lambda: _shares(visit).take_back(visit.caller, "conversation", what))}


@router.get("/v1/shared/{token}", summary="Follow a link")
async def get_shared(token: str, visit: Reading, request: Request) -> Response:
    """Return what somebody shared: a briefing or a conversation, where one sees all that its owner saw."""
    request.state.deed.note("read", shared=token)
    return JSONResponse(await _read(visit, lambda: _shown(visit, token)))


async def _shared(visit: Visit, request: Request, kind: Kind, what: str) -> dict[str, str]:
    request.state.deed.note("share", **{kind: what})

    def made() -> str:
        _object(Share(kind, what, "", None), visit)  # raises where it is not theirs
        return _shares(visit).create(visit.caller, kind, what)

    return {"link": f"/v1/shared/{await _read(visit, made)}"}


def _shown(visit: Visit, token: str) -> dict[str, Any]:
    shares = _shares(visit)
    share = shares.get(token)
    shown, cited = _found(share, Briefings(shares.folder(share)), Conversations(shares.folder(share)))
    share.require(visit.caller)
    visit.require_seen(cited)
    return shown


def _object(share: Share, visit: Visit) -> dict[str, Any]:
    """Return something of the caller's own."""
    shown, cited = _found(share, Briefings(visit.folder), Conversations(visit.folder))
    visit.require_seen(cited)
    return shown


def _found(share: Share, briefings: Briefings, conversations: Conversations) -> tuple[dict[str, Any], list[Citation]]:
    if share.kind == "briefing":
        made = briefings.get(share.id).briefing
        return briefing_json(made), list(made.citations)
    had = conversations.get(share.id)
    answers = [one.answer for one in had.exchanges if one.answer]
    return conversation_json(had), [cited for answer in answers for cited in (*answer.citations, *answer.closest)]


def _shares(visit: Visit) -> Shares:
    return Shares(visit.service.views.whole.archive.home)


async def _read(visit: Visit, work: Any) -> Any:
    return await visit.service.workers.run(work, limit=visit.service.settings.limits.read)
