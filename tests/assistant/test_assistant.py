from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.errors import OutletUnknown
from assistant.generation.events import Done, Found, Token, Understood
from assistant.retrieval.retriever import NewsRetriever
from assistant.settings import ModelSettings
from assistant.types import Answer, Turn
from corpus import Archive, Scope, Window
from tests.assistant.scripted_server import Script, ScriptedServer

_QUESTION = "What did Norrmark urge Velic to do?"


@pytest.fixture(scope="module")
def archive(demo_home: Path) -> Iterator[Archive]:
    archive = Archive.open(demo_home)
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def assistant(archive: Archive) -> Assistant:
    return Assistant(archive, today=lambda: date(2026, 11, 22))


def told(archive: Archive, *pieces: str, asked: str = _QUESTION, **script: object) -> Answer:
    """Return the answer to the question where the model says these pieces."""
    with ScriptedServer({"scripted": Script(pieces, **script)}) as server:  # type: ignore[arg-type]
        settings = ModelSettings(model="scripted", base_url=server.base_url, api_key="sk-secret", timeout=2.0)
        return Assistant(archive, model=settings, today=lambda: date(2026, 11, 22)).ask(asked)


def test_an_old_archive_is_asked_as_of_its_newest_day(archive: Archive) -> None:
    assert Assistant(archive, today=lambda: date(2026, 11, 22)).today_as_of() == date(2025, 6, 25)


def test_a_living_archive_is_asked_as_of_today(archive: Archive) -> None:
    assert Assistant(archive, today=lambda: date(2025, 6, 28)).today_as_of() == date(2025, 6, 28)


def test_the_stages_are_told_in_order(assistant: Assistant) -> None:
    events = list(assistant.stream(_QUESTION))
    assert [type(event) for event in events] == [Understood, Found, Done]


def test_a_window_in_the_words_filters_until_it_is_taken_off(assistant: Assistant) -> None:
    question = "What was reported about the dock strike in the week since 10 March?"
    answer = assistant.ask("What has been published about the dock strike since 12 June?")
    assert answer.question.window.since == date(2025, 6, 12)
    assert [chip.kind for chip in answer.question.chips] == ["window"]
    assert all((c.published or "") >= "2025-06-12" for c in answer.citations)
    free = assistant.ask("What has been published about the dock strike since 12 June?", dismissed={"window"})
    assert not free.question.window
    assert assistant.ask(question, window=Window(until=date(2025, 3, 5))).question.chips == ()


def test_an_outlet_in_the_words_filters(assistant: Assistant) -> None:
    answer = assistant.ask("What did The Harbor Ledger report about the dock strike?")
    assert answer.question.scope.outlets == ("The Harbor Ledger",)


def test_outlets_are_known_by_any_of_their_names(assistant: Assistant) -> None:
    answer = assistant.ask("Who resigned?", outlets=["harbor ledger"])
    assert answer.question.scope.outlets == ("The Harbor Ledger",)
    assert {citation.outlet for citation in (*answer.citations, *answer.closest)} == {"The Harbor Ledger"}
    assert assistant.brief("dock strike", outlets=["harbor ledger"]).scope.outlets == ("The Harbor Ledger",)


@pytest.mark.parametrize("ask", [Assistant.ask, Assistant.brief, Assistant.look_up])
def test_an_outlet_that_the_archive_does_not_have_is_an_error(assistant: Assistant, ask: Callable[..., object]) -> None:
    with pytest.raises(OutletUnknown, match="no outlet of the archive is called 'Harbour Times'; nearest: The Harbor"):
        ask(assistant, "dock strike", outlets=["Harbour Times"])


def test_a_chip_says_how_its_words_were_read(assistant: Assistant) -> None:
    answer = assistant.ask("What did the Ledger report in March about the dock strike?")
    assert [chip.reason for chip in answer.question.chips] == [
        "‘March’, as of 25 June 2025: published 1 to 31 March 2025",
        "‘the Ledger’: The Harbor Ledger, as no other outlet of the archive is called so",
    ]


def test_an_as_of_day_in_the_words_hides_what_came_later(assistant: Assistant) -> None:
    answer = assistant.ask("How many people had died in the Brenna flood as of 16 March 2025?")
    assert answer.as_of == date(2025, 3, 16)
    assert answer.citations
    assert all((citation.published or "") < "2025-03-17" for citation in (*answer.citations, *answer.closest))
    assert answer.coverage.last == date(2025, 3, 16)


def test_a_kind_of_article_in_the_words_filters(assistant: Assistant) -> None:
    answer = assistant.ask("What do opinion pieces say about the freeze?")
    assert answer.question.scope.kinds == ("opinion",)
    assert {citation.kind for citation in (*answer.citations, *answer.closest)} == {"opinion"}


def test_a_follow_up_is_asked_in_full(assistant: Assistant) -> None:
    first = assistant.ask("What did Oskar Lindqvist do after the flood?")
    turn = Turn(first.question.standalone, " ".join(s.text for s in first.statements))
    second = assistant.ask("Why did he resign?", history=[turn])
    assert "Lindqvist" in second.question.standalone


def test_a_standalone_form_written_by_hand_is_asked_in_place_of_the_rules(assistant: Assistant) -> None:
    turn = Turn("What did Oskar Lindqvist do after the flood?", "He resigned.")
    by_hand = "What has been published since 10 April about the resignation of General Harrow?"
    answer = assistant.ask("Why did he resign?", history=[turn], standalone=f"  {by_hand}\n")
    assert (answer.question.text, answer.question.standalone) == ("Why did he resign?", by_hand)
    assert answer.question.window.since == date(2025, 4, 10)
    assert any("Harrow" in citation.title + citation.quote for citation in answer.citations)
    by_rule = assistant.ask("Why did he resign?", history=[turn], standalone="  ")
    assert "Lindqvist" in by_rule.question.standalone
    again = assistant.ask("And when?", history=[Turn("Why did he resign?", "", "Why did General Harrow resign?")])
    assert again.question.standalone == "When did General Harrow resign?"


def test_an_empty_question_and_an_empty_archive_abstain(assistant: Assistant, home: Path) -> None:
    assert assistant.ask("   ").status == "abstained"
    empty = Assistant.open(home)
    answer = empty.ask("Who won?")
    assert answer.status == "abstained"
    assert answer.coverage.articles == 0
    empty.archive.close()


def test_a_models_sentences_are_checked_and_cited(archive: Archive) -> None:
    answer = told(
        archive,
        "Ms Halvard said that Norrmark would keep supplying air defence equipment ",
        "[1].",
        " She gave 900 tanks [1].",
    )
    assert answer.model == "scripted"
    good, bad = answer.statements
    assert good.verdict in ("quoted", "supported")
    assert bad.verdict == "unsupported"
    assert "900" in bad.reason
    assert bad.citations == ()
    for citation in answer.citations:
        text = archive.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote


def test_a_models_text_is_streamed_before_it_is_checked(archive: Archive) -> None:
    with ScriptedServer({"scripted": Script(("Halvard urged ", "a Plan B [", "1", "]."))}) as server:
        settings = ModelSettings(model="scripted", base_url=server.base_url, timeout=5.0)
        events = list(Assistant(archive, model=settings).stream(_QUESTION))
    tokens = [event.text for event in events if isinstance(event, Token)]
    assert "".join(tokens) == "Halvard urged a Plan B [1]."
    assert isinstance(events[-1], Done)


def test_a_model_that_finds_nothing_abstains_unless_the_judge_is_sure(archive: Archive) -> None:
    doubtful = told(archive, "NOT_IN_ARCHIVE", asked="Who paid for the painting of the Brenna town hall?")
    assert doubtful.status == "abstained"
    sure = told(archive, "NOT_IN_ARCHIVE")
    assert sure.status == "answered"
    assert sure.model is None
    assert "The model found no answer" in sure.notes[0]


@pytest.mark.parametrize(
    "script",
    [{"status": 500, "body": "{}"}, {"status": 401, "body": "{}"}, {"finish": None}, {"hang": True}, {}],
    ids=["fails", "refuses the key", "cuts the stream", "hangs", "says nothing"],
)
def test_a_model_that_fails_leaves_the_offline_answer_and_a_notice(archive: Archive, script: dict[str, Any]) -> None:
    answer = told(archive, *(("Talvia",) if "finish" in script else ()), **script)
    assert answer.status == "answered"
    assert answer.model is None
    assert {statement.verdict for statement in answer.statements} == {"quoted"}
    assert "articles' own words" in answer.notes[0]
    assert "sk-secret" not in repr(answer)


def test_a_model_whose_every_sentence_fails_leaves_the_offline_answer(archive: Archive) -> None:
    answer = told(archive, "Norrmark urged Velic to buy 900 tanks from Ruritania [1].")
    assert {statement.verdict for statement in answer.statements} == {"quoted"}
    assert answer.notes


def test_the_retriever_serves_any_chain(archive: Archive) -> None:
    retriever = NewsRetriever(archive=archive, scope=Scope(as_of=date(2025, 3, 31)), limit=5)
    documents = (retriever | (lambda found: found)).invoke("dock strike in Port Ansel")
    assert 0 < len(documents) <= 5
    for document in documents:
        text = archive.article(document.metadata["article_id"]).text
        assert text[document.metadata["start"] : document.metadata["end"]] == document.page_content
        assert document.metadata["published"][:10] <= "2025-03-31"
