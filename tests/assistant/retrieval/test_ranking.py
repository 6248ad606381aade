"""Hits in the order in which they should be read."""

from __future__ import annotations

from datetime import date

from assistant.retrieval.ranking import Ranking, choose, fuse
from corpus import Article, Hit, Passage

_AGELESS = Ranking(recency=0)


def hit(
    name: str, *, words: float = 0.0, meaning: float = 0.0, day: str | None = None, outlet: str = "A", text: str = ""
) -> Hit:
    article, _, ordinal = name.partition("-")
    body = text or f"Words of {name} alone, namely {name}x {name}y {name}z."
    return Hit(
        Passage(name, article, 1, int(ordinal or 0), 0, len(body), body),
        Article(article, f"Title {article}", body, outlet=outlet, published=day),
        words=words,
        meaning=meaning,
    )


def ids(hits: list[Hit]) -> list[str]:
    return [found.passage.id for found in hits]


def test_a_hit_found_both_ways_stands_before_those_found_one_way() -> None:
    found = fuse(
        [hit("a", words=9), hit("b", meaning=0.6), hit("c", words=7, meaning=0.5)],
        as_of=None,
        ranking=Ranking(recency=0),
    )
    assert ids(found) == ["c", "b", "a"]
    assert 0 < found[0].score <= 1


def test_of_equal_hits_the_later_one_stands_first_and_the_undated_between() -> None:
    hits = [
        hit("old", words=1, meaning=0.5, day="2024-01-01"),
        hit("undated", words=1, meaning=0.5),
        hit("new", words=1, meaning=0.5, day="2025-03-01"),
    ]
    assert ids(fuse(hits, as_of=date(2025, 3, 2), ranking=Ranking(recency=0.15))) == ["new", "undated", "old"]


def test_age_does_not_count_without_a_day_or_without_strength() -> None:
    hits = [hit("old", words=1, day="2000-01-01"), hit("new", words=1, day="2025-03-01")]
    for found in (
        fuse(hits, as_of=None, ranking=Ranking(recency=0.5)),
        fuse(hits, as_of=date(2025, 3, 2), ranking=_AGELESS),
    ):
        assert found[0].score == found[1].score


def test_ties_are_broken_the_same_way_each_time() -> None:
    hits = [hit("b", words=1), hit("a", words=1)]
    assert (
        ids(fuse(hits, as_of=None, ranking=_AGELESS))
        == ids(fuse(hits[::-1], as_of=None, ranking=_AGELESS))
        == ["a", "b"]
    )


def test_negative_cosines_and_no_hits_do_no_harm() -> None:
    assert fuse([], as_of=None, ranking=Ranking(recency=0.5)) == []
    assert fuse([hit("a", meaning=-0.2)], as_of=None, ranking=_AGELESS)[0].score == 0


def test_an_article_gives_two_passages_at_the_most() -> None:
    found = fuse(
        [hit(f"a-{n}", words=9 - n) for n in range(4)] + [hit("b", words=1)], as_of=None, ranking=Ranking(recency=0)
    )
    assert ids(choose(found, limit=8, ranking=Ranking())) == ["a-0", "a-1", "b"]


def test_copies_of_one_text_count_once() -> None:
    wire = "The dam at Hask broke on Friday night after three days of rain, the ministry said."
    hits = [hit("a", words=3, text=wire), hit("b", words=2, text=wire, outlet="B"), hit("c", words=1, outlet="C")]
    assert ids(choose(fuse(hits, as_of=None, ranking=_AGELESS), limit=8, ranking=Ranking())) == ["a", "c"]


def test_outlets_are_spread_where_scores_are_close() -> None:
    hits = [hit("a", words=10), hit("b", words=9.9), hit("c", words=9.8, outlet="B")]
    assert ids(choose(fuse(hits, as_of=None, ranking=_AGELESS), limit=2, ranking=Ranking())) == ["a", "c"]
