"""Measure the newsroom's server: quotes over HTTP and MCP, many users at once, what HTTP costs, and what is hidden.

    python -m tests.benchmarks.server quotes --calls 10000
    python -m tests.benchmarks.server users --users 50 --minutes 5 --think 30
    python -m tests.benchmarks.server overhead
    python -m tests.benchmarks.server hidden --calls 10000

A server of its own process serves a copy of the demonstration archive. Users think for a random time (exponential,
``--think`` seconds on average) between an answer and their next question; 0 lets each ask again at once. All chance is
seeded.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from mcp import Client

from assistant.assistant import Assistant
from assistant.serialization import answer_json
from assistant.server.access.keys import Keys
from corpus import Archive, Article, Scope
from corpus.demo import ARTICLES
from tests.assistant.server.hidden import calls, counted, hide

_ASKED = (
    "What happened in {topic}?", "What is new about {topic}?", "How many people were affected by {topic}?",
    "Who said something about {topic}?", "When was {topic} reported?", "Why did {topic} happen?",
)  # fmt: skip


@contextmanager
def served(home: Path) -> Iterator[tuple[str, int]]:
    """Serve an archive from a process of its own; give the address and the process's id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "NEWSDESK_HOME": str(home), "NEWSDESK_RATE": "off", "NEWSDESK_AUDIT_TEXTS": "no"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                try:
                    httpx.get(f"{url}/health", timeout=2)
                    break
                except httpx.HTTPError:
                    time.sleep(0.2)
            yield url, server.pid
        finally:
            server.terminate()
            server.wait(30)


def questions(articles: list[Article], seed: int) -> Iterator[str]:
    """Yield random questions on random articles, without end."""
    chance = random.Random(seed)
    while True:
        yield chance.choice(_ASKED).format(topic=chance.choice(articles).title)


def citations_of(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each citation of a result."""
    if isinstance(value, dict):
        if {"quote", "start", "end", "article_id"} <= set(value):
            yield value
        for inner in value.values():
            yield from citations_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from citations_of(inner)


async def verify_quotes(url: str, texts: dict[str, Article], many: int) -> tuple[int, int]:
    """Make random calls, over HTTP and MCP in turn; count the quotes, and those that are not in their articles."""
    known = list(texts.values())
    chance, asked = random.Random(7), questions(known, 7)
    quotes = wrong = 0
    async with httpx.AsyncClient(base_url=url, timeout=300) as http, Client(f"{url}/mcp/") as mcp:
        for place in range(many):
            article, question = chance.choice(known), next(asked)
            words = " ".join(article.text.split()[:12])
            route, tool, body = chance.choice(
                [("/v1/ask", "ask", {"question": question}), ("/v1/lookup", "look_up_quote", {"text": words})] * 5
                + [("/v1/briefs", "brief", {"topic": " ".join(re.findall(r"\w+", article.title)[:4])})]
            )
            if place % 2:
                told = (await mcp.call_tool(tool, body)).structured_content
            else:
                told = (await http.post(route, json=body)).json()
            for item in citations_of(told):
                quotes += 1
                wrong += texts[item["article_id"]].text[item["start"] : item["end"]] != item["quote"]
    return quotes, wrong


def memory(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1_024


async def ask_together(url: str, articles: list[Article], users: int, seconds: float, think: float) -> Any:
    """Let users ask for a time; return the seconds of each answer, and how many calls failed."""
    taken: list[float] = []
    failed = 0
    until = time.perf_counter() + seconds

    async def user(number: int) -> None:
        nonlocal failed
        chance, asked = random.Random(number), questions(articles, number)
        async with httpx.AsyncClient(base_url=url, timeout=300) as http:
            if think:
                await asyncio.sleep(chance.uniform(0, min(think, seconds / 2)))
            while time.perf_counter() < until:
                started = time.perf_counter()
                answer = await http.post("/v1/ask", json={"question": next(asked)})
                taken.append(time.perf_counter() - started)
                failed += answer.status_code != 200
                if think:
                    await asyncio.sleep(chance.expovariate(1 / think))

    await asyncio.gather(*(user(number) for number in range(users)))
    return taken, failed


def p95(taken: list[float]) -> float:
    """Return the 95th percentile."""
    return float(np.percentile(taken, 95))


def measure_users(url: str, pid: int, articles: list[Article], options: argparse.Namespace) -> None:
    """Print the times of one user alone and of many, and the memory."""
    asyncio.run(ask_together(url, articles, 1, 10, 0))  # what is loaded with the first question
    alone, _ = asyncio.run(ask_together(url, articles, 1, min(60, options.minutes * 60), 0))
    before = memory(pid)
    taken, failed = asyncio.run(ask_together(url, articles, options.users, options.minutes * 60, options.think))
    print(f"alone: {len(alone)} questions, median {np.median(alone):.2f} s, p95 {p95(alone):.2f} s")
    times = p95(taken) / p95(alone)
    print(f"{options.users} users, thinking {options.think:g} s: {len(taken)} questions, {failed} failed")
    print(f"median {np.median(taken):.2f} s, p95 {p95(taken):.2f} s ({times:.1f} times alone)")
    print(f"memory {before:.0f} to {memory(pid):.0f} MB")


def measure_overhead(url: str, home: Path, articles: list[Article], many: int) -> None:
    """Print how much longer the same question takes over HTTP than in this process, in milliseconds, by pairs."""
    assistant = Assistant.open(home)
    more = []
    with httpx.Client(base_url=url, timeout=300) as http:
        for question in islice(questions(articles, 3), many):
            http.post("/v1/ask", json={"question": question})
            assistant.ask(question)  # what is remembered of it is remembered on both sides
            started = time.perf_counter()
            answer_json(assistant.ask(question))
            between = time.perf_counter()
            http.post("/v1/ask", json={"question": question}).json()
            more.append(1_000 * (time.perf_counter() - 2 * between + started))
    print(f"HTTP takes {np.median(more):.1f} ms more than the call (median of {many} pairs; p95 {p95(more):.1f} ms)")
    idle = []
    with httpx.Client(base_url=url) as http:
        for _ in range(200):
            started = time.perf_counter()
            http.get("/v1/articles", params={"limit": 1})
            idle.append(1_000 * (time.perf_counter() - started))
    print(f"a call that does next to nothing: median {np.median(idle):.1f} ms")


def measure_hidden(home: Path, folder: Path, many: int) -> None:
    """Print what random calls of somebody without a right give away of a hidden part."""
    archive = Archive.open(home)
    seen = archive.listing(Scope(), limit=500)
    hidden = hide(archive, folder / "in", many=40)
    archive.close()
    key = Keys(home).create("stranger")[1]
    part = Archive.open(home).over_collections(["common"])
    found = 0
    with served(home) as (url, _), httpx.Client(
        base_url=url, timeout=300, headers={"Authorization": f"Bearer {key}"}
    ) as http:  # fmt: skip
        for method, path, body, asked in islice(calls(hidden, seen, seed=1), many):
            what: dict[str, Any] = {"params": body} if method == "GET" else {"json": body}
            response = http.request(method, path, **what)
            told = hidden.traces(response.text, asked)
            if response.headers["content-type"] == "application/json":
                told += counted(response.json(), lambda scope: part.coverage(scope).articles)
            if told or response.status_code not in (200, 404):
                found += 1
                print(response.status_code, path, body, told)
    print(f"{many} calls without a right: {found} with a trace of {len(hidden.ids)} hidden articles, or a wrong count")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("quotes", "users", "overhead", "hidden"))
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--think", type=float, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        archive = Archive.open(home)
        archive.ingest([ARTICLES])
        articles = archive.listing(Scope(), limit=500)
        archive.close()
        if options.what == "hidden":
            measure_hidden(home, Path(folder), options.calls)
            return
        with served(home) as (url, pid):
            if options.what == "quotes":
                quotes, wrong = asyncio.run(verify_quotes(url, {each.id: each for each in articles}, options.calls))
                print(f"{options.calls} calls: {quotes} quotes, {wrong} that do not stand so in their article")
            elif options.what == "users":
                measure_users(url, pid, articles, options)
            else:
                measure_overhead(url, home, articles, min(options.calls, 100))


if __name__ == "__main__":
    main()
