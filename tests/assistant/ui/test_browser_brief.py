"""The page 'Brief' in a real browser: write a briefing, arrange it, open its sources, take it home in each format."""

from __future__ import annotations

import html
import json
import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.briefing import Briefing, brief
from assistant.briefing.store import Briefings
from corpus import Archive, Scope
from tests.assistant.conftest import OpenPage, at_rest
from tests.assistant.ui import test_browser as browser
from tests.assistant.ui.test_browser_chat import _faults as faults


@pytest.fixture(autouse=True)
def none_saved(served_home: Path) -> None:
    shutil.rmtree(served_home / "briefings", ignore_errors=True)


@pytest.fixture(scope="module")
def flood(demo_home: Path) -> Briefing:
    """Return a briefing, made once: only the first test waits for one on the page."""
    archive = Archive.open(demo_home)
    made = brief(archive, "the Brenna flood", scope=Scope(as_of=date(2025, 6, 25)))
    archive.close()
    return made


@pytest.fixture
def opened(served_home: Path, address: str, flood: Briefing, none_saved: None) -> str:
    """Return the address at which that briefing is open."""
    return f"{address}/brief?briefing={Briefings(served_home).keep(flood).id}"


_FIRST = "text => document.querySelector('.st-key-briefing-in_brief .nd-said')?.innerText.includes(text)"


def _write(page: Any, topic: str) -> None:
    browser._go_to(page, "Brief")
    page.get_by_placeholder("A topic, in a few words").fill(topic)
    page.get_by_role("button", name="Write the briefing").click()
    page.locator(".nd-contents").wait_for()
    at_rest(page)


def _lines(page: Any, section: str) -> Any:
    return page.locator(f".st-key-briefing-{section} [class*='st-key-line-']")


def _wait_for_lines(page: Any, section: str, count: int) -> None:
    """Wait until a section has so many lines, and no more."""
    _lines(page, section).nth(count - 1).wait_for()
    _lines(page, section).nth(count).wait_for(state="detached")


def _press(page: Any, row: Any, name: str) -> None:
    at_rest(page)  # a button that is drawn anew loses the focus
    row.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def _download(page: Any, name: str, stem: str = "the-brenna-flood") -> bytes:
    with page.expect_download() as waiting:
        page.locator(".st-key-brief-files-top").get_by_role("button", name=name).click()
    assert re.fullmatch(rf"briefing-{stem}-2025-06-25\.\w+", waiting.value.suggested_filename)
    return Path(waiting.value.path()).read_bytes()


def test_write_arrange_download_and_reload(page: Any) -> None:
    _write(page, "the Brenna flood")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    lines = _lines(page, "in_brief")
    count = lines.count()
    hidden, pinned = (lines.nth(place).locator(".nd-said").inner_text().strip("\u2060 ") for place in (1, 2))
    _press(page, lines.nth(2), "Pin")
    page.wait_for_function(_FIRST, arg=pinned)
    _press(page, lines.filter(has_text=hidden[:40]).first, "Hide")
    page.get_by_text("1 hidden line").wait_for()
    at_rest(page)
    page.locator(".st-key-briefing-in_brief").get_by_text(hidden[:40]).wait_for(state="detached")
    _wait_for_lines(page, "in_brief", count - 1)

    for name in ("Markdown", "HTML"):
        text = html.unescape(_download(page, name).decode())
        head = text.partition("## In brief" if name == "Markdown" else 'id="in_brief"')[2][:1500]
        assert pinned.split(",")[0] in head
        assert hidden.split(",")[0] not in head
    held = [paragraph.text for paragraph in docx.Document(BytesIO(_download(page, "DOCX"))).paragraphs]
    assert any(pinned in text for text in held)
    assert held[0] == "Briefing: the Brenna flood"
    told = json.loads(_download(page, "JSON"))
    first = told["sections"][0]["statements"]
    assert [line["pinned"] for line in first] == [True] + [False] * (count - 2)
    assert hidden not in [line["text"] for line in first]

    page.reload()
    _wait_for_lines(page, "in_brief", count - 1)
    page.wait_for_function(_FIRST, arg=pinned)
    at_rest(page)
    page.get_by_text("1 hidden line").click()
    page.get_by_role("button", name="Put back").click()
    page.get_by_text("1 hidden line").wait_for(state="detached")
    _wait_for_lines(page, "in_brief", count)


def test_a_point_and_a_number_open_the_source(open_page: OpenPage, opened: str) -> None:
    page = open_page(opened)
    page.locator(".st-key-brief-chart .mark-symbol path").first.wait_for()
    page.locator(".st-key-brief-chart").scroll_into_view_if_needed()
    page.locator(".st-key-brief-chart .mark-symbol path").first.click()
    page.locator(".nd-article").wait_for()
    page.wait_for_function(browser._IN_VIEW)
    page.keyboard.press("Escape")
    page.locator(".nd-article").wait_for(state="detached")

    _lines(page, "timeline").first.locator("[class*='st-key-cite-'] button:visible").first.click()
    page.locator(".nd-article").wait_for()
    page.wait_for_function(browser._IN_VIEW)


def test_contents_lead_to_sections_that_fold(open_page: OpenPage, opened: str) -> None:
    page = open_page(opened)
    page.locator("#section-voices").wait_for(state="attached")  # the contents stand before what they lead to
    page.locator(".nd-contents a", has_text="Voices").click()
    page.wait_for_function("document.getElementById('section-voices').getBoundingClientRect().top < 300")
    page.locator(".st-key-fold-voices summary").click()
    page.locator(".st-key-briefing-voices").wait_for(state="hidden")


def test_a_link_of_a_file_opens_the_passage(open_page: OpenPage, opened: str, address: str) -> None:
    page = open_page(opened)
    cited = json.loads(_download(page, "JSON"))["citations"][0]
    made = html.unescape(_download(page, "HTML").decode())
    place = f"article={cited['article_id']}&start={cited['start']}&"
    link = next(link for link in re.findall(r'class="passage" href="([^"]+)"', made) if place in link)
    assert link.startswith(f"{address}/library?")
    page.goto(link)
    page.locator(".nd-article").wait_for()
    page.wait_for_function(browser._IN_VIEW)
    assert page.locator("mark.quoted").first.inner_text() in cited["quote"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_moderate_fault(address: str, open_page: OpenPage, opened: str, scheme: str) -> None:
    page = open_page(f"{address}/brief", color_scheme=scheme)
    page.locator(".st-key-topics button").first.wait_for()
    found = faults(page, "form")
    page.goto(opened)
    page.locator(".nd-contents").wait_for()
    page.locator(".st-key-brief-chart .mark-symbol path").first.wait_for()
    found += faults(page, "briefing")
    _press(page, _lines(page, "in_brief").first, "Hide")
    page.get_by_text("1 hidden line").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete permanently").wait_for()
    found += faults(page, "hidden lines")
    _lines(page, "timeline").first.locator("[class*='st-key-cite-'] button:visible").first.click()
    page.locator(".nd-article").wait_for()
    assert found + faults(page, "source") == []
