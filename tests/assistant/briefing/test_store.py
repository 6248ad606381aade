"""Saved briefings come back as they were, whatever is in them, and a damaged file costs no other."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.briefing.edits import mark_lines
from assistant.briefing.store import Briefings
from assistant.errors import BriefingDamaged, BriefingNotFound, BriefingUnsaved
from corpus import Scope
from tests.assistant.briefing.sample import sample

TIMES = ("2025-05-01T09:00:00+00:00", "2025-06-01T09:00:00+00:00")


def test_a_briefing_comes_back_as_it_was(tmp_path: Path) -> None:
    shelf = Briefings(tmp_path)
    arranged = mark_lines(sample(), hidden={("in_brief", "b4")}, pinned={("timeline", "t3")})
    kept = shelf.keep(arranged, written=TIMES[0])
    assert shelf.get(kept.id) == kept
    assert Briefings(tmp_path).get(kept.id).briefing == arranged


def test_what_is_kept_again_stays_one(tmp_path: Path) -> None:
    shelf = Briefings(tmp_path)
    kept = shelf.keep(sample(), written=TIMES[0])
    shelf.keep(replace(sample(), topic="Another"), briefing_id=kept.id, written=kept.written)
    (entry,) = shelf.listed().entries
    assert (entry.id, entry.topic, entry.written, entry.as_of) == (kept.id, "Another", TIMES[0], date(2025, 6, 30))
    assert entry.lines == 13


def test_the_newest_comes_first_and_the_last_of_a_topic_is_found(tmp_path: Path) -> None:
    shelf = Briefings(tmp_path)
    old, new = (shelf.keep(sample(), written=moment) for moment in TIMES)
    other = shelf.keep(replace(sample(), scope=Scope()), written=TIMES[1])
    assert [entry.id for entry in shelf.listed().entries][-1] == old.id
    later = replace(sample().scope, as_of=date(2025, 9, 1))
    assert shelf.last(f"  {sample().topic.upper()}", later) == new
    assert shelf.last(sample().topic, Scope()) == other
    assert shelf.last("something else", Scope()) is None


def test_a_deleted_one_is_gone(tmp_path: Path) -> None:
    shelf = Briefings(tmp_path)
    kept = shelf.keep(sample())
    shelf.delete(kept.id)
    assert shelf.listed().entries == ()
    for act in (shelf.get, shelf.delete):
        with pytest.raises(BriefingNotFound):
            act(kept.id)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x", "0123456789ab/.."])
def test_an_id_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(BriefingNotFound):
        Briefings(tmp_path).get(name)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 99}', '{"format": 1, "written": "", "briefing": {}}'])
def test_a_damaged_file_is_told_and_costs_no_other(tmp_path: Path, text: str) -> None:
    shelf = Briefings(tmp_path)
    kept = shelf.keep(sample())
    (shelf.folder / "0123456789ab.json").write_text(text)
    found = shelf.listed()
    assert [entry.id for entry in found.entries] == [kept.id]
    assert "0123456789ab.json cannot be read" in found.damaged[0]
    with pytest.raises(BriefingDamaged):
        shelf.get("0123456789ab")
    shelf.delete("0123456789ab")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "briefings").write_text("in the way")
    with pytest.raises(BriefingUnsaved, match="cannot be written"):
        Briefings(tmp_path).keep(sample())
    assert Briefings(tmp_path).listed().entries == ()


def test_a_field_that_a_later_version_added_is_passed_over(tmp_path: Path) -> None:
    shelf = Briefings(tmp_path)
    kept = shelf.keep(sample())
    path = shelf.folder / f"{kept.id}.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["briefing"]["mood"] = stored["briefing"]["sections"][0]["lines"][0]["mood"] = "good"
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert shelf.get(kept.id).briefing == sample()
