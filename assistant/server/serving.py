"""Run the server: where it listens, and that it does not open an archive to everybody by mistake."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from assistant.assistant import Assistant
from assistant.errors import NotAllowed
from assistant.server.application import make_application
from assistant.server.service import Service
from assistant.server.settings import ServerSettings, is_loopback

PORT = 8600
_OWN_NAMES = ("127.0.0.1", "localhost", "[::1]", "testserver")
_GRACE = 10
"""Seconds that calls have to end in when the server is stopped."""


def serve(
    assistant: Assistant,
    settings: ServerSettings,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    open_to_all: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Serve an archive till the process is told to end.

    Args:
        assistant: Over the open archive.
        settings: How.
        host: Address to listen on.
        port: Its port.
        open_to_all: Ask nobody who they are.
        say: Told where it listens, and who may come in.

    Raises:
        NotAllowed: The address is not of this machine alone, and anybody could come in.
    """
    _log_calls()
    service = Service.over(assistant, settings, open_to_all=open_to_all)
    told = check_address(host, guarded=service.doorkeeper.guarded, open_to_all=open_to_all)
    if is_loopback(host) and not settings.hosts:
        service = replace(service, settings=replace(settings, hosts=_OWN_NAMES))
    say(f"Newsdesk: http://{f'[{host}]' if ':' in host else host}:{port}  (Ctrl+C ends it). {told}")
    uvicorn.run(
        make_application(service), host=host, port=port, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )  # fmt: skip


def _log_calls() -> None:
    """Write a line of JSON for each call to stderr."""
    logger = logging.getLogger("newsdesk.server")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def check_address(host: str, *, guarded: bool, open_to_all: bool) -> str:
    """Return who may come in at an address, in a sentence.

    Raises:
        NotAllowed: The address is not of this machine alone, and anybody could come in.
    """
    if guarded:
        return "A key or a login is needed."
    if is_loopback(host):
        return "There are no keys and no login: it is for this machine alone, and asks nobody who they are."
    if not open_to_all:
        raise NotAllowed(
            f"at {host} anybody who reaches this machine could read the archive: make a key first (`newsdesk keys "
            "create NAME`) or name a login (`newsdesk people provider`), listen on 127.0.0.1, or say --open"
        )
    return "It is open to everybody who can reach it."
