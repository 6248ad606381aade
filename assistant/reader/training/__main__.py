"""Train the offline reader and export it: one command, with paths to the data."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from assistant.reader.training.types import Example

_SHIFTS = ("squadshifts_new_wiki_v1.0.json", "squadshifts_reddit_v1.0.json", "squadshifts_amazon_v1.0.json")
_OFTEN = 3
_QAMR = ("qamr_dev.tsv", "qamr_test.tsv")


def main(
    span_qa: Annotated[Path, typer.Option(help="Folder with SQuADshifts' JSON files and QAMR's tables.")],
    realtimeqa: Annotated[Path, typer.Option(help="A checkout of RealTimeQA; every fourth week of 2022 is read.")],
    out: Annotated[Path, typer.Option(help="Folder for the checkpoint and the log; carries on where it stopped.")],
    weights: Annotated[Path | None, typer.Option(help="Folder for the quantised model; else none is written.")] = None,
    steps: Annotated[int, typer.Option(help="Optimiser steps.")] = 1200,
    shifts: Annotated[int, typer.Option(help="Questions of each of the two parts that are no Wikipedia.")] = 5000,
    pairs: Annotated[int, typer.Option(help="Sentences with a gap.")] = 5000,
    seed: Annotated[int, typer.Option(help="Of everything drawn.")] = 0,
    count: Annotated[bool, typer.Option("--count", help="Only say how many examples there are.")] = False,
) -> None:
    """Train the reader, and write it as a quantised model."""
    examples = gather(span_qa, realtimeqa, shifts=shifts, pairs=pairs, seed=seed)
    typer.echo(json.dumps(Counter(example.source for example in examples)))
    if count:
        return
    out.mkdir(parents=True, exist_ok=True)
    from assistant.reader.training.features import features
    from assistant.reader.training.network import ReaderNetwork
    from assistant.reader.training.train import Plan, train
    from corpus import bundled_encoder, bundled_tokenizer

    folder = bundled_encoder()
    rows = list(features(examples, bundled_tokenizer(), seed=seed))
    network = ReaderNetwork(folder)
    train(network, rows, Plan(steps=steps, seed=seed), out)
    if weights is not None:
        from assistant.reader.training.export import export

        export(network, weights)


def gather(span_qa: Path, realtimeqa: Path, *, shifts: int, pairs: int, seed: int) -> list[Example]:
    """Return all training examples, in a random order."""
    from assistant.reader.training.negatives import with_negatives
    from assistant.reader.training.spans import qamr, squad
    from assistant.reader.training.weak import gaps, quiz, weeks_of

    draw = random.Random(seed)  # noqa: S311 - not a secret
    wiki, *rest = (list(squad(span_qa / name)) for name in _SHIFTS)
    parts = [wiki, *(draw.sample(part, min(shifts, len(part))) for part in rest)]
    marked = [example for part in parts for example in part]
    negatives = [example for part in parts for example in with_negatives(part, 0.3, seed=seed)]
    year = realtimeqa / "past" / "2022"
    weeks = weeks_of(year)[0::4]
    # The questions most like those that people ask are few; each is seen more often, every time cut otherwise.
    weak = [*list(quiz(year, weeks)) * _OFTEN, *gaps(year, weeks_of(year)[0::2], most=pairs, seed=seed)]
    examples = [*marked, *negatives, *qamr(span_qa, _QAMR, seed=seed), *weak]
    draw.shuffle(examples)
    return examples


if __name__ == "__main__":
    typer.run(main)
