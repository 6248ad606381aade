"""Thumbs become cases, and are asked again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.conversations import Conversations, Filters, Talk
from assistant.evaluation.feedback import holds, read_feedback
from assistant.evaluation.runner import ask
from corpus import Archive, Window

_NORRMARK = "What did Norrmark urge Velic to do?"
_POPE = "What did the Pope say?"
_STRIKE = "What did The Harbor Ledger report in March about the dock strike?"


@pytest.fixture
def assistant(demo_home: Path) -> Assistant:
    return Assistant(Archive.open(demo_home))


@pytest.fixture
def store(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path)


def rate(store: Conversations, assistant: Assistant, question: str, good: bool, reason: str = "", **given: Any) -> Talk:
    talk = Talk(store)
    exchange = talk.ask(question, Filters(**given))
    for _ in talk.answer(assistant, exchange):
        pass
    talk.rate(exchange, good, reason)
    return talk


def test_a_thumb_up_expects_the_cited_articles_or_none(assistant: Assistant, store: Conversations) -> None:
    rate(store, assistant, _NORRMARK, True)
    rate(store, assistant, _NORRMARK, True, "again")
    rate(store, assistant, _POPE, True)
    known, unknown = read_feedback(store).cases
    assert (known.question, known.answerable, known.unwanted) == (_NORRMARK, True, ())
    assert known.articles
    assert known.as_of == date(2025, 6, 25)
    assert (unknown.question, unknown.answerable) == (_POPE, False)
    assert all(holds(ask(assistant, case)) for case in (known, unknown))
    assert not holds(ask(assistant, replace(known, articles=("elsewhere",))))
    assert not holds(ask(assistant, replace(known, answerable=False)))


def test_a_thumb_down_wants_another_article_first(assistant: Assistant, store: Conversations) -> None:
    rate(store, assistant, _NORRMARK, False, "that is about another plan")
    (case,) = read_feedback(store).cases
    assert len(case.unwanted) == 1
    assert not holds(ask(assistant, case)), "the answer is what it was"
    assert holds(ask(assistant, replace(case, unwanted=("elsewhere",))))


def test_what_nobody_said_what_was_expected_of_is_listed(assistant: Assistant, store: Conversations) -> None:
    rate(store, assistant, _NORRMARK, False)
    rate(store, assistant, _POPE, False, "he spoke in May")
    found = read_feedback(store)
    assert found.cases == ()
    assert [(one.question, one.reason) for one in found.lacking] == [(_NORRMARK, ""), (_POPE, "he spoke in May")]


def test_a_case_is_asked_with_the_filters_of_its_question(assistant: Assistant, store: Conversations) -> None:
    window = Window(since=date(2025, 3, 10))
    talk = rate(store, assistant, _STRIKE, True, as_of=date(2025, 3, 31), window=window, kinds=("news",))
    answer = talk.exchanges[0].answer
    assert answer
    (case,) = read_feedback(store).cases
    again = ask(assistant, case).answer
    assert again.question.scope == answer.question.scope
    assert again.citations == answer.citations


def test_the_command_asks_again_and_names_what_is_not_as_rated(
    demo_home: Path, tmp_path: Path, assistant: Assistant
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for part in demo_home.iterdir():
        if part.name != "conversations":
            (home / part.name).symlink_to(part)
    store = Conversations(home)

    def evaluated(*options: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, ["evaluate", *options, "--from-feedback", "--home", str(home)])
        assert result.exit_code == code, result.output
        return result.output

    empty = CliRunner().invoke(app, ["evaluate", "--from-feedback", "--home", str(home)])
    assert "no answer has been rated yet" in str(empty.exception)
    rate(store, assistant, _NORRMARK, True)
    bad = rate(store, assistant, _STRIKE, False, "not that strike")
    rate(store, assistant, _POPE, False, "he spoke in May")
    printed = evaluated()
    assert "rated good, as good again" in printed
    assert f"Not as rated: {_STRIKE} ({bad.conversation.id})" in printed
    assert f"Say what was expected of: {_POPE}" in printed
    figures = json.loads(evaluated("--json"))
    assert figures["rated"] == 3
    assert figures["rated good, as good again"] == 1.0
    assert figures["rated bad, that article not cited first any more"] == 0.0
    assert figures["right article in the first 3 citations"] == 1.0
    assert figures["without an expectation"][0]["reason"] == "he spoke in May"
    evaluated("questions.jsonl", code=2)
