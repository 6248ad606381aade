"""What follows from a passage: the values that are put to the judge and come back, and its seam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.types import Evidence
from corpus import Article


@dataclass(frozen=True, slots=True)
class Premise:
    """Hold a passage as it is put to the judge.

    Attributes:
        text: The passage.
        heading: Title and day of its article ('Kohl's for sale (2022-03-31)'); may be empty.
    """

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold what a passage says of a statement, as probabilities that sum to 1.

    Attributes:
        entailed: The passage says so; of a yes/no question: yes.
        contradicted: It says the opposite, or that it is otherwise; of a question: no.
        neutral: It does neither.
    """

    entailed: float
    contradicted: float
    neutral: float


def heading_of(article: Article) -> str:
    """Return title and day of an article as the judge was taught to read them."""
    return f"{article.title} ({article.day})" if article.day else article.title


def premise_of(evidence: Evidence) -> Premise:
    """Return a passage as the judge reads it: with its article's title and day."""
    return Premise(evidence.hit.passage.text, heading_of(evidence.hit.article))


class Judges(Protocol):
    """Say what follows from a passage: the reader's seam for statements."""

    def judge(self, premise: Premise, statements: Sequence[str]) -> list[Judgement]:
        """Return what a passage says of each statement or yes/no question, in order."""
        ...
