"""Keys, rights, limits and the audit log, over a real server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from openai import AuthenticationError, OpenAI
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.errors import NotAllowed
from assistant.server.access.keys import Keys
from assistant.server.service import Service
from assistant.server.serving import check_address
from assistant.server.settings import ServerSettings
from tests.assistant.server.conftest import running

QUESTION = "What did Norrmark urge Velic to do?"


@pytest.fixture(scope="module")
def guarded(copied: Callable[[], Path]) -> Iterator[tuple[str, Path]]:
    """Serve an archive that has a key, and give its address and folder."""
    home = copied()
    Keys(home).create("first")
    with running(Service.over(Assistant.open(home), ServerSettings(rate=""))) as url:
        yield url, home


def made(home: Path, *options: str) -> str:
    """Return a key as the command shows it."""
    result = CliRunner().invoke(app, ["keys", "create", "test", *options, "--json", "--home", str(home)])
    assert result.exit_code == 0, result.output
    key: str = json.loads(result.stdout)["key"]
    return key


def sent(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_a_key_opens_every_door_till_it_is_revoked(guarded: tuple[str, Path]) -> None:
    url, home = guarded
    for path in ("/v1/status", "/v1/articles", "/v1/models", "/mcp/"):
        refused = httpx.get(f"{url}{path}")
        assert refused.status_code == 401 and refused.headers["www-authenticate"] == "Bearer"
    assert httpx.get(f"{url}/health").status_code == 200
    key = made(home)
    assert httpx.get(f"{url}/v1/status", headers=sent(key)).status_code == 200
    assert OpenAI(base_url=f"{url}/v1", api_key=key).models.list().data
    listed = CliRunner().invoke(app, ["keys", "list", "--home", str(home)]).stdout
    assert key.split("_")[1] in listed and key not in listed
    assert key not in (home / "access" / "keys.json").read_text(encoding="utf-8")
    CliRunner().invoke(app, ["keys", "revoke", key.split("_")[1], "--home", str(home)])
    assert httpx.get(f"{url}/v1/status", headers=sent(key)).status_code == 401
    with pytest.raises(AuthenticationError, match="revoked"):
        OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0).models.list()


@pytest.mark.parametrize("wrong", ["", "Bearer", "Bearer x.y.z", "Basic abc", "Bearer nd_00000000_guess"])
def test_nothing_else_opens_one(guarded: tuple[str, Path], wrong: str) -> None:
    assert httpx.get(f"{guarded[0]}/v1/status", headers={"Authorization": wrong}).status_code == 401


def test_a_key_to_read_does_not_write(guarded: tuple[str, Path]) -> None:
    url, home = guarded
    reader, writer = made(home), made(home, "--right", "write")
    article = httpx.get(f"{url}/v1/articles?limit=1", headers=sent(reader)).json()["articles"][0]["id"]
    place = f"{url}/v1/articles/{article}/withdraw"
    refused = httpx.post(place, headers=sent(reader))
    assert refused.status_code == 403 and "right to write" in refused.json()["detail"]
    assert httpx.post(f"{url}/v1/ingest", json={"addresses": ["http://x"]}, headers=sent(reader)).status_code == 403
    assert httpx.post(place, headers=sent(writer)).status_code == 204
    assert httpx.post(f"{place}?undo=true", headers=sent(writer)).status_code == 204
    assert httpx.get(f"{url}/v1/status", headers=sent(writer)).json()["home"] == ""
    admin = made(home, "--right", "admin")
    assert httpx.get(f"{url}/v1/status", headers=sent(admin)).json()["home"] == str(home)


def test_mcp_asks_for_a_key_too(guarded: tuple[str, Path]) -> None:
    import asyncio

    import httpx2

    url, home = guarded
    key = made(home)

    async def tools() -> set[str]:
        async with (
            httpx2.AsyncClient(headers=sent(key), timeout=60) as http,
            Client(streamable_http_client(f"{url}/mcp/", http_client=http)) as client,
        ):
            return {tool.name for tool in (await client.list_tools()).tools}

    assert "ask" in asyncio.run(tools())


def test_briefings_are_those_of_whoever_made_them(guarded: tuple[str, Path]) -> None:
    url, home = guarded
    one, other = made(home), made(home)
    asked = {"topic": "the Brenna flood", "only": ["timeline"], "save": True}
    made_at = httpx.post(f"{url}/v1/briefs", json=asked, headers=sent(one), timeout=60).headers["location"]
    assert httpx.get(f"{url}{made_at}", headers=sent(one)).status_code == 200
    assert httpx.get(f"{url}{made_at}", headers=sent(other)).status_code == 404
    assert httpx.get(f"{url}/v1/briefs", headers=sent(other)).json()["briefs"] == []


def test_who_asks_too_often_waits(copied: Callable[[], Path]) -> None:
    home = copied()
    one, other = Keys(home).create("one")[1], Keys(home).create("other")[1]
    with running(Service.over(Assistant.open(home), ServerSettings(rate="3/minute"))) as url:
        codes = [httpx.get(f"{url}/v1/models", headers=sent(one)).status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        late = httpx.get(f"{url}/v1/models", headers=sent(one))
        assert late.headers["retry-after"] and "3 per 1 minute" in late.json()["detail"]
        assert httpx.get(f"{url}/v1/models", headers=sent(other)).status_code == 200


@pytest.mark.parametrize("texts", [True, False])
def test_the_audit_log_says_who_did_what(copied: Callable[[], Path], texts: bool) -> None:
    home = copied()
    key = Keys(home).create("desk bot", rights=["write"])[1]
    service = Service.over(Assistant.open(home), ServerSettings(rate="", texts=texts))
    with running(service) as url:
        httpx.post(f"{url}/v1/ask", json={"question": QUESTION}, headers=sent(key), timeout=60)
        article = httpx.get(f"{url}/v1/articles?limit=1", headers=sent(key)).json()["articles"][0]["id"]
        httpx.post(f"{url}/v1/articles/{article}/withdraw", headers=sent(key))
        httpx.get(f"{url}/v1/articles/none", headers=sent(key))
    entries = list(service.audit.entries())
    assert [(one["action"], one["status"], one.get("article")) for one in entries] == [
        ("ask", 200, None),
        ("withdraw", 204, article),
        ("read", 404, "none"),
    ]
    assert {one["name"] for one in entries} == {"desk bot"}
    assert [one.get("text") for one in entries] == [QUESTION if texts else None, None, None]


def test_an_archive_is_not_opened_to_everybody_by_mistake() -> None:
    assert "this machine alone" in check_address("127.0.0.1", guarded=False, open_to_all=False)
    assert "key or a login" in check_address("0.0.0.0", guarded=True, open_to_all=False)
    assert "open to everybody" in check_address("192.0.2.7", guarded=False, open_to_all=True)
    for host in ("0.0.0.0", "::", "192.0.2.7", "news.example.org"):
        with pytest.raises(NotAllowed, match="keys create"):
            check_address(host, guarded=False, open_to_all=False)


def test_who_comes_to_an_open_archive_reads_alone(copied: Callable[[], Path]) -> None:
    home = copied()
    service = Service.over(Assistant.open(home), ServerSettings(rate=""), open_to_all=True)
    with running(service) as url:
        article = httpx.get(f"{url}/v1/articles?limit=1").json()["articles"][0]["id"]
        assert httpx.delete(f"{url}/v1/articles/{article}").status_code == 403
