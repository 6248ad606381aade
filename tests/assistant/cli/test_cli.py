from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app

_COMMANDS = (
    *("ingest", "ask", "chat", "brief", "lookup", "articles", "show"),
    *("remove", "withdraw", "status", "check", "backup", "restore", "evaluate", "app", "embed", "conversations"),
)
_CITATION = {"number", "article_id", "passage_id", "outlet", "title", "url", "published", "quote", "start", "end"}
_CITATION |= {"kind", "origin", "also_in", "story", "corrections", "place", "caveats"}


def call(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.stdout


def newsdesk(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments]
    return subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("command", _COMMANDS)
def test_help_has_an_example(command: str) -> None:
    assert f"Example: newsdesk {command}" in call(command, "--help")


def test_help_loads_no_library_that_takes_long() -> None:
    heavy = ["chromadb", "tantivy", "openvino", "torch", "transformers", "streamlit"]
    heavy += ["langchain_core", "numpy", "pyarrow", "rich.progress"]
    program = f"import sys, assistant.cli.commands; print([name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout.strip() == "[]"


def test_ask_prints_the_contract_and_its_quotes_are_the_articles_words(demo_home: Path) -> None:
    printed = call("ask", "What did Norrmark urge Velic to do?", "--home", str(demo_home), "--json")
    answer: dict[str, Any] = json.loads(printed)
    expected = "question standalone as_of filters status short_answer statements citations coverage notes model timings"
    assert set(expected.split()) <= set(answer)
    assert answer["status"] == "answered"
    assert answer["model"] is None
    assert answer["as_of"] == answer["coverage"]["last"]
    for citation in answer["citations"]:
        assert set(citation) == _CITATION
        shown = json.loads(call("show", citation["article_id"], "--home", str(demo_home), "--json"))
        assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
    numbers = [citation["number"] for citation in answer["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(set(s["citations"]) <= set(numbers) for s in answer["statements"])


def test_ask_for_people_names_the_sources(demo_home: Path) -> None:
    printed = call("ask", "What did Norrmark urge Velic to do?", "--home", str(demo_home))
    assert "[1] " in printed
    assert "Radio Norrmark International, 2025-02-18" in printed


def test_ask_about_what_is_not_there_abstains(demo_home: Path) -> None:
    assert "Not in this archive." in call("ask", "What did the Pope say?", "--home", str(demo_home))


def test_nothing_after_the_as_of_day_is_used(demo_home: Path) -> None:
    question = "How many people died in the Brenna flood?"
    printed = call("ask", question, "--as-of", "2025-03-16", "--home", str(demo_home), "--json")
    answer = json.loads(printed)
    assert answer["coverage"]["last"] <= "2025-03-16"
    assert all(citation["published"][:10] <= "2025-03-16" for citation in answer["citations"])


def test_an_option_keeps_to_an_outlet(demo_home: Path) -> None:
    printed = call(
        "ask", "How did the dock strike end?", "--outlet", "The Harbor Ledger", "--home", str(demo_home), "--json"
    )
    answer = json.loads(printed)
    assert answer["filters"]["outlets"] == ["The Harbor Ledger"]
    assert {citation["outlet"] for citation in answer["citations"]} <= {"The Harbor Ledger"}


def test_lookup_finds_a_quote_word_for_word(demo_home: Path) -> None:
    printed = call("lookup", "We will not negotiate while shells fall on Dravno", "--home", str(demo_home), "--json")
    found = json.loads(printed)
    assert found["verdict"] == "verbatim"
    citation = found["findings"][0]["citation"]
    shown = json.loads(call("show", citation["article_id"], "--home", str(demo_home), "--json"))
    assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_brief_writes_markdown(demo_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "flood.md"
    call("brief", "the Brenna flood", "--home", str(demo_home), "-o", str(file))
    assert "[1]" in file.read_text(encoding="utf-8")


def test_articles_lists_and_searches(demo_home: Path) -> None:
    listed = json.loads(call("articles", "--home", str(demo_home), "--json", "--limit", "5"))["articles"]
    days = [article["published"][:10] for article in listed]
    assert len(days) == 5
    assert days == sorted(days, reverse=True)
    found = json.loads(call("articles", "cherry harvest", "--home", str(demo_home), "--json"))["articles"]
    assert "cherries" in found[0]["title"]


def test_status_says_what_is_there(demo_home: Path) -> None:
    figures = json.loads(call("status", "--home", str(demo_home), "--json"))
    assert figures["articles"] == 78
    assert figures["outlets"] == 6
    assert figures["by_words"] == figures["by_meaning"] == figures["passages"]
    assert figures["model"] is None


def test_evaluate_prints_the_figures(demo_home: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    url = "https://rni.example/2025/02/18/norrmark-urges-plan-b"
    known = {"question": "What did Norrmark urge Velic to do?", "articles": [url]}
    unknown = {"question": "What did the Pope say?", "answerable": False}
    cases.write_text("\n".join(map(json.dumps, (known, unknown))), encoding="utf-8")
    figures = json.loads(call("evaluate", str(cases), "--home", str(demo_home), "--json"))
    assert figures["right article in the first 3 citations"] == 1.0
    assert figures["unanswerable, abstained"] == 1.0
    assert figures["citations verbatim"] == 1.0


def test_the_life_of_an_article(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    story = {
        "title": "Bridge opens",
        "text": "The new bridge over the Aln opened on Monday.",
        "published": "2024-05-06",
    }
    lines = [json.dumps(story), "{broken", json.dumps({"title": "No words"})]
    (source / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(app, ["ingest", str(source), "--home", str(home), "--json"])
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["added"], report["passages"]) == (1, 1)
    assert [refused["place"].rpartition(":")[2] for refused in report["refused"]] == ["2", "3"]
    assert "a.jsonl:3: no text" in result.stderr
    (article,) = json.loads(call("articles", "--home", str(home), "--json"))["articles"]
    call("withdraw", article["id"], "--home", str(home))
    assert "Not in this archive." in call("ask", "When did the bridge open?", "--home", str(home))
    call("withdraw", article["id"], "--undo", "--home", str(home))
    assert "No problems found." in call("check", "--home", str(home))
    call("remove", article["id"], "--home", str(home))
    assert json.loads(call("articles", "--home", str(home), "--json"))["articles"] == []


def test_strict_stops_with_the_place(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"title": "No words"}\n', encoding="utf-8")
    result = newsdesk("ingest", str(file), "--strict", "--home", str(home))
    assert result.returncode == 1
    assert result.stdout == ""
    assert f"{file}:1: no text" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ingest", "/does/not/exist"], 1, "/does/not/exist"),
        (["show", "nothing"], 1, "newsdesk articles"),
        (["remove", "nothing"], 1, "newsdesk articles"),
        (["evaluate", "/does/not/exist.jsonl"], 1, "cannot be read"),
        (["ask", "Why?", "--as-of", "yesterday"], 2, "2025-03-31"),
        (["ask"], 2, "question"),
        (["ingest", "x", "--map", "text"], 2, "FIELD=COLUMN"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(home: Path, arguments: list[str], code: int, said: str) -> None:
    result = newsdesk(*arguments, "--home", str(home))
    assert result.returncode == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_the_archive_may_be_named_before_the_command(demo_home: Path) -> None:
    before = CliRunner().invoke(app, ["--home", str(demo_home), "status", "--json"])
    behind = CliRunner().invoke(app, ["status", "--json", "--home", str(demo_home)])
    assert before.exit_code == behind.exit_code == 0
    assert json.loads(before.output)["home"] == json.loads(behind.output)["home"] == str(demo_home)
