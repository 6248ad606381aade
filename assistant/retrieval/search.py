"""A question's passages: searched for in the archive, fused, chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.retrieval.ranking import Ranking, choose, fuse
from assistant.types import Evidence, Form, Question
from corpus import Archive, Hit, Scope

if TYPE_CHECKING:
    from assistant.retrieval.retriever import NewsRetriever

CANDIDATES = 200
"""Passages that each of the two searches gives: MRR@10 is 0.815 with 100, 0.830 with 200 and with 300."""
RANKED = 24
"""Passages that a question is answered from at the most: ten articles are among them, two passages each at the most."""
USUAL = Ranking()
"""Recency just strong enough to put the later of two equal reports first."""
ASKED_FOR_NEWS = Ranking(recency=0.5)
"""Where a day was set, or the words ask for what is new."""

_SPREAD: tuple[Form, ...] = ("latest", "change", "list")
"""Kinds of question that are answered with a sentence each of many articles."""
_EVIDENCE = 8
"""Passages that an answer is made from: about 1,600 tokens, which every local model has room for."""
_MANY = 16
"""Passages, one an article, for what is told by many of them."""
_A_PART = 3
"""Passages that each part of a question has at least."""
_RANKINGS: dict[Form, Ranking] = {"latest": Ranking(recency=0.8), "change": Ranking(recency=0.0)}
"""The newest state is to be new; a course of events is told from its beginning."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Hold a question with the retriever that searched for it and the passages that it found.

    Attributes:
        evidence: What it is answered from, best first.
        further: What was found beyond that.
    """

    question: Question
    retriever: NewsRetriever
    evidence: tuple[Evidence, ...]
    further: tuple[Hit, ...] = ()


def ranking_for(question: Question, *, news: bool) -> Ranking:
    """Return how the passages of a question are ranked; ``news`` says that what is new is wanted."""
    return _RANKINGS.get(question.form, ASKED_FOR_NEWS if news else USUAL)


def choose_evidence(
    archive: Archive, question: Question, hits: Sequence[Hit], *, share: int = 1
) -> tuple[tuple[Evidence, ...], tuple[Hit, ...]]:
    """Return the numbered passages that a question is answered from, and what was found beyond them, best first.

    Args:
        archive: Where they were found.
        question: As it was understood.
        hits: What was found, best first.
        share: Parts of one question that share the passages.
    """
    spread = question.form in _SPREAD
    chosen = _one_each(hits)[:_MANY] if spread else list(hits[: max(_EVIDENCE // share, _A_PART)])
    stories = archive.stories_of([hit.article.id for hit in chosen], as_of=question.scope.as_of)
    evidence = (Evidence(number, hit, stories.get(hit.article.id)) for number, hit in enumerate(chosen, start=1))
    return tuple(evidence), tuple(hit for hit in hits if hit not in chosen)


def _one_each(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best passage of each article."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.article.id, hit)
    return list(first.values())


def find(archive: Archive, search: str, scope: Scope, *, limit: int, ranking: Ranking = USUAL) -> list[Hit]:
    """Return the passages to read for a question, best first."""
    hits = archive.search(search, scope, limit=CANDIDATES)
    return choose(fuse(hits, as_of=scope.as_of, ranking=ranking), limit=limit, ranking=ranking)
