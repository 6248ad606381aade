"""Pin the figures of the demonstration questions: ``python -m tests.assistant.evaluation.pin [--allow-lower]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.evaluation.dataset import read_cases
from assistant.evaluation.report import figures
from assistant.evaluation.runner import run
from assistant.evaluation.thresholds import digest_of, pin
from corpus.archive import Archive
from corpus.demo import ARTICLES, QUESTIONS

FLOORS = Path(__file__).with_name("floors.json")


def demo_digest() -> str:
    """Return the digest of the demonstration questions and articles."""
    return digest_of([QUESTIONS, *ARTICLES.glob("*.md")])


def main() -> int:
    """Measure and pin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allow-lower", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(folder)
        archive.ingest([ARTICLES])
        measured = figures(run(Assistant(archive), read_cases(QUESTIONS)))
        archive.close()
    try:
        lower = pin(FLOORS, demo_digest(), measured, allow_lower=arguments.allow_lower)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"pinned {FLOORS}", *lower, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
