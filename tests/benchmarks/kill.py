"""Kill an ingest of real articles again and again, and see that nothing is lost or doubled.

Run ``python tests/benchmarks/kill.py --articles FOLDER [--count 300] [--rounds 20] [--models FOLDER]``, where FOLDER
holds any files that Newsdesk reads. One archive is filled by processes that are killed (SIGKILL) at random moments, the
next one carrying on; another one is filled undisturbed. After each kill the archive must open, hold each article that
was reported stored, and answer; in the end both archives must be the same. Exit code 1 where they are not.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT))

from corpus import Archive, Article, Scope, Settings  # noqa: E402
from corpus.readers import read_sources  # noqa: E402

_WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from corpus.archive import Archive
from corpus.settings import Settings
def tell(progress):
    print(progress.step, progress.done, flush=True)
archive = Archive.open(settings=Settings(Path(sys.argv[2])))
print("begins 0", flush=True)
archive.ingest([sys.argv[3]], tell=tell)
print("ends 0", flush=True)
"""
_QUERIES = ("Who won the election?", "earthquake victims", "interest rates of the central bank", "the war in Ukraine")
_ALL = 100_000
_NEAR = 0.02
"""Cosines may differ by so much: the encoder rounds to bfloat16, and a batch's length is another after a kill."""


def main() -> None:
    """Kill, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--models", type=Path, help="folder with the compiled encoder, to be copied")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, calm, source = (Path(folder) / name for name in ("killed", "calm", "articles.jsonl"))
        with source.open("w", encoding="utf-8") as lines:
            lines.writelines(islice(_lines(given.articles), given.count))
        for each in (home, calm):
            each.mkdir()
            if given.models:
                shutil.copytree(given.models, each / "models")
        _, seconds = _run(calm, source, None)
        print(f"undisturbed: {seconds:.0f} s", flush=True)
        chance = random.Random(given.seed)
        # Early and late by turns: while it reads, and while it embeds.
        moments = [chance.uniform(0, 3 if number % 2 else seconds / 6) for number in range(given.rounds)]
        failures = sum(_kill(home, source, moment, number) for number, moment in enumerate(moments, 1))
        failures += _compare(home, calm, source)
    raise SystemExit(1 if failures else 0)


def _lines(folder: Path) -> Iterator[str]:
    """Yield articles as lines of JSON."""
    for article in read_sources([folder]):
        if isinstance(article, Article):
            names = ("title", "text", "url", "published", "outlet")
            yield json.dumps({name: getattr(article, name) for name in names}) + "\n"


def _run(home: Path, source: Path, kill_after: float | None) -> tuple[dict[str, int], float]:
    """Ingest in another process; return the last figure of each step, and the seconds."""
    command = [sys.executable, "-c", _WRITER, str(_ROOT), str(home), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begins 0\n"
        begin = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        lines = [line.split() for line in process.stdout.read().split("\n")[:-1]]
    return {step: int(done) for step, done in lines}, time.monotonic() - begin


def _kill(home: Path, source: Path, moment: float, number: int) -> int:
    """Kill one ingest, and look at what is there; return 1 where something is not."""
    reached, _ = _run(home, source, moment)
    notices: list[str] = []
    begin = time.monotonic()
    archive = Archive.open(settings=Settings(home), notice=notices.append)
    found = len(archive.search(_QUERIES[0], Scope()))
    opened, status = time.monotonic() - begin, archive.status()
    problems = archive.check().problems
    archive.close()
    lost = max(0, reached.get("read", 0) - status.articles)
    steps = ", ".join(f"{step} {done}" for step, done in reached.items()) or "no step yet"
    print(
        f"kill {number:2} at {moment:4.1f} s ({steps}): "
        f"opened and asked in {opened:.1f} s, {found} hits; {status.articles} articles, {lost} lost; "
        f"{status.by_words} of {status.passages} passages by words, {status.by_meaning} by meaning; "
        f"problems {list(problems)}, notices {notices}",
        flush=True,
    )
    return int(bool(lost or problems))


def _compare(home: Path, calm: Path, source: Path) -> int:
    """Finish, and compare with the archive that nobody killed; return the number of differences."""
    both = [Archive.open(settings=Settings(each)) for each in (home, calm)]
    report = both[0].ingest([source])
    checks = [archive.check() for archive in both]
    print(f"finished: {report.added} added, {report.unchanged} unchanged, {report.changed} changed; {checks[0]}")
    differences = [] if checks[0] == checks[1] else [f"the checks differ: {checks[1]}"]
    for query in _QUERIES:
        found = [{hit.passage.id: hit for hit in archive.search(query, Scope(), limit=_ALL)} for archive in both]
        words = [{i for i, hit in hits.items() if hit.words} for hits in found]
        far = [i for i in found[0].keys() & found[1].keys() if abs(found[0][i].meaning - found[1][i].meaning) > _NEAR]
        if found[0].keys() != found[1].keys() or words[0] != words[1] or far:
            strange = len(found[0].keys() ^ found[1].keys()), len(words[0] ^ words[1]), len(far)
            differences.append(f"{query!r}: {strange} passages differ at all, by words, by meaning")
    print("the same as undisturbed" if not differences else "\n".join(differences))
    return len(differences)


if __name__ == "__main__":
    main()
