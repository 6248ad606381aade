"""A question's passages: searched for in the archive, fused, chosen."""

from __future__ import annotations

from assistant.rank import choose, fuse
from corpus import Archive, Hit, Scope

_CANDIDATES = 100
"""Passages that each of the two searches gives."""
RECENCY_ASKED = 0.7
"""Strength of the age prior where a day was set or the words ask for what is new. On 115 news-quiz questions of 2022
(RealTimeQA, odd weeks), asked on their day: right article among the first three for 88 %; at 0.5 for 86 %, at 0.15 for
81 %, without the prior for 72 %."""
RECENCY = 0.15
"""Strength otherwise: enough to put the later of two equal reports first."""


def find(archive: Archive, search: str, scope: Scope, *, limit: int, recency: float = RECENCY) -> list[Hit]:
    """Return the passages to read for a question, best first."""
    hits = archive.search(search, scope, limit=_CANDIDATES)
    return choose(fuse(hits, as_of=scope.as_of, recency=recency), limit=limit)
