"""The page in a real browser: Chromium, a server of its own for each file of tests, wide and on a phone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock, Timeout

from assistant.errors import AssistantError
from assistant.ui import launch

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PATIENCE = 90_000
"""Milliseconds: the page loads its encoder with the first question, on a machine that may be busy."""

_TRIES = 5
"""Starts of a page, each on another port: one may be taken between the choice and the start."""

OpenPage = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return Chromium; without it, tests are skipped, and in CI they fail."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _lacking("needs `pip install playwright`")
    if path is None:
        _lacking("needs Chromium: install the package `chromium` (Debian) or Google Chrome")
    with sync_playwright() as run:
        started = run.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


def _lacking(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} (CI runs these tests always)")
    pytest.skip(what)


@contextmanager
def served(
    home: Path,
    *,
    host: str = "127.0.0.1",
    names: Sequence[str] = (),
    prepare: Callable[[str], list[str]] = lambda _: [],
    **settings: str,
) -> Iterator[str]:
    """Serve the page over an archive, and give its address.

    Args:
        home: The archive's folder.
        host: Name of this machine in the address.
        names: Others under which it answers.
        prepare: Given the address, does what must be done before the start, and returns further arguments.
        **settings: Of the environment.
    """
    environment = {**os.environ, "NEWSDESK_HOME": str(home), **settings}
    for _ in range(_TRIES):
        with _own_port() as port:
            address = f"http://{host}:{port}"
            try:
                arguments = [*launch.command(port, headless=True, names=names), *prepare(address)]
            except AssistantError:  # taken meanwhile
                continue
            with subprocess.Popen(arguments, env=environment) as server:
                try:
                    if _answers(f"{address}/_stcore/health", server):
                        yield address
                        return
                finally:
                    server.terminate()
    pytest.fail("the page ended each time before it could be reached")


@contextmanager
def _own_port() -> Iterator[int]:
    """Give a free port that no other process of tests takes as long as this one has it."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        lock = FileLock(Path(tempfile.gettempdir()) / f"newsdesk-page-{port}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            yield port
        finally:
            lock.release()
        return


def _answers(health: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the page can be reached; False where it ended before."""
    for _ in range(180):
        if server.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(health, timeout=2):
                return True
        except OSError:
            time.sleep(0.5)
    pytest.fail("the page could not be reached")


@pytest.fixture(scope="module")
def served_home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demonstration archive: what is asked and briefed on the page is kept in it."""
    home = tmp_path_factory.mktemp("served") / "home"
    left = shutil.ignore_patterns("conversations", "briefings", "lock")
    shutil.copytree(demo_home, home, symlinks=True, ignore=left)
    return home


@pytest.fixture(scope="module")
def address(served_home: Path) -> Iterator[str]:
    """Serve it."""
    with served(served_home) as page:
        yield page


@pytest.fixture
def open_page(browser: Any) -> Iterator[OpenPage]:
    """Return what opens an address in a browser of its own; what goes wrong there fails the test in the end."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def opened(address: str, *, size: tuple[int, int] = (1280, 800), **options: Any) -> Any:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(_PATIENCE)
        tab.on("console", lambda message: wrong.append(message.text) if _is_fault(message) else None)
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("dialog", lambda shown: wrong.append(f"a dialog: {shown.message}"))
        tab.on("request", lambda sent: wrong.append(sent.url) if _outside(sent.url, address) else None)
        tab.goto(address)
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest, address: str, open_page: OpenPage) -> Any:
    """Return the page, wide and on a phone."""
    return open_page(address, size=request.param)


def _is_fault(message: Any) -> bool:
    """Say whether a message of the console is one; a page that is reloaded looks for the server below its own path."""
    return message.type == "error" and not re.search(r"/\w+/_stcore/", message.location.get("url", ""))


def _outside(url: str, address: str) -> bool:
    return url.startswith(("http", "ws")) and url.split("://")[1].split("/")[0] != address.split("://")[1].split("/")[0]


def ask(page: Any, question: str) -> None:
    """Ask as a person does, and wait for the answer."""
    box = page.get_by_placeholder("Ask about the archive")
    box.fill(question)
    box.press("Enter")
    answered(page, question)


def answered(page: Any, question: str) -> None:
    """Wait for the answer to a question."""
    page.locator(".nd-question", has_text=question).first.wait_for()
    page.locator(".nd-working").wait_for(state="detached")
    page.locator("[class*='st-key-turn-'] .nd-made").last.wait_for()
    at_rest(page)


def at_rest(page: Any) -> None:
    """Wait until the page is drawn to its end, so that what is read or counted there stays as it is."""
    page.locator(".stApp[data-test-script-state='notRunning']").wait_for()


def sidebar(page: Any, *, shown: bool) -> None:
    """Open or close the sidebar where it lies over the page, as on a phone."""
    if page.viewport_size["width"] > 600:
        return
    if shown:
        page.get_by_test_id("stExpandSidebarButton").click()
    else:
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
