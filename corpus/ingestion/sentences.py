"""Sentences with their offsets."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_LINE = re.compile(r"[^\n]+")
_RANK = re.compile(
    r"\b(?:Lt|Maj|Brig|Col|Gen|Sgt|Cpl|Capt|Cmdr|Adm|Supt|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Mt)\.$"
)
"""nupunkt knows these, but not two in a row ('Lt. Gen. Harrow'): a name follows, so the sentence goes on."""


@cache
def _tokenizer() -> Any:
    from nupunkt import sent_spans  # its tables take 0.2 s to load: not for those who only ask for help

    return sent_spans


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the span of every sentence, without surrounding white space; a line break always ends one."""
    split = _tokenizer()
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for start, end in split(line.group()):
            piece = line.group()[start:end]
            left = len(piece) - len(piece.lstrip())
            stripped = piece.strip()
            if stripped:
                begin = line.start() + start + left
                if spans and spans[-1][0] >= line.start() and _RANK.search(text, *spans[-1]):
                    begin = spans.pop()[0]
                spans.append((begin, line.start() + start + left + len(stripped)))
    return spans
