"""The OpenAPI document against what the commands print and the server sends: the same objects."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app

QUESTION, TOPIC = "What did Norrmark urge Velic to do?", "the Brenna flood"
QUOTE = "We will not negotiate while shells fall on Dravno"
CLAIM = "The dam at Brenna broke in the year 1871 and killed nobody."


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    """Return the OpenAPI document, each object of it closed: every field is there, and no other."""
    told: dict[str, Any] = client.get("/openapi.json").json()
    for schema in told["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
            schema["required"] = sorted(schema["properties"])
    return told


def printed(opened: Assistant, *arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*arguments, "--json", "--home", str(opened.archive.home)])
    assert result.exit_code in (0, 3), result.output
    value: dict[str, Any] = json.loads(result.stdout)
    return value


def errors(document: dict[str, Any], name: str, value: object) -> Sequence[str]:
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return [f"{error.json_path}: {error.message[:300]}" for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("AnswerObject", ["ask", QUESTION]),
        ("AnswerObject", ["ask", "Who won the chess olympiad in Tallinn?"]),
        ("AnswerObject", ["ask", "What is in this archive?"]),
        ("AnswerObject", ["ask", "How many people died in Brenna, and who is the mayor of Dravno?"]),
        ("BriefingObject", ["brief", TOPIC]),
        ("LookUpObject", ["lookup", QUOTE]),
        ("LookUpObject", ["lookup", CLAIM]),
        ("ArticleList", ["articles", "--limit", "5"]),
        ("StoryList", ["articles", "--stories"]),
        ("StatusObject", ["status"]),
    ],
)
def test_the_document_says_what_the_commands_print(
    document: dict[str, Any], opened: Assistant, name: str, arguments: Sequence[str]
) -> None:
    assert errors(document, name, printed(opened, *arguments)) == []


def test_the_document_says_what_the_commands_print_of_an_article(document: dict[str, Any], opened: Assistant) -> None:
    article = printed(opened, "articles", "--limit", "1")["articles"][0]["id"]
    shown = printed(opened, "show", article, "--versions")
    assert errors(document, "VersionList", {"versions": shown.pop("versions")}) == []
    assert errors(document, "ArticleObject", shown) == []


def test_the_document_says_what_the_commands_print_of_a_draft(
    document: dict[str, Any], opened: Assistant, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(f"He said: “{QUOTE}”.\n\n{CLAIM}\n", encoding="utf-8")
    assert errors(document, "DraftObject", printed(opened, "lookup", "--file", str(draft))) == []


def test_the_document_says_what_an_ingest_prints(document: dict[str, Any], home: Path, tmp_path: Path) -> None:
    article = tmp_path / "one.md"
    head = "---\ntitle: A bridge\noutlet: The Post\ndate: 2025-03-01\n---\n"
    article.write_text(f"{head}A bridge over the Orle was opened, the mayor said.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["ingest", str(article), "--no-vectors", "--json", "--home", str(home)])
    assert errors(document, "IngestObject", json.loads(result.stdout)) == []


def test_a_field_more_or_less_is_noticed(document: dict[str, Any], opened: Assistant) -> None:
    told = printed(opened, "status")
    assert errors(document, "StatusObject", told | {"mood": "good"})
    assert errors(document, "StatusObject", {name: value for name, value in told.items() if name != "articles"})


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether two results are the same but for how long they took."""
    return {**one, "timings": {}} == {**other, "timings": {}}


def test_the_server_sends_what_the_commands_print(client: httpx.Client, opened: Assistant) -> None:
    asked = client.post("/v1/ask", json={"question": QUESTION, "as_of": "2025-03-01"})
    assert same(asked.json(), printed(opened, "ask", QUESTION, "--as-of", "2025-03-01"))
    made = client.post("/v1/briefs", json={"topic": TOPIC, "only": ["timeline"]})
    assert same(made.json(), printed(opened, "brief", TOPIC, "--only", "timeline"))
    assert client.post("/v1/lookup", json={"text": QUOTE}).json() == printed(opened, "lookup", QUOTE)
    listed = client.get("/v1/articles", params={"limit": 5, "query": "flood"}).json()
    assert listed == printed(opened, "articles", "flood", "--limit", "5")
    article = listed["articles"][0]["id"]
    assert client.get(f"/v1/articles/{article}").json() == printed(opened, "show", article)
    assert client.get("/v1/stories").json() == printed(opened, "articles", "--stories")
    assert client.get("/v1/status").json() | {"size": 0} == printed(opened, "status") | {"size": 0}


def test_every_route_is_described(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            assert route.get("summary") and route.get("description"), f"{method} {path} is not described"
            assert "4XX" in route["responses"], f"{method} {path} does not say how it fails"
