"""Briefings on the running stories of the demonstration archive, held against hand-made keys."""

from __future__ import annotations

import pytest

from corpus import Archive
from tests.assistant.briefing.conftest import Made
from tests.assistant.briefing.keys import Score, keys
from tests.benchmarks.briefings import SECTIONS, scores

FLOORS = {
    "timeline": (0.84, 0.845),
    "figures": (0.92, 0.93),
    "differences": (0.9, 0.94),
    "voices": (0.91, 0.965),
}
"""Recall and precision over all stories, a little below what `python -m tests.benchmarks.briefings` measures."""


@pytest.fixture(scope="module")
def measured(archive: Archive, made: Made) -> dict[str, Score]:
    found = [scores(archive, key, made(key.topic)) for key in keys().values()]
    return {part: sum((each[part] for each in found), Score(0, 0, 0, 0)) for part in SECTIONS}


@pytest.mark.parametrize("part", SECTIONS)
def test_a_section_holds_against_the_keys(measured: dict[str, Score], part: str) -> None:
    recall, precision = FLOORS[part]
    told = measured[part]
    assert told.wanted
    assert told.shown
    assert (told.recall >= recall, told.precision >= precision) == (True, True), (told.missed, told.wrong)


def test_there_are_keys_of_both_halves() -> None:
    assert {key.half for key in keys().values()} == {"tune", "report"}
    assert all(key.topic and key.events and key.figures and key.quotes for key in keys().values())
