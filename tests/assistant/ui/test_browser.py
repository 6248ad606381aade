"""The real page in a real browser: ask, open the source, take off a chip, open the library, look a quote up."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from tests.assistant.conftest import ask, at_rest


def _go_to(page: Any, name: str) -> None:
    """Choose a page as a person does: on a phone the sidebar is opened first."""
    page.locator("#skip-to-box").wait_for(state="attached")  # the page's own script is there
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=name)
    hidden = link.bounding_box()["x"] < 0
    if hidden:
        page.get_by_test_id("stExpandSidebarButton").click()
    link.click()
    if hidden:  # the menu closes by itself
        page.wait_for_function("document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 1")


_IN_VIEW = """() => {
  const mark = document.querySelector('mark.quoted').getBoundingClientRect();
  const frame = document.querySelector('.nd-scroll').getBoundingClientRect();
  return mark.top >= frame.top && mark.top < frame.bottom && frame.bottom <= innerHeight + 1;
}"""


def test_ask_open_the_source_take_off_a_chip_and_open_the_library(page: Any) -> None:
    ask(page, "What did Norrmark urge Velic to do?")
    page.get_by_role("button", name="Source 1: Radio Norrmark International, 18 February 2025").click()
    page.locator(".nd-article").wait_for()
    page.wait_for_function(_IN_VIEW)
    assert page.locator(".nd-said").first.is_visible(), "the chat stays beside the article"
    page.keyboard.press("Escape")
    page.locator(".nd-article").wait_for(state="detached")

    ask(page, "What did the Daily Flash report in March about the dam?")
    chips = page.locator("[class*='st-key-chip-']")
    assert chips.count() == 2
    chips.first.locator("button:visible").click()
    page.locator("[class*='st-key-back-']").wait_for()
    at_rest(page)
    assert page.locator("[class*='st-key-chip-']").count() == 1

    _go_to(page, "Library")
    page.locator("[class*='st-key-read-'] button").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    search = page.get_by_placeholder("Search the articles")
    search.fill("lynx")
    search.press("Enter")
    page.locator(".nd-hit mark").first.wait_for()
    page.locator("[class*='st-key-read-'] button").first.click()
    page.locator(".nd-article").wait_for()


_UNDERLINED = """() => {
  const marked = document.querySelector('.nd-finding ins');
  return marked !== null && getComputedStyle(marked).textDecorationLine.includes('underline');
}"""


def _copy(block: Any) -> None:
    """Press the button over a block as a reader does: it is there while the pointer is, and the page may yet move."""
    from playwright.sync_api import TimeoutError as Late  # without it, this is skipped and not broken

    for patience in (3_000, 10_000, 30_000):
        block.evaluate("block => block.scrollIntoView({block: 'center'})")  # from under the toolbar
        block.hover()
        with suppress(Late):
            block.get_by_role("button").first.click(timeout=patience)
            return
    raise AssertionError("the button to copy cannot be pressed")


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

    at_rest(page)
    page.get_by_text("References", exact=True).click()
    entry = page.get_by_test_id("stCode").first
    entry.get_by_text("Continental Wire").or_(entry.get_by_text("The Merrin Courier")).first.wait_for()
    at_rest(page)
    _copy(entry)

    page.locator("[class*='st-key-open-lookup-0-1'] button").first.click()
    page.locator(".nd-article").wait_for()
    page.wait_for_function(_IN_VIEW)
    assert page.locator(".nd-found").first.is_visible(), "the results stay beside the article"
