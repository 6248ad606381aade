from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.briefing import Briefing, Figure, Line, Section
from assistant.briefing.comparison import since_last
from assistant.types import Statement
from corpus import Scope
from tests.assistant.briefing.conftest import Made

TOPIC = "the Brenna flood"
WRITTEN = "2025-03-20T09:00:00+01:00"


def test_the_same_briefing_again_has_no_marks(made: Made) -> None:
    one = made(TOPIC, date(2025, 3, 20))
    again = since_last(one, one, written=WRITTEN, fallen=())
    assert again.sections == one.sections
    assert again.since_last is not None
    assert (again.since_last.new, again.since_last.changed, again.since_last.gone) == (0, 0, ())


def test_what_came_later_is_marked_and_the_corrected_toll_with_it(made: Made) -> None:
    last, now = made(TOPIC, date(2025, 3, 20)), made(TOPIC, date(2025, 3, 30))
    again = since_last(now, last, written=WRITTEN, fallen=())
    lines = {section.name: section.lines for section in again.sections}
    lowered = next(line for line in lines["timeline"] if "from 31 to 29" in line.statement.text)
    assert lowered.mark == "new"
    tolls = [line for line in lines["figures"] if isinstance(line, Figure) and line.value == 31]
    assert [(line.state, line.mark) for line in tolls if line.state == "corrected"] != []
    assert all(line.mark in ("corrected", "new", "changed") for line in tolls)
    assert again.since_last is not None
    assert again.since_last.as_of == date(2025, 3, 20)


def line(text: str, *, key: str, number: int = 1) -> Line:
    return Line(statement=Statement(text, (number,), "quoted"), key=key)


def told(*lines: Line) -> Briefing:
    return Briefing("x", Scope(), "answered", sections=(Section("in_brief", "In brief", lines),))


def test_a_line_that_took_the_place_of_another_is_changed_and_keeps_its_words() -> None:
    old = told(line("The dam held on Monday, the company said.", key="a"))
    new = told(line("The dam held on Tuesday, the company said.", key="b"))
    (found,) = since_last(new, old, written=WRITTEN, fallen=()).sections[0].lines
    assert (found.mark, found.was) == ("changed", "The dam held on Monday, the company said.")


def test_a_line_whose_source_was_withdrawn_is_told() -> None:
    old = told(line("Nobody lives there.", key="a", number=3))
    compared = since_last(told(), old, written=WRITTEN, fallen={3}).since_last
    assert compared is not None
    assert (compared.withdrawn, [gone.mark for _, gone in compared.gone]) == (1, ["withdrawn"])


def test_a_line_that_is_only_gone_has_no_mark() -> None:
    old = told(line("Nobody lives there.", key="a", number=3))
    compared = since_last(replace(old, sections=()), old, written=WRITTEN, fallen=()).since_last
    assert compared is not None
    assert (compared.withdrawn, [gone.mark for _, gone in compared.gone]) == (0, [None])
