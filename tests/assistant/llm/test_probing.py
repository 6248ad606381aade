"""What `newsdesk model test` finds out, of servers that can and cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.llm.probing import probe_model
from assistant.settings import ModelSettings
from assistant.types import Question
from corpus import Scope
from tests.assistant.evidence import evidence
from tests.assistant.scripted_server import Script, ScriptedServer

QUESTION = Question("What rose?", "What rose?", "rose", Scope())
ABLE = {
    "able": Script(("The river ", "rose [1].")),
    "able tools": Script((), calls=(("find_article", {"words": "flood"}),)),
    "able schema": Script(('{"capital": "Paris"}',)),
}


def findings(scripts: dict[str, Script], timeout: float = 5.0, **settings: Any) -> dict[str, tuple[bool | None, str]]:
    with ScriptedServer(scripts) as server:
        chosen = ModelSettings(model=next(iter(scripts)), base_url=server.base_url, timeout=timeout, **settings)
        found = list(probe_model(chosen, QUESTION, evidence("The river rose.")))
    return {one.name: (one.able, one.detail) for one in found}


def test_a_server_that_can_do_it_all() -> None:
    found = findings(ABLE, prices=(1.0, 2.0))
    assert [found[name][0] for name in ("reached", "streams", "tools", "structured output")] == [True] * 4
    assert found["context length"] == (True, "32,768 tokens")
    assert "1 call" in found["a question"][1]
    assert "NEWSDESK_PRICE" in found["a question"][1]


def test_a_server_that_only_writes() -> None:
    found = findings({"plain": Script(("The river rose [1].",))})
    assert [found[name][0] for name in ("streams", "tools", "structured output")] == [False] * 3


@pytest.mark.parametrize("script", [Script(status=401, body="{}"), Script(hang=True), Script(finish=None)])
def test_a_server_that_fails_is_told_in_sentences(script: Script) -> None:
    found = findings({"bad": script}, timeout=0.5)
    assert found["streams"][0] is False
    assert found["streams"][1].endswith(".")


def test_the_command(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(ABLE) as server:
        monkeypatch.setenv("NEWSDESK_BASE_URL", server.base_url)
        made = CliRunner().invoke(app, ["model", "test", "--model", "able", "--home", str(demo_home), "--json"])
    assert made.exit_code == 0, made.output
    told = {one["name"]: one["able"] for one in json.loads(made.stdout)["findings"]}
    assert told["tools"] is True
    gone = CliRunner().invoke(app, ["model", "test", "--model", "able", "--home", str(demo_home)])
    assert gone.exit_code == 1
