"""Compare Newsdesk's retrieval with its peers: the same articles, questions, weights and machine, in one run.

Run ``python -m tests.benchmarks.peers CHECKOUT [--year 2022] [--half tune|report] [--articles 800] [--json]`` in an
environment with the extra ``bench``; CHECKOUT is one of the RealTimeQA repository. ``--articles`` takes that many of
the year's articles: all that answer a question, and others drawn at random. Without it all are taken. ``--questions``
takes so many questions of the half, for a quick look. ``--quick-fill`` has the peers' stores filled through the
compiled encoder (the same vectors): then a whole archive takes them minutes, and articles a second are left out.

Each system is set up as its own documentation has it; see the head of each module beside it. Each fills, answers and
starts in processes of its own, one after the other, without a network. Passages count for their article, the best one
first. Peers cannot be told the day that a question was asked on, so each has two rows: as documented, and with the
articles left out that were published after that day. Newsdesk has two likewise: told the day, and not told.

Ingest counts splitting (for Newsdesk also reading the file), embedding and storing on disk, not the loading of
libraries and weights. A query is timed when ten passages are asked for, after three others. Start-up is a new process
up to its first answer over the filled store, the median of three.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median
from typing import Any

_ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(_ROOT))

from assistant.evaluation import metrics  # noqa: E402
from assistant.evaluation.dataset import Case  # noqa: E402
from assistant.evaluation.metrics import Outcome  # noqa: E402
from assistant.evaluation.realtimeqa import read_year, year_of  # noqa: E402
from assistant.types import Answer, Question  # noqa: E402
from corpus import Article, Scope, canonical_url  # noqa: E402
from corpus.readers import read_sources  # noqa: E402
from tests.benchmarks.peers.run import SYSTEMS  # noqa: E402

_STARTS = 3
_OFFLINE = {
    "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False", "HAYSTACK_TELEMETRY_ENABLED": "False",
    "TOKENIZERS_PARALLELISM": "false",
}  # fmt: skip
_PACKAGES = ("langchain-chroma", "llama-index-core", "haystack-ai", "txtai", "sentence-transformers", "torch")
_COLUMNS = (
    "Hit@1", "Hit@5", "MRR@10", "answer recall@5", "articles a second", "query median, ms", "query p95, ms",
    "start-up, s", "passages", "characters a passage",
)  # fmt: skip
Row = dict[str, float | int | None]


def main() -> None:
    """Measure and print."""
    given = _arguments()
    folder = year_of(given.checkout, given.year)
    read = {a.url: a for a in read_sources([folder]) if isinstance(a, Article) and a.url}
    known = {url: article.id for article in read.values() if (url := canonical_url(article.url))}
    cases = read_year(folder, half=given.half, known=known)
    cases = random.Random(given.seed).sample(cases, min(given.questions or len(cases), len(cases)))
    articles = _drawn(list(read.values()), cases, given.articles, given.seed)
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as place:
        _write(Path(place), articles, cases)
        for name in given.systems:
            found = _measured(name, Path(place), articles, cases, quick=given.quick_fill)
            print(json.dumps(found), file=sys.stderr, flush=True)  # hours of a run that is broken off are not lost
            rows |= found
    about = {
        "day": time.strftime("%Y-%m-%d"), "machine": f"{_processor()}, {os.cpu_count()} cores",
        "articles": len(articles), "questions": len(cases),
        "questions with a known article": sum(bool(case.articles) for case in cases),
        "versions": {name: version(name) for name in _PACKAGES},
    }  # fmt: skip
    print(json.dumps(about | {"rows": rows}, indent=2) if given.json else _markdown(about, rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--year", type=int, default=2022)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--questions", type=int)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--systems", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument("--quick-fill", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _drawn(articles: list[Article], cases: Sequence[Case], wanted: int | None, seed: int) -> list[Article]:
    """Return so many articles: all that answer a question, and others at random, mixed."""
    gold = {article for case in cases for article in case.articles}
    needed = [article for article in articles if article.id in gold]
    others = [article for article in articles if article.id not in gold]
    chance = random.Random(seed)
    if wanted is not None:
        if wanted < len(needed):
            print(f"{len(needed)} articles answer a question: all are taken", file=sys.stderr)
        others = chance.sample(others, min(max(0, wanted - len(needed)), len(others)))
    drawn = needed + others
    chance.shuffle(drawn)
    return drawn


def _write(folder: Path, articles: Sequence[Article], cases: Sequence[Case]) -> None:
    """Write what the processes read."""
    fields = ("title", "text", "url", "published", "outlet")
    lines = (json.dumps({field: getattr(article, field) for field in fields}) + "\n" for article in articles)
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    asked = (json.dumps({"text": case.question, "day": str(case.as_of)}) + "\n" for case in cases)
    (folder / "questions.jsonl").write_text("".join(asked), encoding="utf-8")


def _measured(
    name: str, folder: Path, articles: Sequence[Article], cases: Sequence[Case], *, quick: bool
) -> dict[str, Row]:
    """Return the rows of a system."""
    filled = _step("quick" if quick else "fill", name, folder)
    asked = _step("ask", name, folder)
    starts = [_start(name, folder) for _ in range(_STARTS)]
    middle, slow = metrics.seconds(asked["seconds"])
    borrowed = quick and name != "Newsdesk"  # its own encoder did not fill it
    speed: Row = {
        "articles a second": None if borrowed else len(articles) / filled["seconds"], "query median, ms": middle * 1e3,
        "query p95, ms": slow * 1e3, "start-up, s": median(starts), "passages": filled["passages"],
    }  # fmt: skip
    ids = {article.url: article.id for article in articles}
    return {f"{name}, {row}": _quality(found, cases, ids) | speed for row, found in asked["rows"].items()}


def _quality(found: Sequence[Mapping[str, Any]], cases: Sequence[Case], ids: Mapping[str | None, str]) -> Row:
    """Return the figures of a row, by the same functions that ``newsdesk evaluate`` uses."""
    outcomes = [
        Outcome(
            case=case,
            answer=Answer(Question(case.question, case.question, case.question, Scope()), "answered"),
            ranked=tuple(frozenset({ids[url]}) for url in one["urls"]),
            passages=tuple(one["passages"]),
        )
        for case, one in zip(cases, found, strict=True)
    ]
    lengths = [len(passage) for one in found for passage in one["passages"]]
    return {
        "Hit@1": metrics.hit_at(outcomes, 1),
        "Hit@5": metrics.hit_at(outcomes, 5),
        "MRR@10": metrics.mrr_at(outcomes, 10),
        "answer recall@5": metrics.answer_recall_at(outcomes, 5),
        "characters a passage": round(mean(lengths)) if lengths else None,
    }


def _command(step: str, name: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.peers.run", step, name, str(folder)]


def _step(step: str, name: str, folder: Path) -> dict[str, Any]:
    """Let a process do a step, and return what it wrote."""
    print(f"{name}: {step}", file=sys.stderr, flush=True)
    run = subprocess.run(
        _command(step, name, folder), cwd=_ROOT, env=os.environ | _OFFLINE, capture_output=True, text=True
    )
    if run.returncode:
        raise SystemExit(f"{name} failed to {step}:\n{run.stderr[-3000:]}")
    done: dict[str, Any] = json.loads((folder / f"{step}.json").read_text(encoding="utf-8"))
    return done


def _start(name: str, folder: Path) -> float:
    """Return the seconds from the start of a process to its first answer."""
    begun = time.perf_counter()
    with subprocess.Popen(
        _command("start", name, folder), cwd=_ROOT, env=os.environ | _OFFLINE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if line == "ready\n":
                return time.perf_counter() - begun
    raise SystemExit(f"{name} did not start")


def _processor() -> str:
    """Return the name of the processor."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def _markdown(about: Mapping[str, Any], rows: Mapping[str, Row]) -> str:
    """Return a table with a row a system."""
    lines = [f"{key}: {value}" for key, value in about.items() if key != "versions"]
    lines += ["versions: " + ", ".join(f"{name} {number}" for name, number in about["versions"].items()), ""]
    lines += ["| | " + " | ".join(_COLUMNS) + " |", "| --- |" + " ---: |" * len(_COLUMNS)]
    lines += [
        f"| {name} | " + " | ".join(_shown(row[column]) for column in _COLUMNS) + " |" for name, row in rows.items()
    ]
    return "\n".join(lines)


def _shown(value: float | int | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if value <= 1 else f"{value:.1f}"


if __name__ == "__main__":
    main()
