"""What the judge is trained on: a passage, and the statements and questions that are read against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ENTAILED, CONTRADICTED, NEUTRAL = "entailed", "contradicted", "neutral"
UNSUPPORTED = "unsupported"
"""Not entailed, and the source does not tell neutral from contradicted."""
ANSWERED, UNANSWERED = "answered", "unanswered"


@dataclass(frozen=True, slots=True)
class Item:
    """A statement or a question read against a passage.

    Attributes:
        text: The statement, yes/no question or question.
        label: One of the labels above; the last two are for questions.
        span: Where the passage answers, as characters; None where it does not or is not known.
        weight: Of its loss.
        kind: What is wrong, for reports.
    """

    text: str
    label: str
    span: tuple[int, int] | None = None
    weight: float = 1.0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A passage with all that is read against it.

    Attributes:
        passage: Its text.
        items: Statements and questions.
        heading: Title and day, read before the passage; may be empty.
        source: Which data set.
        ranked: Whether entailed items are to be above the others of the same passage.
    """

    passage: str
    items: tuple[Item, ...]
    heading: str = ""
    source: str = ""
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A group as tokens.

    Attributes:
        ids: Tokens of the passage, then of each item; each item begins with the token that stands for it.
        places: Position of each token; items all begin where the passage ends.
        owner: 0 for the passage's tokens, 1.. for the items'.
        heads: Index of the first token of each item.
        labels: Of each item.
        spans: First and last passage token of each item's answer, or None.
        weights: Of each item.
        ranked: As in the group.
    """

    ids: tuple[int, ...]
    places: tuple[int, ...]
    owner: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    spans: tuple[tuple[int, int] | None, ...]
    weights: tuple[float, ...]
    ranked: bool


Counts = Mapping[str, int]
