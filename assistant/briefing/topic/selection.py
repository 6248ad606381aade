"""Which articles of an archive are on a topic: first by its own words, then by those that they share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from assistant.briefing.topic.relevance import (
    Rarity,
    head_of,
    is_opinion,
    on_topic,
    rarity,
    share_held,
    share_near,
    topic_words,
    weights,
)
from assistant.nlp.lexical import content_words
from assistant.retrieval.ranking import Ranking, choose, fuse
from corpus import Archive, Article, Hit, Scope

_CANDIDATES = 100
"""Passages that each of the two searches gives."""
_PASSAGES = 40
"""Passages, copies counted once, whose articles are looked at."""
_ARTICLES, _NEWEST = 30, 6
"""Articles that are read at the most, and how many of them are the newest, however much more others are on the topic:
the state of a matter is told in the last texts on it."""
_AGELESS = Ranking(recency=0.0)
"""A briefing covers its whole period."""
_STRONG = 0.9
"""Share of the topic's words in an article's headline and opening from which it tells what the topic is about."""
_COMMON = 0.1
"""Share of the stories on the topic that must have a word for it to be one of the topic's own."""
_FEW = 3
"""Articles from which a word must be in more than one to be the topic's own."""
_CORE = 60
"""Words that are the topic's own."""
_ASKED = 10
"""Of those, how many are searched for with the topic."""
_MANY, _FENCE = 8, 180
"""Articles from which some can be of another time, and days around the others within which none is."""
_TITLED = 0.4
"""Share of the topic's words that the headline of one of the newest has."""
_LAST = 3
"""Articles, the newest on the topic, that a sequel goes on from."""
_FOLLOWS = 0.42
"""How much a sequel has of their words. On the demonstration archive sequels have 0.44 and 0.60, other texts 0.39."""
_SOON = timedelta(days=30)
"""Time in which a sequel can follow, or as long as the topic has been in the news before."""
_FULL = 15
"""Of those, how many make a full score: no article has them all."""
_WHOLE = 0.35
"""What the score of an article's whole text counts for beside that of its headline and opening."""
_LEAST = 0.5
"""Sum of both from which an article is on the topic. On three topics of the demonstration archive what is on it has
0.51 and more, save for one turn of a long story with 0.40; what only mentions it has 0.45, save for one with 0.76."""
_TURN, _SAID = 0.45, 0.5
"""The same sum, against the words of all articles that are on the topic, from which an article is a later turn of it:
it says less of the topic's first words, but at least this share of them."""
_NAMED, _AGREES = 0.6, 0.3
"""Share of the topic's words in the headline and opening, and that sum, from which an article that has all of the
topic's words is on it, however little it shares with the others: the reportage beside the news."""
_LACKING = 0.5
"""Part of its score that an article keeps for each name of the topic that it lacks."""
_NAME = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_HELD = 0.45
"""Share of the topic's words that any other article on it must have."""
_HEADED = 600
"""Characters of an article that say what it is about, with its title and keywords."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what an archive has on a topic.

    Attributes:
        hits: Whose articles are on it, best first.
        core: The stems of its own words with their weight, from 0 to 1.
        weighed: The stems that it is asked for by, with theirs.
    """

    hits: tuple[Hit, ...] = ()
    core: Mapping[str, float] = field(default_factory=dict)
    weighed: Mapping[str, float] = field(default_factory=dict)


def find_articles(archive: Archive, topic: str, scope: Scope) -> Found:
    """Return what is on a topic: by its own words, then by those that the articles share that are most about it."""
    ranked = fuse(archive.search(topic, scope, limit=_CANDIDATES), as_of=scope.as_of, ranking=_AGELESS)
    chosen = {hit.article.id for hit in choose(ranked, limit=_PASSAGES, ranking=_AGELESS)}
    weighed = weights(topic, rarity(archive, [topic]))
    seeds = on_topic([hit for hit in ranked if hit.article.id in chosen], weighed)
    if not seeds:
        return Found()
    articles = _articles(ranked)
    rare = rarity(archive, [topic, *(f"{article.title} {article.text}" for article in articles.values())])
    strong = {
        key for key, article in articles.items() if share_near(article, weighed) >= _STRONG and not is_opinion(article)
    }
    centre = dict.fromkeys(strong or [hit.article.id for hit in seeds], 1.0)
    first = _core(topic, _weighed(ranked, centre), rare)
    words = " ".join([topic, *list(first)[:_ASKED]])
    wider = fuse(archive.search(words, scope, limit=_CANDIDATES), as_of=scope.as_of, ranking=_AGELESS)
    known = {hit.passage.id: hit for hit in [*wider, *ranked]}
    kept, core = _with_turns(topic, list(known.values()), first, weighed, strong, archive)
    kept = _of_its_time(kept, strong, known.values())
    for hit, score in _sequels(archive, topic, scope, known.values(), kept, core):
        known.setdefault(hit.passage.id, hit)
        kept[hit.article.id] = score
    chosen = _best_and_newest(kept, _articles(list(known.values())), weighed)
    hits = [hit for hit in known.values() if hit.article.id in chosen]
    return Found(tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))), core, weighed)


def _with_turns(
    topic: str,
    hits: Sequence[Hit],
    first: Mapping[str, float],
    weighed: Mapping[str, float],
    strong: set[str],
    archive: Archive,
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the articles on the topic with their score, the later turns of it among them, and its words by then.

    An article counts for the words by how much it is on the topic itself, so that they do not run off to a neighbour.
    """
    articles = {key: article for key, article in _articles(hits).items() if not is_opinion(article)}
    held = {key: share_held(f"{head_of(article)} {article.text}", weighed) for key, article in articles.items()}
    named = _names(topic)
    lacks = {key: _LACKING ** _lacking(named, article) for key, article in articles.items()}
    scores = {key: _on_core(article, first) * lacks[key] for key, article in articles.items()}
    near = {key: score for key, score in scores.items() if score >= _LEAST and held[key] >= _SAID}
    near |= dict.fromkeys(strong, 1.0)
    rare = rarity(archive, [topic, *(f"{articles[key].title} {articles[key].text}" for key in near)])
    core = _core(topic, _weighed(hits, {key: min(1.0, score) * held[key] for key, score in near.items()}), rare)
    kept = {}
    for key, article in articles.items():
        score = _on_core(article, core) * lacks[key]
        turn = score >= _TURN and held[key] >= _SAID
        beside = score >= _AGREES and held[key] >= _STRONG and share_near(article, weighed) >= _NAMED
        if key in strong:
            kept[key] = max(1.0, score)
        elif turn or beside or (min(score, scores[key]) >= _LEAST and held[key] >= _HELD):
            kept[key] = score
    return kept, core


def _names(topic: str) -> list[set[str]]:
    """Return the names in a topic of two and more, each by the stems of its words: 'Nancy Pelosi' and 'Taiwan'."""
    found = [stems for run in _NAME.findall(topic) if (stems := topic_words(run))]
    return found if len(found) > 1 else []


def _lacking(names: Sequence[set[str]], article: Article) -> int:
    """Count the names of which an article has no word."""
    held = set(content_words(f"{head_of(article)} {article.text}"))
    return sum(not stems & held for stems in names)


def _best_and_newest(
    kept: Mapping[str, float], articles: Mapping[str, Article], weighed: Mapping[str, float]
) -> set[str]:
    """Return the articles that are read where there are too many: the best, and the newest with the topic on top."""
    ranked = sorted(kept, key=lambda key: (-kept[key], key))
    best, others = ranked[: _ARTICLES - _NEWEST], ranked[_ARTICLES - _NEWEST :]
    headed = [key for key in others if share_held(articles[key].title, weighed) >= _TITLED]
    newest = sorted(headed, key=lambda key: (articles[key].published or "", key), reverse=True)[:_NEWEST]
    return {*best, *newest, *[key for key in others if key not in newest][: _NEWEST - len(newest)]}


def _of_its_time(kept: Mapping[str, float], strong: set[str], known: Iterable[Hit]) -> dict[str, float]:
    """Return the articles on a topic without those of quite another time: the same people, years before.

    What is far outside the middle half of the days is (Tukey's fence), unless its headline or opening has the topic.
    """
    days = {hit.article.id: hit.article.day.toordinal() for hit in known if hit.article.id in kept and hit.article.day}
    if len(days) < _MANY:
        return dict(kept)
    ordered = sorted(days.values())
    low, high = ordered[len(ordered) // 4], ordered[3 * len(ordered) // 4]
    reach = max(_FENCE, 3 * (high - low))
    return {
        key: score for key, score in kept.items() if key in strong or low - reach <= days.get(key, low) <= high + reach
    }


def _sequels(
    archive: Archive,
    topic: str,
    scope: Scope,
    known: Iterable[Hit],
    kept: Mapping[str, float],
    core: Mapping[str, float],
) -> Iterator[tuple[Hit, float]]:
    """Yield what was printed after all that is on the topic, and goes on from the last of it, with its score.

    A truce that talks have led to is not told in the words of the talks, but in those of the last texts on them.
    """
    dated = sorted(
        {hit.article.id: hit for hit in known if hit.article.id in kept and hit.article.day}.values(),
        key=lambda hit: hit.article.published or "",
    )
    last = dated[-_LAST:]
    days = [hit.article.day for hit in dated if hit.article.day]
    if not days:
        return
    until = days[-1] + max(_SOON, days[-1] - days[0])
    rare = rarity(archive, [topic, *(f"{hit.article.title} {hit.article.text}" for hit in last)])
    late = _core(topic, [(hit.article, 1.0) for hit in last], rare)
    after = replace(scope, window=replace(scope.window, since=days[-1] + timedelta(days=1)))
    for hit in archive.search(" ".join([topic, *list(late)[:_ASKED]]), after, limit=_CANDIDATES):
        article = hit.article
        score = _on_core(article, core) * _LACKING ** _lacking(_names(topic), article)
        if article.id in kept or is_opinion(article) or not article.day or article.day > until:
            continue
        if _on_core(article, late) >= _FOLLOWS and score >= _AGREES:
            yield hit, score


def _weighed(hits: Sequence[Hit], much: Mapping[str, float]) -> list[tuple[Article, float]]:
    """Return articles with their weight; the texts of one story count for less than as many stories."""
    articles = _articles(hits)
    story = {hit.article.id: hit.story or hit.article.id for hit in hits if hit.article.id in much}
    texts = Counter(story.values())
    return [(articles[key], weight / math.sqrt(texts[story[key]])) for key, weight in much.items()]


def _articles(hits: Sequence[Hit]) -> dict[str, Article]:
    return {hit.article.id: hit.article for hit in hits}


def _core(topic: str, weighted: Sequence[tuple[Article, float]], rare: Rarity) -> dict[str, float]:
    """Return the words that the articles on a topic share and the archive's others lack, weightiest first.

    A word weighs the share of the articles on the topic that have it, times the logarithm of how much more frequent
    it is in them than in the others (its part of the Kullback-Leibler divergence).
    """
    held: Counter[str] = Counter()
    times: Counter[str] = Counter()
    ours: dict[str, float] = defaultdict(float)
    for article, much in weighted:
        counted = Counter(stem for stem in content_words(f"{article.title} {article.text}") if len(stem) > 1)
        times.update(counted)
        for stem in counted:
            held[stem] += 1
            ours[stem] += much
    total = sum(much for _, much in weighted) or 1.0
    least = max(2, _COMMON * len(weighted)) if len(weighted) >= _FEW else 1
    weight = {}
    for stem, much in ours.items():
        share = much / total
        others = (1.0 + max(0, rare.passages.get(stem, 0) - times[stem])) / (1.0 + rare.articles)
        if held[stem] >= least and share > others:
            weight[stem] = share * math.log(share / others)
    best = sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))[:_CORE]
    top = best[0][1] if best else 1.0
    return {stem: value / top for stem, value in best} | dict.fromkeys(topic_words(topic), 1.0)


def _on_core(article: Article, core: Mapping[str, float]) -> float:
    """Return how much an article has of the topic's own words, its headline and opening counting more."""
    full = sum(sorted(core.values(), reverse=True)[:_FULL])
    return (_share(f"{head_of(article)} {article.text[:_HEADED]}", core) + _WHOLE * _share(article.text, core)) / full


def _share(text: str, core: Mapping[str, float]) -> float:
    return sum(core.get(stem, 0.0) for stem in set(content_words(text)))
