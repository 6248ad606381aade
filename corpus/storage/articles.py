"""The catalog's articles and their versions: put in, changed, listed, counted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from corpus.errors import ArchiveDamaged, ArticleNotFound
from corpus.storage.catalog import Catalog, marks, parts
from corpus.storage.schema import ARTICLE_COLUMNS, ARTICLE_FIELDS, CITABLE, scope_clause
from corpus.types import Article, Mark, Scope, Standing, Version, day_number

_LISTS = ("authors", "keywords", "subjects", "corrections", "caveats", "remarks")
"""Fields that are stored as JSON."""
_ID = ARTICLE_FIELDS.index("id")
_SURROGATE = re.compile("[\udc80-\udcff]")
_NOT_FOUND = "no article has the id {!r}; `newsdesk articles` lists them"
TAKE_AGAIN = "ingest its source again, which puts the words back, or `newsdesk remove` it"


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


def put(catalog: Catalog, article: Article, spans: Sequence[tuple[int, int]], *, digest: str = "") -> None:
    """Store an article as its current version, with its passages; earlier passages are dropped.

    Args:
        catalog: Where to.
        article: With its version; the words of a version that is there already stay.
        spans: Of its passages.
        digest: Of the words as they came; '' takes that of the words given.
    """
    digest, moment = digest or text_digest(article), _now()
    with catalog.transaction():
        catalog.execute("UPDATE passages SET dropped = 1 WHERE article_id = ?", (article.id,))
        _put_row(catalog, _values(article) | {"digest": digest, "added": moment, "passages": len(spans)})
        catalog.execute(
            "INSERT OR IGNORE INTO versions VALUES (?,?,?,?,?,?)",
            (article.id, article.version, article.title, article.text, moment, digest),
        )
        _put_passages(catalog, article, spans)


def mend(catalog: Catalog, article: Article) -> None:
    """Put the words back into the stored version that had them, whose stored words were damaged."""
    with catalog.transaction():
        sql = "UPDATE versions SET title = ?, text = ? WHERE article_id = ? AND digest = ?"
        catalog.execute(sql, (article.title, article.text, article.id, text_digest(article)))
    catalog.damaged.discard(article.id)


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
    """Return articles by id; those that are not there, or cannot be read, are left out."""
    found: dict[str, Article] = {}
    for part in parts(ids):
        sql = f"SELECT {ARTICLE_COLUMNS} WHERE a.id IN ({marks(part)})"
        found.update((a.id, a) for a in _sound(catalog, catalog.rows(sql, part)))
    return found


def _sound(catalog: Catalog, rows: Sequence[tuple[Any, ...]]) -> Iterator[Article]:
    """Yield the articles of rows that can be read; note which cannot."""
    for row in rows:
        try:
            if catalog.undecoded and is_garbled(*row):
                raise ValueError("bytes that are not UTF-8")
            yield _article(row)
        except ValueError:
            catalog.leave_out(str(row[_ID]), TAKE_AGAIN)


def is_garbled(*values: object) -> bool:
    """Say whether a text among values holds bytes that were not UTF-8; no other text holds lone surrogates."""
    return any(isinstance(value, str) and _SURROGATE.search(value) for value in values)


def all_ids(catalog: Catalog) -> list[str]:
    """Return the id of every article."""
    return [str(row[0]) for row in catalog.rows("SELECT id FROM articles")]


def get(catalog: Catalog, article_id: str) -> Article:
    """Return one article.

    Raises:
        ArticleNotFound: There is none with that id.
        ArchiveDamaged: It cannot be read any more.
    """
    found = by_id(catalog, [article_id])
    if not found and article_id in catalog.damaged:
        raise ArchiveDamaged(f"the article {article_id} is damaged on disk: {TAKE_AGAIN}")
    if not found:
        raise ArticleNotFound(_NOT_FOUND.format(article_id))
    return found[article_id]


def require(catalog: Catalog, article_id: str) -> None:
    """Raise ArticleNotFound where no article has an id; one that cannot be read has one."""
    if state(catalog, article_id) is None:
        raise ArticleNotFound(_NOT_FOUND.format(article_id))


def listing(catalog: Catalog, scope: Scope, *, limit: int, offset: int = 0) -> list[Article]:
    """Return articles of a scope, newest first, the undated last."""
    where, values = scope_clause(scope)
    sql = f"SELECT {ARTICLE_COLUMNS} WHERE {where} ORDER BY a.day DESC, a.published DESC, a.id LIMIT ? OFFSET ?"
    return list(_sound(catalog, catalog.rows(sql, [*values, limit, offset])))


def versions(catalog: Catalog, article_id: str) -> list[Version]:
    """Return every version of an article, the first one first."""
    sql = "SELECT article_id, number, title, text, added FROM versions WHERE article_id = ? ORDER BY number"
    return [Version(*row) for row in catalog.rows(sql, (article_id,)) if not (catalog.undecoded and is_garbled(*row))]


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


def text_digest(article: Article) -> str:
    """Return the digest that tells whether an article's words changed."""
    return digest_of(article.title, article.text)


def digest_of(title: str, text: str) -> str:
    """Return the digest of a title and a text, whatever bytes they are made of."""
    return sha256(f"{title}\n\n{text}".encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _article(row: tuple[Any, ...]) -> Article:
    values = dict(zip((*ARTICLE_FIELDS, "text"), row, strict=True))
    values["marks"] = tuple(Mark(*mark) for mark in _tuple(values["marks"]))
    return Article(**values | {name: _tuple(values[name]) for name in _LISTS})


def _tuple(stored: str) -> tuple[Any, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))  # most are empty, and a search reads hundreds


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
