"""What the catalog knows of the derived indexes: which passages they lack, and which they must let go of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.indexes.keyword_index import WordEntry
from corpus.storage import articles
from corpus.storage.catalog import Catalog, marks, parts
from corpus.storage.passages import as_matrix


@dataclass(frozen=True, slots=True)
class Counts:
    """Count the live passages and how far they have come."""

    passages: int
    in_words: int
    in_chroma: int
    dropped: int


def counts(catalog: Catalog) -> Counts:
    """Count live passages by the indexes that hold them."""
    ((passages, words, chroma),) = catalog.rows(
        "SELECT count(*), coalesce(sum(in_words), 0), coalesce(sum(in_chroma), 0) FROM passages WHERE dropped = 0"
    )
    return Counts(
        passages=passages,
        in_words=words,
        in_chroma=chroma,
        dropped=catalog.one("SELECT count(*) FROM passages WHERE dropped = 1"),
    )


def lacking(catalog: Catalog, column: str) -> int:
    """Count the passages that an index (``in_words`` or ``in_chroma``) does not hold yet; quick, by a partial index."""
    return catalog.one(f"SELECT count(*) FROM passages WHERE {column} = 0 AND dropped = 0")  # noqa: S608


def findable(catalog: Catalog) -> tuple[int, int, int]:
    """Count the passages that are not withdrawn: all, those in the word index, those with a vector."""
    ((passages, words, vectors),) = catalog.rows(
        "SELECT count(*), coalesce(sum(p.in_words), 0), count(v.digest) FROM passages p "
        "JOIN articles a ON a.id = p.article_id LEFT JOIN vectors v ON v.digest = p.digest "
        "WHERE p.dropped = 0 AND a.withdrawn = 0"
    )
    return int(passages), int(words), int(vectors)


def dropped(catalog: Catalog) -> list[str]:
    """Return ids of passages that the indexes must let go of."""
    return [row[0] for row in catalog.rows("SELECT id FROM passages WHERE dropped = 1")]


def purge(catalog: Catalog, ids: Sequence[str]) -> None:
    """Delete dropped passages for good, and the vectors that nothing uses any more."""
    with catalog.transaction():
        for part in parts(ids):
            chosen = f"dropped = 1 AND id IN ({marks(part)})"
            catalog.execute(
                f"DELETE FROM vectors WHERE digest IN (SELECT digest FROM passages WHERE {chosen}) AND NOT EXISTS "  # noqa: S608
                "(SELECT 1 FROM passages p WHERE p.digest = vectors.digest AND p.dropped = 0)",
                part,
            )
            catalog.execute(f"DELETE FROM passages WHERE {chosen}", part)  # noqa: S608


def lacking_words(catalog: Catalog, limit: int) -> list[WordEntry]:
    """Return passages that the word index does not hold yet."""
    rows = catalog.rows(
        "SELECT p.id, p.article_id, p.start, p.end, a.title, a.outlet, a.day FROM passages p "
        "JOIN articles a ON a.id = p.article_id WHERE p.in_words = 0 AND p.dropped = 0 LIMIT ?",
        (limit,),
    )
    texts = _texts(catalog, (row[1] for row in rows))
    return [
        WordEntry(i, _printable(title), texts[of][start:end], outlet, day)
        for i, of, start, end, title, outlet, day in rows
        if of in texts
    ]


def lacking_vector(catalog: Catalog, limit: int) -> list[tuple[bytes, str]]:
    """Return digest and text of passages that have no vector yet, each text once."""
    rows = catalog.rows(
        "SELECT p.digest, p.article_id, p.start, p.end FROM passages p WHERE p.in_chroma = 0 AND p.dropped = 0 "
        "AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.digest = p.digest) LIMIT ?",
        (limit,),
    )
    texts = _texts(catalog, (row[1] for row in rows))
    return list({digest: texts[of][start:end] for digest, of, start, end in rows if of in texts}.items())


def _texts(catalog: Catalog, article_ids: Iterable[str]) -> dict[str, str]:
    """Return current texts by article id, each read once: a book has thousands of passages."""
    found: dict[str, str] = {}
    for part in parts(list(dict.fromkeys(article_ids))):
        sql = (
            "SELECT a.id, t.text FROM articles a JOIN versions t ON t.article_id = a.id AND t.number = a.version "  # noqa: S608
            f"WHERE a.id IN ({marks(part)})"
        )
        found.update({i: _printable(text) for i, text in catalog.rows(sql, part)})
    return found


def _printable(text: str) -> str:
    """Return a text with a sign for each byte that is damaged: it is indexed so, and not shown."""
    return text.encode("utf-8", "replace").decode() if articles.is_garbled(text) else text


def store_vectors(catalog: Catalog, digests: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
    """Keep vectors (n x d) as float16 by the digest of the text that they stand for."""
    with catalog.transaction():
        for digest, vector in zip(digests, vectors.astype(np.float16), strict=True):
            catalog.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (digest, vector.tobytes()))


def lacking_chroma(catalog: Catalog, limit: int) -> tuple[list[str], NDArray[np.float32], list[int | None]]:
    """Return ids, vectors (n x d) and days of passages whose vector Chroma does not hold yet."""
    rows = catalog.rows(
        "SELECT p.id, v.vector, a.day FROM passages p JOIN vectors v USING (digest) "
        "JOIN articles a ON a.id = p.article_id WHERE p.in_chroma = 0 AND p.dropped = 0 LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows], as_matrix([row[1] for row in rows]), [row[2] for row in rows]


def mark(catalog: Catalog, column: str, ids: Iterable[str]) -> None:
    """Note that an index (``in_words`` or ``in_chroma``) holds these passages now."""
    with catalog.transaction():
        for part in parts(list(ids)):
            catalog.execute(f"UPDATE passages SET {column} = 1 WHERE id IN ({marks(part)})", part)  # noqa: S608


def unmark(catalog: Catalog, column: str) -> None:
    """Note that an index (``in_words`` or ``in_chroma``) holds nothing."""
    with catalog.transaction():
        catalog.execute(f"UPDATE passages SET {column} = 0")  # noqa: S608


def is_held(catalog: Catalog, column: str) -> bool:
    """Say whether an index is said to hold any passage."""
    return bool(catalog.rows(f"SELECT 1 FROM passages WHERE {column} = 1 AND dropped = 0 LIMIT 1"))  # noqa: S608


def held(catalog: Catalog, column: str) -> set[str]:
    """Return ids of the passages that an index is said to hold."""
    return {row[0] for row in catalog.rows(f"SELECT id FROM passages WHERE {column} = 1")}  # noqa: S608


def known_vectors(catalog: Catalog, many: int) -> NDArray[np.float32]:
    """Return vectors (n x d) that Chroma holds, the oldest to the newest: each must find itself there.

    Several, because Chroma's own repair has been seen to keep only the newest sixth of the vectors.
    """
    last = catalog.one("SELECT max(rowid) FROM passages")
    starts = dict.fromkeys(1 + (last - 1) * step // max(1, many - 1) for step in range(many)) if last else {}
    sql = (
        "SELECT p.rowid, v.vector FROM passages p JOIN vectors v USING (digest) "
        "WHERE p.rowid {} ? AND in_chroma = 1 AND dropped = 0 ORDER BY p.rowid {} LIMIT 1"
    )
    found = {}
    for start in starts:
        rows = catalog.rows(sql.format(">=", ""), (start,)) or catalog.rows(sql.format("<=", "DESC"), (start,))
        found.update(dict(rows))
    return as_matrix(list(found.values()))


def drop_passages(catalog: Catalog) -> None:
    """Let go of every passage and vector, as before cutting and embedding anew."""
    with catalog.transaction():
        catalog.execute("DELETE FROM passages")
        catalog.execute("DELETE FROM vectors")
