"""Examples as tokens: question and passage in one row, and where the answer's tokens are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.reader.training.types import Example, Feature

_QUESTION = 64
"""Most tokens of a question."""
_ROW = 256
"""Most tokens of a row."""
_SHORTEST = 60
"""Fewest tokens that a passage is cut to."""


def features(examples: Iterable[Example], tokenizer: Any, *, seed: int, cut: float = 0.5) -> Iterator[Feature]:
    """Yield one row an example.

    Args:
        examples: To be read.
        tokenizer: Of the tokenizers library, without padding or truncation.
        seed: Of the cuts.
        cut: Share of the passages that are cut to a part around the answer, so that its place tells nothing.
    """
    draw = random.Random(seed)  # noqa: S311 - not a secret
    first, separator = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    for example in examples:
        asked = tokenizer.encode(example.question, add_special_tokens=False).ids[:_QUESTION]
        title = tokenizer.encode(example.title, add_special_tokens=False).ids[:32] if example.title else []
        read = tokenizer.encode(example.passage, add_special_tokens=False)
        span = None if example.span is None else tokens_of(example.span, read.offsets)
        if example.span is not None and span is None:
            continue
        room = _ROW - len(asked) - len(title) - 4
        start, end = _part(len(read.ids), span, room, draw, cut)
        head = [first, *asked, separator]
        rest = [*title, *([separator] if title else []), *read.ids[start:end], separator]
        shift = len(head) + len(title) + bool(title) - start
        first_token, last_token = (0, 0) if span is None else (shift + span[0], shift + span[1])
        yield Feature(head + rest, [0] * len(head) + [1] * len(rest), first_token, last_token, span is not None)


def tokens_of(span: tuple[int, int], offsets: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first and the last token that overlap a span of characters; None where none does."""
    inside = [place for place, (start, end) in enumerate(offsets) if start < span[1] and span[0] < end]
    return (inside[0], inside[-1]) if inside else None


def _part(tokens: int, span: tuple[int, int] | None, room: int, draw: random.Random, cut: float) -> tuple[int, int]:
    """Return which tokens of a passage are read: at most ``room``, the answer among them."""
    first, last = span or (0, 0)
    size = min(tokens, room)
    if size > _SHORTEST and draw.random() < cut:
        size = draw.randint(_SHORTEST, size)
    size = max(size, min(last - first + 1, room))
    lowest, highest = max(0, last + 1 - size), min(first, tokens - size)
    if span is None:
        lowest, highest = 0, tokens - size
    start = draw.randint(lowest, max(lowest, highest))
    return start, start + size


def batches(rows: Sequence[Feature], tokens: int, *, seed: int) -> list[list[Feature]]:
    """Return batches of like length, of at most so many tokens with their padding, in a random order."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    order = sorted(rows, key=lambda row: len(row.ids) + draw.random())
    found: list[list[Feature]] = [[]]
    for row in order:
        if found[-1] and len(row.ids) * (len(found[-1]) + 1) > tokens:
            found.append([])
        found[-1].append(row)
    draw.shuffle(found)
    return found
