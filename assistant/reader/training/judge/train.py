"""The training itself: resumable, a fixed number of steps, a log of one JSON line each so many steps."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from assistant.reader.training.judge.losses import find_loss
from assistant.reader.training.judge.network import JudgeNetwork
from assistant.reader.training.judge.types import Row

_LOG_EACH = 20
_KEEP_EACH = 60
_WARM_UP = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """Say how to train.

    Attributes:
        rate: Highest learning rate of the trunk.
        head_rate: Of the heads.
        seed: Of the network's heads.
        floor: The share of the rate at the end.
    """

    rate: float = 5e-5
    head_rate: float = 4e-4
    seed: int = 0
    floor: float = 0.02


def train(network: JudgeNetwork, batches: Sequence[Sequence[Row]], plan: Plan, folder: Path) -> None:
    """Train over all batches in their order, carrying on from the folder's checkpoint where there is one."""
    torch.manual_seed(plan.seed)
    trunk = [weight for weight in network.layers.parameters() if weight.requires_grad]
    inner = {id(weight) for weight in trunk}
    heads = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in inner]
    optimiser = torch.optim.AdamW(
        [{"params": trunk, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01, fused=True
    )
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps, plan.floor))
    done = _resume(folder / "checkpoint.pt", network, optimiser, schedule)
    network.train()
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(asdict(plan) | {"steps": steps, "from": done}) + "\n")
    losses: list[float] = []
    begun, tokens = time.perf_counter(), 0
    for step in range(done, steps):
        batch = batches[step]
        loss = take_step(network, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*trunk, *heads], 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
        tokens += sum(len(row.ids) for row in batch)
        if (step + 1) % _LOG_EACH == 0:
            speed = tokens / (time.perf_counter() - begun)
            line = {"step": step + 1, "loss": round(sum(losses) / len(losses), 4), "tokens a second": round(speed)}
            with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
            losses.clear()
            begun, tokens = time.perf_counter(), 0
        if (step + 1) % _KEEP_EACH == 0 or step + 1 == steps:
            _keep(folder / "checkpoint.pt", step + 1, network, optimiser, schedule)


def as_tensors(batch: Sequence[Row]) -> tuple[Any, ...]:
    """Return the five inputs of the network for a batch."""
    longest = max(len(row.ids) for row in batch)
    ids = torch.ones((len(batch), longest), dtype=torch.long)
    places, owner = torch.zeros_like(ids), torch.full_like(ids, -1)
    for line, row in enumerate(batch):
        ids[line, : len(row.ids)] = torch.tensor(row.ids)
        places[line, : len(row.ids)] = torch.tensor(row.places)
        owner[line, : len(row.ids)] = torch.tensor(row.owner)
    rows = torch.tensor([line for line, row in enumerate(batch) for _ in row.heads])
    heads = torch.tensor([head for row in batch for head in row.heads])
    return ids, places, owner, rows, heads


def take_step(network: JudgeNetwork, batch: Sequence[Row]) -> Any:
    """Return the loss of a batch, computed in bfloat16."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = network(*as_tensors(batch))
    return find_loss(found, batch)


def _rate(step: int, steps: int, floor: float) -> float:
    warm = max(1, int(_WARM_UP * steps))
    return (step + 1) / warm if step < warm else max(floor, (steps - step) / (steps - warm))


def _keep(path: Path, step: int, network: Any, optimiser: Any, schedule: Any) -> None:
    draft = path.with_suffix(".draft")
    state = {"step": step, "network": network.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save(state | {"schedule": schedule.state_dict()}, draft)
    draft.replace(path)


def _resume(path: Path, network: Any, optimiser: Any, schedule: Any) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])
