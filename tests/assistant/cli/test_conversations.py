"""The commands ``newsdesk chat`` and ``newsdesk conversations``."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app, main

_FLOOD = "How many people died in the Brenna flood?"
_LINDQVIST = "What did Oskar Lindqvist do after the flood?"
_STRIKE = "What did The Harbor Ledger report in March about the dock strike?"


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "home"
    shutil.copytree(demo_home, copy, symlinks=True, ignore=shutil.ignore_patterns("conversations"))
    return copy


def call(home: Path, *arguments: str, typed: str = "", code: int = 0) -> str:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)], input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def chat(home: Path, *lines: str, options: tuple[str, ...] = ()) -> str:
    return call(home, "chat", *options, typed="".join(f"{line}\n" for line in lines))


def listed(home: Path, *words: str) -> list[dict[str, Any]]:
    command = ("search", *words) if words else ("list",)
    found: list[dict[str, Any]] = json.loads(call(home, "conversations", *command, "--json"))["conversations"]
    return found


def test_a_chat_is_kept_and_carried_on(home: Path) -> None:
    printed = chat(home, _FLOOD, _LINDQVIST)
    (one,) = listed(home)
    assert (one["title"], one["questions"]) == (_FLOOD, 2)
    assert f"Kept as {one['id']}" in printed
    again = chat(home, "Why did he resign?", options=("--continue",))
    assert f"> {_FLOOD}" in again, "what was said before is shown"
    assert "Asked as: Why did Oskar Lindqvist resign?" in again, "and known"
    assert listed(home)[0]["questions"] == 3
    chat(home, "What is the latest on the truce?")
    assert len(listed(home)) == 2
    assert f"> {_LINDQVIST}" in chat(home, options=("--continue", one["id"][:5]))
    assert [found["id"] for found in listed(home, "brenna lindqvist")] == [one["id"]]


def test_nothing_is_kept_where_that_is_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nothing of it is kept" in chat(home, _FLOOD, "/good", "/rename x", options=("--no-save",))
    monkeypatch.setenv("NEWSDESK_SAVE", "no")
    assert "Kept as" not in chat(home, _FLOOD)
    assert not (home / "conversations").exists()


def test_what_begins_with_a_slash_is_a_command(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "chat.md"
    printed = chat(
        home,
        "/help",
        "/good",
        "/nonsense",
        _STRIKE,
        "/off march",
        "/bad",
        "/bad the wrong strike",
        "/again How did the dock strike in Port Ansel end?",
        "/good",
        "/rename The strike",
        f"/export {file}",
        "/as-of 2025-03-16",
        "/as-of soon",
        _FLOOD,
        "/list strike",
        "/new",
        "/list",
        "/open zz",
    )
    assert "nothing has been asked yet" in printed
    assert "/nonsense is no command" in printed
    assert printed.count("Only March 2025 (‘") == 1, "taken off with /off"
    assert "say what is wrong with it" in printed
    assert "Asked as: How did the dock strike in Port Ansel end?" in printed
    assert "'soon' is not a day" in printed
    assert "As of 2025-03-16." in printed
    assert "id that begins with 'zz'" in printed
    (one,) = listed(home)
    assert one["title"] == "The strike"
    assert "Rated good" in file.read_text(encoding="utf-8")
    shown = json.loads(call(home, "conversations", "show", one["id"], "--json"))
    assert [e["answer"]["as_of"] for e in shown["exchanges"]] == ["2025-06-25", "2025-03-16"]
    assert all(c["published"][:10] <= "2025-03-16" for c in shown["exchanges"][1]["answer"]["citations"])


def test_conversations_are_shown_renamed_exported_and_deleted(home: Path, tmp_path: Path) -> None:
    chat(home, _FLOOD, "/good clear")
    (one,) = listed(home)
    assert f"{one['id']}  " in call(home, "conversations")
    assert "(1 question)" in call(home, "conversations", "list")
    assert "is named: The flood" in call(home, "conversations", "rename", one["id"][:6], "The flood")
    shown = call(home, "conversations", "show", one["id"])
    assert shown.startswith("The flood\n")
    assert "Rated good: clear" in shown
    assert call(home, "conversations", "export", one["id"]).startswith("# The flood\n")
    for suffix in ("md", "json"):
        call(home, "conversations", "export", one["id"], "-o", str(tmp_path / f"x.{suffix}"))
    exported = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert exported == json.loads(call(home, "conversations", "export", one["id"], "--json"))
    assert exported["exchanges"][0]["receipt"]["passages"]
    (home / "conversations" / "0123456789ab.json").write_text("{", encoding="utf-8")
    assert "0123456789ab.json cannot be read" in call(home, "conversations")
    call(home, "conversations", "delete", one["id"])
    assert listed(home) == []


def test_a_reopened_conversation_marks_what_may_not_be_cited_any_more(home: Path) -> None:
    chat(home, _STRIKE)
    (one,) = listed(home)
    shown = json.loads(call(home, "conversations", "show", one["id"], "--json"))
    assert (shown["fallen"], shown["changed"]) == ([], [])
    cited = shown["exchanges"][0]["answer"]["citations"]
    call(home, "withdraw", cited[0]["article_id"])
    call(home, "remove", cited[-1]["article_id"])
    again = chat(home, options=("--continue",))
    assert re.search(r"\[1\] .*: withdrawn; it may not be cited any more", again)
    told = json.loads(call(home, "conversations", "show", one["id"], "--json"))["fallen"]
    assert {"withdrawn", "no longer in the archive"} <= {each["why"].partition(": ")[2] for each in told}


def test_a_corrected_article_is_marked_though_the_quoted_words_stand(home: Path, tmp_path: Path) -> None:
    chat(home, _FLOOD)
    (one,) = listed(home)
    cited = json.loads(call(home, "conversations", "show", one["id"], "--json"))["exchanges"][0]["answer"]["citations"]
    article = json.loads(call(home, "show", cited[0]["article_id"], "--json"))
    notice = "Correction: an earlier version gave the wrong name of the dam."
    record = {name: article[name] for name in ("url", "title", "outlet", "published")}
    changed = tmp_path / "changed.jsonl"
    changed.write_text(json.dumps(record | {"text": f"{article['text']}\n\n{notice}"}), encoding="utf-8")
    call(home, "ingest", str(changed))
    told = json.loads(call(home, "conversations", "show", one["id"], "--json"))
    assert told["fallen"] == []
    assert "corrected since: “Correction: an earlier version" in told["changed"][0]["why"]


@pytest.mark.parametrize("command", ["list", "show", "search", "rename", "delete", "export"])
def test_help_of_each_has_an_example(command: str) -> None:
    result = CliRunner().invoke(app, ["conversations", command, "--help"])
    assert f"Example: newsdesk conversations {command}" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["conversations", "show", "zz"], "`newsdesk conversations` lists them"),
        (["conversations", "delete", "../../catalog"], "`newsdesk conversations` lists them"),
        (["chat", "--continue"], "`newsdesk chat` begins one"),
        (["chat", "zz"], "`newsdesk conversations` lists them"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    demo_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.setattr("sys.argv", ["newsdesk", *arguments, "--home", str(demo_home)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert said in capsys.readouterr().err
