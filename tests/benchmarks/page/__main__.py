"""How long the page keeps a person waiting: python -m tests.benchmarks.page HOME (an archive with the demonstration).

Each figure is the median of five in Chromium, but for the first start, which is one run. The archive is copied first.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.assistant.conftest import _NAMES, served

_RUNS = 5
_QUESTIONS = (
    "How many people died in the Brenna flood?",
    "Why did Oskar Lindqvist resign?",
    "What did Norrmark urge Velic to do?",
    "What did the Daily Flash report in March about the dam?",
    "Who won the World Cup in 1998?",
)
_WATCH = """([selector, gone]) => { window.seen = 0; const from = performance.now();
  const look = () => { const there = !!document.querySelector(selector);
    if (there !== gone) window.seen = performance.now() - from; else requestAnimationFrame(look); }; look(); }"""


def main() -> None:
    """Measure, and print a line a figure."""
    home = Path(sys.argv[1])
    from playwright.sync_api import sync_playwright

    path = next(found for name in _NAMES if (found := shutil.which(name)))
    with sync_playwright() as run, tempfile.TemporaryDirectory() as folder:
        browser = run.chromium.launch(executable_path=path, args=["--no-sandbox"])
        _first_start(browser, Path(folder) / "empty")
        copy = Path(folder) / "home"
        kept_out = shutil.ignore_patterns("conversations", "briefings", "preferences", "lock")
        shutil.copytree(home, copy, ignore=kept_out)
        with served(copy) as address:
            time.sleep(20)  # the models are loaded before the first visitor asks
            _paint(browser, address)
            _answers(browser, address)
            _briefing(browser, address)
        browser.close()


def _first_start(browser: Any, home: Path) -> None:
    began = time.perf_counter()
    with served(home) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("button", name="Add the demonstration articles").wait_for(timeout=60_000)
        print(f"first start, until the empty archive is shown: {time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        page.get_by_role("button", name="Add the demonstration articles").click()
        page.locator(".st-key-examples button").first.wait_for(timeout=300_000)
        print(f"the demonstration, from the click to the first questions: {time.perf_counter() - began:.1f} s")
        page.close()


def _paint(browser: Any, address: str) -> None:
    paints, ready = [], []
    for _ in range(_RUNS):
        context = browser.new_context()
        page = context.new_page()
        began = time.perf_counter()
        page.goto(address)
        page.locator(".nd-welcome").wait_for(timeout=60_000)
        ready.append(1000 * (time.perf_counter() - began))
        paints.append(
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN")
        )
        context.close()
    print(f"first paint: {median(paints):.0f} ms; the home page: {median(ready):.0f} ms")


def _answers(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.locator(".nd-welcome").wait_for(timeout=60_000)
    changes, answers = [], []
    for place, question in enumerate(_QUESTIONS):
        box = page.get_by_placeholder("Ask about the archive")
        box.fill(question)
        page.evaluate(_WATCH, [f".st-key-turn-{place} .nd-question", False])
        began = time.perf_counter()
        box.press("Enter")
        page.locator(f".st-key-turn-{place} .nd-made").wait_for(timeout=60_000)
        answers.append(time.perf_counter() - began)
        changes.append(page.evaluate("window.seen"))
        page.wait_for_timeout(1500)
    print(f"first change after Enter: {median(changes):.0f} ms (each: {', '.join(f'{one:.0f}' for one in changes)})")
    print(f"answer: {median(answers):.2f} s (each: {', '.join(f'{one:.2f}' for one in answers)})")
    page.close()


def _briefing(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/brief")
    page.get_by_placeholder("A topic, in a few words").fill("the Brenna flood")
    began = time.perf_counter()
    page.get_by_role("button", name="Write the briefing").click()
    page.locator(".nd-contents").wait_for(timeout=120_000)
    print(f"briefing: {time.perf_counter() - began:.1f} s")
    page.wait_for_timeout(3000)
    hides: list[float] = []
    pins: list[float] = []
    for _ in range(_RUNS):
        lines = page.locator(".st-key-briefing-timeline [class*='st-key-line-']")
        key = next(name for name in lines.nth(1).get_attribute("class").split() if name.startswith("st-key-line-"))
        page.evaluate(_WATCH, [f".{key}", True])
        lines.nth(1).get_by_role("button", name="Hide").click()
        page.locator(f".{key}").wait_for(state="detached")
        hides.append(page.evaluate("window.seen"))
        page.wait_for_timeout(700)
        page.evaluate(_WATCH, [".st-key-briefing-in_brief .nd-mark", bool(pins) and len(pins) % 2 == 1])
        page.locator(".st-key-briefing-in_brief [class*='st-key-pin-'] button").first.click()
        page.wait_for_function("window.seen > 0")
        pins.append(page.evaluate("window.seen"))
        page.wait_for_timeout(700)
    print(f"hiding a line: {median(hides):.0f} ms; pinning: {median(pins):.0f} ms")
    page.close()


if __name__ == "__main__":
    main()
