"""Saved conversations, chips and thumbs in the real Streamlit script, driven without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.conversations import Conversations, Exchange, Filters
from assistant.types import Chip, Question
from assistant.ui.components.filter_chips import by_hand
from corpus import Archive, Scope, Window

ROOT = Path(__file__).parents[3]
_FLASH = "What did the Daily Flash report in March about the dam?"
_LINDQVIST = "What did Oskar Lindqvist do after the flood?"


@pytest.fixture
def home(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    copy = tmp_path / "home"
    shutil.copytree(demo_home, copy, symlinks=True, ignore=shutil.ignore_patterns("conversations"))
    monkeypatch.setenv("NEWSDESK_HOME", str(copy))
    yield copy
    st.cache_resource.clear()


def opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str) -> None:
    app.chat_input(key="typed").set_value(question).run()
    assert not app.exception


def press(app: AppTest, start: str) -> None:
    next(button for button in app.button if str(button.key).startswith(start)).click()
    app.run()
    assert not app.exception


def shown(app: AppTest) -> str:
    return "\n".join(item.value for item in app.html if not item.value.startswith("<style"))


def test_a_conversation_is_kept_listed_and_opened_again(home: Path) -> None:
    app = opened()
    ask(app, _LINDQVIST)
    ask(app, "Why did he resign?")
    assert "Interpreted as <q>Why did Oskar Lindqvist resign?</q>" in shown(app)
    (kept,) = Conversations(home).shelf().summaries
    assert app.query_params["chat"] == kept.id
    press(app, "new-chat")
    assert "Ask the archive" in shown(app)
    assert "chat" not in app.query_params
    press(app, f"talk-{kept.id}")
    assert _LINDQVIST in shown(app)
    assert "nd-said" in shown(app)

    reloaded = opened(chat=kept.id)
    assert _LINDQVIST in shown(reloaded)
    ask(reloaded, "When was that?")
    assert len(Conversations(home).get(kept.id).exchanges) == 3


def test_an_address_of_no_conversation_says_so(home: Path) -> None:
    app = opened(chat="0123456789ab")
    assert "no conversation has the id" in shown(app)
    assert "Ask the archive" in shown(app)
    assert "no conversation has the id" in shown(opened(chat="../../etc/passwd"))


def test_three_sessions_at_once_do_not_mix(home: Path) -> None:
    apps = [opened() for _ in range(3)]
    questions = [_LINDQVIST, _FLASH, "Who won the World Cup in 1998?"]
    for app, question in zip(apps, questions, strict=True):
        ask(app, question)
    for app, question in zip(apps, questions, strict=True):
        ask(app, "Why?")
        assert [q for q in questions if f'">{q}</h2>' in shown(app)] == [question]
    kept = Conversations(home)
    assert [len(kept.get(one.id).exchanges) for one in kept.shelf().summaries] == [2, 2, 2]


def test_what_was_cited_is_marked_once_it_may_not_be_any_more(home: Path) -> None:
    app = opened()
    ask(app, "What did Norrmark urge Velic to do?")
    (kept,) = Conversations(home).shelf().summaries
    answer = Conversations(home).get(kept.id).exchanges[0].answer
    assert answer
    archive = Archive.open(home)
    archive.withdraw(answer.citations[0].article_id)
    archive.close()
    again = shown(opened(chat=kept.id))
    assert "Source 1 may not be cited any more." in again
    assert '<p class="nd-marked">May not be cited any more</p>' in again


def test_a_thumb_and_its_reason_are_kept(home: Path) -> None:
    app = opened()
    ask(app, _FLASH)
    app.feedback[0].set_value(0).run()
    why = next(field for field in app.text_input if str(field.key).startswith("why-"))
    why.set_value("that is another dam").run()
    assert not app.exception
    (kept,) = Conversations(home).shelf().summaries
    rating = Conversations(home).get(kept.id).exchanges[0].rating
    assert rating
    assert (rating.good, rating.reason) == (False, "that is another dam")
    assert "Noted" in shown(app)


def test_filters_beside_the_box_are_chips_that_can_be_taken_off(home: Path) -> None:
    app = opened()
    app.button_group(key="kinds").set_value(["opinion"])
    app.multiselect(key="outlets").set_value(["The Harbor Ledger"])
    app.date_input(key="as_of").set_value(date(2025, 5, 31)).run()
    ask(app, "Should the truce be a freeze?")
    labels = [b.label for b in app.button if str(b.key).startswith(("given-", "as-of-"))]
    assert labels == ["As of 31 May 2025", "The Harbor Ledger", "opinion"]
    press(app, "given-0-0")
    press(app, "given-0-0")
    press(app, "as-of-0")
    assert not [b for b in app.button if str(b.key).startswith(("given-", "as-of-"))]
    (kept,) = Conversations(home).shelf().summaries
    receipt = Conversations(home).get(kept.id).exchanges[0].receipt
    assert receipt
    assert (receipt.kinds, receipt.outlets, receipt.as_of) == ((), (), date(2025, 6, 25))


def test_a_damaged_file_is_told_of_and_does_not_stop_the_page(home: Path) -> None:
    (home / "conversations").mkdir()
    (home / "conversations" / "0123456789ab.json").write_text("{")
    assert "0123456789ab.json cannot be read, and is left out" in shown(opened())


def test_nothing_is_kept_where_the_settings_say_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_SAVE", "no")
    app = opened()
    ask(app, _FLASH)
    assert "nd-said" in shown(app)
    assert not (home / "conversations").exists()


_READ = Question(
    _FLASH,
    _FLASH,
    "the dam",
    Scope(Window(date(2025, 3, 1), date(2025, 3, 31)), ("Daily Flash",), date(2025, 6, 25)),
    (Chip("window", "March 2025", "in March"), Chip("outlet", "Daily Flash", "the Daily Flash")),
)


def test_an_as_of_day_of_the_words_is_left_to_them_until_another_is_set() -> None:
    chip = Chip("as_of", "as of 16 March 2025", "as of 16 March")
    read = replace(_READ, scope=replace(_READ.scope, as_of=date(2025, 3, 16)), chips=(chip,))
    asked = Exchange("1", _FLASH, filters=Filters(date(2025, 6, 25)))
    kept = by_hand(asked, read, wanted=Filters(date(2025, 3, 16), read.window, read.scope.outlets))
    assert kept == (Filters(date(2025, 6, 25)), ())
    other = by_hand(asked, read, wanted=Filters(date(2025, 3, 18), read.window, read.scope.outlets))
    assert other == (Filters(date(2025, 3, 18)), (chip,))


@pytest.mark.parametrize(
    ("wanted", "filters", "off"),
    [
        # as the words say: nothing is set by hand
        (Filters(_READ.scope.as_of, _READ.window, ("Daily Flash",)), Filters(_READ.scope.as_of), []),
        # another window, outlet or kind
        (Filters(None, Window(since=date(2025, 4, 1)), ("Daily Flash",)), Filters(None, Window(date(2025, 4, 1))), []),
        (Filters(None, _READ.window, ("Courier",), ("news",)), Filters(None, None, ("Courier",), ("news",)), []),
        # what the words say is not wanted
        (Filters(None, Window(), ("Daily Flash",)), Filters(), ["in March"]),
        (Filters(None, None, ()), Filters(), ["in March", "the Daily Flash"]),
    ],
)
def test_the_form_sets_what_is_wanted_and_no_more(wanted: Filters, filters: Filters, off: list[str]) -> None:
    found, removed = by_hand(Exchange("1", _FLASH), _READ, wanted=wanted)
    assert found == filters
    assert [chip.words for chip in removed] == off
