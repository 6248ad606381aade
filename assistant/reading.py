"""What the reader makes of the passages that a question is answered from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.reader import Reading
from corpus import CannotCompile, Hit


class Reads(Protocol):
    """Read passages for a question."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one reading a passage (headline, text), in order."""
        ...


def read_hits(reader: Reads, question: str, hits: Sequence[Hit]) -> Mapping[str, Reading]:
    """Return one reading a hit by its passage's id; none where the reader cannot run on this machine."""
    try:
        found = reader.read(question, [(hit.article.title, hit.passage.text) for hit in hits])
    except CannotCompile:
        return {}
    return {hit.passage.id: reading for hit, reading in zip(hits, found, strict=True)}
