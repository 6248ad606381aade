"""Read damaged and hostile files of each format: no crash, no hang, every refusal named, every article well-formed.

Half of the inputs are a sample with hostile values in its fields (by hypothesis), half a sample that was damaged.

    python tests/benchmarks/fuzz.py --inputs 2000
    python tests/benchmarks/fuzz.py --inputs 2000 --formats pdf docx --keep /tmp/failures
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import re
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.ingestion.normalization import clean_text
from corpus.readers import read_sources
from corpus.types import DATED_BY, KINDS, PUBSTATUS, Article, Record, Refusal, StatusChange
from tests.benchmarks.hostile import VALUES, filled
from tests.benchmarks.mutations import damaged
from tests.corpus.readers.samples import Sample, samples

_SECONDS = 5  # of the processor for one input; the slowest that we met takes one
_STUCK = 300  # seconds after which a hang within a C library is told, and all ends
_MAX_REASON = 300
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # of these none but a line end belongs into a text
_QUOTED = re.compile(r'"[^"]*"')  # what the file says is its own affair
_EXCEPTION = re.compile(r"\b[A-Z]\w+(?:Error|Exception)\b")


class _Hang(BaseException):
    """Say that an input has taken its time; no Exception, lest a library goes on."""


@dataclass(slots=True)
class Outcome:
    """Hold what came of the inputs of one format.

    Attributes:
        slowest: Seconds of the processor.
        failures: What went wrong, with the input.
    """

    name: str
    inputs: int = 0
    articles: int = 0
    refusals: int = 0
    slowest: float = 0.0
    failures: list[tuple[str, Sample]] = field(default_factory=list)


def fuzz(name: str, inputs: int, folder: Path) -> Outcome:
    """Read so many inputs of a format; the same each time."""
    outcome, sample, others = Outcome(name), samples()[name], list(samples().values())

    @settings(max_examples=inputs // 2, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.lists(VALUES, min_size=1, max_size=4), st.integers(0, 2**32))
    def fill(values: list[object], seed: int) -> None:
        if outcome.inputs < inputs // 2:
            _try(filled(sample, values, Random(seed), others), outcome, folder)

    fill()
    for seed in range(inputs - outcome.inputs):
        _try(damaged(sample, Random(f"{name} {seed}"), others), outcome, folder)
    return outcome


def _try(made: Sample, outcome: Outcome, folder: Path) -> None:
    """Read one input, and judge what comes out."""
    path = folder / made.name
    path.write_bytes(made.data)
    begin = time.process_time()
    records: list[Record] = []
    try:
        with watched():
            records = list(read_sources([path]))
        found = next((problem for record in records for problem in problems(record, path)), "")
    except _Hang as exc:
        found = f"hangs {_where(exc)}"
    except Exception as exc:  # noqa: BLE001 - that none comes out is what is tested
        found = f"{type(exc).__name__}: {exc} {_where(exc)}"
    path.unlink()
    outcome.inputs += 1
    outcome.slowest = max(outcome.slowest, time.process_time() - begin)
    outcome.articles += sum(isinstance(record, Article) for record in records)
    outcome.refusals += sum(isinstance(record, Refusal) for record in records)
    if found:
        outcome.failures.append((found, made))


def _where(exc: BaseException) -> str:
    """Say where in the corpus something happened, and where in the end."""
    frames = traceback.extract_tb(exc.__traceback__)
    ours = [frame for frame in frames if "/corpus/" in frame.filename] or frames
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (frames[-1], *reversed(ours[-3:])))


@contextmanager
def watched() -> Iterator[None]:
    """Raise _Hang within what takes longer than it may."""

    def stop(*_: object) -> None:
        raise _Hang

    faulthandler.dump_traceback_later(_STUCK, exit=True)
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        faulthandler.cancel_dump_traceback_later()


def problems(record: object, path: Path) -> Iterator[str]:
    """Yield what is wrong with what a reader gave."""
    if isinstance(record, Refusal):
        yield from _of_refusal(record, path)
    elif isinstance(record, StatusChange):
        if not record.article_id or record.pubstatus not in PUBSTATUS or not record.place.startswith(str(path)):
            yield f"not a change of status: {record}"
    elif isinstance(record, Article):
        yield from _of_article(record, path)
    else:
        yield f"a {type(record).__name__} came out"


def _of_refusal(refusal: Refusal, path: Path) -> Iterator[str]:
    place, reason = refusal.place, refusal.reason
    if not place.startswith(str(path)) or _UNSEEN.search(place):
        yield f"place is {place!r}"
    if not reason.strip() or len(reason) >= _MAX_REASON or _UNSEEN.search(reason):
        yield f"reason is {reason!r}"
    if "Traceback" in reason or _EXCEPTION.search(_QUOTED.sub("", reason)):
        yield f"reason names an exception: {reason!r}"


def _of_article(article: Article, path: Path) -> Iterator[str]:
    if not (article.id and article.title.strip() and article.text.strip() and article.source.startswith(str(path))):
        yield f"an empty field: {article.id!r} {article.title!r} {article.source!r} {article.text[:50]!r}"
    if "&" not in article.text and article.text != clean_text(article.text):  # '&amp;amp;' is unescaped once
        yield f"text is not clean: {article.text[:200]!r}"
    if article.kind not in KINDS or article.pubstatus not in ("", *PUBSTATUS):
        yield f"kind {article.kind!r}, pubstatus {article.pubstatus!r}"
    if (article.dated_by is None) != (article.published is None) or article.dated_by not in (None, *DATED_BY):
        yield f"published {article.published!r}, dated by {article.dated_by!r}"
    if any(number is not None and not 0 <= number < 2**63 for number in (article.urgency, article.revision)):
        yield f"urgency {article.urgency}, revision {article.revision}"
    if article.language is not None and not re.fullmatch("[a-z]{2}", article.language):
        yield f"language {article.language!r}"
    yield from _of_moments(article)
    for name, value in asdict(article).items():
        for part in value if isinstance(value, tuple) else [value]:
            if isinstance(part, str) and ((not part and name != "pubstatus") or _UNSEEN.search(part.replace("\n", ""))):
                yield f"{name} is {part[:200]!r}"
    json.dumps(asdict(article))


def _of_moments(article: Article) -> Iterator[str]:
    latest = datetime.now(UTC) + timedelta(days=2)
    for name, value in (("published", article.published), ("updated", article.updated), ("embargo", article.embargo)):
        if value is not None:
            moment = datetime.fromisoformat(value)
            if name != "embargo" and not (moment.year >= 1900 and moment.date() <= latest.date()):
                yield f"{name} is {value}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table; return 1 where an input failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2000, help="inputs a format")
    parser.add_argument("--formats", nargs="*", choices=samples(), default=list(samples()))
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that failed")
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    print(f"{'format':<12}{'inputs':>8}{'articles':>10}{'refusals':>10}{'slowest ms':>12}{'failures':>10}", flush=True)
    failed = 0
    for name in options.formats:
        with tempfile.TemporaryDirectory() as folder:
            told = fuzz(name, options.inputs, Path(folder))
        row = f"{name:<12}{told.inputs:>8}{told.articles:>10}{told.refusals:>10}{told.slowest * 1000:>12.0f}"
        print(f"{row}{len(told.failures):>10}", flush=True)
        failed += len(told.failures)
        _show(told, options.keep)
    return 1 if failed else 0


def _show(told: Outcome, keep: Path | None) -> None:
    """Print what failed, and keep the inputs."""
    for number, (problem, made) in enumerate(told.failures):
        if number < 10:
            print(f"    {made.name}: {ascii(problem)[:400]}", flush=True)
        if keep is not None:
            folder = keep / f"{told.name} {number}".replace(" ", "-")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / made.name).write_bytes(made.data)


if __name__ == "__main__":
    sys.exit(main())
