from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app

run = CliRunner()


@pytest.fixture
def copy(demo_home: Path, tmp_path: Path) -> Path:
    """Return an archive of its own: briefings are kept in its folder."""
    shutil.copytree(demo_home, tmp_path / "home")
    return tmp_path / "home"


def test_one_section_alone_as_json(demo_home: Path) -> None:
    told = run.invoke(app, ["brief", "the dock strike", "--only", "timeline", "--json", "--home", str(demo_home)])
    assert told.exit_code == 0, told.output
    printed = json.loads(told.stdout)
    (section,) = printed["sections"]
    assert section["name"] == "timeline"
    days = [line["when"]["first"] for line in section["statements"]]
    assert days == sorted(days)
    assert "2025-03-17" in days
    assert all(line["citations"] for line in section["statements"])


def test_a_briefing_is_held_against_the_one_before(copy: Path) -> None:
    first = run.invoke(app, ["brief", "the dock strike", "--as-of", "2025-03-13", "--since-last", "--home", str(copy)])
    assert first.exit_code == 0, first.output
    assert "Since last time" not in first.stdout
    again = run.invoke(
        app, ["brief", "the dock strike", "--as-of", "2025-03-18", "--since-last", "--json", "--home", str(copy)]
    )
    printed = json.loads(again.stdout)
    assert printed["since_last"]["as_of"] == "2025-03-13"
    assert printed["since_last"]["new"] > 0
    marks = {line["mark"] for part in printed["sections"] for line in part["statements"]}
    assert {"new", None} <= marks
    assert len(list((copy / "briefings").glob("*.json"))) == 2


def test_whole_briefings_are_compared_not_parts(demo_home: Path) -> None:
    told = run.invoke(app, ["brief", "x", "--only", "timeline", "--since-last", "--home", str(demo_home)])
    assert told.exit_code == 2
    assert "--only" in told.output
