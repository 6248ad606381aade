"""``newsdesk backup`` and ``restore``: what a restored archive answers, and what is said of files that are none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app

_ROOT = Path(__file__).parents[3]
_COMMANDS = (
    ("ask", "How many people died in the Brenna flood?"),
    ("lookup", "About 5,700 people have been evacuated"),
    ("articles", "dock strike"),
    ("articles", "--stories"),
    ("brief", "the Brenna flood", "--only", "figures"),
    ("keys", "list"),
    ("collections", "list"),
    ("watch", "list"),
    ("sources", "list"),
    ("conversations", "list"),
)
_OWN = ("timings", "made", "id", "created", "asked", "at", "briefing")
"""What differs each time that something is asked."""


def _read(home: Path, *arguments: str) -> Any:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home), "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _lasting(inner) for name, inner in value.items() if name not in _OWN}
    return [_lasting(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def used(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demonstration archive that somebody has worked with."""
    home = tmp_path_factory.mktemp("used") / "home"
    shutil.copytree(demo_home, home, symlinks=True, ignore=shutil.ignore_patterns("lock"))
    incoming = home.with_name("incoming")
    incoming.mkdir()
    call = CliRunner().invoke
    for command in (
        ("keys", "create", "wiki bot"),
        ("collections", "add", "dossier", "--outlet", "Continental Wire"),
        ("watch", "add", "dock strike", "--to", "feed"),
        ("sources", "add", str(incoming), "--outlet", "Courier"),
    ):
        result = call(app, [*command, "--home", str(home)], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    result = call(app, ["chat", "--home", str(home)], input="Who won the strike?\n/quit\n", catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return home


def test_a_restored_archive_answers_as_the_first_did(used: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "night.newsdesk", tmp_path / "new"
    told = _read(used, "backup", str(file))
    assert (told["articles"], told["file"], told["size"]) == (78, str(file), file.stat().st_size)
    assert told["left_out"] == []
    assert _read(new, "restore", str(file), "--check") == told
    assert not new.exists()
    (tmp_path / "new").mkdir()
    assert _read(new, "restore", str(file)) == told
    (new / "models").symlink_to(used / "models")
    for command in _COMMANDS:
        assert _lasting(_read(new, *command)) == _lasting(_read(used, *command)), command
    assert len(_read(new, "conversations", "list")["conversations"]) == 1
    assert _read(new, "keys", "list")["keys"][0]["name"] == "wiki bot"
    figures, before = _read(new, "status"), _read(used, "status")
    assert {**figures, "home": "", "size": 0} == {**before, "home": "", "size": 0}
    checked = _read(new, "check")
    assert (checked["problems"], checked["pending"]) == ([], 0)


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


def test_what_is_no_backup_is_said_in_a_sentence(used: Path, tmp_path: Path) -> None:
    file, home = tmp_path / "night.newsdesk", tmp_path / "new"
    done = _run("--home", str(used), "backup", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("78 articles and ")
    assert f"backed up to {file} (" in done.stdout
    cut = tmp_path / "cut.newsdesk"
    cut.write_bytes(file.read_bytes()[:-1_000])
    done = _run("--home", str(home), "restore", str(cut))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"newsdesk: {cut} is damaged: it is cut off, or its end was changed\n"
    assert not home.exists()
    assert "in it; it is whole" in _run("restore", "--check", str(file)).stdout
    assert f"restored to {home}" in _run("--home", str(home), "restore", str(file)).stdout
    done = _run("--home", str(home), "restore", str(file))
    assert (done.returncode, done.stderr.count("--replace")) == (1, 1)
    done = _run("restore", str(file), "--replace", "--home", str(home))
    assert (done.returncode, done.stderr) == (0, "")
