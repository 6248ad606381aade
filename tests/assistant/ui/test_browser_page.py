"""What a day at the page needs, in a real browser: filters, copies, exports, one's own articles, failing states."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from corpus import Archive, Scope
from tests.assistant.conftest import OpenPage, answered, ask, at_rest, served
from tests.assistant.ui.test_browser import _go_to

_FLOOD = "How many people died in the Brenna flood?"
_BOX = "Ask about the archive"


@pytest.fixture(scope="module")
def own_home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demonstration archive that articles are added to and taken out of."""
    home = tmp_path_factory.mktemp("own") / "home"
    left = shutil.ignore_patterns("conversations", "briefings", "preferences", "lock")
    shutil.copytree(demo_home, home, symlinks=True, ignore=left)
    return home


@pytest.fixture(scope="module")
def own_address(own_home: Path) -> Iterator[str]:
    with served(own_home) as page:
        yield page


def test_an_answer_is_copied_exported_shared_and_leads_on(address: str, open_page: OpenPage) -> None:
    page = open_page(address, permissions=["clipboard-read", "clipboard-write"])
    ask(page, _FLOOD)
    quotes = page.locator(".nd-said").all_inner_texts()
    assert len(quotes) == len(set(quotes)), "each quote stands once"
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(_FLOOD)
    assert "[1]" in copied
    assert "Continental Wire" in copied

    page.get_by_role("button", name="Export").click()
    files = {name: _download(page, name) for name in ("Markdown", "DOCX", "HTML", "PDF")}
    assert files["Markdown"].decode().startswith(f"# {_FLOOD}")
    assert b"<blockquote>" in files["HTML"]
    assert docx.Document(BytesIO(files["DOCX"])).paragraphs[0].text == _FLOOD
    assert "Brenna flood" in pypdfium2.PdfDocument(files["PDF"])[0].get_textpage().get_text_range()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Link copied").wait_for()
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared.startswith(f"{address}/?chat=")

    page.locator("[class*='st-key-related-'] button").nth(2).wait_for()
    at_rest(page)
    asked = page.locator("[class*='st-key-related-'] button").first
    question = asked.inner_text().splitlines()[-1].strip()
    asked.click()
    answered(page, question)
    again = open_page(shared)
    again.locator(".nd-question", has_text=_FLOOD).wait_for()
    again.get_by_role("button", name="Brief me on this").first.click()
    again.get_by_role("heading", name="the Brenna flood", level=1).wait_for()


def _download(page: Any, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator("[class*='st-key-file-0-']").get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def test_filters_beside_the_box_keep_the_next_question_to_them(page: Any) -> None:
    page.locator(".st-key-scope-outlets button").first.click()
    page.get_by_role("combobox", name="Outlets").fill("Flash")
    page.get_by_role("option", name="Daily Flash").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".st-key-scope-outlets", has_text="Daily Flash").wait_for()
    page.locator(".st-key-scope-window button").first.click()
    page.get_by_role("button", name="A year").click()
    page.locator(".st-key-scope-window", has_text="since 26 June 2024").wait_for()
    page.keyboard.press("Escape")
    ask(page, _FLOOD)
    page.locator("[class*='st-key-given-']", has_text="Daily Flash").wait_for()
    page.get_by_role("button", name="Clear", exact=True).click()
    page.locator(".st-key-scope-outlets", has_text="All outlets").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """[...document.querySelectorAll('main button, main a')].filter(one => one.offsetParent)
        .map(one => [one.getBoundingClientRect(), one.innerText])
        .filter(([box]) => box.width > 0 && Math.min(box.width, box.height) < 23.5).map(([, text]) => text)"""
    )
    assert small == [], "targets are 24 pixels at least"


def test_a_question_that_is_too_long_is_not_lost(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    box = page.get_by_placeholder(_BOX)
    box.fill("Why? " * 500)
    box.press("Enter")
    page.get_by_text("This question is too long").wait_for()
    page.get_by_text("It has 2,500 characters; 2,000 are the most").wait_for()
    assert page.locator(".st-key-asking [data-testid='stCode']").inner_text().count("Why?") == 500


def test_own_articles_come_in_from_the_home_page_and_the_demonstration_goes(
    own_address: str, own_home: Path, open_page: OpenPage
) -> None:
    page = open_page(own_address)
    page.locator(".nd-fiction").wait_for()
    page.get_by_text("Add your own articles").click()
    page.get_by_role("radio", name="Address or feed").click()
    page.get_by_label("Addresses of articles or feeds").fill("http://127.0.0.1:9/feed")
    page.get_by_role("button", name="Fetch").click()
    page.get_by_text("1 refused").wait_for()
    assert "--" not in page.locator(".nd-note").first.inner_text(), "no command's flags"
    page.get_by_role("radio", name="Paste a text").click()
    page.get_by_role("button", name="Add the article").click()
    page.get_by_text("Paste the text of an article").wait_for()
    page.get_by_label("Text of the article").fill(
        "The ferry to Skerry Island runs again from Monday, its owner said. " * 3
    )
    page.get_by_label("Headline").fill("Skerry ferry runs again")
    page.get_by_role("button", name="Add the article").click()
    page.get_by_text("1 added, 0 changed").wait_for()
    page.get_by_role("button", name="Take the demonstration out").click()
    page.get_by_text("1 article from").wait_for()
    page.locator(".nd-fiction").wait_for(state="detached")
    ask(page, "When does the ferry to Skerry Island run again?")
    page.locator(".nd-said", has_text="from Monday").first.wait_for()
    archive = Archive.open(own_home)
    assert archive.coverage(Scope()).articles == 1
    archive.close()


_SEEN = """one => { let seen = 1;
  for (let at = one; at && !at.matches('.stCode'); at = at.parentElement) seen *= Number(getComputedStyle(at).opacity);
  return one.getBoundingClientRect().width > 0 ? seen : 0; }"""


def test_on_a_phone_the_menu_closes_after_use_and_copying_is_in_reach(address: str, open_page: OpenPage) -> None:
    page = open_page(address, size=(390, 844), has_touch=True)
    for name in ("Settings", "Look up"):
        _go_to(page, name)
        page.get_by_role("heading", name=name).wait_for()
    page.get_by_placeholder("Paste a quote, a claim or a draft").fill("Nobody is left on a roof tonight")
    page.get_by_role("button", name="Look up", exact=True).click()
    page.get_by_text("References", exact=True).click()
    copy = page.get_by_role("button", name="Copy to clipboard").first
    copy.wait_for()
    at_rest(page)
    assert copy.evaluate(_SEEN) == 1


def test_a_server_that_is_gone_says_so(demo_home: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    with served(demo_home, NEWSDESK_SAVE="no") as address:
        page.goto(address)
        page.get_by_placeholder(_BOX).wait_for(timeout=60_000)
    page.get_by_text("Newsdesk does not answer").wait_for(timeout=20_000)
    other = page.get_by_text("Streamlit server is not responding")
    other.wait_for(state="attached", timeout=60_000)
    other.wait_for(state="hidden")
    context.close()
