"""Passages that a search found, as hits with their articles and stories."""

from __future__ import annotations

from collections.abc import Mapping

from corpus import articles, passages, stories
from corpus.catalog import Catalog
from corpus.types import Hit, Passage, Scope


def found(catalog: Catalog, words: Mapping[str, float], meaning: Mapping[str, float], scope: Scope) -> list[Hit]:
    """Return the passages of a scope among those found, the nearest in meaning first.

    Args:
        catalog: Where they stand.
        words: BM25 score of each that the word search found, by id.
        meaning: Cosine of each, by id.
        scope: Which articles count.
    """
    rows = passages.spans(catalog, [*words, *(i for i in meaning if i not in words)], scope)
    known = articles.by_id(catalog, list({row[0] for row in rows.values()}))
    told = stories.of_articles(catalog, list(known))
    hits = [
        Hit(
            Passage(i, article_id, version, ordinal, start, end, known[article_id].text[start:end]),
            known[article_id],
            words=words.get(i, 0.0),
            meaning=meaning.get(i, 0.0),
            story=told.get(article_id, article_id),
        )
        for i, (article_id, version, ordinal, start, end) in rows.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.meaning, hit.passage.id))
