"""The main stories of an archive: the newest articles grouped by what they are on, each group named in their words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.briefing.topic.phrases import Phrases
from corpus import Archive, Article, Scope

_READ = 160
"""Newest articles that are read: 2 to 4 s on two cores, most of it the parse of their headlines and first lines."""
_OPENING = 240
"""Characters of an article that are read after its headline: what it is on stands there."""
_SAME = 0.45
"""Cosine of two openings from which on they are on one story (of 78 articles of the demonstration: its ten strands, two
of them in two parts each; .4 joins strands, .5 leaves half of the articles alone)."""
_LEAST = 3
"""Articles that make a main story."""


@dataclass(frozen=True, slots=True)
class MainStory:
    """Hold one story: its topic in the articles' words, and the articles, the most central first."""

    topic: str
    articles: tuple[Article, ...]


def main_stories(archive: Archive, *, limit: int = 6) -> list[MainStory]:
    """Return the stories with most articles, each with a topic of its own."""
    articles = archive.listing(Scope(), limit=_READ)
    if len(articles) < _LEAST:
        return []
    phrases = Phrases([(article.title, article.text[:_OPENING]) for article in articles])
    openings = [f"{article.title}. {article.text[:_OPENING]}" for article in articles]
    outlets = [name for name, _ in archive.outlets()]
    stories: list[MainStory] = []
    for group in _groups(archive.encode(openings)):
        topic = phrases.shared(group, without=outlets)
        known = {story.topic.casefold() for story in stories}
        if topic and topic.casefold() not in known:
            stories.append(MainStory(topic, tuple(articles[place] for place in group)))
        if len(stories) == limit:
            break
    return stories


def _groups(vectors: NDArray[np.float32]) -> list[list[int]]:
    """Return the places of like vectors (n x d, of length 1), the largest group first; each in one group."""
    alike = vectors @ vectors.T
    left, groups = np.ones(len(vectors), dtype=bool), []
    while left.any():
        counts = ((alike > _SAME) & left).sum(axis=1) * left
        centre = int(counts.argmax())
        own = np.flatnonzero((alike[centre] > _SAME) & left)
        left[own] = left[centre] = False
        if len(own) < _LEAST:
            break
        groups.append([int(place) for place in own[np.argsort(-alike[centre, own])]])
    return groups
