"""The gate before all routes: sizes, foreign pages, who calls and how often; and what is written down afterwards."""

from __future__ import annotations

import json
import logging
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AccessError
from assistant.server.access.audit import Deed
from assistant.server.access.callers import OWNER, Caller
from assistant.server.problems import problem, problem_of
from assistant.server.service import Service

_log = logging.getLogger("newsdesk.server")
_OPEN = ("/health", "/ready", "/openapi.json", "/docs", "/docs/oauth2-redirect")
"""Paths that tell nothing of the archive."""
_UPLOADS = "/v1/ingest/files"


class Gate:
    """Let calls in, one by one, and write down what became of them."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        """Stand before an application."""
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, told, deed = perf_counter(), _Told(send), Deed()
        caller = OWNER
        try:
            caller = self._admit(scope)
            scope.setdefault("state", {}).update(caller=caller, deed=deed)
            await self._app(scope, _Measured(receive, self._most(scope)), told)
        except AccessError as error:
            await problem_of(error)(scope, receive, told)
        except _Refused as refused:
            if not told.status:
                await problem(refused.status_code, refused.detail)(scope, receive, told)
        finally:
            self._write_down(scope, caller, deed, told.status, perf_counter() - started)

    def _admit(self, scope: Scope) -> Caller:
        headers = Headers(scope=scope)
        origin, host = headers.get("origin"), headers.get("host", "")
        if origin and urlsplit(origin).netloc != host:
            raise _Refused(403, "calls from the pages of another site are refused")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most(scope):
            raise _Refused(413, f"more than {self._most(scope):,} bytes are not taken here; send less at a time")
        if scope["path"] in _OPEN:
            return OWNER
        caller = self._service.doorkeeper.caller(headers.get("authorization", ""))
        self._service.doorkeeper.count(caller)
        return caller

    def _most(self, scope: Scope) -> int:
        limits = self._service.settings.limits
        return limits.upload if scope["path"] == _UPLOADS else limits.body

    def _write_down(self, scope: Scope, caller: Caller, deed: Deed, status: int, seconds: float) -> None:
        if scope["path"] in _OPEN:
            return
        if self._service.meters is not None:
            # the pattern of a route, so that no id and no wrong address makes a figure of its own
            self._service.meters.count(getattr(scope.get("route"), "path", "other"), status, seconds)
        entry: dict[str, Any] = {
            "method": scope["method"], "path": scope["path"], "status": status, "seconds": round(seconds, 3),
            "who": caller.id,
        }  # fmt: skip
        if self._service.settings.log_texts and deed.text:
            entry["text"] = deed.text
        _log.info(json.dumps(entry, ensure_ascii=False))
        door = "mcp" if scope["path"].startswith("/mcp") else "http"
        self._service.audit.write(caller, deed, status=status, door=door, seconds=seconds)


class _Refused(HTTPException):
    """Say that a call is not let in; as one of HTTP's own, lest what reads a body takes it for a broken one."""


class _Told:
    """Send, and remember with which status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)


class _Measured:
    """Receive, and refuse more than so many bytes, whatever the headers said."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left, self._most = receive, most, most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _Refused(413, f"more than {self._most:,} bytes are not taken here; send less at a time")
        return message
