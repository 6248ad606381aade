"""Which of the articles found are on a topic; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from assistant.wording import content_words
from corpus import Article, Hit

_OPENING = 600
"""Characters of an article that say what it is about, with its title and keywords."""
_LATER = 0.5
"""What a topic's word counts for further down."""
_LEAST, _ENOUGH = 0.55, 0.9
"""Weighted share of the topic's words that an article must hold, and that share with half its search score.

Set on eight topics of the demonstration archive: what is on the topic reaches 0.93 and more, what only mentions it
0.9 at the most.
"""
_PREFIX = 4
"""Letters from which a word that only begins like the topic's counts too ('dock', 'dockers')."""
_DIGEST = re.compile(
    r"\b(?:things (?:you need )?to know|news from around|day[’']s news|in pictures|photos of the (?:day|week)|"
    r"news quiz|"
    r"week in review|top \d* ?stories|(?:opinion|analysis|commentary):)|^(?:opinion|analysis)\b",
    re.IGNORECASE,
)
_OPINION = frozenset({"opinion", "comment", "commentary", "editorial", "column", "letters"})


def weights(topic: str, articles: Sequence[Article]) -> dict[str, float]:
    """Return the stems of a topic with their weight: the rarer among the articles, the more."""
    texts = [_stems(f"{head_of(article)} {article.text}") for article in articles]
    return {
        stem: math.log(1 + len(texts) / (0.5 + sum(_holds(stem, text) for text in texts)))
        for stem in set(content_words(topic))
    }


def on_topic(topic: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits whose article is on the topic, in their order; opinion pieces report nothing and are left out.

    Args:
        topic: In plain words.
        hits: With their fused score.
    """
    articles = {hit.article.id: hit.article for hit in hits}
    weighed = weights(topic, list(articles.values()))
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.article.id] = max(scores.get(hit.article.id, 0.0), hit.score / best)
    kept = set()
    for key, article in articles.items():
        share = _about(article, weighed)
        if share >= _LEAST and share + 0.5 * scores[key] >= _ENOUGH and not is_opinion(article):
            kept.add(key)
    return [hit for hit in hits if hit.article.id in kept]


def share_held(text: str, weighed: Mapping[str, float]) -> float:
    """Return the weighted share of a topic's stems that a text holds."""
    total = sum(weighed.values())
    stems = _stems(text)
    return sum(weight for stem, weight in weighed.items() if _holds(stem, stems)) / total if total else 0.0


def is_opinion(article: Article) -> bool:
    """Say whether an article reports nothing of its own: it says what somebody thinks, or lists the day's news."""
    opinion = article.kind == "opinion" or (article.section or "").lower() in _OPINION
    return opinion or bool(_DIGEST.search(article.title))


def share_near(article: Article, weighed: Mapping[str, float]) -> float:
    """Return the share of a topic's stems in an article's title, keywords and opening."""
    return share_held(f"{head_of(article)} {article.text[:_OPENING]}", weighed)


def _about(article: Article, weighed: Mapping[str, float]) -> float:
    near = share_near(article, weighed)
    return near + _LATER * (share_held(f"{head_of(article)} {article.text}", weighed) - near)


def head_of(article: Article) -> str:
    """Return an article's title with its keywords."""
    return f"{article.title} {' '.join(article.keywords)}"


def _stems(text: str) -> set[str]:
    return set(content_words(text))


def _holds(stem: str, stems: set[str]) -> bool:
    return stem in stems or (len(stem) >= _PREFIX and any(other.startswith(stem) for other in stems))
