"""An article's text cut into passages at sentence and paragraph borders, by the encoder's own tokens.

A splitter that works on characters and strips white space (LangChain's RecursiveCharacterTextSplitter does both) can
neither keep to a token limit nor promise exact offsets, so the cutting is done here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.ingestion.sentences import sentence_spans

CHUNKING = "sentences-200-v1"
"""Names this way of cutting in the archive's fingerprint; change it when the cuts change."""

_TARGET = 200
"""Tokens that a passage aims for: about 150 words, which leaves the encoder's limit of 254 some room."""

_ENOUGH = 0.85
"""Share of the target after which the end of a paragraph ends the passage too."""

_SCRAP = 40
"""A last passage below so many tokens joins the one before it, where both fit the limit."""

Span = tuple[int, int]


def chunk(text: str, token_starts: Sequence[int], *, limit: int, target: int = _TARGET) -> list[Span]:
    """Return the spans of the passages of a text, in order, not overlapping.

    Args:
        text: The article's text.
        token_starts: Offset of every token of the encoder in the text, ascending.
        limit: Most tokens that a passage may hold.
        target: Tokens that a passage aims for.

    Returns:
        Spans that together hold every character of the text that is not white space between sentences.
    """
    target = min(target, limit)
    passages: list[Span] = []
    start = end = size = 0
    for left, right in _units(text, token_starts, limit, target):
        tokens = _count(token_starts, left, right)
        closes = size >= _ENOUGH * target and "\n" in text[end:left]
        if size and (closes or size + tokens > target):
            passages.append((start, end))
            size = 0
        if not size:
            start = left
        end = right
        size += tokens
    if size:
        passages.append((start, end))
    return _join_scrap(passages, token_starts, limit)


def _units(text: str, token_starts: Sequence[int], limit: int, target: int) -> Iterator[Span]:
    """Yield the sentences, and of a sentence beyond the limit its pieces."""
    for start, end in sentence_spans(text):
        while _count(token_starts, start, end) > limit:
            # At the target, not the limit: a word that is cut in two may have more tokens than it had whole.
            cut = _cut(text, start, token_starts[bisect_left(token_starts, start) + target])
            yield start, start + len(text[start:cut].rstrip())
            start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
        if start < end:
            yield start, end


def _cut(text: str, start: int, at: int) -> int:
    """Return the last word border before an offset, else the offset itself; always beyond the start."""
    at = max(at, start + 1)
    words = text[start:at].rsplit(maxsplit=1)
    return at - len(words[-1]) if len(words) == 2 and not text[at - 1].isspace() else at


def _count(token_starts: Sequence[int], start: int, end: int) -> int:
    # A unit without a token of its own (a character that the tokenizer drops) still counts, so that it is kept.
    return max(1, bisect_left(token_starts, end) - bisect_left(token_starts, start))


def _join_scrap(passages: list[Span], token_starts: Sequence[int], limit: int) -> list[Span]:
    if len(passages) < 2:
        return passages
    (first, _), (left, right) = passages[-2:]
    if _count(token_starts, left, right) < _SCRAP and _count(token_starts, first, right) <= limit:
        passages[-2:] = [(first, right)]
    return passages
