"""What the catalog's articles come to: their outlets, kinds, days and coverage, and a digest of them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from corpus.storage.catalog import Catalog
from corpus.storage.schema import CITABLE, scope_clause
from corpus.types import Coverage, Scope


def outlets(catalog: Catalog) -> list[tuple[str, int]]:
    """Return outlets with their number of articles, most first."""
    sql = (
        f"SELECT a.outlet, count(*) FROM articles a WHERE a.outlet IS NOT NULL AND {CITABLE} "  # noqa: S608
        "GROUP BY a.outlet ORDER BY 2 DESC, 1"
    )
    return list(catalog.remembered("outlets", lambda: [(str(name), int(count)) for name, count in catalog.rows(sql)]))


def kinds(catalog: Catalog) -> list[tuple[str, int]]:
    """Return the kinds of article with their number, most first."""
    sql = f"SELECT a.kind, count(*) FROM articles a WHERE {CITABLE} GROUP BY a.kind ORDER BY 2 DESC, 1"  # noqa: S608
    return list(catalog.remembered("kinds", lambda: [(str(kind), int(count)) for kind, count in catalog.rows(sql)]))


def contents(catalog: Catalog) -> str:
    """Return a digest of what may be searched and cited now: which articles, and in which words."""
    sql = f"SELECT a.id, a.digest FROM articles a WHERE {CITABLE} ORDER BY a.id"  # noqa: S608
    return str(catalog.remembered("contents", lambda: _digest_of(catalog.rows(sql))))


def _digest_of(rows: Sequence[tuple[Any, ...]]) -> str:
    return sha256("\n".join(f"{i} {digest}" for i, digest in rows).encode()).hexdigest()[:16]


def last_change(catalog: Catalog) -> date | None:
    """Return the last day on which a source says that it changed a text whose earlier form is known."""
    sql = f"SELECT max(substr(a.updated, 1, 10)) FROM articles a WHERE a.version > 1 AND {CITABLE}"  # noqa: S608
    found = catalog.remembered("last change", lambda: catalog.rows(sql))[0][0]
    return date.fromisoformat(found) if found else None


def per_day(catalog: Catalog) -> list[tuple[date, str | None, int]]:
    """Return the number of articles by day and outlet; the undated are left out."""
    sql = (
        f"SELECT a.day, a.outlet, count(*) FROM articles a WHERE a.day IS NOT NULL AND {CITABLE} "  # noqa: S608
        "GROUP BY a.day, a.outlet ORDER BY a.day"
    )
    return [(_date(day), outlet, int(count)) for day, outlet, count in catalog.rows(sql)]


def coverage(catalog: Catalog, scope: Scope) -> Coverage:
    """Count the articles and outlets of a scope, with its first and last day."""
    where, values = scope_clause(scope)
    sql = f"SELECT count(*), count(DISTINCT outlet), min(day), max(day) FROM articles a WHERE {where}"  # noqa: S608
    ((count, sources, first, last),) = catalog.remembered(("coverage", scope), lambda: catalog.rows(sql, values))
    return Coverage(count, sources, *(None if day is None else _date(day) for day in (first, last)))


def _date(number: int) -> date:
    return datetime.fromtimestamp(number, UTC).date()
