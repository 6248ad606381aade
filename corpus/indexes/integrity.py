"""What the archive holds, and whether it is whole: the catalog against itself, the indexes against the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import ArchiveError
from corpus.indexes.keyword_index import Words
from corpus.indexes.vector_index import Vectors
from corpus.settings import Settings
from corpus.storage import articles, index_queue, passages, statistics
from corpus.storage.catalog import Catalog
from corpus.storage.reports import ArchiveStatus, CheckReport
from corpus.types import Scope

_TOGETHER = 500
"""Texts and vectors that are compared at a time."""
_ALIKE = 0.999
"""Least cosine of a vector in Chroma and the catalog's, which is of half the precision."""
_PROBES = 200
"""Vectors that must find themselves in Chroma: half a second, and no loss of a fiftieth of them stays hidden."""


def check(catalog: Catalog, words: Words | None, vectors: Vectors | None) -> CheckReport:
    """Compare everything with everything.

    Args:
        catalog: The truth.
        words: The word index; None where it could not be opened, which is a problem of its own.
        vectors: Chroma; likewise.
    """
    state = index_queue.counts(catalog)
    problems = [f"the catalog file: {problem}" for problem in catalog.problems()]
    problems += _changed(catalog)
    problems += _texts(catalog)
    problems += _words(catalog, words)
    problems += _chroma(catalog, vectors)
    return CheckReport(
        articles=catalog.one("SELECT count(*) FROM articles"),
        passages=state.passages,
        in_words=state.in_words,
        in_chroma=state.in_chroma,
        pending=state.passages - min(state.in_words, state.in_chroma) + state.dropped,
        problems=tuple(problems),
    )


def _changed(catalog: Catalog) -> Iterator[str]:
    """Say which stored texts are not those that were stored, by their digests."""
    sql = "SELECT rowid, article_id, number, title, text, digest FROM versions WHERE rowid > ? ORDER BY rowid LIMIT ?"
    last = -1
    while rows := catalog.rows(sql, (last, _TOGETHER)):
        last = rows[-1][0]
        for _, article_id, number, title, text, digest in rows:
            if articles.digest_of(title, text) != digest:
                told = f"article {article_id}: the words of version {number} are not those that were stored"
                yield f"{told}; {articles.TAKE_AGAIN}"


def _texts(catalog: Catalog) -> Iterator[str]:
    """Say which articles are not covered by their passages, word for word and once."""
    spans: dict[str, list[tuple[int, int]]] = {}
    sql = "SELECT article_id, start, end FROM passages WHERE dropped = 0 ORDER BY article_id, start"
    for article_id, start, end in catalog.rows(sql):
        spans.setdefault(article_id, []).append((start, end))
    ids = [row[0] for row in catalog.rows("SELECT id FROM articles ORDER BY id")]
    for at in range(0, len(ids), _TOGETHER):
        known = articles.by_id(catalog, ids[at : at + _TOGETHER])
        for article_id in (i for i in ids[at : at + _TOGETHER] if i not in known and i in catalog.damaged):
            spans.pop(article_id, None)
            yield f"article {article_id}: it cannot be read and is left out of answers; {articles.TAKE_AGAIN}"
        for article_id, article in known.items():
            covered = 0
            for start, end in spans.pop(article_id, []):
                if start < covered or article.text[covered:start].strip():
                    yield f"article {article_id}: its passages overlap or leave words out at character {covered}"
                covered = end
            if article.text[covered:].strip():
                yield f"article {article_id}: the words after character {covered} are in no passage"
    yield from (f"passages without an article: {article_id}" for article_id in spans)
    lost = catalog.one(
        "SELECT count(*) FROM articles a WHERE NOT EXISTS "
        "(SELECT 1 FROM versions t WHERE t.article_id = a.id AND t.number = a.version)"
    )
    if lost:
        yield f"{lost} articles have lost the text of their current version"


def _index(name: str, there: set[str], said: set[str], known: set[str]) -> Iterator[str]:
    if missing := len(said - there):
        yield f"{name} lacks {missing} passages that it should hold"
    if strange := len(there - known):
        yield f"{name} holds {strange} passages that the catalog does not know"
    # What is there beyond what is marked was put in just before a kill: the next run puts it in again, not twice.


def _known(catalog: Catalog) -> set[str]:
    return {row[0] for row in catalog.rows("SELECT id FROM passages")}


def _words(catalog: Catalog, words: Words | None) -> Iterator[str]:
    if words is None:
        yield "the word index cannot be opened"
        return
    try:
        yield from _index("the word index", words.ids(), index_queue.held(catalog, "in_words"), _known(catalog))
    except ArchiveError as error:
        yield str(error)


def _chroma(catalog: Catalog, vectors: Vectors | None) -> Iterator[str]:
    if vectors is None:
        yield "the vector index cannot be opened"
        return
    try:
        yield from _index("the vector index", vectors.ids(), index_queue.held(catalog, "in_chroma"), _known(catalog))
        if wrong := _wrong_vectors(catalog, vectors):
            yield f"the vector index holds {wrong} vectors that are not the catalog's"
        if not vectors.healthy(0, index_queue.known_vectors(catalog, _PROBES)):
            yield "the vector index does not find vectors that it holds"
    except ArchiveError as error:
        yield str(error)


def _wrong_vectors(catalog: Catalog, vectors: Vectors) -> int:
    """Count the passages whose vector in Chroma is not the one that the catalog has."""
    ids = sorted(index_queue.held(catalog, "in_chroma"))
    wrong = 0
    for at in range(0, len(ids), _TOGETHER):
        kept = passages.vectors(catalog, ids[at : at + _TOGETHER])
        there = vectors.get(list(kept))
        wrong += sum(not float(there[i] @ vector) > _ALIKE for i, vector in kept.items() if i in there)
    return wrong


def status(catalog: Catalog, settings: Settings) -> ArchiveStatus:
    """Say what an archive holds and how it was made."""
    covered = statistics.coverage(catalog, Scope())  # first: what a writer adds between the two counts as pending
    count, by_words, by_meaning = index_queue.findable(catalog)
    return ArchiveStatus(
        home=str(settings.home), articles=covered.articles, passages=count, by_words=by_words,
        by_meaning=by_meaning, outlets=covered.outlets, first=covered.first, last=covered.last,
        encoder=settings.encoder, fingerprint=catalog.meta("fingerprint") or "",
        # what all takes on disk says how much there is that is not seen
        size=sum(_size(file) for file in settings.home.rglob("*")) if catalog.whole is catalog else 0,
    )  # fmt: skip


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:  # an index has put another file in its place meanwhile
        return 0
