"""When something happened: the days, as precisely as they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "days", "part of month", "month", "year"]


@dataclass(frozen=True, slots=True, order=True)
class When:
    """Hold the days on which something happened.

    Attributes:
        first: First day that it can be …
        last: … and the last; for a day the same.
        precision: How it is told: 'on Tuesday', 'at the weekend', 'early May', 'in May', 'in 2024'.
        words: The article's words that say so; empty where it is taken from the day of publication.
    """

    first: date
    last: date
    precision: Precision = "day"
    words: str = ""

    @property
    def label(self) -> str:
        """Return it as it is said, with the year ('12 March 2025', 'early May 2025')."""
        first, last = self.first, self.last
        if self.precision == "year":
            return str(first.year)
        if self.precision == "month":
            return f"{first:%B %Y}"
        if self.precision == "part of month":
            return f"{'early' if first.day == 1 else 'mid' if first.day < 20 else 'late'} {first:%B %Y}"
        if first == last:
            return f"{first.day} {first:%B %Y}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {last.day} {last:%B %Y}"
        start = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
        return f"{start} to {last.day} {last:%B %Y}"


def on(day: date, words: str = "") -> When:
    """Return a single day."""
    return When(day, day, "day", words)
