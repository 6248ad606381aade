"""The pipeline: records -> catalog -> words -> vectors -> Chroma; each step takes up what an earlier run left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from corpus import pending
from corpus.catalog import Catalog, text_digest
from corpus.chunk import chunk
from corpus.embed import Encoder
from corpus.errors import RecordError
from corpus.types import Article, IngestReport, Progress, Refusal
from corpus.vectors import Vectors
from corpus.words import Words

_ARTICLES = 64
"""Articles a transaction: a kill loses less than a second of reading."""
_WORDS = 10_000
"""Passages a commit of the word index."""
_EMBED = 512
"""Passages a round of embedding: after each they can be found by meaning; long enough to sort by length."""

Tell = Callable[[Progress], None]


def take(
    catalog: Catalog, encoder: Encoder, records: Iterable[Article | Refusal], *, strict: bool, tell: Tell
) -> IngestReport:
    """Store articles and their passages in the catalog.

    Raises:
        RecordError: A record was refused and ``strict`` is set; what came before it is stored, nothing after it.
    """
    counted = {"added": 0, "changed": 0, "unchanged": 0}
    refusals: list[Refusal] = []
    source = iter(records)
    while batch := list(islice(source, _ARTICLES)):
        with catalog.transaction():
            for record in batch:
                if isinstance(record, Article):
                    counted[_store(catalog, encoder, record)] += 1
                else:
                    refusals.append(record)
                    if strict:
                        break
        if strict and refusals:
            raise RecordError(f"{refusals[0].place}: {refusals[0].reason} (stopped: --strict)")
        tell(Progress("read", sum(counted.values())))
    return IngestReport(**counted, refusals=tuple(refusals))


def _store(catalog: Catalog, encoder: Encoder, article: Article) -> str:
    state = catalog.state(article.id)
    digest = text_digest(article)
    if state is None:
        put(catalog, encoder, article)
        return "added"
    version, known = state
    if known == digest:
        current = replace(article, version=version)
        if _same_facts(catalog.article(article.id), current):
            return "unchanged"
        put(catalog, encoder, current)
        return "changed"
    if catalog.had(article.id, digest):
        # The words of an earlier version: an old copy of the source was read again, not a new state of the article.
        return "unchanged"
    put(catalog, encoder, replace(article, version=version + 1))
    return "changed"


def _same_facts(one: Article, other: Article) -> bool:
    return replace(one, source="") == replace(other, source="")


def put(catalog: Catalog, encoder: Encoder, article: Article) -> None:
    """Cut an article into passages and store both."""
    spans = chunk(article.text, encoder.token_starts(article.text), limit=encoder.limit)
    catalog.put(article, spans)


def recut(catalog: Catalog, encoder: Encoder, articles: Iterator[Article]) -> None:
    """Cut all articles anew, their vectors forgotten."""
    with catalog.transaction():
        pending.drop_passages(catalog)
        for article in articles:
            put(catalog, encoder, article)


def let_go(catalog: Catalog, words: Words, vectors: Vectors) -> None:
    """Take dropped passages out of both indexes, then out of the catalog."""
    if gone := pending.dropped(catalog):
        words.replace([], gone=gone)
        vectors.remove(gone)
        pending.purge(catalog, gone)


def index_words(catalog: Catalog, words: Words, tell: Tell) -> None:
    """Put into the word index what it lacks."""
    total = done = 0
    while entries := pending.lacking_words(catalog, _WORDS):
        if not total:
            state = pending.counts(catalog)
            total = state.passages - state.in_words
        words.replace(entries)
        pending.mark(catalog, "in_words", (entry.passage_id for entry in entries))
        done += len(entries)
        tell(Progress("words", done, total))


def index_meaning(catalog: Catalog, encoder: Encoder, vectors: Vectors, tell: Tell) -> int:
    """Embed what has no vector and put into Chroma what it lacks; return the number of passages put in."""
    state = pending.counts(catalog)
    done, total = 0, state.passages - state.in_chroma
    if not total:
        return 0
    tell(Progress("embed", 0, total))
    while True:
        texts = pending.lacking_vector(catalog, _EMBED)
        if texts:
            count = _Running(done, total, tell)
            encoded = encoder.encode([text for _, text in texts], on_batch=count)
            pending.store_vectors(catalog, [digest for digest, _ in texts], encoded)
        stored = fill_chroma(catalog, vectors)
        done += stored
        tell(Progress("embed", done, total))
        if not texts and not stored:
            return done


class _Running:
    """Add up what a round of embedding has done, and tell."""

    def __init__(self, done: int, total: int, tell: Tell) -> None:
        self._done, self._total, self._tell = done, total, tell

    def __call__(self, more: int) -> None:
        """Take in that so many more are done."""
        self._done += more
        self._tell(Progress("embed", self._done, self._total))


def fill_chroma(catalog: Catalog, vectors: Vectors) -> int:
    """Put into Chroma every vector that the catalog has and Chroma lacks; return how many."""
    done = 0
    while True:
        ids, matrix, days = pending.lacking_chroma(catalog, 2000)
        if not ids:
            return done
        vectors.add(ids, matrix, days)
        pending.mark(catalog, "in_chroma", ids)
        done += len(ids)
