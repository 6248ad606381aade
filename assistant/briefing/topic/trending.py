"""The running stories of an archive, as topics that a briefing may be asked for, read out of its headlines; pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from assistant.nlp.word_lists import read_words

_WORD = re.compile(r"[^\W\d_](?:[\w’'.&-]*\w)?")
_LEAST, _LEAST_NAME = 3, 8
"""Articles that make a running story of a pair of words, and of one name, which says less."""
_SHARED = 0.5
"""Part of a topic's articles from which on it is the same story as one that was chosen before."""


def running(titles: Sequence[str], *, without: Collection[str] = (), limit: int = 6) -> list[str]:
    """Return what most of some headlines are on: word pairs and names, each with articles of its own.

    Args:
        titles: Of articles.
        without: What is no topic: the names of outlets.
        limit: Topics at most.
    """
    barred = {name.casefold() for name in without}
    holders: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for place, title in enumerate(titles):
        for phrase in _phrases(title):
            if barred & {phrase.casefold(), *phrase.casefold().split()}:
                continue
            holders[phrase.casefold()].add(place)
            spelled[phrase.casefold()][phrase] += 1
    ranked = sorted(holders, key=lambda key: (-len(holders[key]) * (1 + (" " in key)), key))
    chosen: list[str] = []
    for key in ranked:
        if len(chosen) == limit:
            break
        own, least = holders[key], _LEAST if " " in key else _LEAST_NAME
        if len(own) >= least and all(len(own & holders[old]) <= _SHARED * len(own) for old in chosen):
            chosen.append(key)
    return [spelled[key].most_common(1)[0][0] for key in chosen]


def _phrases(title: str) -> Iterator[str]:
    """Yield the pairs of neighbouring words of a headline, and the names of one word in it."""
    words = list(_WORD.finditer(title))
    edge_words = read_words("stop_words") | read_words("headline_words")
    shouted = sum(word[0][:1].isupper() for word in words) > 0.7 * len(words)
    for place, word in enumerate(words):
        if word[0].casefold() in edge_words or len(word[0]) < 3:
            continue
        if place and not shouted and word[0][:1].isupper():
            yield word[0]
        following = words[place + 1] if place + 1 < len(words) else None
        if following and title[word.end() : following.start()] == " " and following[0].casefold() not in edge_words:
            yield f"{word[0]} {following[0]}"
