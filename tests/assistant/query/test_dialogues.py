"""Follow-ups in whole conversations over the demonstration archive: they find what forms written by hand find."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus import Archive, Scope
from tests.assistant.query.dialogues import DEMO, REAL, load, play, share

_FLOOR = 0.9
"""Of the follow-ups of the report half that a form written by hand finds the article of, 94 % find it by rule."""


def test_the_dialogues_are_many_and_whole(demo_home: Path) -> None:
    demo, real = load(DEMO), load(REAL)
    assert len(demo) >= 60
    assert len(real) >= 20
    assert all(2 <= len(dialogue.lines) <= 4 for dialogue in demo)
    archive = Archive.open(demo_home)
    held = {article.url for article in archive.listing(Scope(), limit=1000)}
    archive.close()
    for dialogue in demo:
        assert dialogue.lines[0].text == dialogue.lines[0].standalone
        assert all(line.articles and set(line.articles) <= held for line in dialogue.lines)


def test_follow_ups_find_what_forms_written_by_hand_find(demo_home: Path) -> None:
    archive = Archive.open(demo_home)
    played = list(play(Assistant(archive), load(DEMO, half=1), typed=False))
    archive.close()
    lost = [f"{turn.line.text} -> {turn.asked}" for turn in played if turn.by_hand and not turn.found]
    assert sum(turn.by_hand for turn in played) >= 0.9 * len(played), "the forms written by hand are to find them"
    assert share(played) >= _FLOOR, lost


def test_a_topic_of_its_own_inherits_nothing(demo_home: Path) -> None:
    archive = Archive.open(demo_home)
    changes = [dialogue for dialogue in load(DEMO) if dialogue.kind == "change"]
    played = list(play(Assistant(archive), changes, typed=False))
    archive.close()
    alone = [turn for turn in played if turn.line.text == turn.line.standalone]
    assert len(alone) >= 5
    assert [turn.asked for turn in alone] == [turn.line.text for turn in alone]


@pytest.mark.parametrize("path", [DEMO, REAL], ids=["demo", "real"])
def test_halves_do_not_overlap(path: Path) -> None:
    tuning, report = load(path, half=0), load(path, half=1)
    assert len(tuning) + len(report) == len(load(path))
    assert not {dialogue.lines for dialogue in tuning} & {dialogue.lines for dialogue in report}
