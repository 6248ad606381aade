"""The MCP door, driven by the protocol's own client: over standard input and output, and over HTTP."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp_types import TextResourceContents

from assistant.assistant import Assistant
from assistant.briefing.store import Briefings
from assistant.server.mcp_server import make_mcp
from assistant.server.service import Service
from assistant.server.settings import ServerSettings

QUESTION, TOPIC = "What did Norrmark urge Velic to do?", "the Brenna flood"
QUOTE = "We will not negotiate while shells fall on Dravno"
READING = {"ask", "brief", "look_up_quote", "check_draft", "search_articles", "list_briefings", "get_article"}


def driven(server: Any, steps: Callable[[Client], Awaitable[None]]) -> None:
    """Connect the protocol's client to a server, and let it do some steps."""

    async def run() -> None:
        async with Client(server, read_timeout_seconds=120) as client:
            await steps(client)

    asyncio.run(run())


async def called(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def verify_quotes(client: Client, citations: list[dict[str, Any]]) -> None:
    assert citations
    for item in citations:
        article = await called(client, "get_article", article_id=item["article_id"])
        assert article["text"][item["start"] : item["end"]] == item["quote"]


def test_an_assistant_on_the_desktop_asks_over_stdio(opened: Assistant) -> None:
    home = opened.archive.home
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "PYTHONPATH")}
    environment |= {"NEWSDESK_HOME": str(home), "NEWSDESK_CACHE": os.environ["NEWSDESK_CACHE"]}
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "mcp"]

    async def steps(client: Client) -> None:
        assert {tool.name for tool in (await client.list_tools()).tools} == READING
        answer = await called(client, "ask", question=QUESTION)
        assert answer["status"] == "answered"
        await verify_quotes(client, answer["citations"])

    driven(StdioServerParameters(command=command[0], args=command[1:], env=environment), steps)


def test_every_tool_over_http(address: str, opened: Assistant) -> None:
    async def steps(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == READING
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        answer = await called(client, "ask", question=QUESTION, filters={"as_of": "2025-03-01"})
        assert answer["as_of"] == "2025-03-01"
        await verify_quotes(client, answer["citations"])
        made = await called(client, "brief", topic=TOPIC)
        assert {section["name"] for section in made["sections"]} >= {"timeline", "figures"}
        assert (await called(client, "look_up_quote", text=QUOTE))["verdict"] == "verbatim"
        report = await called(client, "check_draft", draft=f"She said: “{QUOTE.replace('not ', 'gladly ')}”.")
        assert report["wrong"]
        found = await called(client, "search_articles", query="flood", wanted=3)
        assert len(found["articles"]) == 3
        article = found["articles"][0]["id"]
        whole = await called(client, "get_article", article_id=article, versions=True)
        assert whole["versions"][-1]["text"] == whole["text"] == opened.archive.article(article).text

    driven(f"{address}/mcp/", steps)


def test_resources_are_articles_and_briefings(address: str, opened: Assistant) -> None:
    saved = Briefings(opened.archive.home).keep(opened.brief(TOPIC, only=["timeline"]))
    article = opened.archive.listing(scope=_everything(), limit=1)[0]

    async def steps(client: Client) -> None:
        templates = (await client.list_resource_templates()).resource_templates
        assert {one.uri_template for one in templates} == {
            "newsdesk://articles/{article_id}",
            "newsdesk://briefings/{briefing_id}",
        }
        assert await _text(client, f"newsdesk://articles/{article.id}") == article.text
        assert TOPIC in await _text(client, f"newsdesk://briefings/{saved.id}")
        assert saved.id in [one["id"] for one in (await called(client, "list_briefings"))["briefings"]]
        with pytest.raises(MCPError):
            await client.read_resource("newsdesk://articles/0000")

    driven(f"{address}/mcp/", steps)


def _everything() -> Any:
    from corpus import Scope

    return Scope()


async def _text(client: Client, uri: str) -> str:
    (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return content.text


def test_what_goes_wrong_is_said_in_words(address: str) -> None:
    async def steps(client: Client) -> None:
        for tool, arguments, words in (
            ("get_article", {"article_id": "0000"}, "no article has the id"),
            ("ask", {"question": QUESTION, "filters": {"outlets": ["The Martian Herald"]}}, "Martian"),
            ("ask", {"question": ""}, "question"),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error and words in str(result.content)

    driven(f"{address}/mcp/", steps)


def test_tools_write_only_where_the_server_was_started_so(copied: Callable[[], Path]) -> None:
    assistant = Assistant.open(copied())
    article = assistant.archive.listing(_everything(), limit=1)[0].id
    service = Service.over(assistant, replace(ServerSettings(), write=True))

    async def steps(client: Client) -> None:
        assert {tool.name for tool in (await client.list_tools()).tools} == READING | {
            "add_articles",
            "withdraw_article",
        }
        assert (await called(client, "withdraw_article", article_id=article))["barred"] == "withdrawn"
        assert (await called(client, "withdraw_article", article_id=article, undo=True))["barred"] is None
        result = await client.call_tool("add_articles", {"addresses": ["/etc/passwd"]})
        assert result.is_error and "no address of the web" in str(result.content)

    driven(make_mcp(service), steps)
    deeds = [(entry["action"], entry["door"]) for entry in service.audit.entries()]
    assert deeds == [("withdraw", "mcp"), ("let back in", "mcp")]
