"""Conversations in a real browser: followed up, changed, rated, exported, opened again, and by keyboard alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.archive import Archive
from corpus.settings import Settings
from tests.assistant.conftest import OpenPage, answered, ask, at_rest, served, sidebar
from tests.assistant.scripted_server import Script, ScriptedServer
from tests.writing import article, write

_LINDQVIST = "What did Oskar Lindqvist do after the flood?"
_FLASH = "What did the Daily Flash report in March about the dam?"
_FLOOD = "How many people died in the Brenna flood?"
_HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) :smile: $x^2$ `code`"


def _chips(page: Any) -> list[str]:
    chips = "[class*='st-key-chips-']:not(.st-key-chips-scope) button:visible p"
    found: list[str] = page.locator(chips).all_inner_texts()
    return [label for label in found if label != "Change"]


def _change(page: Any) -> Any:
    """Open the form of the question that was asked last."""
    page.locator("[class*='st-key-change-'] button").last.click()
    form = page.get_by_test_id("stForm")
    form.wait_for()
    return form


def test_follow_up_change_chips_and_the_question_itself(page: Any) -> None:
    ask(page, _LINDQVIST)
    ask(page, "Why did he resign?")
    page.locator(".nd-asked", has_text="Why did Oskar Lindqvist resign?").wait_for()

    form = _change(page)
    form.get_by_label("Interpreted as").fill("When did Oskar Lindqvist resign?")
    form.get_by_role("button", name="Ask again").click()
    page.locator(".nd-asked", has_text="When did Oskar Lindqvist resign?").wait_for()
    answered(page, "Why did he resign?")
    assert page.locator(".nd-question").all_inner_texts() == [_LINDQVIST, "Why did he resign?"]

    ask(page, _FLASH)
    assert _chips(page) == ["March 2025", "Daily Flash"]
    form = _change(page)
    form.get_by_label("Clear all").first.click()
    form.get_by_role("combobox", name="Outlets").fill("Harbor")
    page.get_by_role("option", name="The Harbor Ledger").click()
    form.get_by_label("Interpreted as").click()  # elsewhere, so that the list no longer lies over the button
    form.get_by_role("button", name="Ask again").click()
    page.locator("[class*='st-key-given-']", has_text="The Harbor Ledger").wait_for()
    answered(page, _FLASH)
    assert "March 2025" in _chips(page)
    page.locator("[class*='st-key-given-'] button:visible").click()
    page.locator("[class*='st-key-given-']").wait_for(state="detached")
    answered(page, _FLASH)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_as_of_day_is_set_on_a_question_and_taken_off(page: Any) -> None:
    ask(page, _FLOOD)
    form = _change(page)
    _type_day(page, form.get_by_role("group", name="As of"), "20250316")
    form.get_by_role("button", name="Ask again").click()
    day = page.locator("[class*='st-key-as-of-']", has_text="As of 16 March 2025")
    day.wait_for()
    answered(page, _FLOOD)
    page.wait_for_function(_NOTHING_LATER)  # the cards of the answer before it go last
    day.locator("button:visible").click()
    page.locator(".nd-as-of", has_text="As of 25 June 2025").wait_for()


_NOTHING_LATER = """() => {
  const named = [...document.querySelectorAll("[class*='st-key-open-'] button")];
  const days = named.map(button => button.innerText.slice(-13));
  return days.length > 0 && days.every(day => ['15 March 2025', '16 March 2025'].includes(day));
}"""


def _type_day(page: Any, field: Any, digits: str) -> None:
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)


def test_rate_reload_export_rename_and_delete(page: Any) -> None:
    ask(page, _FLOOD)
    page.locator("[class*='st-key-thumb-'] button").last.click()
    why = page.get_by_placeholder("What is wrong with it?")
    why.fill("that is the flood of 1987")
    why.press("Enter")
    page.locator(".nd-noted").wait_for()
    page.reload()
    page.locator(".nd-said").first.wait_for()
    page.locator("input[value='that is the flood of 1987']").wait_for()

    sidebar(page, shown=True)
    _menu(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert exported["exchanges"][-1]["rating"]["reason"] == "that is the flood of 1987"
    assert exported["exchanges"][-1]["receipt"]["passages"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith(f"# {_FLOOD}\n")
    page.keyboard.press("Escape")

    _menu(page, "Rename")
    page.get_by_role("textbox", name="Name").fill("Notes on dams")
    page.get_by_role("button", name="Rename").click()
    page.locator("[class*='st-key-talk-']", has_text="Notes on dams").wait_for()
    search = page.get_by_placeholder("Search conversations")
    search.fill("lowered Brenna")
    search.press("Enter")
    page.locator("[class*='st-key-talk-']", has_text="Notes on dams").wait_for()
    search.fill("no such words")
    search.press("Enter")
    page.get_by_text("No conversation has these words.").wait_for()
    search.fill("")
    search.press("Enter")
    page.get_by_text("No conversation has these words.").wait_for(state="detached")
    _menu(page, "Delete")
    page.get_by_role("button", name="Delete").click()
    page.locator("[class*='st-key-talk-']", has_text="Notes on dams").wait_for(state="detached")
    sidebar(page, shown=False)
    page.get_by_role("heading", name="Ask the archive").wait_for()


def _menu(page: Any, entry: str) -> None:
    at_rest(page)  # a menu closes when the page is drawn anew
    page.locator("[class*='st-key-chat-now-'] [class*='st-key-menu-'] button").click()
    page.get_by_role("menuitem", name=entry).click()
    page.get_by_role("dialog").wait_for()


def test_two_tabs_do_not_mix_and_one_opens_what_the_other_asked(address: str, open_page: OpenPage) -> None:
    one, other = open_page(address), open_page(address)
    for tab, question in ((one, _LINDQVIST), (other, _FLASH)):
        box = tab.get_by_placeholder("Ask about the archive")
        box.fill(question)
        box.press("Enter")
    answered(one, _LINDQVIST)
    answered(other, _FLASH)
    assert one.locator(".nd-question").all_inner_texts() == [_LINDQVIST]
    assert other.locator(".nd-question").all_inner_texts() == [_FLASH]
    assert one.url != other.url
    third = open_page(address)
    third.locator("[class*='st-key-talk-'] button", has_text=_LINDQVIST).first.click()
    third.locator(".nd-question", has_text=_LINDQVIST).wait_for()
    third.locator(".nd-said").first.wait_for()
    ask(third, "Why did he resign?")
    third.locator(".nd-asked", has_text="Why did Oskar Lindqvist resign?").wait_for()


_FOCUS = """async () => {
  let at = document.activeElement;
  while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  const around = [];
  for (let one = at; one && around.length < 6; one = one.parentElement) around.push(one);
  const look = () => around.map(one => { const s = getComputedStyle(one);
    return [s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.color].join(); }).join('|');
  const focused = look();
  at.blur();
  await new Promise(done => setTimeout(done, 80));
  const seen = look() !== focused;
  at.focus();
  const keyed = at.closest('[class*=st-key-]');
  return {tag: at.tagName, label: at.innerText || at.placeholder || '', key: keyed ? keyed.className : '', seen};
}"""


def _tab_to(page: Any, wanted: str, *, back: bool = False) -> None:
    """Press Tab until what has the focus belongs to a key, each stop on the way being visible."""
    at_rest(page)  # what is drawn anew loses the focus
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        at: dict[str, Any] = page.evaluate(_FOCUS)
        assert at["seen"] or at["tag"] in ("BODY", "MAIN"), f"the focus cannot be seen on {at}"
        if wanted in at["key"]:
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def test_the_keyboard_suffices(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    page.locator(".st-key-examples button").first.wait_for()
    page.add_style_tag(content="* { transition: none !important; }")  # what the focus changes is there at once
    page.wait_for_function("document.activeElement.placeholder === 'Ask about the archive'")  # the box has the focus
    page.locator("#skip-to-box").wait_for(state="attached")
    first = page.evaluate("document.querySelector('button, a, input, textarea').innerText")
    assert first == "Skip to the question box", "the first stop of Tab leads past the sidebar"
    page.locator("#skip-to-box").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.placeholder") == "Ask about the archive"
    page.keyboard.type("What did Norrmark urge Velic to do?")
    page.keyboard.press("Enter")
    answered(page, "What did Norrmark urge Velic to do?")
    _tab_to(page, "st-key-open-", back=True)
    page.keyboard.press("Enter")
    page.locator(".nd-article").wait_for()
    page.keyboard.press("Escape")
    page.locator(".nd-article").wait_for(state="detached")
    _tab_to(page, "st-key-change-")
    page.keyboard.press("Enter")
    page.get_by_test_id("stForm").wait_for()
    page.keyboard.press("Escape")
    page.get_by_test_id("stForm").wait_for(state="detached")
    _tab_to(page, "st-key-thumb-")
    page.keyboard.press("Space")
    page.get_by_placeholder("What is right about it? (optional)").wait_for()
    _tab_to(page, "st-key-menu-")
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Rename").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(address: str, open_page: OpenPage, scheme: str) -> None:
    page = open_page(address, color_scheme=scheme)
    page.locator(".st-key-examples button").first.wait_for()
    found = _faults(page, "welcome")
    ask(page, _FLASH)
    page.locator("[class*='st-key-thumb-'] button").first.click()
    page.get_by_placeholder("What is right about it? (optional)").wait_for()
    found += _faults(page, "conversation")
    page.locator("[class*='st-key-open-'] button").first.click()
    page.locator(".nd-article").wait_for()
    found += _faults(page, "source")
    page.keyboard.press("Escape")
    page.locator(".nd-article").wait_for(state="detached")
    ask(page, "Who won the World Cup in 1998?")
    found += _faults(page, "abstention")
    _change(page)
    found += _faults(page, "form")
    page.keyboard.press("Escape")
    page.locator(".st-key-scope-window button").click()
    page.get_by_label("Published from").first.wait_for()
    found += _faults(page, "filters")
    page.keyboard.press("Escape")
    _menu(page, "Export")
    found += _faults(page, "export")
    for other in ("library", "lookup", "settings"):
        page.goto(f"{address}/{other}")
        page.locator("h1").wait_for()
        found += _faults(page, other)
    assert found == []


def _faults(page: Any, where: str) -> list[str]:
    """Return what axe calls moderate, serious or critical."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs `pip install axe-playwright-python`"
    )
    at_rest(page)
    page.wait_for_timeout(500)  # what moves in has come to rest: its colours are judged
    return [
        f"{where}: {fault['id']}, {fault['help']}: {[node['target'] for node in fault['nodes']]}"
        for fault in axe.Axe().run(page).response["violations"]
        if fault["impact"] in ("moderate", "serious", "critical")
    ]


def test_what_articles_and_people_write_stays_text(home: Path, tmp_path: Path, open_page: OpenPage) -> None:
    text = f"The harbour of Ansel reopened on Monday, the mayor said. {_HOSTILE} " + "Ships came in again. " * 8
    record = article(_HOSTILE, text, outlet=_HOSTILE, url="javascript:alert(1)")
    archive = Archive.open(settings=Settings(home=home))
    archive.ingest([write(tmp_path / "a.jsonl", record)])
    archive.close()
    with served(home) as address:
        page = open_page(address)
        page.locator("textarea").first.wait_for()
        question = f"When did the harbour of Ansel reopen? {_HOSTILE}"
        ask(page, question)
        page.locator(".nd-card h3, .nd-said").first.wait_for()
        # A title's tags are left out when it is taken in; the rest stands as it was typed.
        assert _HOSTILE.partition("> ")[2] in page.locator(".nd-card-title").first.inner_text()
        page.locator("[class*='st-key-open-'] button").first.click()
        page.locator(".nd-article").wait_for()
        assert _HOSTILE in page.locator(".nd-article").inner_text()
        sidebar_title = page.locator("[class*='st-key-talk-'] button p").first
        assert sidebar_title.inner_text().replace("\u2060", "").startswith(question[:60])
        page.locator("[class*='st-key-change-'] button").last.click()
        page.get_by_test_id("stForm").wait_for()
        assert page.locator("img[src='x']").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        assert page.locator("main strong", has_text="bold").count() == 0
        assert page.locator("main .stHtml code, main button code").count() == 0
        page.close()


def test_a_model_is_chosen_tested_and_used_and_its_key_is_kept_nowhere(
    demo_home: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    key = "sk-very-secret"
    said = ("Norrmark would go on supplying ", "air defence equipment, Halvard said [1].")
    home = tmp_path / "home"
    home.mkdir()
    for part in demo_home.iterdir():
        if part.name not in ("conversations", "preferences"):
            (home / part.name).symlink_to(part)
    with ScriptedServer({"scripted": Script(said)}) as server, served(home, NEWSDESK_TIMEOUT="10") as address:
        page = open_page(f"{address}/settings")
        page.get_by_text("None is in use.").wait_for()
        page.get_by_role("button", name="Test and use it").click()
        page.get_by_text("Give the name of the model").wait_for()
        page.get_by_label("Address").fill(server.base_url)
        page.get_by_label("Name of the model").fill("unheard-of")
        page.get_by_label("Key (where the server asks for one)").fill(key)
        page.get_by_role("button", name="Test and use it").click()
        page.get_by_text("It was not taken").wait_for()
        page.get_by_label("Name of the model").fill("scripted")
        page.get_by_role("button", name="Test and use it").click()
        page.get_by_text("It can be reached, and answers from now on.").wait_for()
        page.locator(".nd-model", has_text="scripted").wait_for()
        page.get_by_test_id("stSidebarNav").get_by_role("link", name="Ask").click()
        ask(page, "What did Norrmark urge Velic to do?")
        page.locator(".nd-made", has_text="Written by scripted").wait_for()
        assert key not in page.content()
        page.close()
    kept = "".join(
        path.read_text(encoding="utf-8")
        for part in ("conversations", "preferences")
        for path in (home / part).glob("*.json")
    )
    assert "scripted" in kept
    assert key not in kept
