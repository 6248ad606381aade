"""Kinds of question end to end: parts, comparisons, the latest, courses of events, lists, and the archive itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.cli.console import print_answer
from assistant.generation.events import Done, Found, Understood
from assistant.serialization import answer_json
from assistant.settings import ModelSettings
from assistant.types import Answer, Turn
from assistant.ui.components.answer import made
from corpus import Archive
from tests.assistant.scripted_server import Script, ScriptedServer

_TWO = "Why did Oskar Lindqvist resign and who replaces him?"
_HALF = "Who painted the Blue Madonna and who won the lottery in Ruritania?"


@pytest.fixture(scope="module")
def assistant(demo_home: Path) -> Iterator[Assistant]:
    archive = Archive.open(demo_home)
    yield Assistant(archive, today=lambda: date(2026, 11, 22))
    archive.close()


def days(answer: Answer) -> list[str]:
    """Return the days of the cited articles, in the order of the statements."""
    numbered = {citation.number: citation for citation in answer.citations}
    return [str(numbered[statement.citations[0]].published)[:10] for statement in answer.statements]


def check_cited(assistant: Assistant, answer: Answer) -> None:
    """Check that every statement is cited, and every citation is the article's own words."""
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for statement in answer.statements:
        assert statement.citations
        assert set(statement.citations) <= set(numbers)
    for citation in answer.citations:
        text = assistant.archive.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote


def test_two_questions_in_one_are_answered_one_by_one(assistant: Assistant) -> None:
    answer = assistant.ask(_TWO)
    assert [part.asked for part in answer.parts] == ["Why did Oskar Lindqvist resign?", "Who replaces Oskar Lindqvist?"]
    places = [place for part in answer.parts for place in part.statements]
    assert sorted(set(places)) == list(range(len(answer.statements)))
    assert len({statement.text for statement in answer.statements}) == len(answer.statements)
    assert all(part.statements for part in answer.parts)
    assert answer.answer is not None
    assert answer.answer.citations == answer.statements[0].citations
    check_cited(assistant, answer)


def test_what_the_archive_does_not_hold_of_it_is_named(
    assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = assistant.ask(_HALF)
    assert answer.status == "answered"
    assert [bool(part.statements) for part in answer.parts] == [True, False]
    assert answer.notes[0] == "Not in this archive: who won the lottery in Ruritania?"
    print_answer(answer)
    told = capsys.readouterr().out
    assert "Who painted the Blue Madonna?" in told
    assert "Note: Not in this archive: who won the lottery in Ruritania?" in told


def test_where_it_holds_no_part_it_abstains_with_the_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("Who is the pope and when was he elected?")
    assert answer.status == "abstained"
    assert not answer.statements
    assert len(answer.closest) == 2


def test_a_comparison_asks_each_outlet_by_itself(assistant: Assistant) -> None:
    answer = assistant.ask("Compare the Daily Flash and Radio Norrmark International on Bertrane's transfer fee")
    numbered = {citation.number: citation for citation in answer.citations}
    outlets = [
        {numbered[n].outlet for place in part.statements for n in answer.statements[place].citations}
        for part in answer.parts
    ]
    assert outlets == [{"Daily Flash"}, {"Radio Norrmark International"}]
    said = [" ".join(answer.statements[place].text for place in part.statements) for part in answer.parts]
    assert "25 MILLION" in said[0]
    assert "18 million krone" in said[1]
    check_cited(assistant, answer)


def test_a_comparison_takes_each_side_by_itself(assistant: Assistant) -> None:
    answer = assistant.ask(
        "What is the difference between the government's and the insurers' estimate of the flood damage?"
    )
    assert [part.asked for part in answer.parts] == [
        "The government's estimate of the flood damage",
        "The insurers' estimate of the flood damage",
    ]
    said = [" ".join(answer.statements[place].text for place in part.statements) for part in answer.parts]
    assert "1.9 billion" in said[0]
    assert "2.6 billion" in said[1]


def test_the_latest_comes_first_and_says_how_new_it_is(assistant: Assistant) -> None:
    answer = assistant.ask("What is the latest on Lumen?")
    assert days(answer) == sorted(days(answer), reverse=True)
    assert days(answer)[0] == "2025-06-17"
    assert answer.answer is not None
    assert answer.answer.as_of == date(2025, 6, 17)
    before = assistant.ask("What is the latest on Lumen?", as_of=date(2025, 4, 11))
    assert days(before)[0] == "2025-04-11"
    assert before.answer is not None
    assert before.answer.as_of == date(2025, 4, 11)
    check_cited(assistant, answer)


def test_a_course_of_events_is_told_in_order_of_time(assistant: Assistant) -> None:
    answer = assistant.ask("How did the death toll of the Brenna flood change?")
    assert days(answer) == sorted(days(answer))
    assert len(set(days(answer))) >= 3
    said = " ".join(statement.text for statement in answer.statements)
    assert "17" in said
    assert "from 31 to 29" in said
    check_cited(assistant, answer)


def test_a_list_has_one_sentence_an_article(assistant: Assistant) -> None:
    answer = assistant.ask("List the articles on the truce")
    articles = [citation.article_id for citation in answer.citations]
    assert len(articles) == len(set(articles)) >= 4
    check_cited(assistant, answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What do you cover?", "78 articles of 6 outlets, published from 9 January 2025 to 25 June 2025"),
        ("How many articles do you have?", "78 articles"),
        ("Which outlets?", "Continental Wire (16)"),
        ("What period do you cover?", "9 January 2025 to 25 June 2025"),
        ("Who are you?", "This is Newsdesk"),
        ("How do I set the date?", "--as-of"),
        ("Hello", "Hello."),
        ("Thanks!", "You are welcome."),
    ],
)
def test_questions_about_the_archive_are_answered_from_its_figures(
    assistant: Assistant, capsys: pytest.CaptureFixture[str], question: str, told: str
) -> None:
    events = list(assistant.stream(question))
    assert [type(event) for event in events] == [Understood, Found, Done]
    assert isinstance(events[1], Found)
    assert events[1].evidence == ()
    assert isinstance(events[2], Done)
    answer = events[2].answer
    assert answer.status == "answered"
    assert (answer.statements, answer.citations, answer.closest) == ((), (), ())
    assert told in answer.lead
    assert "retrieve" not in answer.timings
    assert made(answer) == "From the archive’s own figures"
    print_answer(answer)
    assert told in " ".join(capsys.readouterr().out.split())


def test_the_archive_of_an_earlier_day_is_told_of(assistant: Assistant) -> None:
    answer = assistant.ask("How many articles do you have?", as_of=date(2025, 1, 31))
    assert "4 articles of 2 outlets, published from 9 January 2025 to 27 January 2025" in answer.lead


def test_an_empty_archive_says_what_to_do(home: Path) -> None:
    archive = Archive.open(home)
    answer = Assistant(archive).ask("What do you cover?")
    archive.close()
    assert "empty" in answer.lead
    assert "newsdesk ingest" in answer.lead


def test_thanks_are_no_turn_that_a_follow_up_refers_to(assistant: Assistant) -> None:
    history = [
        Turn("Why did Oskar Lindqvist resign?", "He resigned over a memo."),
        Turn("Thanks!", "You are welcome."),
        Turn("What do you cover?", ""),
    ]
    question = next(iter(assistant.stream("Who replaces him?", history=history)))
    assert isinstance(question, Understood)
    assert question.question.standalone == "Who replaces Oskar Lindqvist?"


def test_the_object_names_form_and_parts(assistant: Assistant) -> None:
    value = answer_json(assistant.ask(_TWO))
    assert value["form"] == "fact"
    known = ["asked", "lead", "short_answer", "short_answer_at", "statements"]
    assert [sorted(part) for part in value["parts"]] == [known] * 2
    assert answer_json(assistant.ask("Who is Mina Aldous?"))["parts"] == []
    about = answer_json(assistant.ask("What do you cover?"))
    assert (about["form"], about["status"], about["statements"], about["citations"]) == ("archive", "answered", [], [])


def test_a_model_gets_the_passages_of_every_part(assistant: Assistant) -> None:
    with ScriptedServer({"scripted": Script(("He had received a memo ", "[1]."))}) as server:
        settings = ModelSettings(model="scripted", base_url=server.base_url, timeout=5.0)
        asking = Assistant(assistant.archive, model=settings, today=lambda: date(2026, 11, 22))
        events = list(asking.stream("When was the Blue Madonna found and why did General Harrow resign?"))
        assert len([told for told in server.requests if "did not hold" not in str(told["messages"])]) == 1
        prompt = server.requests[0]["messages"][-1]["content"]
    found = next(event for event in events if isinstance(event, Found))
    assert [item.number for item in found.evidence] == list(range(1, len(found.evidence) + 1))
    assert "Tannery Lane" in prompt
    assert "Harrow" in prompt


def test_a_greeting_asks_no_model(assistant: Assistant) -> None:
    with ScriptedServer({"scripted": Script(("Hi",))}) as server:
        settings = ModelSettings(model="scripted", base_url=server.base_url, timeout=5.0)
        answer = Assistant(assistant.archive, model=settings).ask("Which model do you use?")
        assert server.requests == []
    assert "The chat model scripted writes the sentences" in answer.lead
