"""How much one process watches: feeds an hour, and saved searches against new articles.

::

    python -m tests.benchmarks.watching feeds [--feeds 500]
    python -m tests.benchmarks.watching searches realtimeqa/past/2022 [--searches 1000] [--articles 100]

Feeds: a server on this machine gives so many feeds, each under a host name of its own (``127.x.y.z``), each with one
article that nobody has seen; one round looks at all of them, with the pauses between requests that the web gets. The
searches are titles and questions of RealTimeQA, the articles the newest of its odd weeks.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.monitoring.filling import run_sources
from assistant.monitoring.matching import Matcher
from assistant.monitoring.searching import Desk, run_watches
from assistant.monitoring.storage import source_records, watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Watch, WatchKind
from assistant.reader.judge import bundled_judge
from corpus import Archive, Settings, Source
from tests.benchmarks.alerts import read_articles


class _Feeds(BaseHTTPRequestHandler):
    """Give a feed, and an article of some length, for each host."""

    def do_GET(self) -> None:
        host = self.headers["Host"]
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        body = _feed(host) if self.path == "/feed" else _page(host)
        self.send_response(200)
        self.send_header("Content-Type", "application/xml" if self.path == "/feed" else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


def _feed(host: str) -> bytes:
    item = f"<item><title>News of {host}</title><link>http://{host}/a</link><description>In short.</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{item}</channel></rss>'.encode()


def _page(host: str) -> bytes:
    lines = [
        f"<p>Paragraph {n} of {host}: the council of town {n * 7} met on Tuesday, heard {n + 3} speakers on a bridge, "
        f"and put off its decision on the {n * 13} million that the works of {host} are to cost until autumn.</p>"
        for n in range(12)
    ]
    title = f"News of {host}"
    return (
        f"<html><title>{title}</title><body><article><h1>{title}</h1>{''.join(lines)}</article></body></html>".encode()
    )


def measure_feeds(count: int) -> None:
    """Print how long one round over many feeds takes."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), _Feeds)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        archive = Archive.open(settings=Settings(home=home, models=Settings.from_environment().models))
        archive.encode(["Ready."])
        db, now = Database(home), datetime.now(UTC)
        for number in range(count):
            host = f"127.0.{number // 250 + 1}.{number % 250 + 1}:{port}"
            source_records.add_source(db, Source(f"s{number:04}", "feed", f"http://{host}/feed", private=True), now)
        for name in ("first round, one new article each", "second round, nothing new"):
            begun = perf_counter()
            runs = run_sources(archive, db, source_records.list_sources(db), now=lambda: datetime.now(UTC))
            seconds = perf_counter() - begun
            added, broken = sum(run.added for run in runs), sum(bool(run.error) for run in runs)
            print(f"{name}: {count} feeds in {seconds:.0f} s ({count / seconds * 3600:,.0f} an hour), {added} new, "
                  f"{broken} not read")  # fmt: skip
        archive.close()
    server.shutdown()


def measure_searches(folder: Path, searches: int, articles: int) -> None:
    """Print how long many searches over some new articles take."""
    records = read_articles(folder)
    texts: list[tuple[WatchKind, str]] = [("topic", record["title"]) for record in records[: searches // 2]]
    for path in sorted(folder.glob("*_qa.jsonl"))[0::2]:
        for line in path.read_text(encoding="utf-8").splitlines():
            texts.append(("question", json.loads(line)["question_sentence"]))
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        archive = Archive.open(settings=Settings(home=home, models=Settings.from_environment().models))
        db, now = Database(home), datetime.now(UTC)
        for number, (kind, text) in enumerate(islice(cycle(texts), searches)):
            watch_records.add_watch(db, Watch(f"w{number:04}", kind, text), now)
        file = Path(place) / "new.jsonl"
        file.write_text("".join(json.dumps(record) + "\n" for record in records[-articles:]), encoding="utf-8")
        archive.ingest([file])
        desk = Desk(archive, db, Matcher(archive, bundled_judge()), lambda: now)
        watches = watch_records.list_watches(db)
        bundled_judge().judge(_ready(), ["Ready."])
        begun = perf_counter()
        items = run_watches(desk, watches)
        print(f"{searches} searches over {articles} articles: {perf_counter() - begun:.0f} s, {items} items")
        archive.close()


def _ready() -> Any:
    from assistant.nlp.entailment import Premise

    return Premise("Ready.")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("feeds", "searches"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--searches", type=int, default=1_000)
    parser.add_argument("--articles", type=int, default=100)
    given = parser.parse_args()
    if given.what == "feeds":
        measure_feeds(given.feeds)
    else:
        measure_searches(given.folder, given.searches, given.articles)


if __name__ == "__main__":
    main()
