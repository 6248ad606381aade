"""Train the network that reads what a question asks for: ``python -m assistant.query.training --questions FILE``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.query.training.examples import Example, read_examples
from assistant.query.training.train import Plan, Scores, score_model, train_model

_OWN = Path(__file__).parent / "questions.tsv"
_WEIGHTS = Path(__file__).parents[1] / "weights" / "intent.npz"


def main() -> None:
    """Train on every question, or with ``--hold-out`` on some and score the rest."""
    arguments = _read_arguments()
    own = read_examples(_OWN) if arguments.own else []
    given = [example for path in arguments.questions for example in read_examples(path)]
    plan = Plan(arguments.layers, arguments.rank, arguments.epochs, arguments.seed)
    if arguments.hold_out:
        begin, end = (int(place) for place in arguments.hold_out.split(":"))
        _print_scores(plan, own + given[:begin] + given[end:], given[begin:end])
        return
    model = train_model(own + given, plan, print)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(arguments.out, allow_pickle=False, **model.to_arrays())
    print(f"{len(own + given)} questions; {arguments.out}: {arguments.out.stat().st_size:,} bytes")


def _print_scores(plan: Plan, seen: Sequence[Example], unseen: Sequence[Example]) -> None:
    found: Scores = score_model(train_model(seen, plan, print), unseen)
    print(f"{len(seen)} questions seen, {len(unseen)} not: {found}", flush=True)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assistant.query.training", description=__doc__)
    parser.add_argument("--questions", type=Path, action="append", default=[], help="more questions, as JSON lines")
    parser.add_argument("--no-own", dest="own", action="store_false", help="without the questions of the package")
    parser.add_argument("--hold-out", metavar="FROM:TO", help="score these of the questions, unseen; write nothing")
    parser.add_argument("--out", type=Path, default=_WEIGHTS, help="where the weights go")
    parser.add_argument("--layers", type=int, default=Plan().layers)
    parser.add_argument("--rank", type=int, default=Plan().rank)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    return parser.parse_args()


if __name__ == "__main__":
    main()
