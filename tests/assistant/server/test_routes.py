"""The routes over a real server: streams, errors, limits, uploads."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.assistant import Assistant
from assistant.server.service import Service
from assistant.server.settings import Limits, ServerSettings
from tests.assistant.server.conftest import running

_TEXT = "A grey heron has built its nest on the weir below the mill, the keeper said. It is the first in ten years.\n"
QUESTION = "What did Norrmark urge Velic to do?"


def events_of(response: httpx.Response) -> list[tuple[str, Any]]:
    """Return the events of a stream, as a browser reads them."""
    found, name = [], ""
    for line in response.iter_lines():
        if line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        if line.startswith("data:"):
            found.append((name, json.loads(line.removeprefix("data:"))))
    return found


def test_an_answer_comes_stage_by_stage(client: httpx.Client) -> None:
    with client.stream("POST", "/v1/ask", json={"question": QUESTION, "stream": True}) as response:
        events = events_of(response)
    assert [name for name, _ in events] == ["understood", "found", "done"]
    whole = client.post("/v1/ask", json={"question": QUESTION}).json()
    assert events[-1][1] | {"timings": {}} == whole | {"timings": {}}
    assert {item["article_id"] for item in whole["citations"]} <= {
        item["article_id"] for item in events[1][1]["evidence"]
    }


def test_a_briefing_comes_section_by_section(client: httpx.Client) -> None:
    asked = {"topic": "the Brenna flood", "only": ["timeline", "figures"]}
    with client.stream("POST", "/v1/briefs", json=asked, headers={"Accept": "text/event-stream"}) as response:
        events = events_of(response)
    made = [told["section"] for name, told in events if name == "section"]
    assert made == events[-1][1]["sections"] and events[-1][0] == "done"


def test_each_quote_stands_in_its_article(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": "What happened in Dravno?"}).json()
    assert answer["citations"]
    for item in answer["citations"]:
        text = client.get(f"/v1/articles/{item['article_id']}").json()["text"]
        assert text[item["start"] : item["end"]] == item["quote"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "word"),
    [
        ("GET", "/v1/articles/0000000000000000", None, 404, "no article has the id"),
        ("GET", "/v1/briefs/000000000000", None, 404, "no saved briefing"),
        ("GET", "/v1/nowhere", None, 404, "Not Found"),
        ("GET", "/v1/ask", None, 405, "Method"),
        ("POST", "/v1/ask", {"question": ""}, 422, "question"),
        ("POST", "/v1/ask", {"question": "x" * 5_000}, 422, "question"),
        ("POST", "/v1/ask", {"question": QUESTION, "outlet": ["The Post"]}, 422, "outlet"),
        ("POST", "/v1/ask", {"question": QUESTION, "outlets": ["The Martian Herald"]}, 422, "Martian"),
        ("POST", "/v1/ask", {"question": QUESTION, "kinds": ["gossip"]}, 422, "gossip"),
        ("POST", "/v1/ask", {"question": QUESTION, "since": "last week"}, 422, "since"),
        ("POST", "/v1/lookup", {}, 422, "draft"),
        ("POST", "/v1/ingest", {"addresses": ["file:///etc/passwd"]}, 422, "addresses"),
    ],
)
def test_errors_are_problems(
    client: httpx.Client, method: str, path: str, body: dict[str, Any] | None, status: int, word: str
) -> None:
    response = client.request(method, path, json=body)
    told = response.json()
    assert response.status_code == told["status"] == status
    assert response.headers["content-type"] == "application/problem+json"
    assert word in json.dumps(told)


def test_another_sites_pages_and_names_are_refused(opened: Assistant, client: httpx.Client) -> None:
    assert client.get("/v1/status", headers={"Origin": "https://evil.example"}).status_code == 403
    settings = ServerSettings(rate="", hosts=("127.0.0.1", "localhost"))
    with running(Service.over(opened, settings)) as url:
        assert httpx.get(f"{url}/v1/status", headers={"Host": "evil.example"}).status_code == 400
        assert httpx.get(f"{url}/v1/status").status_code == 200


def test_health_and_readiness(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json() == {"status": "ready"}


@pytest.fixture
def tight(opened: Assistant) -> Iterator[str]:
    """Serve with limits that a test reaches."""
    limits = replace(Limits(), body=2_000, upload=5_000, read=0.001, look_up=0.001, ask=0.001)
    with running(Service.over(opened, ServerSettings(limits, rate=""))) as url:
        yield url


def test_what_is_too_large_or_takes_too_long_is_ended(tight: str) -> None:
    long = httpx.post(f"{tight}/v1/lookup", json={"draft": "word " * 1_000})
    assert long.status_code == 413 and "2,000 bytes" in long.json()["detail"]
    chunks = httpx.post(f"{tight}/v1/lookup", content=(b'{"draft": "' for _ in range(1_000)))
    assert chunks.status_code == 413
    slow = httpx.post(f"{tight}/v1/ask", json={"question": QUESTION})
    assert slow.status_code == 504 and "0.001 seconds" in slow.json()["detail"]
    with httpx.stream("POST", f"{tight}/v1/ask", json={"question": QUESTION, "stream": True}) as response:
        assert events_of(response)[-1][0] == "problem"


def test_files_are_added_as_a_job(copied: Callable[[], Path]) -> None:
    assistant = Assistant.open(copied())
    with running(Service.over(assistant, ServerSettings(rate=""))) as url:
        story = "---\ntitle: A heron nests on the weir\noutlet: The Weir Post\ndate: 2025-03-01\n---\n" + _TEXT
        files = [("files", ("../../heron.md", story)), ("files", ("broken.json", '{"title": 3'))]
        taken = httpx.post(f"{url}/v1/ingest/files", files=files, timeout=60)
        assert taken.status_code == 202 and taken.json()["sources"] == 2
        job = _ended(url, taken.headers["location"])
        assert job["state"] == "done" and job["report"]["added"] == 1
        assert [refused["place"].split(":")[0] for refused in job["report"]["refused"]] == ["1/broken.json"]
        found = httpx.get(f"{url}/v1/articles", params={"query": "heron"}).json()["articles"]
        assert found[0]["title"] == "A heron nests on the weir"
        assert not list((assistant.archive.home / "uploads").iterdir())
        article = found[0]["id"]
        assert httpx.post(f"{url}/v1/articles/{article}/withdraw").status_code == 204
        assert httpx.get(f"{url}/v1/articles/{article}").json()["barred"] == "withdrawn"
        assert httpx.delete(f"{url}/v1/articles/{article}").status_code == 204
        assert httpx.get(f"{url}/v1/articles/{article}").status_code == 404


def _ended(url: str, place: str) -> dict[str, Any]:
    for _ in range(300):
        job: dict[str, Any] = httpx.get(f"{url}{place}").json()
        if job["ended"]:
            return job
        time.sleep(0.1)
    pytest.fail("the ingest did not end")


def test_briefings_are_kept(copied: Callable[[], Path]) -> None:
    with running(Service.over(Assistant.open(copied()), ServerSettings(rate=""))) as url:
        asked = {"topic": "the Brenna flood", "only": ["timeline"], "save": True}
        made = httpx.post(f"{url}/v1/briefs", json=asked, timeout=60)
        assert made.status_code == 201
        assert [each["topic"] for each in httpx.get(f"{url}/v1/briefs").json()["briefs"]] == ["the Brenna flood"]
        place = f"{url}{made.headers['location']}"
        assert httpx.get(place).json() == made.json()
        assert httpx.delete(place).status_code == 204
        assert httpx.get(place).status_code == 404
