"""The steps from the catalog to its indexes: each takes up what is left, for the pipeline and for mending alike."""

from __future__ import annotations

from collections.abc import Callable

from corpus.embedding.encoder import Encoder
from corpus.indexes.keyword_index import Words
from corpus.indexes.vector_index import Vectors
from corpus.storage import index_queue
from corpus.storage.catalog import Catalog

_WORDS = 10_000
"""Passages a commit of the word index."""
_EMBED = 256
"""Passages a round of embedding, after which their vectors are kept: four seconds of work that a kill can lose. Sorted
by length they bring 2.0 % of padding, 128 would 3.0, 512 1.2."""
_CHROMA = 2_000
"""Vectors a call: Chroma takes 0.9 ms for one of a thousand and more, 1.6 for one of a hundred."""


def index_words(catalog: Catalog, words: Words, heard: Callable[[int], None]) -> int:
    """Put into the word index what it lacks, telling after each commit how many it took; return how many in all."""
    done = 0
    while entries := index_queue.lacking_words(catalog, _WORDS):
        words.replace(entries)
        index_queue.mark(catalog, "in_words", (entry.passage_id for entry in entries))
        done += len(entries)
        heard(len(entries))
    return done


def embed_some(catalog: Catalog, encoder: Encoder, heard: Callable[[int], None]) -> int:
    """Embed a round of the texts that have no vector yet; return how many, 0 where all have one.

    Args:
        catalog: Keeps the vectors.
        encoder: Makes them.
        heard: Told how many were just done; what it raises ends the round.
    """
    texts = index_queue.lacking_vector(catalog, _EMBED)
    if texts:
        found = encoder.encode([text for _, text in texts], on_batch=heard)
        index_queue.store_vectors(catalog, [digest for digest, _ in texts], found)
    return len(texts)


def fill_chroma(catalog: Catalog, vectors: Vectors) -> int:
    """Put into Chroma every vector that the catalog has and Chroma lacks; return how many."""
    done = 0
    while True:
        ids, matrix, days = index_queue.lacking_chroma(catalog, _CHROMA)
        if not ids:
            return done
        vectors.add(ids, matrix, days)
        index_queue.mark(catalog, "in_chroma", ids)
        done += len(ids)


def let_go(catalog: Catalog, words: Words, vectors: Callable[[], Vectors]) -> None:
    """Take dropped passages out of both indexes, then out of the catalog; Chroma is opened if there are any."""
    if gone := index_queue.dropped(catalog):
        words.replace([], gone=gone)
        vectors().remove(gone)
        index_queue.purge(catalog, gone)
