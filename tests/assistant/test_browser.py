"""The real page in a real browser: ask, open the source, take off a chip, open the library, look a quote up."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.ui import launch

playwright = pytest.importorskip("playwright.sync_api", reason="needs `pip install playwright`")

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_CHROMIUM = next((path for name in _NAMES if (path := shutil.which(name))), None)
_PATIENCE = 90_000
"""Milliseconds: the page loads its encoder with the first question, on a machine that may be busy."""

pytestmark = pytest.mark.skipif(
    _CHROMIUM is None, reason="needs Chromium: install the package `chromium` (Debian) or Google Chrome"
)


@pytest.fixture(scope="module")
def address(demo_home: Path) -> Iterator[str]:
    arguments = launch.command(headless=True)
    port = next(flag for flag in arguments if flag.startswith("--server.port=")).partition("=")[2]
    page = f"http://127.0.0.1:{port}"
    with subprocess.Popen(arguments, env={**os.environ, "NEWSDESK_HOME": str(demo_home)}) as server:
        try:
            _wait(f"{page}/_stcore/health", server)
            yield page
        finally:
            server.terminate()


def _wait(health: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(180):
        assert server.poll() is None, "the page ended before it could be reached"
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail("the page could not be reached")


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest, address: str) -> Iterator[Any]:
    width, height = request.param
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.set_default_timeout(_PATIENCE)
        wrong: list[str] = []
        tab.on("console", lambda message: wrong.append(message.text) if _is_fault(message) else None)
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("request", lambda sent: wrong.append(sent.url) if _outside(sent.url, address) else None)
        tab.goto(address)
        yield tab
        browser.close()
    assert wrong == []


def _is_fault(message: Any) -> bool:
    """Say whether a message of the console is one; a page that is reloaded looks for the server below its own path."""
    return message.type == "error" and not re.search(r"/\w+/_stcore/", message.location.get("url", ""))


def _outside(url: str, address: str) -> bool:
    return url.startswith(("http", "ws")) and url.split("://")[1].split("/")[0] != address.split("://")[1]


def _ask(page: Any, question: str) -> None:
    box = page.get_by_placeholder("Ask about the archive")
    box.fill(question)
    box.press("Enter")
    page.locator(".nd-question", has_text=question).wait_for()
    page.locator(".nd-working").wait_for(state="detached")
    page.locator(".nd-made").last.wait_for()


def _go_to(page: Any, name: str) -> None:
    """Choose a page as a person does: on a phone the sidebar is opened first."""
    link = page.get_by_role("link", name=name)
    hidden = link.bounding_box()["x"] < 0
    if hidden:
        page.get_by_test_id("stExpandSidebarButton").click()
    link.click()
    if hidden:
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()


_IN_VIEW = """() => {
  const mark = document.querySelector('mark.quoted').getBoundingClientRect();
  const frame = document.querySelector('.nd-scroll').getBoundingClientRect();
  return mark.top >= frame.top && mark.top < frame.bottom && frame.bottom <= innerHeight + 1;
}"""


def test_ask_open_the_source_take_off_a_chip_and_open_the_library(page: Any) -> None:
    _ask(page, "What did Norrmark urge Velic to do?")
    page.locator("[class*='st-key-said-'] button:visible").last.click()
    page.locator(".nd-article").wait_for()
    page.wait_for_function(_IN_VIEW)
    assert page.locator(".nd-said").first.is_visible(), "the chat stays beside the article"
    page.get_by_role("button", name="Close").click()
    page.locator(".nd-article").wait_for(state="detached")

    _ask(page, "What did the Daily Flash report in March about the dam?")
    chips = page.locator("[class*='st-key-chip-']")
    assert chips.count() == 2
    chips.first.locator("button:visible").click()
    page.locator("[class*='st-key-back-']").wait_for()
    assert page.locator("[class*='st-key-chip-']").count() == 1

    _go_to(page, "Library")
    page.locator(".nd-row").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[class*='st-key-read-'] button").first.click()
    page.locator(".nd-article").wait_for()


_UNDERLINED = """() => {
  const marked = document.querySelector('.nd-finding ins');
  return marked !== null && getComputedStyle(marked).textDecorationLine.includes('underline');
}"""


def test_look_up_a_quote_open_its_source_and_copy_its_reference(page: Any) -> None:
    _go_to(page, "Look up")
    page.get_by_placeholder("Paste a quote, a claim or a draft").fill("About 5,700 people have been evacuated")
    page.get_by_role("button", name="Look up", exact=True).click()
    page.locator(".nd-found-verdict", has_text="Contradicted").wait_for()
    page.locator(".nd-working").wait_for(state="detached")
    page.locator(".nd-finding li", has_text="“5,700” where “4,200” was printed").first.wait_for()
    page.get_by_text("References", exact=True).wait_for()
    page.wait_for_function(_UNDERLINED)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_text("References", exact=True).click()
    entry = page.get_by_test_id("stCode").first
    entry.get_by_text("Continental Wire").or_(entry.get_by_text("The Merrin Courier")).first.wait_for()
    entry.hover()
    entry.get_by_role("button").first.click()

    page.locator("[class*='st-key-open-lookup-0-1'] button").click()
    page.locator(".nd-article").wait_for()
    page.wait_for_function(_IN_VIEW)
    assert page.locator(".nd-found").first.is_visible(), "the results stay beside the article"
