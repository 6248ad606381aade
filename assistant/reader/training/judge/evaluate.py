"""Measure a judge on the development tenth of news-judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from assistant.reader.training.judge.train import as_tensors
from assistant.reader.training.judge.types import Group, Row


def score(network: Any, rows: Sequence[Row], *, bf16: bool = True) -> list[tuple[np.ndarray, float]]:
    """Return probabilities of the three classes and of 'answered' for each item, in order."""
    found: list[tuple[np.ndarray, float]] = []
    network.eval()
    with torch.no_grad():
        for row in rows:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
                verdicts, answered, _, _ = network(*as_tensors([row]))
            for verdict, sure in zip(verdicts.softmax(-1).numpy(), answered.sigmoid().numpy(), strict=True):
                found.append((verdict, float(sure)))
    network.train()
    return found


def area(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Return the area under the ROC curve (Mann and Whitney's U over all pairs)."""
    if not right or not wrong:
        return float("nan")
    values = np.concatenate([right, wrong])
    ranks = values.argsort().argsort() + 1.0
    for value in np.unique(values):
        same = values == value
        ranks[same] = ranks[same].mean()
    return float((ranks[: len(right)].sum() - len(right) * (len(right) + 1) / 2) / (len(right) * len(wrong)))


def report(groups: Sequence[Group], scores: Sequence[tuple[np.ndarray, float]]) -> dict[str, Any]:
    """Return areas and, at the threshold that lets 88 % of faithful statements through, what is refused by kind."""
    items = [item for group in groups for item in group.items]
    faithful: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, list[float]] = defaultdict(list)
    asked: dict[bool, list[float]] = defaultdict(list)
    yes_no = []
    for item, (verdict, sure) in zip(items, scores, strict=True):
        if item.kind in ("far", "close"):
            faithful[item.kind].append(verdict[0])
        elif item.kind == "yes/no":
            yes_no.append(["entailed", "contradicted", "neutral"][int(verdict.argmax())] == item.label)
        elif item.kind == "question":
            asked[item.label == "answered"].append(sure)
        elif item.kind:
            wrong[item.kind].append(verdict[0])
    all_right = [value for values in faithful.values() for value in values]
    all_wrong = [value for values in wrong.values() for value in values]
    line = float(np.quantile(all_right, 0.12))
    kinds: dict[str, list[float]] = defaultdict(list)
    for kind, values in wrong.items():
        kinds[kind.split()[0]] += values
        kinds[kind.split()[1]] += values
    return {
        "area": round(area(all_right, all_wrong), 4),
        "threshold": round(line, 3),
        "refused": round(float(np.mean(np.array(all_wrong) < line)), 3),
        "let through": {kind: round(float(np.mean(np.array(values) >= line)), 3) for kind, values in faithful.items()},
        "by kind": {kind: round(float(np.mean(np.array(values) < line)), 3) for kind, values in sorted(kinds.items())},
        "answered area": round(area(asked[True], asked[False]), 4),
        "yes/no": round(float(np.mean(yes_no)), 3) if yes_no else None,
    }
