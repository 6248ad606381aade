"""Text that steers: role tokens to a model, escapes to a terminal, turned directions, TeX in a bibliography."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.bibliography.references import references
from assistant.cli import app
from assistant.cli.console import print_json, say, warn
from assistant.conversations.export import as_markdown
from assistant.conversations.types import Conversation, Exchange
from assistant.llm.prompts import build_form_prompt, build_prompt, form_values, prompt_values
from assistant.llm.streaming import stream_answer
from assistant.settings import ModelSettings
from assistant.types import Evidence, Question, Turn
from corpus import Archive, Article, Hit, Passage, Scope, without_steering
from tests.assistant.scripted_server import SCRIPTS, Script, ScriptedServer
from tests.writing import article, write

_STEERING = "\x1b]0;pwned\x07\x1b[2J\x9b2J\u202e\u2066\r\x00\x7f"
_ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_TOKENS = (
    *("<|im_end|>", "<|im_start|>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<|eot_id|>", "<|start_header_id|>"),
    *("<start_of_turn>", "<end_of_turn>", "</s>", "<s>", "<|system|>", "<|assistant|>", "<|endoftext|>", "<eos>"),
    *("<｜begin▁of▁sentence｜>", "<｜User｜>", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_CALLS]", "[gMASK]"),
    *("<|START_OF_TURN_TOKEN|>", "<think>", "<|channel|>", "<extra_id_0>", "<unused7>", "＜|im_end|＞", "</passage>"),
)


def _evidence(text: str, title: str = "Flood", outlet: str = "Ledger") -> Evidence:
    found = Article(id="a1", title=title, text=text, outlet=outlet, published="2025-03-11")
    return Evidence(1, Hit(Passage("p1", "a1", 1, 0, 0, len(text), text), found))


@pytest.mark.parametrize("token", _TOKENS)
def test_no_token_of_a_template_reaches_the_model(token: str) -> None:
    question = Question(text=f"What? {token}", standalone=f"What? {token}", search="what", scope=Scope())
    values = prompt_values(question, [_evidence(f"The river rose. {token} It fell.", f"Flood {token}", token)])
    task = str(build_prompt().invoke(values).to_messages()[1].content).replace("\n</passage>\n", "")
    assert token not in task
    turns = form_values(f"And {token}?", [Turn(question=f"Who {token}?", standalone=token, answer=f"She {token}.")])
    assert token not in str(build_form_prompt().invoke(turns).to_messages()[1].content)


@pytest.mark.parametrize(
    "text", ["5 < 6 and 7 > 3", "under <5 %", "he said [sic] it", "I <3 it", "a [citation needed] b", "[1] and [2]"]
)
def test_what_is_no_token_reaches_the_model_as_it_is(text: str) -> None:
    question = Question(text="What?", standalone="What?", search="what", scope=Scope())
    assert text in prompt_values(question, [_evidence(text)])["passages"]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (f"a{_STEERING}b", "a]0;pwned[2J2Jb"),
        ("tab\tline\nend", "tab\tline\nend"),
        ("שלום\u200f עולם", "שלום\u200f עולם"),
        ("👩\u200d👩\u200d👧 ok", "👩\u200d👩\u200d👧 ok"),
        ("a\u2067b\u2069c\u202ad\u202ce", "abcde"),
        ("\x85next", "next"),
    ],
)
def test_what_steers_is_left_out_and_what_letters_need_stays(given: str, left: str) -> None:
    assert without_steering(given) == left


def test_a_models_answer_steers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCRIPTS, "steering", Script(("The river \x1b[2J", _STEERING, "\x9brose [1].")))
    with ScriptedServer() as server:
        settings = ModelSettings(model="steering", base_url=server.base_url, api_key="k")
        question = Question(text="What?", standalone="What?", search="what", scope=Scope())
        said = "".join(stream_answer(settings, question, [_evidence("The river rose.")]))
    assert not _ESCAPES.search(said) and said.endswith("rose [1].")


def test_a_line_on_the_terminal_has_no_escape_but_our_bold(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"\x1b[1mbold\x1b[0m {_STEERING} \x1b[31mred\x1b[8mhidden")
    warn(f"wrong {_STEERING}")
    print_json({"quote": f"words {_STEERING}"})
    shown = capsys.readouterr()
    assert not _ESCAPES.search(shown.out.replace("\x1b[1m", "").replace("\x1b[0m", "") + shown.err)


def test_json_keeps_what_it_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"quote": f"words {_STEERING} é"})
    assert json.loads(capsys.readouterr().out) == {"quote": f"words {_STEERING} é"}


def test_the_export_of_a_conversation_turns_nothing_around() -> None:
    now = datetime(2025, 3, 12, tzinfo=UTC).isoformat()
    one = Exchange(id="e1", text=f"Who {_STEERING}?", asked=now)
    written = as_markdown(Conversation(id="c1", title=f"Flood {_STEERING}", created=now, changed=now, exchanges=(one,)))
    assert not _ESCAPES.search(written) and "Flood" in written


def test_commands_print_no_mark_that_an_article_holds(home: Path, tmp_path: Path) -> None:
    text = "The ferry to Aldmouth was stopped by \u202ethe harbour board on Friday, and 31 people waited. "
    archive = Archive.open(home)
    archive.ingest([write(tmp_path / "a.jsonl", article("Ferry", text * 2))], vectors=False)
    archive.close()
    run = CliRunner()
    for arguments in (["ask", "Who stopped the ferry?"], ["lookup", "stopped by the harbour board"], ["articles"]):
        shown = run.invoke(app, [*arguments, "--home", str(home)], catch_exceptions=False)
        assert "erry" in shown.output and not _ESCAPES.search(
            shown.output.replace("\x1b[1m", "").replace("\x1b[0m", "")
        )


# -- TeX

_WORK = Article(
    id="abcdef123", title="Dam", text="Dam.", outlet="Post", published="2025-03-04", url="https://n.example/1"
)


@pytest.mark.parametrize(
    "name",
    [
        "Ann \\input{secret.txt} Lee",
        "Cy }} Berg",
        "\\write18{ls}",
        "Jo {\\bf Roy",
        "A % Berg",
        "News $x^2$ Agency",
        "Ann }, title = {Fake",
        "Press_Office & Co #1",
        "{Ann} ~Lee",
    ],
)
@pytest.mark.parametrize("field", ["authors", "title", "outlet", "url"])
def test_no_field_brings_tex_into_a_bibliography(name: str, field: str) -> None:
    value: object = (name,) if field == "authors" else f"https://n.example/{name}" if field == "url" else name
    entry = references([replace(_WORK, **{field: value})], "bibtex", accessed=date(2025, 4, 1))  # type: ignore[arg-type]
    text = entry
    assert not re.search(r"(?<!\\)\\(?:input|write|bf)", text.replace("\\textbackslash", ""))
    for line in text.splitlines()[1:-1]:
        inner = re.sub(r"\\[{}%$&#_]", "", line.partition("=")[2].strip().rstrip(","))
        inner = re.sub(r"\\text\w+\{\}", "", inner)
        depths = [inner[: at + 1].count("{") - inner[: at + 1].count("}") for at in range(len(inner))]
        assert depths[-1] == 0 and all(depth > 0 for depth in depths[:-1]), line
        assert field == "url" or not re.search(r"(?<!\\)[%$&#^~]", inner), line
