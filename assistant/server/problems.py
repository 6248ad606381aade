"""Errors as problem+json (RFC 9457): each says what went wrong and what to do, under a status that clients know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from assistant import errors
from assistant.errors import AssistantError
from corpus import ArchiveBusy, ArchiveError, ArticleNotFound, CorpusError, FingerprintMismatch, SourceError

MEDIA_TYPE = "application/problem+json"
_STATUS: Mapping[type[Exception], int] = {
    ArticleNotFound: 404,
    errors.BriefingNotFound: 404,
    errors.ConversationNotFound: 404,
    errors.KeyUnknown: 404,
    errors.NotLoggedIn: 401,
    errors.NotAllowed: 403,
    errors.TooMany: 429,
    errors.AccessUnsaved: 500,
    errors.OutletUnknown: 422,
    errors.ExportError: 422,
    errors.ModelError: 502,
    ArchiveBusy: 409,
    FingerprintMismatch: 503,
    ArchiveError: 500,
    SourceError: 422,
    CorpusError: 500,
    AssistantError: 422,
}
"""Status of each error, looked up from its class upwards."""
_TITLES = {
    400: "Bad request", 401: "Not logged in", 403: "Not allowed", 404: "Not found", 405: "Method not allowed",
    409: "Busy", 413: "Too large", 415: "Media type not supported", 422: "Cannot be used", 429: "Too many calls",
    500: "Failed", 502: "The chat model failed", 503: "Not ready", 504: "Took too long",
}  # fmt: skip
_AGAIN = {409: "5", 429: "10", 503: "10"}
"""Seconds after which to try again."""


class Problem(BaseModel):
    """Say what went wrong, as RFC 9457 writes it; ``error`` says the same as OpenAI's clients read it."""

    type: str
    title: str
    status: int
    detail: str
    error: dict[str, Any]
    errors: list[dict[str, Any]] = []


def problem(status: int, detail: str, *, name: str = "", headers: Mapping[str, str] = {}, **more: Any) -> JSONResponse:
    """Return a problem as a response.

    Args:
        status: Of HTTP.
        detail: What went wrong, and what to do.
        name: Of the error's class; empty where there is none.
        headers: To send with it.
        **more: Further members.
    """
    kind = f"urn:newsdesk:{name}" if name else "about:blank"
    content = {"type": kind, "title": _TITLES.get(status, "Failed"), "status": status, "detail": detail, **more}
    content["error"] = {"message": detail, "type": name or "invalid_request_error", "code": str(status), "param": None}
    sent = dict(headers)
    if status == 401:
        sent.setdefault("WWW-Authenticate", "Bearer")
    if status in _AGAIN:
        sent.setdefault("Retry-After", _AGAIN[status])
    return JSONResponse(content, status, headers=sent, media_type=MEDIA_TYPE)


def problem_of(error: Exception) -> JSONResponse:
    """Return an error of ours as a response."""
    status = next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)
    return problem(status, str(error), name=type(error).__name__)


def tell_problems(app: FastAPI) -> None:
    """Let every error of a server be told as a problem."""
    app.add_exception_handler(CorpusError, _ours)
    app.add_exception_handler(AssistantError, _ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_input)
    app.add_exception_handler(TimeoutError, _too_long)
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(_: Request, error: Exception) -> JSONResponse:
    return problem_of(error)


async def _of_http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail), headers=error.headers or {})


async def _of_input(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    told = [{"where": ".".join(map(str, each["loc"])), "what": each["msg"]} for each in error.errors()]
    first = f"{told[0]['where']}: {told[0]['what']}" if told else "the request cannot be read"
    return problem(422, first, name="RequestInvalid", errors=told)


async def _too_long(_: Request, error: Exception) -> JSONResponse:
    return problem(504, str(error) or "it took too long; ask for less", name="TookTooLong")


async def _unforeseen(_: Request, error: Exception) -> JSONResponse:
    return problem(500, "something went wrong that nobody foresaw; the server's log has more", name="Unforeseen")
