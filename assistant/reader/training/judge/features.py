"""Groups as tokens: the passage once, then each statement or question, which sees the passage and itself alone."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.reader.training.judge.types import Group, Item, Row

_PASSAGE = 420
"""Most tokens of a passage with its heading."""
_HEADING, _ITEM = 40, 80
_START, _END, _SHIFT = 0, 2, 4
_SHORTEST = 90
"""Fewest tokens that a passage is cut to."""


def make_rows(groups: Iterable[Group], tokenizer: Any, *, seed: int, train: bool = True) -> Iterator[Row]:
    """Yield one row a group.

    Args:
        groups: To be read.
        tokenizer: The encoder's, without padding or truncation; the trunk has the same words, four numbers further.
        seed: Of headings left out and the order of items.
        train: Whether headings are sometimes left out and items shuffled.
    """
    draw = random.Random(seed)  # noqa: S311 - not a secret
    for group in groups:
        items = list(group.items)
        heading = group.heading
        if train:
            draw.shuffle(items)
            heading = heading if draw.random() < 0.7 else ""
        head = _tokens(tokenizer, heading, _HEADING)
        read = tokenizer.encode(group.passage, add_special_tokens=False)
        before = [_START, *head, *([_END] if head else [])]
        body = [token + _SHIFT for token in read.ids[: _PASSAGE - len(before) - 1]]
        ids = [*before, *body, _END]
        offsets = read.offsets[: len(body)]
        places, owner = list(range(len(ids))), [0] * len(ids)
        length, heads, kept, spans = len(ids), [], [], []
        for item in items:
            span = _span_of(item, offsets, len(before))
            if item.span is not None and span is None:
                continue
            tokens = [_START, *_tokens(tokenizer, item.text, _ITEM), _END]
            heads.append(len(ids))
            kept.append(item)
            spans.append(span)
            owner += [len(heads)] * len(tokens)
            places += range(length, length + len(tokens))
            ids += tokens
        if kept:
            yield Row(
                tuple(ids),
                tuple(places),
                tuple(owner),
                tuple(heads),
                tuple(item.label for item in kept),
                tuple(spans),
                tuple(item.weight for item in kept),
                group.ranked,
            )


def _tokens(tokenizer: Any, text: str, most: int) -> list[int]:
    return [token + _SHIFT for token in tokenizer.encode(text, add_special_tokens=False).ids[:most]]


def _span_of(item: Item, offsets: Sequence[tuple[int, int]], shift: int) -> tuple[int, int] | None:
    if item.span is None:
        return None
    inside = [at for at, (start, end) in enumerate(offsets) if start < item.span[1] and item.span[0] < end]
    return (shift + inside[0], shift + inside[-1]) if inside else None


def make_batches(rows: Sequence[Row], tokens: int, *, seed: int) -> list[list[Row]]:
    """Return batches of like length, of at most so many tokens with their padding, in a random order."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    order = sorted(rows, key=lambda row: len(row.ids) + 8 * draw.random())
    found: list[list[Row]] = [[]]
    for row in order:
        if found[-1] and len(row.ids) * (len(found[-1]) + 1) > tokens:
            found.append([])
        found[-1].append(row)
    draw.shuffle(found)
    return found
