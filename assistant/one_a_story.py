"""One copy speaks for a story: hits without those of its other copies; pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.wording import content_words
from corpus import Article, Hit

_NO_WORSE = 0.8
"""Share of a story's best score from which another copy may speak for it: one that was cut may lack the words."""
_SAME_TEXT = 0.6
"""Common words, as a share of all words of both, from which two passages count as copies of one text. A share of the
smaller one's words would drop a short article for a digest that has two of its sentences."""


def one_a_story(ranked: Sequence[Hit]) -> list[Hit]:
    """Return hits without those of other copies of a story than the one that speaks for it.

    Of the copies that are hardly worse than the best one, one that carries a correction speaks first, then the one
    that was printed first.
    """
    best: dict[str, float] = {}
    for hit in ranked:
        best[hit.story] = max(best.get(hit.story, 0.0), hit.score)
    speakers: dict[str, Article] = {}
    for hit in ranked:
        if hit.story and hit.score >= _NO_WORSE * best[hit.story]:
            known = speakers.setdefault(hit.story, hit.article)
            speakers[hit.story] = min(known, hit.article, key=_speaks_first)
    return [hit for hit in ranked if not hit.story or speakers[hit.story].id == hit.article.id]


def repeats(hit: Hit, chosen: Sequence[Hit]) -> bool:
    """Say whether a passage is a copy of one that was chosen, by the Jaccard index of their stems."""
    own = _stems(hit.passage.text)
    others = (_stems(other.passage.text) for other in chosen)
    return any(len(own & other) >= _SAME_TEXT * len(own | other) for other in others)


def _speaks_first(article: Article) -> tuple[bool, str, str]:
    return not article.corrections, article.published or "9999", article.id


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_words(text))
