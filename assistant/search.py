"""A question's passages: searched for in the archive, fused, chosen."""

from __future__ import annotations

from assistant.rank import choose, fuse
from corpus import Archive, Hit, Scope

_CANDIDATES = 100
"""Passages that each of the two searches gives."""
RECENCY_ASKED = 0.5
"""Strength of the age prior where a day was set or the words ask for what is new. On 115 news-quiz questions of 2022
(RealTimeQA, odd weeks), asked on their day: right article first for 66 %, in the first five for 89 %; without the prior
50 % and 77 %."""
RECENCY = 0.15
"""Strength otherwise: enough to put the later of two equal reports first (60 % and 84 % of the same questions)."""


def find(archive: Archive, search: str, scope: Scope, *, limit: int, recency: float = RECENCY) -> list[Hit]:
    """Return the passages to read for a question, best first."""
    hits = archive.search(search, scope, limit=_CANDIDATES)
    return choose(fuse(hits, as_of=scope.as_of, recency=recency), limit=limit)
