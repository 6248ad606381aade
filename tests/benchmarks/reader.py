"""Measure the offline reader by itself: on XQuAD's English questions, and its time beside the encoder's.

Run ``python -m tests.benchmarks.reader [--xquad FILE] [--weights FOLDER]``. XQuAD (Artetxe et al., ACL 2020) was never
trained on; its figures say that the reader reads, not how it does on news. The time is that of 30 passages with a
question beside what the encoder needs for 45 of the same length, in turns in one process: medians, 95th percentiles.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.evaluation.metrics import exact_match, seconds, token_f1
from assistant.reader.model import WEIGHTS, Reader
from corpus.embedding.encoder import load_encoder
from corpus.settings import BUNDLED_ENCODER

_ROUNDS = 40
_READ, _ENCODED = 30, 45
_SENTENCE = "The harbour authority said on Tuesday that the ferry had struck the pier at low speed. "


def on_xquad(reader: Reader, path: Path) -> tuple[int, float, float]:
    """Return the number of questions, exact match and token F1, each question asked of its own paragraph."""
    matches, overlaps = [], []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                (reading,) = reader.read(asked["question"], [("", paragraph["context"])])
                best = reading.spans[0]
                given = paragraph["context"][best.start : best.end]
                matches.append(max(exact_match(given, answer["text"]) for answer in asked["answers"]))
                overlaps.append(max(token_f1(given, answer["text"]) for answer in asked["answers"]))
    return len(matches), sum(matches) / len(matches), sum(overlaps) / len(overlaps)


def beside_the_encoder(reader: Reader) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return median and 95th percentile in seconds of reading and of encoding, in turns."""
    text = _SENTENCE * 11  # about 176 tokens, as a passage of the news
    with tempfile.TemporaryDirectory() as folder:
        encoder = load_encoder(BUNDLED_ENCODER, Path(folder))
        read = partial(reader.read, "What did the ferry strike on Tuesday?", [("Ferry", text)] * _READ)
        encode = partial(encoder.encode, [text] * _ENCODED)
        read()
        encode()
        taken = [(_time(read), _time(encode)) for _ in range(_ROUNDS)]
    return seconds([one for one, _ in taken]), seconds([other for _, other in taken])


def _time(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--xquad", type=Path, help="xquad.en.json")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    reader = Reader(given.weights)
    if given.xquad:
        asked, exact, overlap = on_xquad(reader, given.xquad)
        print(f"XQuAD, {asked} questions: exact match {exact:.3f}, token F1 {overlap:.3f}")
    (read, slow_read), (encoded, slow_encoded) = beside_the_encoder(reader)
    print(f"{_READ} passages read: median {read:.3f} s, 95th percentile {slow_read:.3f} s")
    print(f"{_ENCODED} passages encoded: median {encoded:.3f} s, 95th percentile {slow_encoded:.3f} s")


if __name__ == "__main__":
    main()
