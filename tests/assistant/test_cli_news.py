"""The commands that know news: stories, versions, embargoes, words without vectors, saved results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from tests.writing import article, write

_WIRE = (
    "The Hask dam broke on Friday night after four days of rain, the interior ministry said. Nine people died in the "
    "village of Sorrel and forty houses were swept away. Rescuers reached Lower Hask by boat at dawn. The ministry "
    "said that 4,200 people had been evacuated, and that the spillway gate had failed. An inquiry will open in May."
)


def call(home: Path, *arguments: str, code: int = 0, typed: str | None = None) -> str:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)], input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def read(home: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home), "--json"], catch_exceptions=False)
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def filled(home: Path, tmp_path: Path) -> Path:
    wire = article("Dam breaks", _WIRE, 14, outlet="Continental Wire", url="https://wire.example/1")
    copy = article("Nine die as dam fails", _WIRE.rpartition(" An ")[0], 15, url="https://courier.example/1")
    other = article("Rate raised", "The National Bank raised its rate to 5.25 per cent on Thursday, as expected.", 13)
    read(home, "ingest", str(write(tmp_path / "a.jsonl", wire, copy, other)))
    return home


def test_stories_say_what_was_grouped_with_what(filled: Path) -> None:
    (story,) = read(filled, "articles", "--stories")["stories"]
    assert [copy["outlet"] for copy in story["copies"]] == ["Continental Wire", "Courier"]
    assert story["origin"] == "Continental Wire"
    assert story["copies"][1]["how"] == "near"
    assert story["copies"][1]["alike"] > 0.9
    printed = call(filled, "articles", "--stories")
    assert "2 copies, 2 outlets, from Continental Wire" in printed


def test_an_answer_cites_one_copy_and_counts_the_outlets(filled: Path) -> None:
    answer = read(filled, "ask", "How many people died in Sorrel when the Hask dam broke?")
    assert answer["reports"] == {"outlets": 2, "independent": 1}
    assert {citation["outlet"] for citation in answer["citations"]} == {"Continental Wire"}
    assert answer["citations"][0]["also_in"] == ["Courier"]


def test_versions_show_what_changed(filled: Path, tmp_path: Path) -> None:
    changed = article("Dam breaks", _WIRE.replace("Nine", "Seventeen"), 14, url="https://wire.example/1")
    assert read(filled, "ingest", str(write(tmp_path / "b.jsonl", changed)))["changed"] == 1
    i = next(a["id"] for a in read(filled, "articles")["articles"] if a["version"] == 2)
    printed = call(filled, "show", i, "--versions")
    assert "- Nine people died" in printed
    assert "+ Seventeen people died" in printed
    _, second = read(filled, "show", i, "--versions")["versions"]
    assert len(second["changes"]) == 1


def test_what_its_source_recalls_is_out_of_answers_and_a_saved_answer_says_so(filled: Path, tmp_path: Path) -> None:
    question = "What did the National Bank do with its rate?"
    saved = tmp_path / "answer.json"
    saved.write_text(json.dumps(read(filled, "ask", question)), encoding="utf-8")
    assert "citations stand" in call(filled, "check", "--cited", str(saved))
    killed: dict[str, object] = {"url": "https://courier.example/Rate-raised", "pubstatus": "canceled", "text": ""}
    assert read(filled, "ingest", str(write(tmp_path / "kill.jsonl", killed)))["status_changes"] == 1
    fallen = read(filled, "check", "--cited", str(saved), code=1)["fallen"]
    assert fallen[0]["why"] == "Courier: canceled by its source"
    again = read(filled, "ask", question)
    assert all(citation["title"] != "Rate raised" for citation in again["citations"])
    i = json.loads(saved.read_text(encoding="utf-8"))["citations"][0]["article_id"]
    assert "stays out of answers: canceled by its source" in call(filled, "withdraw", i, "--undo")
    assert "Not cited: canceled by its source." in call(filled, "show", i)


def test_words_come_first_and_vectors_when_they_are_asked_for(home: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", article("Dam breaks", _WIRE, 14))
    assert "newsdesk embed" in call(home, "ingest", str(source), "--no-vectors")
    state = read(home, "status")
    assert (state["by_words"] > 0, state["by_meaning"]) == (True, 0)
    assert "Dam breaks" in call(home, "articles", "spillway")
    assert read(home, "embed")["passages"] == state["passages"]
    assert read(home, "status")["by_meaning"] == state["passages"]


def test_an_embargo_is_told(home: Path, tmp_path: Path) -> None:
    record = article("Dam breaks", _WIRE, 14) | {"embargo": "2099-01-01T00:00:00Z"}
    read(home, "ingest", str(write(tmp_path / "a.jsonl", record)))
    assert read(home, "articles")["articles"] == []
    assert read(home, "ask", "When did the dam break?")["status"] == "abstained"


def test_standard_input_is_a_source(home: Path) -> None:
    printed = call(home, "ingest", "-", "--no-vectors", typed=json.dumps(article("Dam breaks", _WIRE, 14)) + "\n")
    assert "1 added" in printed


def test_an_address_of_ones_own_network_is_refused_without_the_option(home: Path) -> None:
    refused = read(home, "ingest", "http://127.0.0.1:9/feed.xml")["refused"]
    assert "--allow-private" in refused[0]["reason"]


def test_what_is_no_saved_result_is_said_plainly(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="holds no citations"):
        call(home, "check", "--cited", str(write(tmp_path / "a.json", {"a": 1})))
