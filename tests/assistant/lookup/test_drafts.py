from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import AssistantError
from assistant.lookup.drafts import check_draft, read_bytes, read_draft
from corpus import Archive, Scope

DRAFT = """---
title: A draft
---
# The flood

“Nobody is left on a roof tonight,” [Oske](https://example.org) told reporters.

About **5,700** people have been evacuated. About 4,200 people have been evacuated.

The minister "is proud of it and of nothing else at all" was heard.

```
About 9,999 people have been evacuated.
```
"""


def _run(home: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["lookup", *arguments, "--home", str(home)])
    return done.exit_code, done.stdout


def test_a_draft_is_reported_by_trouble(demo_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    code, out = _run(demo_home, "--file", str(path), "--json")
    assert code == 3
    told = json.loads(out)
    assert [(item["verdict"], item["line"], item["kind"]) for item in told["checked"]] == [
        ("contradicted", 8, "claim"),
        ("not found", 10, "quote"),
        ("verbatim", 6, "quote"),
        ("supported", 8, "claim"),
    ]
    assert "“5,700” where “4,200” was printed" in told["checked"][0]["why"]
    code, out = _run(demo_home, "--file", str(path))
    assert code == 3
    assert len([line for line in out.splitlines() if line.startswith("- **")]) == 4


def test_a_quotation_of_two_sentences_is_one(demo_home: Path) -> None:
    archive = Archive.open(demo_home)
    text = "“The body of the dam is sound. What gave way is the spillway,” he said on 15 March. The zoo has 12 zebras."
    found = list(check_draft(archive, text, scope=Scope()))
    archive.close()
    assert [(item.kind, item.text[:12], item.verdict) for item in found[:1]] == [("quote", "The body of ", "verbatim")]
    assert [item.text for item in found[1:]] == [text[: text.index(" The zoo")], "The zoo has 12 zebras."]


def test_a_draft_without_trouble_ends_well(demo_home: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "draft.docx", tmp_path / "report.md"
    document = Document()
    document.add_paragraph("About 4,200 people have been evacuated.")
    document.save(str(path))
    code, printed = _run(demo_home, "--file", str(path), "-o", str(out))
    assert (code, printed) == (0, f"Written to {out}.\n")
    assert "**supported**, line 1, claim" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b""), ("a.docx", b"no"), ("a.txt", b"\xff\xfe\xfa")])
def test_what_is_no_draft_is_said_so(name: str, data: bytes) -> None:
    with pytest.raises(AssistantError, match=name):
        read_bytes(name, data)


def test_a_missing_draft_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="give the path"):
        read_draft(tmp_path / "none.md")


def test_a_text_or_a_draft_is_asked_for(demo_home: Path) -> None:
    assert _run(demo_home)[0] == 2
    assert _run(demo_home, "some words", "--file", "a.md")[0] == 2


def test_a_claim_and_a_reference_from_the_command(demo_home: Path) -> None:
    code, out = _run(demo_home, "About 5,700 people have been evacuated.")
    assert code == 0
    assert "As a claim: contradicted." in out
    assert "number: “5,700” where “4,200” was printed" in out
    _, out = _run(demo_home, "Nobody is left on a roof tonight", "--reference", "wikipedia")
    assert out.count("{{cite news") == 2
    code, out = _run(demo_home, "Zebras of Ruritania zigzag zealously", "--reference", "apa")
    assert "nothing to refer to" in out


@pytest.mark.parametrize("command", [["ask", "What did Norrmark urge Velic to do?"], ["brief", "the Brenna flood"]])
def test_references_of_an_answer_and_of_a_briefing(demo_home: Path, command: list[str]) -> None:
    done = CliRunner().invoke(app, [*command, "--reference", "ris", "--home", str(demo_home)])
    assert done.exit_code == 0
    assert done.stdout.startswith("TY  - NEWS")
