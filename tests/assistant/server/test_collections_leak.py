"""What one may not see is in no answer, count, near miss, suggestion or chart of theirs, whatever door is asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.briefing.topic.trending import running as running_stories
from assistant.cli import app
from assistant.server.access.callers import Caller
from assistant.server.access.keys import Keys
from assistant.server.service import Service
from assistant.server.settings import ServerSettings
from corpus import Archive, Article, Scope
from tests.assistant.server.conftest import running
from tests.assistant.server.hidden import COLLECTION, OUTLET, SPEAKERS, Hidden, calls, counted, hide

_CALLS = 40
"""Random calls here; tests/benchmarks/server.py makes 10,000."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """Hold a server over an archive with a hidden part, and who calls: without the right to it, and with it."""

    url: str
    service: Service
    hidden: Hidden
    seen: list[Article]
    stranger: str
    insider: str


@pytest.fixture(scope="module")
def guarded(copied: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    home = copied()
    archive = Archive.open(home)
    seen = archive.listing(Scope(), limit=200)
    hidden = hide(archive, tmp_path_factory.mktemp("hidden") / "in")
    archive.close()
    keys = Keys(home)
    stranger, insider = keys.create("stranger")[1], keys.create("insider", collections=["common", COLLECTION])[1]
    service = Service.over(Assistant.open(home), ServerSettings(rate=""))
    with running(service) as url:
        yield Guarded(url, service, hidden, seen, stranger, insider)


def _sent(guarded: Guarded, key: str, call: tuple[str, str, dict[str, Any], str]) -> httpx.Response:
    method, path, body, _ = call
    what: dict[str, Any] = {"params": body} if method == "GET" else {"json": body}
    return httpx.request(
        method, f"{guarded.url}{path}", headers={"Authorization": f"Bearer {key}"}, timeout=120, **what
    )


def test_no_random_call_gives_anything_away(guarded: Guarded) -> None:
    archive = Archive.open(guarded.service.views.whole.archive.home).over_collections(["common"])
    doors = set()
    for call in islice(calls(guarded.hidden, guarded.seen, seed=20), _CALLS):
        response = _sent(guarded, guarded.stranger, call)
        assert response.status_code in (200, 404), response.text
        assert guarded.hidden.traces(response.text, call[3]) == [], call
        if response.headers["content-type"] == "application/json":
            assert counted(response.json(), lambda scope: archive.coverage(scope).articles) == [], call
        doors.add(call[1].split("/")[2])
    assert doors >= {"ask", "briefs", "lookup", "articles", "chat"}


def test_whoever_may_see_it_does(guarded: Guarded) -> None:
    """The traces would be found, were they there."""
    quote, topic = guarded.hidden.quotes[0], guarded.hidden.topics[0]
    for call in (
        ("POST", "/v1/lookup", {"text": quote}, quote),
        ("POST", "/v1/briefs", {"topic": topic}, topic),
        ("POST", "/v1/ask", {"question": f"What did {SPEAKERS[0]} say about {topic}?"}, f"{SPEAKERS[0]} {topic}"),
        ("GET", "/v1/articles", {"query": topic}, topic),
    ):
        assert guarded.hidden.traces(_sent(guarded, guarded.insider, call).text, call[3]), call
    told = _sent(guarded, guarded.insider, ("GET", "/v1/status", {}, "")).json()
    less = _sent(guarded, guarded.stranger, ("GET", "/v1/status", {}, "")).json()
    assert told["articles"] - less["articles"] == len(guarded.hidden.ids)
    assert (told["outlets"] - less["outlets"], less["size"], less["home"]) == (1, 0, "")


def test_a_hidden_copy_is_no_first_print_and_no_second_outlet(guarded: Guarded) -> None:
    copied = next(article for article in guarded.seen if (article.outlet or "").startswith("Continental"))
    quote = copied.text.split("\n\n")[1].split(". ")[0]
    call = ("POST", "/v1/lookup", {"text": quote}, quote)
    less, told = _sent(guarded, guarded.stranger, call).json(), _sent(guarded, guarded.insider, call).json()
    assert told["prints"][0]["outlet"] == OUTLET
    assert {one["article_id"] for one in told["prints"]} - {one["article_id"] for one in less["prints"]} <= (
        guarded.hidden.ids
    )
    assert OUTLET not in json.dumps(less) and less["verdict"] == "verbatim"


def test_mcp_gives_nothing_away(guarded: Guarded) -> None:
    hidden, quote, topic = guarded.hidden, guarded.hidden.quotes[1], guarded.hidden.topics[1]
    one = sorted(hidden.ids)[0]
    steps: list[tuple[str, dict[str, Any], str]] = [
        ("ask", {"question": f"How much would the {topic} cost?"}, topic),
        ("look_up_quote", {"text": quote}, quote),
        ("check_draft", {"draft": f"“{quote}”, they said."}, quote),
        ("search_articles", {"query": topic, "wanted": 100}, topic),
        ("brief", {"topic": topic}, topic),
        ("get_article", {"article_id": one, "versions": True}, one),
    ]

    async def told() -> list[str]:
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {guarded.stranger}"}, timeout=120) as http,
            Client(streamable_http_client(f"{guarded.url}/mcp/", http_client=http), read_timeout_seconds=120) as client,
        ):
            return [str(await client.call_tool(tool, arguments)) for tool, arguments, _ in steps]

    for answer, (tool, _, asked) in zip(asyncio.run(told()), steps, strict=True):
        assert hidden.traces(answer, asked) == [], tool


def test_suggestions_and_charts_give_nothing_away(guarded: Guarded) -> None:
    views = guarded.service.views
    stranger = Caller("key:x", "stranger", frozenset(["read"]), frozenset(["common"]))
    less, whole = views.of(stranger), views.whole
    assert views.of(Caller("key:y", "other", frozenset(["read"]), frozenset(["common"]))) is less

    def shown(assistant: Assistant) -> str:
        archive = assistant.archive
        newest = archive.listing(Scope(), limit=500)
        topics = running_stories([article.title for article in newest], limit=50)
        return str((archive.per_day(), archive.outlets(), archive.kinds(), topics, newest[:4], archive.last_change()))

    assert guarded.hidden.traces(shown(less)) == []
    assert guarded.hidden.traces(shown(whole))


def test_the_commands_say_who_sees_what(guarded: Guarded) -> None:
    home = str(guarded.service.views.whole.archive.home)
    run = CliRunner()
    told = json.loads(run.invoke(app, ["collections", "list", "--json", "--home", home]).stdout)
    (dossier,) = told["collections"]
    assert (dossier["name"], dossier["count"], dossier["seen_by"]) == (COLLECTION, len(guarded.hidden.ids), [])
    assert told["common"]["seen_by"] == ["everyone"]
    assert run.invoke(app, ["collections", "grant", COLLECTION, "everyone", "--home", home]).exit_code == 0
    status: tuple[str, str, dict[str, Any], str] = ("GET", "/v1/status", {}, "")
    try:
        assert _sent(guarded, guarded.stranger, status).json()["articles"] == len(guarded.seen) + len(
            guarded.hidden.ids
        )
    finally:
        run.invoke(app, ["collections", "deny", COLLECTION, "everyone", "--home", home])
    assert _sent(guarded, guarded.stranger, status).json()["articles"] == len(guarded.seen)
    assert run.invoke(app, ["collections", "grant", "nothing", "everyone", "--home", home]).exit_code == 1
