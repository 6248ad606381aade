"""Sentences: the whole ones around a span, and what of them stands outside quotation marks; pure."""

from __future__ import annotations

import re

from corpus import sentence_spans

SPEECH = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)")
"""Words between quotation marks of any kind, with the marks."""


def unquoted(text: str) -> str:
    """Return a text without what stands between quotation marks."""
    return SPEECH.sub(" ", text)


def lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole lines around a span."""
    tail = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if tail < 0 else tail


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole sentences around a span."""
    head, tail = lines_around(text, start, end)
    spans = [(head + a, head + b) for a, b in sentence_spans(text[head:tail])]
    spans = [span for span in spans if span[0] < end and span[1] > start]
    return (min(start, spans[0][0]), max(end, spans[-1][1])) if spans else (start, end)
