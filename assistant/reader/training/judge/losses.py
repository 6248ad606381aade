"""Losses of the judge: three classes for statements, answered or not and where for questions, and a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn import functional

from assistant.reader.training.judge.types import (
    ANSWERED,
    CONTRADICTED,
    ENTAILED,
    NEUTRAL,
    UNANSWERED,
    UNSUPPORTED,
    Row,
)

_CLASSES = {ENTAILED: 0, CONTRADICTED: 1, NEUTRAL: 2}
_RANK = 0.5
"""Weight of 'the faithful above the wrong of the same passage' beside that of the classes."""
_SPAN = 0.4
"""Weight of where the answer begins and ends, the mean over the questions of a batch that have one."""


def find_loss(found: tuple[Any, Any, Any, Any], batch: Sequence[Row]) -> Any:
    """Return the mean loss of a batch, each item by its weight."""
    verdicts, answered, starts, ends = found
    labels = [label for row in batch for label in row.labels]
    weights = torch.tensor([weight for row in batch for weight in row.weights])
    spans = [span for row in batch for span in row.spans]
    logs = functional.log_softmax(verdicts, dim=-1)
    losses = torch.zeros(len(labels))
    exact = [place for place, label in enumerate(labels) if label in _CLASSES]
    if exact:
        classes = torch.tensor([_CLASSES[labels[place]] for place in exact])
        losses[exact] = functional.nll_loss(logs[exact], classes, reduction="none")
    loose = [place for place, label in enumerate(labels) if label == UNSUPPORTED]
    if loose:
        losses[loose] = -torch.logsumexp(logs[loose][:, 1:], dim=-1)
    asked = [place for place, label in enumerate(labels) if label in (ANSWERED, UNANSWERED)]
    if asked:
        wanted = torch.tensor([float(labels[place] == ANSWERED) for place in asked])
        losses[asked] = functional.binary_cross_entropy_with_logits(answered[asked], wanted, reduction="none")
    total = (losses * weights).sum() / weights.sum()
    marked = [place for place, span in enumerate(spans) if span is not None]
    if marked:
        first = torch.tensor([spans[place][0] for place in marked])  # type: ignore[index]
        last = torch.tensor([spans[place][1] for place in marked])  # type: ignore[index]
        both = functional.cross_entropy(starts[marked], first) + functional.cross_entropy(ends[marked], last)
        total = total + _SPAN * both / 2
    return total + _RANK * _ranking(logs, batch)


def _ranking(logs: Any, batch: Sequence[Row]) -> Any:
    """Return how much wrong statements stand above faithful ones of the same passage, the mean over all pairs."""
    surety = logs[:, 0] - torch.logsumexp(logs[:, 1:], dim=-1)
    at, parts = 0, []
    for row in batch:
        here = range(at, at + len(row.labels))
        at += len(row.labels)
        if not row.ranked:
            continue
        right = [place for place in here if row.labels[place - here.start] == ENTAILED]
        wrong = [place for place in here if row.labels[place - here.start] in (CONTRADICTED, UNSUPPORTED, NEUTRAL)]
        if right and wrong:
            parts.append(functional.softplus(surety[wrong][None, :] - surety[right][:, None]).mean())
    return torch.stack(parts).mean() if parts else logs.new_zeros(())
