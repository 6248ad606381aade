"""Search by meaning: Chroma where a scope is broad, the catalog's own vectors where it is narrow or Chroma is busy.

And what a search of either kind found, as hits with their articles and stories.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from corpus.deduplication import stories
from corpus.errors import ArchiveDamaged
from corpus.indexes.vector_index import Vectors
from corpus.storage import articles, passages
from corpus.storage.catalog import Catalog
from corpus.types import Hit, Passage, Scope

_NARROW = 2_000
"""Passages of a scope up to which scoring each exactly (10 ms) is as quick as asking Chroma for many and sifting."""
_SPARE = 1.5
"""How many more neighbours to take than the scope's share of the archive calls for."""
_MOST = 2_000
"""Most neighbours to ask Chroma for; a scope that needs more is scored exactly."""
_ENOUGH = 0.3
"""Share of the wanted passages that will do when fewer are left after sifting: they are the nearest ones of the scope,
and scoring 10,000 passages exactly for the rest of them takes 60 ms."""

Found = list[tuple[str, float]]


def nearest(
    catalog: Catalog, vectors: Callable[[], Vectors | None], vector: NDArray[np.float32], scope: Scope, *, limit: int
) -> Found:
    """Return ids and cosines of the nearest passages in a scope, nearest first.

    Args:
        catalog: Knows the scope, and every vector.
        vectors: Gives Chroma, or None where it cannot be used now.
        vector: The question's vector, of length 1.
        scope: Which articles count.
        limit: Most passages to return.
    """
    inside = passages.count(catalog, scope)
    if not inside:
        return []
    if inside > _NARROW:
        wanted = int(limit * _SPARE * passages.count(catalog.whole, Scope()) / inside)
        if wanted <= _MOST / _ENOUGH and (chroma := vectors()) is not None:
            sifted = _sifted(catalog, chroma, vector, scope, min(wanted, _MOST))[:limit]
            if len(sifted) >= _ENOUGH * limit:
                return sifted
    return _exactly(catalog, vector, scope, limit)


def _sifted(catalog: Catalog, chroma: Vectors, vector: NDArray[np.float32], scope: Scope, wanted: int) -> Found:
    try:
        found = chroma.search(vector, limit=wanted)
    except ArchiveDamaged:  # the catalog has every vector; Chroma is looked at again before its next use
        return []
    allowed = passages.spans(catalog, [i for i, _ in found], scope)
    return [(i, cosine) for i, cosine in found if i in allowed]


def _exactly(catalog: Catalog, vector: NDArray[np.float32], scope: Scope, limit: int) -> Found:
    ids, matrix = passages.matrix(catalog, scope)
    if not ids:
        return []
    cosines = matrix @ vector
    best = np.argsort(-cosines, kind="stable")[:limit]
    return [(ids[i], float(cosines[i])) for i in best]


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
        if article_id in known  # one that is damaged on disk is left out
    ]
    return sorted(hits, key=lambda hit: (-hit.meaning, hit.passage.id))
