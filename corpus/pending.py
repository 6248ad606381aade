"""What the catalog knows of the derived indexes: which passages they lack, and which they must let go of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.catalog import Catalog, marks, parts
from corpus.words import WordEntry


@dataclass(frozen=True, slots=True)
class Counts:
    """Count the live passages and how far they have come."""

    passages: int
    in_words: int
    with_vector: int
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
        with_vector=catalog.one("SELECT count(*) FROM passages JOIN vectors USING (digest) WHERE dropped = 0"),
        in_chroma=chroma,
        dropped=catalog.one("SELECT count(*) FROM passages WHERE dropped = 1"),
    )


def dropped(catalog: Catalog) -> list[str]:
    """Return ids of passages that the indexes must let go of."""
    return [row[0] for row in catalog.rows("SELECT id FROM passages WHERE dropped = 1")]


def purge(catalog: Catalog, ids: Sequence[str]) -> None:
    """Delete dropped passages for good, and the vectors that nothing uses any more."""
    with catalog.transaction():
        for part in parts(ids):
            chosen = f"dropped = 1 AND id IN ({marks(part)})"
            catalog.execute(
                f"DELETE FROM vectors WHERE digest IN (SELECT digest FROM passages WHERE {chosen}) AND digest NOT IN "  # noqa: S608
                "(SELECT digest FROM passages WHERE dropped = 0)",
                part,
            )
            catalog.execute(f"DELETE FROM passages WHERE {chosen}", part)  # noqa: S608


def lacking_words(catalog: Catalog, limit: int) -> list[WordEntry]:
    """Return passages that the word index does not hold yet."""
    rows = catalog.rows(
        "SELECT p.id, a.title, t.text, p.start, p.end, a.outlet, a.day FROM passages p "
        "JOIN articles a ON a.id = p.article_id JOIN versions t ON t.article_id = p.article_id AND t.number = p.version "
        "WHERE p.in_words = 0 AND p.dropped = 0 LIMIT ?",
        (limit,),
    )
    return [WordEntry(i, title, text[start:end], outlet, day) for i, title, text, start, end, outlet, day in rows]


def lacking_vector(catalog: Catalog, limit: int) -> list[tuple[bytes, str]]:
    """Return digest and text of passages that have no vector yet, each text once."""
    rows = catalog.rows(
        "SELECT p.digest, t.text, p.start, p.end FROM passages p "
        "JOIN versions t ON t.article_id = p.article_id AND t.number = p.version "
        "WHERE p.in_chroma = 0 AND p.dropped = 0 AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.digest = p.digest) "
        "LIMIT ?",
        (limit,),
    )
    return list({digest: text[start:end] for digest, text, start, end in rows}.items())


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
    flat = np.frombuffer(b"".join(row[1] for row in rows), np.float16).astype(np.float32)
    return [row[0] for row in rows], flat.reshape(len(rows), -1 if rows else 0), [row[2] for row in rows]


def mark(catalog: Catalog, column: str, ids: Iterable[str]) -> None:
    """Note that an index (``in_words`` or ``in_chroma``) holds these passages now."""
    with catalog.transaction():
        for part in parts(list(ids)):
            catalog.execute(f"UPDATE passages SET {column} = 1 WHERE id IN ({marks(part)})", part)  # noqa: S608


def unmark(catalog: Catalog, column: str) -> None:
    """Note that an index (``in_words`` or ``in_chroma``) holds nothing."""
    with catalog.transaction():
        catalog.execute(f"UPDATE passages SET {column} = 0")  # noqa: S608


def held(catalog: Catalog, column: str) -> set[str]:
    """Return ids of the passages that an index is said to hold."""
    return {row[0] for row in catalog.rows(f"SELECT id FROM passages WHERE {column} = 1")}  # noqa: S608


def known_vector(catalog: Catalog) -> tuple[str, NDArray[np.float32]] | None:
    """Return one passage that Chroma holds, with its vector: it must find itself there."""
    rows = catalog.rows(
        "SELECT p.id, v.vector FROM passages p JOIN vectors v USING (digest) WHERE in_chroma = 1 AND dropped = 0 LIMIT 1"
    )
    return (rows[0][0], np.frombuffer(rows[0][1], np.float16).astype(np.float32)) if rows else None


def drop_passages(catalog: Catalog) -> None:
    """Let go of every passage and vector, as before cutting and embedding anew."""
    with catalog.transaction():
        catalog.execute("DELETE FROM passages")
        catalog.execute("DELETE FROM vectors")
