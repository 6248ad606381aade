"""The training itself: resumable, with a fixed number of steps, and a log of one JSON line each so many steps."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import torch

from assistant.reader.training.features import batches
from assistant.reader.training.network import ReaderNetwork, loss_of
from assistant.reader.training.types import Feature

_LOG_EACH = 50
_KEEP_EACH = 200
_WARM_UP = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """Say how to train.

    Attributes:
        steps: Optimiser steps in all; the learning rate falls to 0 over them.
        rate: Highest learning rate.
        tokens: Tokens of a batch, padding included.
        seed: Of the order.
        stop: Step after which to stop, to carry on another time; None trains to the end.
    """

    steps: int
    rate: float = 2e-4
    tokens: int = 4800
    seed: int = 0
    stop: int | None = None


def train(network: ReaderNetwork, rows: Sequence[Feature], plan: Plan, folder: Path) -> None:
    """Train a network, carrying on from the folder's checkpoint where there is one.

    Args:
        network: With the encoder's weights.
        rows: All examples as tokens.
        plan: How.
        folder: For ``checkpoint.pt`` and ``log.jsonl``.
    """
    torch.manual_seed(plan.seed)
    # The word vectors stay: the words of a training set are few, and half of the optimiser's time would go into them.
    network.encoder.embeddings.requires_grad_(False)
    learned = [weight for weight in network.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=plan.rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, plan.steps))
    done = _resume(folder / "checkpoint.pt", network, optimiser, schedule)
    network.train()
    note = _logger(folder / "log.jsonl", plan)
    last = plan.steps if plan.stop is None else plan.stop
    for step, batch in zip(range(last), _stream(rows, plan), strict=False):
        if step < done:
            continue
        loss = _step(network, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        note(step + 1, float(loss.detach()), len(batch))
        if (step + 1) % _KEEP_EACH == 0 or step + 1 == last:
            _keep(folder / "checkpoint.pt", step + 1, network, optimiser, schedule)


def _step(network: ReaderNetwork, batch: Sequence[Feature]) -> Any:
    longest = max(len(row.ids) for row in batch)
    ids = torch.zeros((len(batch), longest), dtype=torch.long)
    mask, kinds = torch.zeros_like(ids), torch.zeros_like(ids)
    for line, row in enumerate(batch):
        ids[line, : len(row.ids)] = torch.tensor(row.ids)
        kinds[line, : len(row.ids)] = torch.tensor(row.kinds)
        mask[line, : len(row.ids)] = 1
    starts = torch.tensor([row.start for row in batch])
    ends = torch.tensor([row.end for row in batch])
    answered = torch.tensor([float(row.answered) for row in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = network(ids, mask, kinds)
    return loss_of(found, starts, ends, answered)


def _stream(rows: Sequence[Feature], plan: Plan) -> Iterator[list[Feature]]:
    """Yield batches for ever, each epoch in another order."""
    for epoch in count():
        yield from batches(rows, plan.tokens, seed=plan.seed + epoch)


def _rate(step: int, steps: int) -> float:
    warm = max(1, int(_WARM_UP * steps))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def _logger(path: Path, plan: Plan) -> Callable[[int, float, int], None]:
    losses: list[float] = []
    examples, begun = 0, time.perf_counter()
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(asdict(plan)) + "\n")

    def note(step: int, loss: float, rows: int) -> None:
        nonlocal examples, begun
        losses.append(loss)
        examples += rows
        if step % _LOG_EACH and step != plan.steps:
            return
        rate = examples / (time.perf_counter() - begun)
        with path.open("a", encoding="utf-8") as log:
            line = {"step": step, "loss": round(sum(losses) / len(losses), 4), "examples a second": round(rate, 2)}
            log.write(json.dumps(line) + "\n")
        losses.clear()
        examples, begun = 0, time.perf_counter()

    return note


def _keep(path: Path, step: int, network: Any, optimiser: Any, schedule: Any) -> None:
    draft = path.with_suffix(".draft")
    state = {"step": step, "network": network.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save(state | {"schedule": schedule.state_dict(), "random": torch.get_rng_state()}, draft)
    draft.replace(path)


def _resume(path: Path, network: Any, optimiser: Any, schedule: Any) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["random"])
    return int(state["step"])
