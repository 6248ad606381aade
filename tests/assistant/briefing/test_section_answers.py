"""A question that asks for a section of a briefing is answered with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer


@pytest.fixture(scope="module")
def assistant(demo_home: Path) -> Assistant:
    return Assistant.open(demo_home)


def held(assistant: Assistant, answer: Answer) -> None:
    """Check that every statement is cited, and every citation verbatim."""
    numbers = {citation.number for citation in answer.citations}
    assert answer.statements
    assert all(set(statement.citations) <= numbers and statement.citations for statement in answer.statements)
    for citation in answer.citations:
        assert assistant.archive.article(citation.article_id).text[citation.start : citation.end] == citation.quote


def test_a_timeline_stands_in_the_order_of_events_each_under_its_day(assistant: Assistant) -> None:
    answer = assistant.ask("Timeline of the Brenna flood")
    held(assistant, answer)
    assert answer.lead.startswith("Timeline: the Brenna flood, from ")
    days = [statement.attribution.split(":")[0] for statement in answer.statements]
    assert days.index("14 March 2025") < days.index("24 March 2025")


def test_differences_stand_side_by_side(assistant: Assistant) -> None:
    answer = assistant.ask("Where do they differ on the Brenna flood?")
    held(assistant, answer)
    assert all(len(part.statements) >= 2 for part in answer.parts)
    damage = next(part for part in answer.parts if part.asked.startswith("Damage (disputed"))
    said = " ".join(answer.statements[place].text for place in damage.statements)
    assert "1.9 billion" in said
    assert "2.6 billion" in said


def test_a_section_keeps_to_the_as_of_day_and_the_window(assistant: Assistant) -> None:
    early = assistant.ask("Timeline of the Brenna flood", as_of=date(2025, 3, 20))
    held(assistant, early)
    assert all((citation.published or "")[:10] <= "2025-03-20" for citation in early.citations)


def test_what_the_archive_has_nothing_on_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask("Where do they differ on the moon landing of 1969?")
    assert (answer.status, answer.statements) == ("abstained", ())
    assert answer.notes
