"""Replay the second half of 2022 day by day: which articles saved searches tell of, against keys made by hand.

::

    python -m tests.benchmarks.alerts realtimeqa/past/2022 [--part report|tune] [--threshold 0.4]

The articles are those that the web searches of RealTimeQA's odd weeks found; they are ingested in the order of their
days, and the searches are run after each day. The keys in ``alerts.json`` say how they were made.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.monitoring.matching import Matcher
from assistant.monitoring.searching import Desk, run_watches
from assistant.monitoring.storage import watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Watch
from assistant.reader.judge import bundled_judge
from corpus import Archive, Settings, canonical_url

_KEYS = Path(__file__).with_suffix(".json")
_BASE = "2022-05-01"
"""First day of what the archive holds before the first search runs."""


def read_articles(folder: Path) -> list[dict[str, Any]]:
    """Return the dated articles of the odd weeks, each once, in the order of their days."""
    weeks = sorted(path.name[:8] for path in folder.glob("*_qa.jsonl"))[0::2]
    found: dict[str, dict[str, Any]] = {}
    for path in (folder / f"{week}_gcs.jsonl" for week in weeks):
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            for result in json.loads(line)["search_result"]:
                if isinstance(result, dict) and result.get("text") and result.get("publish_date"):
                    found.setdefault(_bare(result["url"]), _record(result))
    chosen = [record for record in found.values() if _BASE <= record["published"] < "2023"]
    return sorted(chosen, key=lambda record: (record["published"], record["url"]))


def _record(result: dict[str, Any]) -> dict[str, Any]:
    day = result["publish_date"].replace("/", "-")
    return {"url": result["url"], "title": result["title"], "text": result["text"], "published": day}


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|edition\.)?", "", url).split("?")[0].split("#")[0].rstrip("/")


def replay(folder: Path, watches: dict[str, dict[str, Any]], threshold: float) -> Iterator[tuple[str, str, float]]:
    """Yield the search, the address and the score of each article that was told of."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        archive = Archive.open(settings=Settings(home=home, models=Settings.from_environment().models))
        db, day = Database(home), {"now": datetime(2022, 5, 1, tzinfo=UTC)}
        for name, given in watches.items():
            kind, text = given["kind"], given["text"]
            watch_records.add_watch(db, Watch(name, kind, text, threshold=threshold), day["now"])
        desk = Desk(archive, db, Matcher(archive, bundled_judge()), lambda: day["now"])
        for published, group in groupby(read_articles(folder), key=lambda record: record["published"]):
            file = Path(place) / "day.jsonl"
            file.write_text("".join(json.dumps(record) + "\n" for record in group), encoding="utf-8")
            archive.ingest([file])
            day["now"] = datetime.fromisoformat(f"{published}T20:00:00+00:00")
            active = [
                watch
                for watch in watch_records.list_watches(db)
                if watches[watch.id]["since"] <= published <= watches[watch.id]["until"]
            ]
            run_watches(desk, active)
            pass_over(
                desk, [watch for watch in watch_records.list_watches(db) if watch.id not in {a.id for a in active}]
            )
        for name in watches:
            for item in watch_records.items_of(db, name):
                if item.kind in ("new report", "further report"):
                    yield name, item.citation.url or "", item.score
        archive.close()


def pass_over(desk: Desk, resting: list[Watch]) -> None:
    """Let searches that do not run on a day pass over its articles: their keys say nothing of them."""
    watch_records.keep_found(desk.db, (), resting, seen=desk.archive.intake().last_number())


def main() -> None:
    """Print precision and recall of each search and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="report", choices=("report", "tune"))
    parser.add_argument("--threshold", type=float, default=0.4)
    given = parser.parse_args()
    keys = json.loads(_KEYS.read_text(encoding="utf-8"))[given.part]
    watches = {f"{place:02} {key['text']}": key for place, key in enumerate(keys)}
    told: dict[str, set[str]] = {name: set() for name in watches}
    scores: dict[str, float] = {}
    for name, url, score in replay(given.folder, watches, given.threshold):
        told[name].add(_bare(url))
        scores[_bare(url)] = score
    right = wrong = missed = 0
    for name, key in watches.items():
        yes, either = set(key["yes"]), set(key["either"])
        hits, bad, lost = told[name] & yes, told[name] - yes - either, yes - told[name]
        right, wrong, missed = right + len(hits), wrong + len(bad), missed + len(lost)
        least = min((scores[url] for url in hits), default=0.0)
        told_of = f"told {len(told[name])}, right {len(hits)} (from {least}), wrong {len(bad)}, missed {len(lost)}"
        print(f"{name}: {told_of}")
        for mark, urls in (("  wrong ", bad), ("  missed", lost)):
            for url in sorted(urls):
                print(mark, scores.get(url, ""), canonical_url(f"https://{url}"))
    print(f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")


if __name__ == "__main__":
    main()
