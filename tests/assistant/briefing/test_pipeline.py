from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.briefing import (
    Briefing,
    Difference,
    Figure,
    Finished,
    Made,
    Section,
    Side,
    Stage,
    When,
    as_json,
    as_markdown,
    brief,
    stream,
)
from assistant.briefing.export.json import line_json
from assistant.types import Statement
from corpus import Archive, Scope, Window
from tests.assistant.briefing.conftest import AS_OF
from tests.assistant.briefing.conftest import Made as Makes


def section(briefing: Briefing, name: str) -> Section:
    return next(section for section in briefing.sections if section.name == name)


@pytest.mark.parametrize("topic", ["the Brenna flood", "the Corvo talks", "the Lumen identity app"])
def test_every_line_is_verbatim_and_cited(archive: Archive, made: Makes, topic: str) -> None:
    briefing = made(topic)
    assert briefing.status == "answered"
    assert [cited.number for cited in briefing.citations] == list(range(1, len(briefing.citations) + 1))
    for cited in briefing.citations:
        assert cited.quote == archive.article(cited.article_id).text[cited.start : cited.end]
    for part in briefing.sections:
        assert part.lines
        assert len({line.key for line in part.lines}) == len(part.lines)
        for line in part.lines:
            assert line.statement.citations
            if line.statement.verdict == "quoted":
                (number,) = line.statement.citations
                assert line.statement.text == briefing.citations[number - 1].quote


@pytest.mark.parametrize("topic", ["the Brenna flood", "the Corvo talks"])
def test_the_timeline_runs_by_day_with_two_lines_a_day_at_most(made: Makes, topic: str) -> None:
    lines = section(made(topic), "timeline").lines
    days = [line.day for line in lines if line.day]
    assert days == sorted(days)
    assert len(set(days)) >= 5
    assert max(days.count(day) for day in days) <= 2
    assert len({line.statement.text for line in lines}) == len(lines)


def test_in_brief_is_short_and_newest_first(made: Makes) -> None:
    lines = section(made("the Brenna flood"), "in_brief").lines
    days = [line.day for line in lines if line.day]
    assert 3 <= len(lines) <= 6
    assert days == sorted(days, reverse=True)
    assert days[0] == date(2025, 6, 20)


def test_the_corrected_toll_is_told(made: Makes) -> None:
    lines = section(made("the Brenna flood"), "timeline").lines
    assert any(line.day == date(2025, 3, 24) and "from 31 to 29" in line.statement.text for line in lines)


def test_a_copy_is_told_once(made: Makes) -> None:
    lines = section(made("the Brenna flood"), "timeline").lines
    assert sum("rose to 17 on Saturday evening" in line.statement.text for line in lines) == 1
    assert not any(line.statement.text.startswith("BRENNA BRIDGE") for line in lines)


def test_of_one_day_the_morning_comes_first(made: Makes) -> None:
    lines = section(made("the Brenna flood"), "timeline").lines
    texts = [line.statement.text for line in lines if line.day == date(2025, 3, 15)]
    assert ["At least nine" in texts[0], "rose to 17" in texts[1]] == [True, True]


def test_nothing_is_later_than_the_as_of_day(made: Makes) -> None:
    day = date(2025, 3, 20)
    briefing = made("the Brenna flood", day)
    assert briefing.as_of == day
    assert briefing.citations
    assert all(cited.published and cited.published[:10] <= "2025-03-20" for cited in briefing.citations)
    assert briefing.considered.last is not None
    assert briefing.considered.last <= day


def test_window_and_outlets_are_kept(archive: Archive) -> None:
    scope = Scope(Window(date(2025, 4, 1), date(2025, 5, 31)), ("The Merrin Courier", "Merchant & Market"))
    briefing = brief(archive, "the Brenna flood", scope=scope, as_of=AS_OF)
    assert {source.outlet for source in briefing.sources} == {"The Merrin Courier", "Merchant & Market"}
    assert all("2025-04-01" <= (source.published or "")[:10] <= "2025-05-31" for source in briefing.sources)


@pytest.mark.parametrize("topic", ["quantum computing", "the Osaka flood", ""])
def test_a_topic_that_the_archive_lacks_is_abstained_from(made: Makes, topic: str) -> None:
    briefing = made(topic)
    assert briefing.status == "abstained"
    assert (briefing.sections, briefing.citations, briefing.sources) == ((), (), ())
    assert "nothing on this topic" in as_markdown(briefing)


def test_sources_are_the_cited_stories_by_day(made: Makes) -> None:
    briefing = made("the Brenna flood")
    days = [source.published for source in briefing.sources]
    assert days == sorted(days, key=lambda day: day or "~")
    assert len({source.story for source in briefing.sources}) == len(briefing.sources)
    assert sorted(n for source in briefing.sources for n in source.citations) == [c.number for c in briefing.citations]
    assert briefing.considered.stories >= len(briefing.sources)
    toll = next(source for source in briefing.sources if source.title.startswith("Death toll"))
    assert "The Merrin Courier" in toll.copies


def test_json_has_the_citations_of_an_answer(made: Makes) -> None:
    printed = json.loads(json.dumps(as_json(made("the Corvo talks"))))
    assert printed["as_of"] == "2025-06-30"
    assert [part["name"] for part in printed["sections"]][:2] == ["in_brief", "timeline"]
    assert set(printed["citations"][0]) == {
        "number", "article_id", "passage_id", "outlet", "title", "url", "published", "quote", "start", "end",
        "kind", "origin", "also_in", "story", "corrections", "place", "caveats",
    }  # fmt: skip


def test_markdown_leads_from_numbers_to_sources(made: Makes) -> None:
    page = as_markdown(made("Corvo *talks* <b>"))
    assert page.startswith("# Briefing: Corvo \\*talks\\* \\<b\\>\n")
    body, sources = page.split("## Sources")
    assert "## In brief" in body
    assert "**6 March 2025**" in body
    assert "[1]" in body
    assert "[1]" in sources
    assert "<https://continentalwire.example/2025/03/06/velic-rejects-corvo-talks>" in sources


def test_stages_and_sections_are_told_as_they_are_reached(archive: Archive) -> None:
    told = list(stream(archive, "Corvo talks", scope=Scope(), as_of=AS_OF))
    stages = [event for event in told if isinstance(event, Stage)]
    assert [stage.step for stage in stages] == list(range(1, stages[0].steps + 1))
    made = [event for event in told if isinstance(event, Made)]
    finished = told[-1]
    assert isinstance(finished, Finished)
    assert tuple(event.section for event in made) == finished.briefing.sections
    for event in made:
        numbers = {number for line in event.section.lines for number in line.statement.citations}
        assert numbers <= {cited.number for cited in event.citations}


def test_only_the_sections_asked_for_are_made(archive: Archive, made: Makes) -> None:
    briefing = brief(archive, "Corvo talks", scope=Scope(), as_of=AS_OF, only=["timeline"])
    assert [part.name for part in briefing.sections] == ["timeline"]


def test_every_kind_of_line_has_a_json_form() -> None:
    said = Statement("31 people died.", (1,), "quoted")
    when = When(date(2025, 5, 1), date(2025, 5, 10), "part of month", "early May")
    line = Figure(statement=said, what="people died", shown="31", value=31.0, when=when, by=("29",))
    assert json.loads(json.dumps(line_json(line))) == {
        "text": "31 people died.", "citations": [1], "verdict": "quoted", "reason": "", "attribution": "",
        "first": "", "day": None, "key": "", "mark": None, "was": "", "hidden": False, "pinned": False,
        "what": "people died", "shown": "31", "value": 31.0,
        "unit": "", "state": "current", "by": ["29"],
        "when": {"first": "2025-05-01", "last": "2025-05-10", "precision": "part of month", "words": "early May"},
    }  # fmt: skip
    sides = (Side(shown="31", statement=said), Side(shown="29", statement=said))
    told = line_json(Difference(statement=said, about="deaths", kind="figure", relation="disputed", sides=sides))
    assert [side["statement"]["citations"] for side in told["sides"]] == [[1], [1]]


@pytest.mark.parametrize(
    ("when", "label"),
    [
        (When(date(2025, 3, 12), date(2025, 3, 12)), "12 March 2025"),
        (When(date(2025, 3, 15), date(2025, 3, 16), "days"), "15 to 16 March 2025"),
        (When(date(2025, 3, 31), date(2025, 4, 2), "days"), "31 March to 2 April 2025"),
        (When(date(2024, 12, 30), date(2025, 1, 2), "days"), "30 December 2024 to 2 January 2025"),
        (When(date(2025, 5, 1), date(2025, 5, 10), "part of month"), "early May 2025"),
        (When(date(2025, 5, 21), date(2025, 5, 31), "part of month"), "late May 2025"),
        (When(date(2025, 5, 1), date(2025, 5, 31), "month"), "May 2025"),
        (When(date(2024, 1, 1), date(2024, 12, 31), "year"), "2024"),
    ],
)
def test_a_time_is_said_as_precisely_as_it_is_told(when: When, label: str) -> None:
    assert when.label == label
