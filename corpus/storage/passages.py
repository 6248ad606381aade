"""What a search reads of the catalog's passages: those of a scope, their spans, their vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.storage.catalog import Catalog, marks, parts
from corpus.storage.schema import scope_clause
from corpus.types import Passage, Scope

_THINNEST = 25
"""A kind that is rarer than one passage in so many is searched among the first 5,000 by words (25 ms)."""

_FEW = 20_000
"""Passages of a part of the archive up to which the word index is asked for those alone."""


def count(catalog: Catalog, scope: Scope) -> int:
    """Count the live passages of a scope."""
    where, values = scope_clause(scope)
    sql = f"SELECT sum(passages) FROM articles a WHERE {where}"  # noqa: S608
    return catalog.remembered(("passages", scope), lambda: catalog.one(sql, values))


def thinning(catalog: Catalog, scope: Scope) -> int:
    """Return how many times more the word index must find so that enough of a scope is left.

    It knows neither kinds of article nor which part of the archive is seen.
    """
    whole = catalog.whole
    if not scope.kinds and whole is catalog:
        return 1
    inside = count(catalog, scope)
    return min(_THINNEST, -(-count(whole, replace(scope, kinds=())) // inside)) if inside else 1


def named(catalog: Catalog) -> list[str] | None:
    """Return the ids of all live passages where only a small part of the archive is seen; else None."""
    if catalog.whole is catalog or count(catalog, Scope()) > _FEW:
        return None
    sql = "SELECT p.id FROM passages p JOIN articles a ON a.id = p.article_id WHERE p.dropped = 0"
    return catalog.remembered("passage ids", lambda: [str(row[0]) for row in catalog.rows(sql)])


def spans(catalog: Catalog, ids: Sequence[str], scope: Scope) -> dict[str, tuple[str, int, int, int, int]]:
    """Return article id, version, ordinal, start and end by id, of those that are live and in the scope."""
    where, values = scope_clause(scope)
    found: dict[str, tuple[str, int, int, int, int]] = {}
    for part in parts(ids):
        sql = (
            "SELECT p.id, p.article_id, p.version, p.ordinal, p.start, p.end FROM passages p "  # noqa: S608
            f"JOIN articles a ON a.id = p.article_id WHERE p.dropped = 0 AND {where} AND p.id IN ({marks(part)})"
        )
        found.update({row[0]: (row[1], row[2], row[3], row[4], row[5]) for row in catalog.rows(sql, [*values, *part])})
    return found


def of_articles(catalog: Catalog, known: Mapping[str, str]) -> list[Passage]:
    """Return all passages of articles, in order.

    Args:
        catalog: Where they are.
        known: Article id -> its text.
    """
    found = []
    for part in parts(list(known)):
        sql = (
            "SELECT id, article_id, version, ordinal, start, end FROM passages "  # noqa: S608
            f"WHERE dropped = 0 AND article_id IN ({marks(part)}) ORDER BY article_id, ordinal"
        )
        for row in catalog.rows(sql, part):
            text = known[row[1]][row[4] : row[5]]
            found.append(Passage(row[0], row[1], row[2], row[3], row[4], row[5], text))
    return found


def vectors(catalog: Catalog, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """Return vectors of passages, by passage id; those that have none yet are left out."""
    found: dict[str, NDArray[np.float32]] = {}
    for part in parts(ids):
        sql = f"SELECT p.id, v.vector FROM passages p JOIN vectors v USING (digest) WHERE p.id IN ({marks(part)})"  # noqa: S608
        rows = catalog.rows(sql, part)
        found.update(zip((str(i) for i, _ in rows), as_matrix([blob for _, blob in rows]), strict=True))
    return found


def matrix(catalog: Catalog, scope: Scope) -> tuple[list[str], NDArray[np.float32]]:
    """Return ids and vectors (n x d) of all live passages of a scope that have one."""
    where, values = scope_clause(scope)
    rows = catalog.rows(
        "SELECT p.id, v.vector FROM passages p JOIN vectors v USING (digest) "  # noqa: S608
        f"JOIN articles a ON a.id = p.article_id WHERE p.dropped = 0 AND {where}",
        values,
    )
    return [str(i) for i, _ in rows], as_matrix([blob for _, blob in rows])


def as_matrix(blobs: Sequence[bytes]) -> NDArray[np.float32]:
    """Return stored vectors as one matrix (n x d)."""
    flat = np.frombuffer(b"".join(blobs), np.float16).astype(np.float32)
    return flat.reshape(len(blobs), -1 if blobs else 0)
