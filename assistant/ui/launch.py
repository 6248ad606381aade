"""Start the page from any folder, with its options given as flags: config.toml is only found beside the checkout."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.errors import AssistantError, NotAllowed
from assistant.server.settings import answered_names, is_loopback
from assistant.ui import login

_ADDRESS, _PORT, _TRIED = "127.0.0.1", 8501, 50
"""Where it listens: this machine only; the first port that is tried, and how many more."""

_LIGHT, _DARK = (
    {"primaryColor": accent, "backgroundColor": paper, "secondaryBackgroundColor": second, "textColor": ink,
     "linkColor": accent, "borderColor": line, "chartCategoricalColors": bars.split()}
    for accent, paper, second, ink, line, bars in (
        ("#0B6B61", "#FDFCFA", "#F4F2ED", "#1C1E1F", "#E3DFD6",
         "#0B6B61 #D98E3B #5B6FA8 #B5534C #7FA650 #8C6BA3 #3E9BB0 #A9824F #A8A59D"),
        ("#57C4B2", "#131618", "#1B1F22", "#E9E7E2", "#2D3337",
         "#57C4B2 #E5A55B #8CA0DC #DE8078 #A5CC76 #B795CE #6FC3D6 #CDA673 #7F8588"),
    )
)  # fmt: skip

OPTIONS: Mapping[str, Mapping[str, object]] = {
    "server": {
        "address": _ADDRESS,
        "allowedHosts": [_ADDRESS, "localhost"],
        "maxUploadSize": 200,
        "fileWatcherType": "none",
        "showEmailPrompt": False,
    },
    "browser": {"serverAddress": _ADDRESS, "gatherUsageStats": False},
    "client": {"toolbarMode": "minimal", "showErrorDetails": "none", "showErrorLinks": "false"},
    "theme": {"font": "sans-serif", "headingFont": "serif", "baseRadius": "8px", "buttonRadius": "8px"},
    "theme.light": _LIGHT,
    "theme.dark": _DARK,
}
"""What .streamlit/config.toml says as well.

The page answers to this machine's own names alone: under another one, which its owner points here, a page of the web
could do what the user can (DNS rebinding).
"""
_REPEATED = ("allowedHosts",)
"""Options that are given as a flag for each of their values."""
_ENDING = 5.0
"""Seconds that the page has to end in before it is killed."""


def command(
    port: int | None = None, headless: bool = False, *, host: str = _ADDRESS, names: Sequence[str] = ()
) -> list[str]:
    """Return the command that starts the page.

    Args:
        port: None takes the first free one from 8501.
        headless: Open no browser.
        host: Address to listen on.
        names: Under which the page answers beside this machine's own.

    Raises:
        AssistantError: The port is taken.
    """
    script = Path(__file__).parent / "entry" / "streamlit_app.py"
    answered = [*dict.fromkeys((_ADDRESS, "localhost", *names))]
    server = {"address": host, "allowedHosts": answered, "port": _free(port, host), "headless": headless}
    options = {**OPTIONS, "server": {**OPTIONS["server"], **server}, "logger": {"hideWelcomeMessage": True}}
    return [sys.executable, "-m", "assistant.ui.serve", "run", str(script), *_flags(options)]


def run(
    port: int | None = None,
    headless: bool = False,
    *,
    home: Path | None = None,
    host: str = _ADDRESS,
    open_to_all: bool = False,
) -> int:
    """Start the page, print its address, and stay until it ends; return its exit code.

    Args:
        port: None takes the first free one from 8501.
        headless: Open no browser.
        home: The archive's folder; None for the environment's.
        host: Address to listen on.
        open_to_all: Listen there also where nobody has to log in.

    Raises:
        NotAllowed: The address is not of this machine alone, and nobody would have to log in.
    """
    secrets = login.secrets_file(home) if home else None
    if not (secrets or open_to_all or is_loopback(host)):
        raise NotAllowed(
            f"at {host} anybody who reaches this machine could use the page: name a login first (`newsdesk people "
            "provider`), listen on 127.0.0.1, or say --open"
        )
    names = [*answered_names(), *login.page_names(home)] if home else answered_names()
    arguments = [
        *command(port, headless, host=host, names=names), *([f"--secrets.files={secrets}"] if secrets else [])
    ]  # fmt: skip
    chosen = next(flag for flag in arguments if flag.startswith("--server.port=")).partition("=")[2]
    print(f"Newsdesk: http://{f'[{host}]' if ':' in host else host}:{chosen}  (Ctrl+C ends it)", flush=True)
    environment = {**os.environ, **({"NEWSDESK_HOME": str(home)} if home else {})}
    with subprocess.Popen(arguments, env=environment) as page:  # noqa: S603
        try:
            return page.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            _end(page)  # a signal may have reached this process alone


def _end(page: subprocess.Popen[bytes]) -> None:
    """End the page's process, if it still runs."""
    with contextlib.suppress(KeyboardInterrupt):
        page.terminate()
        try:
            page.wait(_ENDING)
        except subprocess.TimeoutExpired:
            page.kill()


def _flags(options: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for section, values in options.items():
        for name, value in values.items():
            for each in value if name in _REPEATED and isinstance(value, list) else [value]:
                yield f"--{section}.{name}={each if isinstance(each, str) else json.dumps(each)}"


def _free(port: int | None, host: str) -> int:
    if port is not None:
        if not _is_free(port, host):
            raise AssistantError(f"port {port} is taken: choose another with --port, or leave it out for a free one")
        return port
    tried = range(_PORT, _PORT + _TRIED)
    found = next((candidate for candidate in tried if _is_free(candidate, host)), None)
    if found is None:
        raise AssistantError(f"no port from {tried[0]} to {tried[-1]} is free: choose one with --port")
    return found


def _is_free(port: int, host: str) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
