"""The catalog's articles and their versions: put in, changed, listed, counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from corpus.errors import ArticleNotFound
from corpus.storage.catalog import Catalog, marks, parts
from corpus.storage.schema import ARTICLE_COLUMNS, ARTICLE_FIELDS, CITABLE, scope_clause
from corpus.types import Article, Coverage, Mark, Scope, Standing, Version, day_number

_LISTS = ("authors", "keywords", "subjects", "corrections", "caveats", "remarks")
"""Fields that are stored as JSON."""


@dataclass(frozen=True, slots=True)
class State:
    """Say what the catalog knows of an article.

    Attributes:
        version: Number of the current version.
        digest: Its ``text_digest``.
        revision: The source's own number of it.
        pubstatus: As ``Article.pubstatus``.
        updated: As ``Article.updated``.
        source: As ``Article.source``.
        guid: As ``Article.guid``.
    """

    version: int
    digest: str
    revision: int | None
    pubstatus: str
    updated: str | None
    source: str
    guid: str | None


def state(catalog: Catalog, article_id: str) -> State | None:
    """Return the current state of an article, None where it is not known."""
    columns = "version, digest, revision, pubstatus, updated, source, guid"
    rows = catalog.rows(f"SELECT {columns} FROM articles WHERE id = ?", (article_id,))  # noqa: S608
    return State(*rows[0]) if rows else None


def had(catalog: Catalog, article_id: str, digest: str) -> bool:
    """Say whether some version of an article had these words."""
    return bool(catalog.rows("SELECT 1 FROM versions WHERE article_id = ? AND digest = ?", (article_id, digest)))


def named(catalog: Catalog, guid: str) -> list[tuple[str, str | None]]:
    """Return the id and the outlet of each article that its source calls so."""
    rows = catalog.rows("SELECT id, outlet FROM articles WHERE guid = ? ORDER BY id", (guid,))
    return [(str(i), outlet) for i, outlet in rows]


def put(catalog: Catalog, article: Article, spans: Sequence[tuple[int, int]]) -> None:
    """Store an article as its current version, with its passages; earlier passages are dropped."""
    digest, moment = text_digest(article), _now()
    with catalog.transaction():
        catalog.execute("UPDATE passages SET dropped = 1 WHERE article_id = ?", (article.id,))
        _put_row(catalog, _values(article) | {"digest": digest, "added": moment, "passages": len(spans)})
        catalog.execute(
            "INSERT OR IGNORE INTO versions VALUES (?,?,?,?,?,?)",
            (article.id, article.version, article.title, article.text, moment, digest),
        )
        _put_passages(catalog, article, spans)


def put_facts(catalog: Catalog, article: Article) -> None:
    """Store what is known about a known article; its text, version and passages stay."""
    with catalog.transaction():
        values = {name: value for name, value in _values(article).items() if name != "id"}
        changes = ", ".join(f"{name} = ?" for name in values)
        catalog.execute(f"UPDATE articles SET {changes} WHERE id = ?", [*values.values(), article.id])  # noqa: S608


def _put_row(catalog: Catalog, values: dict[str, object]) -> None:
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "added")
    catalog.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({marks(list(values))}) "  # noqa: S608
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        list(values.values()),
    )


def _values(article: Article) -> dict[str, object]:
    """Return an article as columns and what is stored in them."""
    values: dict[str, object] = {name: getattr(article, name) for name in ARTICLE_FIELDS}
    values |= {name: json.dumps(getattr(article, name)) for name in _LISTS}
    values["marks"] = json.dumps([(mark.start, mark.kind, mark.label) for mark in article.marks])
    embargo = datetime.fromisoformat(article.embargo) if article.embargo else None
    values["day"] = day_number(article.day) if article.day else None
    values["embargo_at"] = int(embargo.timestamp()) if embargo else None
    return values


def _put_passages(catalog: Catalog, article: Article, spans: Sequence[tuple[int, int]]) -> None:
    for ordinal, (start, end) in enumerate(spans):
        digest = sha256(article.text[start:end].encode()).digest()[:16]
        catalog.execute(
            "INSERT INTO passages (id, article_id, version, ordinal, start, end, digest) VALUES (?,?,?,?,?,?,?) "
            "ON CONFLICT (id) DO UPDATE SET start=excluded.start, end=excluded.end, digest=excluded.digest, "
            "dropped=0, in_words=0, in_chroma=0",
            (f"{article.id}.{article.version}.{ordinal}", article.id, article.version, ordinal, start, end, digest),
        )


def by_id(catalog: Catalog, ids: Sequence[str]) -> dict[str, Article]:
    """Return articles by id; those that are not there are left out."""
    found: dict[str, Article] = {}
    for part in parts(ids):
        sql = f"SELECT {ARTICLE_COLUMNS} WHERE a.id IN ({marks(part)})"
        found.update((a.id, a) for a in map(_article, catalog.rows(sql, part)))
    return found


def get(catalog: Catalog, article_id: str) -> Article:
    """Return one article.

    Raises:
        ArticleNotFound: There is none with that id.
    """
    found = by_id(catalog, [article_id])
    if not found:
        raise ArticleNotFound(f"no article has the id {article_id!r}; `newsdesk articles` lists them")
    return found[article_id]


def listing(catalog: Catalog, scope: Scope, *, limit: int, offset: int = 0) -> list[Article]:
    """Return articles of a scope, newest first, the undated last."""
    where, values = scope_clause(scope)
    sql = f"SELECT {ARTICLE_COLUMNS} WHERE {where} ORDER BY a.day DESC, a.published DESC, a.id LIMIT ? OFFSET ?"
    return [_article(row) for row in catalog.rows(sql, [*values, limit, offset])]


def versions(catalog: Catalog, article_id: str) -> list[Version]:
    """Return every version of an article, the first one first."""
    sql = "SELECT article_id, number, title, text, added FROM versions WHERE article_id = ? ORDER BY number"
    return [Version(*row) for row in catalog.rows(sql, (article_id,))]


def forget(catalog: Catalog, article_id: str) -> None:
    """Remove an article and its versions; its passages wait to be taken out of the indexes."""
    with catalog.transaction():
        catalog.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        catalog.execute("DELETE FROM versions WHERE article_id = ?", (article_id,))
        catalog.execute("UPDATE passages SET dropped = 1 WHERE article_id = ?", (article_id,))


def set_withdrawn(catalog: Catalog, article_id: str, withdrawn: bool) -> None:
    """Take an article out of every search, or let it back in; its text is kept."""
    with catalog.transaction():
        catalog.execute("UPDATE articles SET withdrawn = ? WHERE id = ?", (int(withdrawn), article_id))


def set_pubstatus(catalog: Catalog, article_id: str, pubstatus: str, *, revision: int | None = None) -> bool:
    """Note what its source says of an article now, and with which number; say whether that is news."""
    with catalog.transaction():
        sql = (
            "UPDATE articles SET pubstatus = ?, revision = coalesce(?, revision) "
            "WHERE id = ? AND (pubstatus <> ? OR coalesce(revision, -1) < ?)"
        )
        values = (pubstatus, revision, article_id, pubstatus, -1 if revision is None else revision)
        return catalog.execute(sql, values).rowcount > 0


def standings(catalog: Catalog, ids: Sequence[str]) -> dict[str, Standing]:
    """Say of each article whether it may be cited now."""
    found = dict.fromkeys(ids, Standing(0, "no longer in the archive"))
    for part in parts(ids):
        sql = (
            f"SELECT a.id, a.version, a.withdrawn, a.pubstatus, a.embargo, {CITABLE} FROM articles a "  # noqa: S608
            f"WHERE a.id IN ({marks(part)})"
        )
        for i, version, withdrawn, pubstatus, embargo, citable in catalog.rows(sql, part):
            found[i] = Standing(version, "" if citable else _barred(withdrawn, pubstatus, embargo))
    return found


def _barred(withdrawn: int, pubstatus: str, embargo: str | None) -> str:
    if withdrawn:
        return "withdrawn"
    return f"under embargo until {embargo}" if pubstatus == "usable" else f"{pubstatus} by its source"


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


def text_digest(article: Article) -> str:
    """Return the digest that tells whether an article's words changed."""
    return sha256(f"{article.title}\n\n{article.text}".encode()).hexdigest()[:32]


def _article(row: tuple[Any, ...]) -> Article:
    values = dict(zip((*ARTICLE_FIELDS, "text"), row, strict=True))
    values["marks"] = tuple(Mark(*mark) for mark in _tuple(values["marks"]))
    return Article(**values | {name: _tuple(values[name]) for name in _LISTS})


def _tuple(stored: str) -> tuple[Any, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))  # most are empty, and a search reads hundreds


def _date(number: int) -> date:
    return datetime.fromtimestamp(number, UTC).date()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
