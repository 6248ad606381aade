"""The real Streamlit script over the demonstration archive, driven without a browser."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.assistant import AskRequest, Assistant
from assistant.errors import AssistantError
from assistant.generation.events import Done, Event, Found, Token, Understood
from assistant.types import Answer, Question, Statement
from assistant.ui import formatting, launch
from assistant.ui.components import coverage_chart
from corpus import Archive, ArchiveBusy, Scope, Window

ROOT = Path(__file__).parents[3]
HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) :smile: $x^2$"


@pytest.fixture(autouse=True)
def fresh_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("NEWSDESK_SAVE", "no")  # the demonstration archive is lent to all tests
    yield
    st.cache_resource.clear()


def _opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("NEWSDESK_HOME", str(home))
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120).run()
    assert not app.exception
    return app


def _library() -> None:
    from assistant.ui.pages import library

    library.page()


def _shown(app: AppTest) -> str:
    return "\n".join(item.value for item in app.html if not item.value.startswith("<style"))


def _press(app: AppTest, start: str) -> AppTest:
    next(button for button in app.button if str(button.key).startswith(start)).click()
    app.run()
    assert not app.exception
    return app


def test_an_empty_chat_offers_questions_and_says_that_the_demonstration_is_fiction(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _opened(demo_home, monkeypatch)
    assert "78 articles from 6 outlets, 9 January to 25 June 2025" in _shown(app)
    assert "fiction" in _shown(app)
    assert "No chat model: answering in the articles’ own words" in _shown(app)
    assert app.date_input(key="as_of").value == date(2025, 6, 25)
    _press(app, "example-0")
    assert "nd-said" in _shown(app)


def test_a_number_opens_the_article_with_the_quoted_words_marked(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _opened(demo_home, monkeypatch)
    app.chat_input(key="typed").set_value("What did Norrmark urge Velic to do?").run()
    shown = _shown(app)
    assert "As of 25 June 2025" in shown
    assert 'class="nd-said' in shown
    opens = next(button.label for button in app.button if str(button.key).startswith("open-0-1"))
    assert opens.endswith("Radio Norrmark International, 18 February 2025")
    assert 'class="nd-article"' not in shown
    _press(app, "open-0-1")
    assert '<mark class="quoted" id="quoted">' in _shown(app)
    assert "nd-said" in _shown(app), "the chat stays beside the article"
    _press(app, "close-source")
    assert 'class="nd-article"' not in _shown(app)


def test_a_chip_taken_off_asks_again_and_can_be_put_back(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _opened(demo_home, monkeypatch)
    app.chat_input(key="typed").set_value("What did the Daily Flash report in March about the dam?").run()
    assert [b.label for b in app.button if str(b.key).startswith("chip-")] == ["March 2025", "Daily Flash"]
    _press(app, "chip-0-0")
    assert [b.label for b in app.button if str(b.key).startswith("chip-")] == ["Daily Flash"]
    _press(app, "back-0-0")
    assert not [b for b in app.button if str(b.key).startswith("back-")]
    _press(app, "new-chat")
    assert "Ask the archive" in _shown(app)


def test_what_the_archive_does_not_hold_is_said_with_what_was_searched(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _opened(demo_home, monkeypatch)
    app.chat_input(key="typed").set_value("Who won the World Cup in 1998?").run()
    shown = _shown(app)
    assert "Not in this archive" in shown
    assert "Searched 78 articles from 6 outlets" in shown
    assert "Closest passages, which do not answer it" in shown


def test_the_library_lists_searches_and_opens_articles(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_HOME", str(demo_home))
    app = AppTest.from_function(_library, default_timeout=120).run()
    assert not app.exception
    assert sum(str(button.key).startswith("read-") for button in app.button) == 20
    app.text_input(key="query").set_value("lynx").run()
    assert "match" in _shown(app)
    assert "<mark>lynx</mark>" in _shown(app).lower(), "the matching sentence is shown"
    app.selectbox(key="order-3").set_value("oldest").run()
    _press(app, "read-")
    assert 'class="nd-article"' in _shown(app)


def test_an_empty_archive_says_how_articles_get_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _opened(home, monkeypatch)
    assert "The archive is empty" in _shown(app)
    assert any(button.key == "add-demo" for button in app.button)
    assert not app.chat_input


def test_an_upload_is_taken_shown_as_text_and_removed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_HOME", str(home))
    app = AppTest.from_function(_library, default_timeout=120).run()
    record = {"title": HOSTILE, "text": "The harbour reopened on Monday. " * 12, "url": "javascript:alert(1)"}
    lines = json.dumps(record) + "\n" + json.dumps({"title": "No text"}) + "\n"
    app.file_uploader(key="files-0").set_value(("news.jsonl", lines.encode(), "application/jsonl")).run()
    _press(app, "add-files")
    shown = _shown(app)
    assert "1 added, 0 changed, 0 unchanged, 1 refused" in shown
    assert "news.jsonl" in shown
    assert str(tmp_path) not in shown
    assert "date unknown" in shown
    assert "outlet unknown" in shown
    _press(app, "read-")
    shown = _shown(app)
    assert "<img" not in shown
    assert "**bold** [link](javascript:alert(1)) :smile: $x^2$</h2>" in shown, "Markdown in a title stays text"
    assert 'href="javascript' not in shown
    assert all("[link](" not in button.label for button in app.button)
    _press(app, "withdraw")
    assert "Withdrawn:" in _shown(app)
    _press(app, "undo")
    _press(app, "read-")
    _press(app, "remove")
    assert Archive.open(home).coverage(Scope()).articles == 0


def test_a_streamed_answer_is_replaced_and_a_failure_is_said(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question("q", "q", "q", Scope(as_of=date(2025, 6, 25)))
    checked = Answer(question, "answered", (Statement("The checked sentence.", (), "supported"),), model="scripted")
    asked: list[AskRequest] = []

    def stream(self: Assistant, request: AskRequest) -> Iterator[Event]:
        asked.append(request)
        if request.text == "fail":
            raise ArchiveBusy("another process is writing; try again in a moment")
        yield from (Understood(question), Found(()), Token("<b>Unchecked"), Token(" [1"), Done(checked))

    monkeypatch.setattr(Assistant, "stream", stream)
    app = _opened(demo_home, monkeypatch)
    app.chat_input(key="typed").set_value("first").run()
    assert "The checked sentence." in _shown(app)
    assert "Unchecked" not in _shown(app)
    app.chat_input(key="typed").set_value("fail").run()
    assert "another process is writing; try again in a moment" in _shown(app)
    _press(app, "again-1")
    assert [turn.answer for turn in asked[-1].history] == ["The checked sentence."]
    assert len(asked) == 3


def _answered() -> None:
    from assistant.types import Answer, Citation, Question, Statement
    from assistant.ui.components import answer
    from corpus import Scope

    hostile = "<img src=x onerror=alert(1)>"
    citation = Citation(1, "a", "a.1.0", hostile, hostile, "javascript:x", None, hostile, 0, 28)
    answer.show(
        "0",
        Answer(
            Question("q", "q", "q", Scope()),
            "answered",
            (
                Statement(hostile, (1,), "supported"),
                Statement("It fell to 140.", (), "unsupported", "the figure 140 is not in the cited passage"),
            ),
            (citation,),
            notes=(hostile,),
            model=hostile,
        ),
        fallen={1: hostile},
    )


def test_nothing_that_a_model_or_an_article_says_becomes_markup() -> None:
    app = AppTest.from_function(_answered).run()
    assert not app.exception
    assert "<img" not in _shown(app)
    assert _shown(app).count("&lt;img src=x onerror=alert(1)&gt;") >= 5
    assert app.expander[0].label == "1 sentence that the archive does not support"
    assert "<s>It fell to 140.</s>" in _shown(app)
    assert any("date unknown" in button.label for button in app.button)


def test_text_is_escaped_for_where_it_goes() -> None:
    assert formatting.escape('<a href="x">') == "&lt;a href=&quot;x&quot;&gt;"
    label = formatting.markdown(HOSTILE)
    for special in ("[link](", "**bold**", ":smile:", " $x", "<img"):
        assert special not in label
    assert formatting.link("javascript:alert(1)") is None
    assert formatting.link("http://[broken") is None
    assert formatting.link("https://a.example/?a=1&b=2") == "https://a.example/?a=1&amp;b=2"
    assert formatting.streamed("It rose [1] and <b>fell [2") == "<p>It rose<sup>1</sup> and &lt;b&gt;fell</p>"


def test_days_are_in_words() -> None:
    assert formatting.published("2025-03-12T10:00:00+01:00") == "12 March 2025"
    assert formatting.published(None) == "date unknown"
    assert formatting.period(date(2025, 3, 1), date(2025, 3, 9)) == "1 to 9 March 2025"
    assert formatting.window(Window(since=date(2025, 5, 3))) == "since 3 May 2025"


def test_the_mark_covers_the_span_and_nothing_else() -> None:
    body = formatting.article_body("One & two.\n\nThree four.", (6, 17), also=((18, 22),))
    assert body == (
        '<p>One &amp; <mark class="quoted" id="quoted">two.</mark></p>'
        '<p><mark class="quoted">Three</mark> <mark class="also">four</mark>.</p>'
    )


def test_many_outlets_are_put_together_in_the_chart() -> None:
    rows = [(date(2024, 1, 1 + n), f"Outlet {n}", 20 - n) for n in range(15)]
    names = {row["outlet"] for row in coverage_chart.binned(rows, "day")}
    assert len(names) == 9
    assert "Other outlets" in names
    assert sum(int(row["articles"]) for row in coverage_chart.binned(rows, "week")) == sum(n for _, _, n in rows)


def test_the_launcher_says_what_the_configuration_says() -> None:
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    theme = written["theme"]
    written |= {"theme.light": theme.pop("light"), "theme.dark": theme.pop("dark")}
    assert written == launch.OPTIONS


def test_a_port_that_is_taken_is_said_so() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AssistantError, match="is taken"):
            launch.command(taken.getsockname()[1])
    assert "--server.address=127.0.0.1" in launch.command()
