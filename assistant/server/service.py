"""What all doors share: the assistant over what a caller may see, the threads, the limits, who may come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from assistant.assistant import Assistant
from assistant.errors import NotAllowed
from assistant.server.access.audit import AuditLog
from assistant.server.access.callers import Caller, Right
from assistant.server.access.doorkeeper import Doorkeeper
from assistant.server.access.views import Views
from assistant.server.jobs import Jobs
from assistant.server.observability import Meters, observe
from assistant.server.settings import ServerSettings
from assistant.server.workers import Workers
from assistant.types import Citation


@dataclass(frozen=True, slots=True)
class Service:
    """Hold what all doors share.

    Attributes:
        views: The assistant, over what each caller may see.
        doorkeeper: Knows who calls.
        meters: For Prometheus; None where they are off.
    """

    views: Views
    settings: ServerSettings
    doorkeeper: Doorkeeper
    workers: Workers
    jobs: Jobs
    audit: AuditLog
    meters: Meters | None = None

    @classmethod
    def over(cls, assistant: Assistant, settings: ServerSettings, *, open_to_all: bool = False) -> Service:
        """Return the service over an open assistant; ``open_to_all`` asks nobody who they are."""
        home = assistant.archive.home
        return cls(
            Views(assistant),
            settings,
            Doorkeeper(home, assistant.archive, rate=settings.rate, open_to_all=open_to_all),
            Workers(settings.limits.at_once, settings.limits.waiting),
            Jobs(assistant.archive, settings.limits.jobs),
            AuditLog(home, texts=settings.texts),
            observe(settings),
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold one call: who calls, and the assistant over what they may see."""

    caller: Caller
    service: Service

    @property
    def assistant(self) -> Assistant:
        """Return the assistant over what the caller may see."""
        return self.service.views.of(self.caller)

    @property
    def folder(self) -> Path:
        """Return where the caller's conversations and briefings are."""
        return self.service.doorkeeper.folder(self.caller)

    def require_seen(self, cited: Iterable[Citation]) -> None:
        """Raise NotAllowed where an article that is cited is there, and the caller may not see it."""
        ids = sorted({citation.article_id for citation in cited})
        there, seen = (one.archive.standings(ids) for one in (self.service.views.whole, self.assistant))
        if any(there[i].version and not seen[i].version for i in ids):
            raise NotAllowed("this was made from parts of the archive that you may not see")

    def require(self, right: Right) -> None:
        """Raise NotAllowed where the caller has not a right."""
        if not self.caller.may(right):
            raise NotAllowed(f"{self.caller.name} may not do this: it needs the right to {right}")


def _visit(request: Request, right: Right) -> Visit:
    visit = Visit(request.state.caller, request.app.state.service)
    visit.require(right)
    return visit


def _reading(request: Request) -> Visit:
    return _visit(request, "read")


def _writing(request: Request) -> Visit:
    return _visit(request, "write")


Reading = Annotated[Visit, Depends(_reading)]
Writing = Annotated[Visit, Depends(_writing)]
