"""The page 'Look up', driven without a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

HOSTILE = "<img src=x onerror=alert(1)> is the minister"


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    yield
    st.cache_resource.clear()


def _page() -> None:
    from assistant.ui.pages import lookup

    lookup.page()


@pytest.fixture
def app(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("NEWSDESK_HOME", str(demo_home))
    opened = AppTest.from_function(_page, default_timeout=120).run()
    assert not opened.exception
    return opened


def _look_up(app: AppTest, words: str) -> str:
    app.text_area(key="lookup-text").set_value(words)
    app.button(key="lookup-go").click().run()
    assert not app.exception
    return _shown(app)


def _shown(app: AppTest) -> str:
    return "\n".join(item.value for item in app.html)


def test_a_quote_with_its_prints_and_its_source_beside_it(app: AppTest) -> None:
    shown = _look_up(app, "Nobody is left on a roof tonight")
    assert "Word for word in Continental Wire, 15 March 2025" in shown
    assert "· Lena Oske told reporters" in shown
    assert "First print in this archive: Continental Wire" in shown
    app.button(key="open-lookup-0-2").click().run()
    assert '<mark class="quoted" id="quoted">Nobody is left' in _shown(app)


def test_a_difference_is_shown_in_colour_and_in_words(app: AppTest) -> None:
    shown = _look_up(app, "About 5,700 people have been evacuated")
    assert "<del>5,700</del>" in shown
    assert "<ins>4,200</ins>" in shown
    assert "“5,700” where “4,200” was printed" in shown
    assert "Contradicted" in shown


def test_a_draft_is_shown_by_trouble_with_references(app: AppTest) -> None:
    shown = _look_up(
        app, "About 4,200 people have been evacuated.\nAbout 5,700 people have been evacuated.\nThe zoo has 12 zebras."
    )
    assert "3 results" in shown
    assert shown.index("✗") < shown.index("?</span> Not in the archive") < shown.index("✓</span> Supported")


def test_nothing_in_a_text_becomes_markup(app: AppTest) -> None:
    shown = _look_up(app, HOSTILE)
    assert "<img" not in shown
    assert "Not found" in shown


def test_an_empty_box_and_a_text_that_is_too_long_say_what_to_do(app: AppTest) -> None:
    assert "Paste a quote, a claim or a draft into the box" in _look_up(app, "   ")
    assert "It has 20,004 characters; 20,000 are the most" in _look_up(app, "word" * 5001)


def test_an_answer_has_references_to_copy_in_the_style_that_was_chosen(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_home, home, symlinks=True, ignore=shutil.ignore_patterns("lock", "conversations"))
    monkeypatch.setenv("NEWSDESK_HOME", str(home))
    app = AppTest.from_file(str(Path(__file__).parents[3] / "streamlit_app.py"), default_timeout=120).run()
    app.chat_input(key="typed").set_value("What did Norrmark urge Velic to do?").run()
    app.selectbox(key="reference-form-answer-0").set_value("bibtex").run()
    assert not app.exception
    assert any(code.value.startswith("@article{") for code in app.code)
    kept = json.loads((home / "preferences" / "preferences.json").read_text())
    assert kept["reference_style"] == "bibtex", "it is remembered"
