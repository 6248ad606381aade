"""Fit the adapters and the heads to questions, and count how many questions they read right."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch.nn import functional

from assistant.query.intent_model import ANSWER_TYPES, KINDS, encode_question, load_tokenizer
from assistant.query.training.adapters import IntentTrainer
from assistant.query.training.examples import Example
from corpus import bundled_encoder

_ROWS = 24
_RATE, _HEAD_RATE = 1.5e-3, 3e-3
_WARM = 0.1
_SMOOTHING = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        layers: How many of the encoder's layers are used.
        rank: Width of the adapters.
        epochs: How often every question is seen.
        seed: Of everything that is drawn.
    """

    layers: int = 3
    rank: int = 16
    epochs: int = 8
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of questions that were read right."""

    kind: float
    answer_type: float
    continues: float


@dataclass(frozen=True, slots=True)
class _Batch:
    tokens: torch.Tensor
    sides: torch.Tensor
    mask: torch.Tensor
    kinds: torch.Tensor
    types: torch.Tensor
    continues: torch.Tensor


def train_model(examples: Sequence[Example], plan: Plan, report: Callable[[str], None]) -> IntentTrainer:
    """Train on questions; ``report`` hears the mean loss of each epoch."""
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)  # noqa: S311
    model = IntentTrainer(bundled_encoder(), plan.layers, plan.rank)
    heads = [*model.head.parameters(), model.focus]
    own = {id(weight) for weight in heads}
    adapters = [weight for weight in model.parameters() if weight.requires_grad and id(weight) not in own]
    optimizer = torch.optim.AdamW([{"params": adapters, "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}])
    total = plan.epochs * -(-len(examples) // _ROWS)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (total * _WARM)) * max(0.0, 1 - step / total)
    )
    for epoch in range(plan.epochs):
        model.train()
        losses = []
        for batch in _draw_batches(examples, draw):
            loss = _loss(model, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            torch.nn.utils.clip_grad_norm_(adapters + heads, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        report(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}")
    model.eval()
    return model


def score_model(model: IntentTrainer, examples: Sequence[Example]) -> Scores:
    """Count how many questions are read right."""
    right = torch.zeros(3)
    ordered = sorted(examples, key=lambda example: len(example.text))
    with torch.inference_mode():
        for begin in range(0, len(ordered), _ROWS):
            batch = _make_batch(ordered[begin : begin + _ROWS])
            scores = model(batch.tokens, batch.sides, batch.mask)
            right[0] += (scores[:, : len(KINDS)].argmax(1) == batch.kinds).sum()
            right[1] += (scores[:, len(KINDS) : -1].argmax(1) == batch.types).sum()
            right[2] += ((scores[:, -1] > 0) == (batch.continues > 0)).sum()
    kind, answer_type, continues = (right / len(examples)).tolist()
    return Scores(kind, answer_type, continues)


def _loss(model: IntentTrainer, batch: _Batch) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(batch.tokens, batch.sides, batch.mask)
    scores = scores.float()
    kinds = functional.cross_entropy(scores[:, : len(KINDS)], batch.kinds, label_smoothing=_SMOOTHING)
    types = functional.cross_entropy(scores[:, len(KINDS) : -1], batch.types, label_smoothing=_SMOOTHING)
    continues = functional.binary_cross_entropy_with_logits(scores[:, -1], batch.continues)
    return kinds + types + continues / 2


def _draw_batches(examples: Sequence[Example], draw: random.Random) -> Iterator[_Batch]:
    """Yield batches of roughly like length, in a new order each time."""
    ordered = sorted(examples, key=lambda example: len(example.text) * draw.uniform(0.7, 1.4))
    begins = list(range(0, len(ordered), _ROWS))
    draw.shuffle(begins)
    for begin in begins:
        yield _make_batch(ordered[begin : begin + _ROWS])


def _make_batch(examples: Sequence[Example]) -> _Batch:
    """Pad questions to the longest."""
    rows = [encode_question(load_tokenizer(), example.text, example.turns) for example in examples]
    shape = (len(rows), max(len(tokens) for tokens, _ in rows))
    tokens, sides, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    for line, (row, side) in enumerate(rows):
        tokens[line, : len(row)] = torch.tensor(row)
        sides[line, : len(row)] = torch.tensor(side)
        mask[line, : len(row)] = 1
    return _Batch(
        tokens,
        sides,
        mask,
        torch.tensor([KINDS.index(example.kind) for example in examples]),
        torch.tensor([ANSWER_TYPES.index(example.answer_type) for example in examples]),
        torch.tensor([float(example.continues) for example in examples]),
    )
