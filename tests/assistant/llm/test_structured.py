"""Answers in JSON that come out as marked text, however they are cut; and what each call used."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.generation.citation_parsing import resolve
from assistant.llm.prompts import NOT_FOUND
from assistant.llm.streaming import stream_answer
from assistant.llm.structured import MarkedText
from assistant.llm.usage import Meter
from assistant.settings import ModelSettings
from assistant.types import Question
from corpus import Scope
from tests.assistant.evidence import evidence
from tests.assistant.scripted_server import Script, ScriptedServer

QUESTION = Question("What rose?", "What rose?", "rose", Scope(as_of=date(2025, 3, 20)))
EVIDENCE = evidence("The river Aln rose 3.2 metres.", "The mayor saw nothing coming.")
ANSWER = {
    "statements": [
        {"text": "The river Aln rose 3.2 metres.", "passages": [1]},
        {"text": "The mayor said: “Nothing” was seen.", "passages": [2, 1]},
    ],
    "not_stated": "who paid",
}
MARKED = "The river Aln rose 3.2 metres. [1]\nThe mayor said: “Nothing” was seen. [2] [1]\nNot stated: who paid"


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_json_comes_out_as_marked_text_however_it_is_cut(size: int) -> None:
    text, marked = json.dumps(ANSWER), MarkedText()
    pieces = [marked.feed(text[start : start + size]) for start in range(0, len(text), size)]
    assert "".join(pieces) + marked.finish() == MARKED
    assert size > 2 or any(piece == " " for piece in pieces), "it streams word by word"


@pytest.mark.parametrize("text", ["The river rose [1].", "  NOT_IN_ARCHIVE", "[1] rose"])
def test_a_server_that_takes_no_notice_of_the_schema_is_read_all_the_same(text: str) -> None:
    marked = MarkedText()
    assert "".join(marked.feed(letter) for letter in text) + marked.finish() == text


@pytest.mark.parametrize("told", [{"statements": [], "not_stated": ""}, {}, {"statements": 7}])
def test_no_statement_is_no_answer(told: dict[str, object]) -> None:
    marked = MarkedText()
    assert (marked.feed(json.dumps(told)) + marked.finish()).strip() == NOT_FOUND


def test_the_schema_is_asked_for_where_the_server_is_known_to_take_it() -> None:
    script = Script(tuple(json.dumps(ANSWER).partition("3.2")))
    with ScriptedServer({"writer": script}) as server:
        plain = ModelSettings(model="writer", base_url=server.base_url, timeout=5.0)
        list(stream_answer(plain, QUESTION, EVIDENCE))
        strict = ModelSettings(model="writer", base_url=server.base_url, timeout=5.0, structured=True)
        written = resolve("".join(stream_answer(strict, QUESTION, EVIDENCE)), EVIDENCE)
        first, second = server.requests
    assert "response_format" not in first
    assert second["response_format"]["json_schema"]["strict"] is True
    assert [sentence.numbers for sentence in written.sentences] == [(1,), (2, 1)]
    assert written.unstated == ("who paid",)


@pytest.mark.parametrize("counts", [True, False])
def test_tokens_are_counted_by_the_server_or_here(counts: bool) -> None:
    meter = Meter()
    with ScriptedServer({"writer": Script(("The river ", "rose [1]."), counts=counts)}) as server:
        settings = ModelSettings(model="writer", base_url=server.base_url, timeout=5.0)
        for _ in range(2):
            list(stream_answer(settings, QUESTION, EVIDENCE, meter=meter))
    assert meter.usage is not None
    assert meter.usage.calls == 2
    assert meter.usage.estimated is not counts
    assert meter.usage.read > 500
    assert meter.usage.written == (2 * 4 if counts else 2 * 7)
