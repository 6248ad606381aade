"""How Newsdesk is used: the topic of ``help.toml`` that a question asks about."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Encode = Callable[[list[str]], NDArray[np.float32]]

_FILE = Path(__file__).parent / "help.toml"
_NEAR = 0.45
"""Cosine of a question and the nearest example from which its topic is told."""


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """Hold one topic: examples of questions, and what is said; nothing where all is to be told."""

    asked: tuple[str, ...]
    text: tuple[str, ...]


def find_topic(question: str, encode: Encode) -> Sequence[str]:
    """Return what is said on the topic of a question; empty where it asks for none in particular.

    Args:
        question: As it was asked.
        encode: Gives vectors of length 1 (n x d) of texts.
    """
    topics = _topics()
    examples = [example for topic in topics for example in topic.asked]
    owners = [topic for topic in topics for _ in topic.asked]
    vectors = encode([question, *examples])
    likeness = vectors[1:] @ vectors[0]
    best = int(likeness.argmax())
    return owners[best].text if likeness[best] >= _NEAR else ()


@lru_cache(maxsize=1)
def _topics() -> list[HelpTopic]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["topic"]
    return [HelpTopic(tuple(row["asked"]), tuple(row["text"])) for row in rows]
