"""Sources and saved searches in a real browser: a feed on a local server, a folder, alerts that open their article."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.monitoring.storage import source_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Run
from corpus import Source, Visited
from tests.assistant.conftest import OpenPage, served
from tests.assistant.monitoring import conftest as watched
from tests.assistant.ui.test_browser_chat import _faults as faults
from tests.corpus.web_server import Site, serving
from tests.writing import article, write

_NEWS = "application/xml"


@pytest.fixture
def own_home(demo_home: Path, tmp_path: Path) -> Path:
    """Return a copy of the demonstration archive that nothing watches yet."""
    home = tmp_path / "home"
    left = shutil.ignore_patterns("conversations", "briefings", "preferences", "lock")
    shutil.copytree(demo_home, home, symlinks=True, ignore=left)
    return home


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.put("/dock-strike", watched.page("Dock strike in Ansel"))
        site.put("/feed", watched.feed(site, "/dock-strike", "/nothing-here"), kind=_NEWS)
        yield site


def _open(page: Any, section: str) -> Any:
    """Open a section of the library; return what is in it."""
    page.locator(f".st-key-{section} summary").click()
    inside = page.locator(f".st-key-{section}")
    inside.locator("[data-testid='stForm']").wait_for()
    return inside


def _rest(section: Any) -> None:
    """Wait until no work goes on behind the page."""
    section.locator(".nd-working").wait_for(state="detached")


def test_a_feed_is_added_run_paused_and_removed(own_home: Path, site: Site, open_page: OpenPage) -> None:
    with served(own_home) as address:
        page = open_page(f"{address}/library", size=(390, 844))
        page.locator(".st-key-sources summary").wait_for()
        assert not (own_home / "monitoring.sqlite3").exists(), "nothing is read before the section is opened"
        section = _open(page, "sources")
        assert (own_home / "monitoring.sqlite3").exists()
        section.get_by_role("button", name="Add the source").click()
        section.get_by_text("Give the address of a feed").wait_for()
        section.get_by_label("Address of a feed").fill(f"{site.base}/feed")
        section.get_by_label("Outlet").fill("The Courier")
        section.get_by_role("button", name="Add the source").click()
        said = section.locator(".nd-problem")
        said.filter(has_text="switch on “Addresses of my own network, too”").wait_for()
        assert "--" not in said.inner_text(), "no command's flags"
        section.get_by_test_id("stCheckbox").get_by_text("Addresses of my own network").click()
        section.get_by_role("button", name="Add the source").click()
        section.get_by_text("1 new article").wait_for()
        section.get_by_text("there is no such page (HTTP 404)").wait_for()
        section.get_by_text("Feed · every 30 minutes · The Courier").wait_for()
        _rest(section)
        page.locator(".st-key-articles", has_text="Dock strike in Ansel").wait_for()

        section.get_by_role("button", name="Pause").click()
        section.locator(".nd-marked", has_text="Paused").wait_for()
        section.get_by_role("button", name="Resume").click()
        section.locator(".nd-marked", has_text="Paused").wait_for(state="detached")
        site.put("/rates", watched.page("Interest rates", city="Halden"))
        site.put("/feed", watched.feed(site, "/rates", "/dock-strike"), kind=_NEWS)
        section.get_by_role("button", name="Run now").click()
        page.locator(".st-key-articles", has_text="Interest rates").wait_for()
        section.get_by_text("2 articles so far").wait_for()
        _rest(section)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert faults(page, "sources") == []

        section.get_by_role("button", name="Remove", exact=True).click()
        section.get_by_role("button", name="Remove; its articles stay").click()
        section.locator("[class*='st-key-row-source-']").wait_for(state="detached")
        page.locator(".st-key-articles", has_text="Interest rates").wait_for()
        page.close()


def test_a_folder_fills_the_archive_and_a_silent_source_is_told_of(
    own_home: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    wire = tmp_path / "wire"
    wire.mkdir()
    write(wire / "one.jsonl", article("Ferry to Skerry runs again", "The ferry to Skerry runs again, it said. " * 9))
    _fall_silent(own_home)
    with served(own_home) as address:
        page = open_page(f"{address}/library")
        section = _open(page, "sources")
        silent = section.locator(".nd-marked", has_text="Nothing since")
        silent.wait_for()
        assert re.fullmatch(r"Nothing since [\w ]+; usually \d+ a day", silent.inner_text())
        section.get_by_label("Address of a feed").fill(str(tmp_path / "none"))
        section.get_by_role("button", name="Add the source").click()
        section.get_by_text("There is no folder").wait_for()
        section.get_by_label("Address of a feed").fill(str(wire))
        section.get_by_role("button", name="Add the source").click()
        section.get_by_text("Folder · every 30 minutes").wait_for()
        section.get_by_text("1 new article").wait_for()
        _rest(section)
        page.close()


def _fall_silent(home: Path) -> None:
    """Let a source have brought 12 articles a day for two weeks, and nothing for four days."""
    db = Database(home)
    now = datetime.now(UTC)
    source = Source("courier.example-feed", "feed", "https://courier.example/feed", every=1440, paused=False)
    source_records.add_source(db, source, now - timedelta(days=18))
    empty = Visited((), (), "", 0, (), "", commit=lambda: None)
    for back in range(18, 0, -1):
        run = Run(source.id, now - timedelta(days=back), added=12 if back > 4 else 0)
        source_records.keep_visit(db, run, empty, due=now + timedelta(days=1), failures=0)
    db.close()


def test_a_saved_search_tells_of_articles_and_opens_them(own_home: Path, open_page: OpenPage) -> None:
    with served(own_home) as address:
        page = open_page(f"{address}/library")
        search = page.get_by_placeholder("Search the articles")
        search.fill("dock strike")
        search.press("Enter")
        page.locator(".nd-hit mark").first.wait_for()
        section = _open(page, "saved-searches")
        assert section.get_by_label("What to search for").input_value() == "dock strike", "it begins with the query"
        section.get_by_role("button", name="Save the search").click()
        section.get_by_text(re.compile(r"Topic · \d+ alerts")).wait_for()
        _rest(section)
        section.get_by_text("New report").or_(section.get_by_text("Further report")).first.wait_for()
        quote = section.locator(".nd-printed").first.inner_text()
        section.locator("[class*='st-key-open-alert-'] button").first.click()
        marked = page.locator(".nd-article mark.quoted").first
        marked.wait_for()
        assert marked.inner_text() in quote
        assert faults(page, "alerts") == []
        page.keyboard.press("Escape")
        page.locator(".nd-article").wait_for(state="detached")

        section.get_by_role("button", name="Pause").click()
        section.locator(".nd-marked", has_text="Paused").wait_for()
        section.get_by_role("button", name="Remove", exact=True).click()
        section.get_by_role("button", name="Remove with its alerts").click()
        section.locator("[class*='st-key-row-search-']").wait_for(state="detached")
        page.close()
