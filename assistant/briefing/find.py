"""Which articles of an archive are on a topic: first by its own words, then by those that they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.briefing.topic import head_of, is_opinion, on_topic, share_near, weights
from assistant.rank import Ranking, choose, fuse
from assistant.wording import content_words
from corpus import Archive, Article, Hit, Scope

_CANDIDATES = 100
"""Passages that each of the two searches gives."""
_PASSAGES = 40
"""Passages, copies counted once, whose articles are looked at."""
_ARTICLES = 50
"""Articles that are read at the most, the best first."""
_AGELESS = Ranking(recency=0.0)
"""A briefing covers its whole period."""
_STRONG = 0.9
"""Share of the topic's words in an article's headline and opening from which it tells what the topic is about."""
_COMMON = 0.1
"""Share of the stories on the topic that must have a word for it to be one of the topic's own."""
_CORE = 60
"""Words that are the topic's own."""
_ASKED = 10
"""Of those, how many are searched for with the topic."""
_FULL = 15
"""Of those, how many make a full score: no article has them all."""
_WHOLE = 0.35
"""What the score of an article's whole text counts for beside that of its headline and opening."""
_LEAST = 0.5
"""Sum of both from which an article is on the topic. On three topics of the demonstration archive what is on it has
0.51 and more, save for one turn of a long story with 0.40; what only mentions it has 0.45, save for one with 0.76."""
_HEADED = 600
"""Characters of an article that say what it is about, with its title and keywords."""


def find_articles(archive: Archive, topic: str, scope: Scope) -> tuple[list[Hit], dict[str, float]]:
    """Return the hits whose articles are on a topic, best first, and the topic's own words with their weight."""
    ranked = fuse(archive.search(topic, scope, limit=_CANDIDATES), as_of=scope.as_of, ranking=_AGELESS)
    chosen = {hit.article.id for hit in choose(ranked, limit=_PASSAGES, ranking=_AGELESS)}
    seeds = on_topic(topic, [hit for hit in ranked if hit.article.id in chosen])
    if not seeds:
        return [], {}
    core = _core_of(topic, seeds, ranked)
    words = " ".join([topic, *list(core)[:_ASKED]])
    wider = fuse(archive.search(words, scope, limit=_CANDIDATES), as_of=scope.as_of, ranking=_AGELESS)
    known = {hit.passage.id: hit for hit in [*wider, *ranked]}
    kept = _on_core(list(known.values()), core) | dict.fromkeys(_strong(topic, seeds), 1.0)
    least = sorted(kept.values(), reverse=True)[:_ARTICLES][-1]
    hits = [hit for hit in known.values() if kept.get(hit.article.id, 0.0) >= least]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)), core


def _strong(topic: str, seeds: Sequence[Hit]) -> set[str]:
    """Return the articles that have the topic's words in their headline and opening."""
    articles = {hit.article.id: hit.article for hit in seeds}
    weighed = weights(topic, list(articles.values()))
    return {key for key, article in articles.items() if share_near(article, weighed) >= _STRONG}


def _core_of(topic: str, seeds: Sequence[Hit], ranked: Sequence[Hit]) -> dict[str, float]:
    """Return the topic's own words as the articles have them that are most about it."""
    articles = {hit.article.id: hit.article for hit in seeds}
    strong = _strong(topic, seeds)
    stories = {hit.story or hit.article.id: hit.article for hit in seeds if hit.article.id in (strong or articles)}
    others = {hit.article.id: hit.article for hit in ranked if hit.article.id not in articles}
    return _core(stories, list(others.values()), topic)


def _core(stories: Mapping[str, Article], others: Sequence[Article], topic: str) -> dict[str, float]:
    """Return the words that the stories on the topic share and the others lack, weightiest first."""
    ours = Counter(stem for article in stories.values() for stem in _stems(article))
    theirs = Counter(stem for article in others for stem in _stems(article))
    weight = {
        stem: count / len(stories) * math.log((1.0 + len(others)) / (1.0 + theirs[stem]))
        for stem, count in ours.items()
        if count >= max(2, _COMMON * len(stories)) or len(stories) < 3
    }
    best = sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))[:_CORE]
    top = best[0][1] if best and best[0][1] > 0 else 1.0
    core = {stem: value / top for stem, value in best if value > 0}
    return core | dict.fromkeys(content_words(topic), 1.0)


def _on_core(hits: Sequence[Hit], core: Mapping[str, float]) -> dict[str, float]:
    """Return the articles that have enough of the topic's own words, by id, with their score."""
    full = sum(sorted(core.values(), reverse=True)[:_FULL])
    kept = {}
    for article in {hit.article.id: hit.article for hit in hits}.values():
        head = _share(f"{head_of(article)} {article.text[:_HEADED]}", core) / full
        whole = _share(article.text, core) / full
        if not is_opinion(article) and head + _WHOLE * whole >= _LEAST:
            kept[article.id] = head + _WHOLE * whole
    return kept


def _share(text: str, core: Mapping[str, float]) -> float:
    return sum(core.get(stem, 0.0) for stem in set(content_words(text)))


def _stems(article: Article) -> set[str]:
    return set(content_words(f"{article.title} {article.text}"))
