"""The values that pass between the steps of training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """Hold a question with a passage.

    Attributes:
        question: As a person would ask it, or a sentence with a gap.
        title: Headline of the passage's article, empty where it has none.
        passage: The text to read.
        span: Where the answer starts and ends in the passage, in code points; None where the passage does not answer.
        source: Name of the data that it comes from.
    """

    question: str
    title: str
    passage: str
    span: tuple[int, int] | None
    source: str


@dataclass(frozen=True, slots=True)
class Feature:
    """Hold an example as tokens.

    Attributes:
        ids: Token ids: [CLS] question [SEP] title and passage [SEP].
        kinds: 0 for the question's tokens, 1 for the rest.
        start: Place of the answer's first token; 0, the [CLS], where there is no answer.
        end: Place of the answer's last token; likewise.
        answered: Whether there is an answer.
    """

    ids: Sequence[int]
    kinds: Sequence[int]
    start: int
    end: int
    answered: bool
