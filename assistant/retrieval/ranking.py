"""Hits in the order in which they should be read: fusion, age prior, one copy a story, spread over outlets."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.retrieval.story_dedup import one_a_story, repeats
from corpus import Hit

_UNDATED_AGE = 45.0
"""Days old that an article without a date counts as: neither new nor old."""
_GATHERED_FROM = 3
"""Further passages of an article that speak for its best one."""
_AN_ARTICLE = 2


@dataclass(frozen=True, slots=True)
class Ranking:
    """Hold how hits are ranked.

    The figures are MRR@10 on 120 news-quiz questions of 2022 whose article is known (RealTimeQA, odd weeks), where the
    whole gives 0.84; one question is 0.008.

    Attributes:
        words: Share of the word score in the mix; the rest is meaning. 0.2 to 0.4 give 0.82 to 0.84, 0.6 gives 0.80.
        recency: Strength of the age prior, 0 to 1. 0.4 to 0.8 give the same; the weaker ones keep more answers among
            the first passages.
        decay: Days after which the bonus for being recent has fallen to a third. 20 to 45 give the same.
        gathered: How much the article's further passages add to each of its passages. 0 gives 0.82, 0.6 gives 0.82.
        lead: How much more the first passage of an article counts: news says there what it is about. 0 gives 0.83.
        spread: Factor for each passage of the same outlet that stands above: for breadth, it moves the figure by 0.002.
        one_a_story: Whether one copy speaks for a story.
    """

    words: float = 0.35
    recency: float = 0.15
    decay: float = 25.0
    gathered: float = 0.3
    lead: float = 0.08
    spread: float = 0.98
    one_a_story: bool = True


def fuse(hits: Sequence[Hit], *, as_of: date | None, ranking: Ranking) -> list[Hit]:
    """Return hits with their fused score, best first.

    A passage's score is a linear mix of both scores, each divided by the best of its kind, times an age prior
    ``1 - recency + recency * exp(-age in days / decay)``, and times ``1 + lead`` for an article's first one. Each
    passage of an article is then raised by the share ``gathered`` of what the next best three of it have, as a part of
    the best one's score.

    Args:
        hits: With both scores filled in.
        as_of: The day that age is counted back from; None leaves age out.
        ranking: How.
    """
    best_words = max((hit.words for hit in hits), default=0.0) or 1.0
    best_meaning = max((hit.meaning for hit in hits), default=0.0) or 1.0
    scores: dict[str, float] = {}
    own: dict[str, list[float]] = {}
    for hit in hits:
        mixed = ranking.words * hit.words / best_words + (1 - ranking.words) * max(hit.meaning, 0.0) / best_meaning
        first = 1 + ranking.lead * (hit.passage.ordinal == 0)
        scores[hit.passage.id] = mixed * first * _age_prior(hit, as_of, ranking)
        own.setdefault(hit.article.id, []).append(scores[hit.passage.id])
    raised = {article: 1 + ranking.gathered * _further(values) for article, values in own.items()}
    top = max((scores[hit.passage.id] * raised[hit.article.id] for hit in hits), default=0.0)
    # Back to the scale of one passage's score, which what reads these scores was fitted to.
    scale = max(scores.values(), default=0.0) / top if top else 1.0
    scored = [replace(hit, score=scores[hit.passage.id] * raised[hit.article.id] * scale) for hit in hits]
    return sorted(scored, key=lambda hit: (-hit.score, hit.passage.id))


def _further(values: Sequence[float]) -> float:
    """Return what an article's further passages have, as a mean over three and a part of the best one's score."""
    best, *others = sorted(values, reverse=True)
    return sum(others[:_GATHERED_FROM]) / _GATHERED_FROM / best if best else 0.0


def _age_prior(hit: Hit, as_of: date | None, ranking: Ranking) -> float:
    if as_of is None:
        return 1.0
    day = hit.article.day
    age = max(0, (as_of - day).days) if day else _UNDATED_AGE
    return 1 - ranking.recency + ranking.recency * math.exp(-age / ranking.decay)


def choose(ranked: Sequence[Hit], *, limit: int, ranking: Ranking) -> list[Hit]:
    """Return the best hits with at most two an article, copies of a text once, and outlets spread.

    Greedy: the next hit is the one whose score is best after a small factor for each hit of its outlet that was
    chosen before.
    """
    chosen: list[Hit] = []
    articles: Counter[str] = Counter()
    queues: dict[str | None, deque[Hit]] = {}
    for hit in (one_a_story(ranked) if ranking.one_a_story else ranked)[: limit * 6]:
        queues.setdefault(hit.article.outlet, deque()).append(hit)
    factors = dict.fromkeys(queues, 1.0)
    while queues and len(chosen) < limit:
        outlet = max(queues, key=lambda name: queues[name][0].score * factors[name])
        best = queues[outlet].popleft()
        if not queues[outlet]:
            del queues[outlet]
        if articles[best.article.id] >= _AN_ARTICLE or (ranking.one_a_story and repeats(best, chosen)):
            continue
        chosen.append(best)
        articles[best.article.id] += 1
        factors[outlet] *= ranking.spread
    return chosen
