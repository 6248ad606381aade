"""Which model answers, and whether it can be reached; a key or a password is shown nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.llm.chat_model import check_model
from assistant.settings import ModelSettings
from corpus import Archive
from tests.assistant.scripted_server import Script, ScriptedServer

_KEY = "sk-very-secret"


def status(home: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["status", "--home", str(home), *options], catch_exceptions=False)
    assert result.exit_code == 0
    assert _KEY not in result.output
    assert "hunter2" not in result.output
    return result.output


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> ScriptedServer:
    scripted = ScriptedServer({"good": Script(("Yes.",))})
    monkeypatch.setenv("NEWSDESK_API_KEY", _KEY)
    monkeypatch.setenv("NEWSDESK_MODEL", "good")
    where = scripted.base_url.replace("http://", "http://user:hunter2@")
    monkeypatch.setenv("NEWSDESK_BASE_URL", f"{where}?token={_KEY}")
    return scripted


def test_without_a_model_it_says_how_to_name_one(demo_home: Path) -> None:
    assert "none: the articles' own words (NEWSDESK_MODEL names one)" in status(demo_home)
    figures = json.loads(status(demo_home, "--json"))
    assert (figures["model"], figures["model_reachable"], figures["model_problem"]) == (None, None, None)


def test_a_model_that_is_there(demo_home: Path, server: ScriptedServer) -> None:
    with server:
        printed, figures = status(demo_home), json.loads(status(demo_home, "--json"))
    assert f"good at {server.base_url}\n          It can be reached." in printed
    assert (figures["model"], figures["model_server"]) == ("good", server.base_url)
    assert (figures["model_reachable"], figures["model_problem"]) == (True, None)


def test_a_model_that_is_not_there(demo_home: Path, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_BASE_URL", "http://user:hunter2@127.0.0.1:9/v1")
    figures = json.loads(status(demo_home, "--json"))
    assert figures["model_reachable"] is False
    assert "127.0.0.1:9 cannot be reached" in figures["model_problem"]
    assert "127.0.0.1:9 cannot be reached" in status(demo_home)


def test_a_server_that_does_not_have_it(demo_home: Path, server: ScriptedServer) -> None:
    server.scripts = {"other": Script()}
    with server:
        assert "does not list the model 'good'" in status(demo_home)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:x/v1", "nowhere", "http://", "\x00", "ftp://127.0.0.1/", "http://:99999999"]
)
def test_an_address_that_is_none_is_said_in_a_sentence(address: str) -> None:
    settings = ModelSettings("m", address, _KEY)
    problem = check_model(settings, timeout=2.0)
    assert problem is not None
    assert "NEWSDESK_BASE_URL" in problem
    assert _KEY not in problem + settings.server + repr(settings)


@pytest.mark.parametrize("address", ["http://127.0.0.1:x/v1", "nowhere", "\x00"])
def test_with_such_an_address_the_articles_own_words_stand_in(demo_home: Path, address: str) -> None:
    archive = Archive.open(demo_home)
    answer = Assistant(archive, model=ModelSettings("m", address, _KEY)).ask("What did Norrmark urge Velic to do?")
    assert answer.status == "answered"
    assert answer.model is None
    assert "NEWSDESK_BASE_URL" in " ".join(answer.notes)
    assert _KEY not in " ".join(answer.notes)
