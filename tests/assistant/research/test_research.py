"""Research: a scripted model that calls the tools over HTTP; limits, stops, faults; and the plan without one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.errors import ResearchNotFound
from assistant.research import Limits, Reported, Reports, Research, ResearchReport, Step, Writing
from assistant.research.export import as_markdown
from assistant.settings import ModelSettings
from corpus import Archive
from tests.assistant.scripted_server import Script, ScriptedServer

QUESTION = "Why did General Harrow resign?"
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search", {"words": "General Harrow resignation letter", "since": "2025-04-01"}),
    ("read_article", {"number": 1}),
    ("timeline", {"topic": "General Harrow"}),
    ("look_up", {"words": "He resigned because he was asked to say in committee that he had advised holding it."}),
    ("coverage", {}),
)
REPORT = """\
On 8 March General Harrow asked in writing for leave to bring the troops back across the Tarn [1].

## The letter

General Piet Harrow’s letter of resignation runs to three sentences [1]. He was paid 900 krone for it [1].

Not stated: who wrote the letter.
"""


@pytest.fixture(scope="module")
def home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("research") / "home"
    shutil.copytree(demo_home, copy, symlinks=True, ignore=shutil.ignore_patterns("lock"))
    return copy


@pytest.fixture(scope="module")
def archive(home: Path) -> Iterator[Archive]:
    opened = Archive.open(home)
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    scripts = {"agent": Script(("Sections: the letter [1].",), calls=CALLS), "agent report": Script((REPORT,))}
    with ScriptedServer(scripts) as running:
        yield running


def over(archive: Archive, server: ScriptedServer | None, **settings: Any) -> Assistant:
    model = ModelSettings(model="agent", base_url=server.base_url, timeout=5.0, **settings) if server else None
    return Assistant(archive, model=model)


def reported(research: Research) -> tuple[list[object], ResearchReport]:
    events: list[object] = list(research.run())
    assert isinstance(events[-1], Reported)
    return events, events[-1].report


def test_a_model_searches_reads_and_writes_and_each_sentence_is_checked(
    archive: Archive, server: ScriptedServer
) -> None:
    events, report = reported(Research(over(archive, server), QUESTION))
    assert [line.tool for line in report.log] == ["search", "read article", "timeline", "look up", "coverage"]
    assert [event.looked for event in events if isinstance(event, Step)] == list(report.log)
    assert any(isinstance(event, Writing) for event in events)
    assert [part.title for part in report.sections] == ["In short", "The letter"]
    assert report.open_questions == ("who wrote the letter",)
    assert [one.text for one in report.struck] == ["He was paid 900 krone for it."]
    for citation in report.citations:
        assert archive.article(citation.article_id).text[citation.start : citation.end] == citation.quote
    assert report.usage is not None
    assert report.usage.calls >= len(CALLS) + 2
    written = as_markdown(report)
    assert "## The letter" in written
    assert written.index("900 krone") > written.index("taken out")
    assert Reports(archive.home).get(report.id).report == report


def test_what_tools_return_is_fenced_as_data(archive: Archive, server: ScriptedServer) -> None:
    reported(Research(over(archive, server), QUESTION))
    answers = [m["content"] for r in server.requests for m in r["messages"] if m["role"] == "tool"]
    assert any("<passage number=1>" in answer for answer in answers)


def test_a_limit_of_calls_ends_the_search_and_what_was_found_is_written_up(
    archive: Archive, server: ScriptedServer
) -> None:
    _, report = reported(Research(over(archive, server), QUESTION, limits=Limits(calls=2)))
    assert report.ending == "limit"
    assert [line.tool for line in report.log] == ["search", "read article"]
    assert report.sections
    assert "limit" in report.notes[0]


@pytest.mark.parametrize("limits", [Limits(tokens=1), Limits(seconds=0.0)], ids=["tokens", "time"])
def test_other_limits_end_it_too(archive: Archive, server: ScriptedServer, limits: Limits) -> None:
    _, report = reported(Research(over(archive, server), QUESTION, limits=limits))
    assert report.ending == "limit"
    assert len(report.log) <= 1


def test_a_search_that_is_left_is_carried_on_where_it_was(archive: Archive, server: ScriptedServer) -> None:
    first = Research(over(archive, server), QUESTION)
    looks = 0
    for event in first.run():
        looks += isinstance(event, Step)
        if looks == 2:
            break
    asked = len(server.requests)
    _, report = reported(Research.carry_on(over(archive, server), first.id[:6]))
    assert report.id == first.id
    assert [line.tool for line in report.log] == ["search", "read article", "timeline", "look up", "coverage"]
    begun = server.requests[asked]["messages"]
    assert sum(message["role"] == "tool" for message in begun) == 2


def test_a_search_that_is_stopped_writes_up_what_it_found(archive: Archive, server: ScriptedServer) -> None:
    research = Research(over(archive, server), QUESTION)
    events = []
    for event in research.run():
        events.append(event)
        research.stop()
    assert isinstance(events[-1], Reported)
    assert events[-1].report.ending == "stopped"
    assert [line.tool for line in events[-1].report.log] == ["search"]


@pytest.mark.parametrize(
    "scripts",
    [
        {"agent": Script(status=500, body="{}")},
        {"agent": Script(("I know it: he was ill.",))},
        {"agent": Script(("Done.",), calls=CALLS[:1]), "agent report": Script(status=500, body="{}")},
        {"agent": Script(("Done.",), calls=CALLS[:1]), "agent report": Script(("He won 900 medals [1].",))},
    ],
    ids=["fails", "calls no tool", "fails at the report", "invents the report"],
)
def test_a_model_that_fails_leaves_the_fixed_plan(archive: Archive, scripts: dict[str, Script]) -> None:
    with ScriptedServer(scripts) as server:
        _, report = reported(Research(over(archive, server), QUESTION))
    assert report.model is None
    assert report.sections
    assert {one.verdict for part in report.sections for one in part.statements} <= {"quoted", "supported"}
    assert any("articles' own words" in note for note in report.notes)


def test_without_a_model_a_fixed_plan_makes_the_same_kind_of_report(archive: Archive) -> None:
    _, report = reported(Research(over(archive, None), "Why did General Harrow resign and who replaced him?"))
    assert report.model is None
    assert [line.tool for line in report.log].count("ask") == 2
    assert any(part.title.startswith("What happened") for part in report.sections)
    numbers = {citation.number for citation in report.citations}
    assert {n for part in report.sections for one in part.statements for n in one.citations} == numbers
    for citation in report.citations:
        assert archive.article(citation.article_id).text[citation.start : citation.end] == citation.quote


def test_the_command_makes_lists_and_shows_reports(home: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    made = run(app, ["research", QUESTION, "--home", str(home), "--json"])
    assert made.exit_code == 0, made.output
    report = json.loads(made.stdout)
    assert report["sections"]
    assert report["id"] in run(app, ["research", "--home", str(home)]).stdout
    target = tmp_path / "harrow.md"
    assert run(app, ["research", "--show", report["id"], "--home", str(home), "-o", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("# Why did General Harrow resign?")


def test_an_id_that_nobody_has_is_an_error(archive: Archive) -> None:
    with pytest.raises(ResearchNotFound):
        Research.carry_on(over(archive, None), "ffffffffffff")
