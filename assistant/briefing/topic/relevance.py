"""Which of the articles found are on a topic, and how rare its words are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.nlp.lexical import content_words, words_by_stem
from corpus import Archive, Article, Hit, Scope

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


@dataclass(frozen=True, slots=True)
class Rarity:
    """Hold in how many passages of an archive the words of some texts stand, by stem.

    Attributes:
        articles: How many the archive has.
    """

    articles: int
    passages: Mapping[str, int]

    def weight(self, stem: str) -> float:
        """Return how rare a word is: the inverse of its frequency, as a logarithm (Spärck Jones, 1972)."""
        return math.log(1.0 + (1.0 + self.articles) / (1.0 + self.passages.get(stem, 0)))


def rarity(archive: Archive, texts: Iterable[str]) -> Rarity:
    """Return how rare the words of some texts are in an archive."""
    spelled: dict[str, str] = {}
    for text in texts:
        spelled = words_by_stem(text) | spelled
    counted = archive.frequencies(set(spelled.values()))
    return Rarity(archive.coverage(Scope()).articles, {stem: counted[word] for stem, word in spelled.items()})


def topic_words(topic: str) -> set[str]:
    """Return the stems of a topic's words; the 's' of "Johnson's" is none."""
    return {stem for stem in content_words(topic) if len(stem) > 1}


def weights(topic: str, rare: Rarity) -> dict[str, float]:
    """Return the stems of a topic with their weight: the rarer in the archive, the more."""
    return {stem: rare.weight(stem) for stem in topic_words(topic)}


def on_topic(hits: Sequence[Hit], weighed: Mapping[str, float]) -> list[Hit]:
    """Return the hits whose article is on the topic, in their order; opinion pieces report nothing and are left out.

    Args:
        hits: With their fused score.
        weighed: The topic's stems with their weight.
    """
    articles = {hit.article.id: hit.article for hit in hits}
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
