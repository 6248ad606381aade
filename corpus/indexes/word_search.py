"""Search by words, in the whole archive or in the part of it that is seen."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.indexes.keyword_index import Words
from corpus.storage import articles, passages
from corpus.storage.catalog import Catalog
from corpus.types import Article, Scope

_PASSAGES = 4
"""Passages that are looked for an article that is wanted."""

Found = list[tuple[str, float]]


def any_words(catalog: Catalog, words: Words, query: str, scope: Scope, *, limit: int) -> Found:
    """Return ids and BM25 scores of passages that have words of a query, best first; some may be out of the scope.

    Args:
        catalog: Knows the scope, and what is seen.
        words: The index, of the whole archive.
        query: Plain words.
        scope: Which articles count.
        limit: Passages of the scope that are wanted.
    """
    spare = passages.thinning(catalog, scope)
    return words.search(query, scope, limit=limit * spare, only=passages.named(catalog))


def listing(catalog: Catalog, words: Words, query: str, scope: Scope, *, limit: int, offset: int = 0) -> list[Article]:
    """Return the articles of a scope that have words of a query, by their best passage."""
    found = any_words(catalog, words, query, scope, limit=(offset + limit) * _PASSAGES)
    rows = passages.spans(catalog, [i for i, _ in found], scope)
    ids = list(dict.fromkeys(rows[i][0] for i, _ in found if i in rows))[offset : offset + limit]
    known = articles.by_id(catalog, ids)
    return [known[i] for i in ids if i in known]


def phrase(catalog: Catalog, words: Words, wanted: str, scope: Scope, *, limit: int) -> Found:
    """Return ids and scores of the passages that hold the words next to each other; arguments as above."""
    spare = passages.thinning(catalog, scope) if catalog.whole is not catalog else 1
    return words.phrase(wanted, scope, limit=limit * spare, only=passages.named(catalog))


def frequencies(catalog: Catalog, words: Words, wanted: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each word stands; of a large part that is seen, by its share of the whole."""
    only = passages.named(catalog)
    counted = words.frequencies(wanted, only=only)
    if only is not None or catalog.whole is catalog:
        return counted
    share = passages.count(catalog, Scope()) / max(1, passages.count(catalog.whole, Scope()))
    return {word: round(count * share) for word, count in counted.items()}
