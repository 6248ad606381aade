"""Briefings on the running stories of the demonstration archive, held against hand-made keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Archive
from tests.assistant.briefing.keys import Score, keys
from tests.benchmarks.briefings import SECTIONS, scores

FLOORS = {
    "timeline": (0.85, 0.86),
    "figures": (0.92, 0.93),
    "differences": (0.9, 0.94),
    "voices": (0.94, 0.98),
}
"""Recall and precision over all stories, a little below what `python -m tests.benchmarks.briefings` measures."""


@pytest.fixture(scope="module")
def measured(demo_home: Path) -> Iterator[dict[str, Score]]:
    archive = Archive.open(demo_home)
    found = [scores(archive, key) for key in keys().values()]
    archive.close()
    yield {part: sum((each[part] for each in found), Score(0, 0, 0, 0)) for part in SECTIONS}


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
