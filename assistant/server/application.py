"""The HTTP application: all doors over one archive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from mcp.server.transport_security import TransportSecuritySettings
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.server.gate import Gate
from assistant.server.mcp_server import make_mcp
from assistant.server.problems import MEDIA_TYPE, Problem, tell_problems
from assistant.server.routes import (
    answer_routes,
    article_routes,
    brief_routes,
    health_routes,
    ingest_routes,
    lookup_routes,
    openai_routes,
    shared_routes,
)
from assistant.server.service import Service

_ROUTERS = tuple(
    module.router
    for module in (
        answer_routes,
        brief_routes,
        lookup_routes,
        article_routes,
        ingest_routes,
        openai_routes,
        shared_routes,
        health_routes,
    )
)
_GATED = TransportSecuritySettings(enable_dns_rebinding_protection=False)
_ABOUT = """Ask a news archive: every sentence of an answer is cited, and every citation is a span of its article,
`quote == article.text[start:end]`, counted in Unicode code points. Objects are those that the `newsdesk` commands print
with `--json`. Errors are problem+json (RFC 9457)."""


def make_application(service: Service) -> FastAPI:
    """Return the application that serves an archive."""
    mcp = make_mcp(service)
    # The gate knows who calls, from where, and how much; each call stands alone, so that any process can serve it.
    doors = mcp.streamable_http_app(
        streamable_http_path="/", stateless_http=True, json_response=True, transport_security=_GATED
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with mcp.session_manager.run():
            yield
        service.jobs.close()
        service.workers.close()

    app = FastAPI(
        title="Newsdesk",
        version=version("newsdesk"),
        description=_ABOUT,
        lifespan=lifespan,
        redoc_url=None,
        responses={
            "4XX": {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": "What was asked cannot be done."},
            "5XX": {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": "The server cannot do it now."},
        },
    )
    app.state.service = service
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/mcp", doors)
    tell_problems(app)
    app.add_middleware(Gate, service=service)
    if service.settings.hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(service.settings.hosts))
    return app
