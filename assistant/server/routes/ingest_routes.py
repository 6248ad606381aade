"""``/v1/ingest``: files and addresses in; a job with its progress out."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Request, UploadFile
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from assistant.server.archive_contract import IngestObject
from assistant.server.contract import Contract
from assistant.server.inputs import AddressInput
from assistant.server.jobs import Job, JobState, upload_folder
from assistant.server.routes.answer_routes import wants_events
from assistant.server.service import Visit, Writing

router = APIRouter(tags=["adding articles"])
_LOOK = 0.25
"""Seconds between two looks at a job that somebody watches."""


class StepObject(Contract):
    """Show how far a step has come; ``total`` is null where it is not known."""

    step: Literal["read", "words", "embed", "meaning"]
    done: int
    total: int | None


class JobObject(Contract):
    """Show an ingest."""

    id: str
    state: JobState
    created: str
    ended: str | None
    sources: int
    progress: list[StepObject]
    report: IngestObject | None
    problem: str | None


@router.post("/v1/ingest/files", status_code=202, response_model=JobObject, summary="Add articles from files")
async def ingest_files(files: Annotated[list[UploadFile], File()], visit: Writing, request: Request) -> Response:
    """Take files of any kind that ``newsdesk ingest`` takes, and add their articles in the background."""
    names = [_name(file) for file in files]
    request.state.deed.note("add", files=names)
    home = visit.service.views.whole.archive.home
    job = await asyncio.to_thread(_queued, visit, files, names, upload_folder(home))
    return _accepted(job)


@router.post("/v1/ingest", status_code=202, response_model=JobObject, summary="Add articles from the web")
async def ingest_addresses(asked: AddressInput, visit: Writing, request: Request) -> Response:
    """Fetch feeds and pages, and add their articles in the background; addresses of one's own network are refused."""
    request.state.deed.note("add", addresses=asked.addresses)
    return _accepted(visit.service.jobs.add(visit.caller.id, asked.addresses))


@router.get("/v1/ingest/{job_id}", response_model=JobObject, summary="Watch an ingest")
async def get_job(job_id: str, visit: Writing, request: Request) -> Response:
    """Return how far an ingest has come; with ``Accept: text/event-stream``, each step of it till it has ended."""
    job = visit.service.jobs.get(job_id)
    if job is None or not (job.by == visit.caller.id or visit.caller.may("admin")):
        raise HTTPException(404, f"there is no ingest with the id {job_id!r}, or it ended long ago")
    return EventSourceResponse(_watched(job)) if wants_events(request) else JSONResponse(job.shown())


async def _watched(job: Job) -> AsyncIterator[ServerSentEvent]:
    last: dict[str, Any] = {}
    while True:
        shown = job.shown()
        if shown != last:
            yield ServerSentEvent(json.dumps(shown, ensure_ascii=False), event=shown["state"])
        if shown["ended"]:
            return
        last = shown
        await asyncio.sleep(_LOOK)


def _name(file: UploadFile) -> str:
    return Path((file.filename or "").replace("\\", "/")).name or "upload"


def _queued(visit: Visit, files: list[UploadFile], names: list[str], folder: Path) -> Job:
    """Write files under their own names, each into a folder of its own, and put them behind what waits."""
    try:
        paths = []
        for place, (file, name) in enumerate(zip(files, names, strict=True)):
            path = folder / str(place) / name
            path.parent.mkdir()
            with path.open("wb") as out:
                shutil.copyfileobj(file.file, out)
            paths.append(str(path))
        return visit.service.jobs.add(visit.caller.id, paths, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _accepted(job: Job) -> JSONResponse:
    return JSONResponse(job.shown(), 202, headers={"Location": f"/v1/ingest/{job.id}"})
