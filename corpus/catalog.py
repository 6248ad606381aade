"""The catalog (SQLite): articles, versions, passages and their vectors; the source of truth."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from corpus.errors import ArchiveDamaged, ArchiveError, ArticleNotFound
from corpus.schema import ARTICLE_COLUMNS, SCHEMA, SCHEMA_VERSION, scope_clause
from corpus.types import Article, Coverage, Scope, Version, day_number

_MANY = 900
"""Values in one IN list: under the smallest limit that SQLite builds have (999)."""


class Catalog:
    """Keep articles, versions, passages and vectors; safe to share between threads.

    One connection writes and another one reads, so that a question need not wait for an ingest in the next thread.
    """

    def __init__(self, path: Path) -> None:
        """Open the catalog, making it where there is none.

        Raises:
            ArchiveError: The file cannot be opened, or is of a newer Newsdesk.
            ArchiveDamaged: The file is not a catalog.
        """
        self._lock, self._reading = threading.RLock(), threading.Lock()
        self._owner: int | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _connect(path)
            _prepare(self._db)
            self._reader = _connect(path)
        except sqlite3.DatabaseError as error:
            if any(word in str(error) for word in ("unable to open", "readonly", "locked", "full")):
                raise ArchiveError(f"the archive {path} cannot be opened: {_advice(error)}") from error
            raise ArchiveDamaged(f"{path} is not a Newsdesk catalog ({error}); restore it from a copy") from error
        except OSError as error:
            raise ArchiveError(f"the archive's folder cannot be made: {error}") from error
        self.set_meta("schema", str(SCHEMA_VERSION))

    def close(self) -> None:
        """Close the file."""
        with self._lock, self._reading:
            self._reader.close()
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that is written inside happen together or not at all; may be nested."""
        with self._lock:
            if self._owner is not None:
                yield
                return
            self.execute("BEGIN IMMEDIATE")
            self._owner = threading.get_ident()
            try:
                yield
                self.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    with suppress(sqlite3.Error):  # the first error is the one to tell
                        self._db.execute("ROLLBACK")
                raise
            finally:
                self._owner = None

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one SQL statement of a transaction."""
        with _translated():
            return self._db.execute(sql, values)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; within a transaction, as it has left them so far."""
        if self._owner == threading.get_ident():
            with _translated():
                return self._db.execute(sql, values).fetchall()
        with self._reading, _translated():
            return self._reader.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> int:
        """Return the one number that a query gives, 0 for null."""
        return int(self.rows(sql, values)[0][0] or 0)

    # -- what the archive says of itself

    def meta(self, key: str) -> str | None:
        """Return a remembered value."""
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a value; writes nothing where it is known already."""
        if self.meta(key) != value:
            with self.transaction():
                self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def identity(self) -> str:
        """Return a name that no other archive has."""
        if (known := self.meta("identity")) is None:
            known = uuid4().hex[:12]
            self.set_meta("identity", known)
        return known

    def problems(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file."""
        return [str(row[0]) for row in self.rows("PRAGMA quick_check") if row[0] != "ok"]

    # -- articles

    def state(self, article_id: str) -> tuple[int, str] | None:
        """Return the current version number and digest of an article, None where it is not known."""
        rows = self.rows("SELECT version, digest FROM articles WHERE id = ?", (article_id,))
        return (int(rows[0][0]), str(rows[0][1])) if rows else None

    def had(self, article_id: str, digest: str) -> bool:
        """Say whether some version of an article had these words."""
        return bool(self.rows("SELECT 1 FROM versions WHERE article_id = ? AND digest = ?", (article_id, digest)))

    def put(self, article: Article, spans: Sequence[tuple[int, int]]) -> None:
        """Store an article as its current version, with its passages; earlier passages are dropped."""
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        digest = text_digest(article)
        values = {
            "id": article.id, "url": article.url, "title": article.title, "outlet": article.outlet,
            "published": article.published, "day": day_number(article.day) if article.day else None,
            "authors": json.dumps(article.authors), "section": article.section,
            "keywords": json.dumps(article.keywords), "source": article.source, "version": article.version,
            "digest": digest, "added": moment, "passages": len(spans),
        }  # fmt: skip
        changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "added")
        with self.transaction():
            self.execute("UPDATE passages SET dropped = 1 WHERE article_id = ?", (article.id,))
            self.execute(
                f"INSERT INTO articles ({', '.join(values)}) VALUES ({marks(list(values))}) "  # noqa: S608
                f"ON CONFLICT (id) DO UPDATE SET {changes}",
                list(values.values()),
            )
            self.execute(
                "INSERT OR IGNORE INTO versions VALUES (?,?,?,?,?,?)",
                (article.id, article.version, article.title, article.text, moment, digest),
            )
            self._put_passages(article, spans)

    def _put_passages(self, article: Article, spans: Sequence[tuple[int, int]]) -> None:
        for ordinal, (start, end) in enumerate(spans):
            digest = sha256(article.text[start:end].encode()).digest()[:16]
            self.execute(
                "INSERT INTO passages (id, article_id, version, ordinal, start, end, digest) VALUES (?,?,?,?,?,?,?) "
                "ON CONFLICT (id) DO UPDATE SET start=excluded.start, end=excluded.end, digest=excluded.digest, "
                "dropped=0, in_words=0, in_chroma=0",
                (f"{article.id}.{article.version}.{ordinal}", article.id, article.version, ordinal, start, end, digest),
            )

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return articles by id; those that are not there are left out."""
        found: dict[str, Article] = {}
        for part in parts(ids):
            sql = f"SELECT {ARTICLE_COLUMNS} WHERE a.id IN ({marks(part)})"
            found.update((a.id, a) for a in map(_article, self.rows(sql, part)))
        return found

    def article(self, article_id: str) -> Article:
        """Return one article.

        Raises:
            ArticleNotFound: There is none with that id.
        """
        found = self.articles([article_id])
        if not found:
            raise ArticleNotFound(f"no article has the id {article_id!r}; `newsdesk articles` lists them")
        return found[article_id]

    def listing(self, scope: Scope, *, limit: int, offset: int = 0) -> list[Article]:
        """Return articles of a scope, newest first, the undated last."""
        where, values = scope_clause(scope)
        sql = f"SELECT {ARTICLE_COLUMNS} WHERE {where} ORDER BY a.day DESC, a.published DESC, a.id LIMIT ? OFFSET ?"
        return [_article(row) for row in self.rows(sql, [*values, limit, offset])]

    def versions(self, article_id: str) -> list[Version]:
        """Return every version of an article, the first one first."""
        sql = "SELECT article_id, number, title, text, added FROM versions WHERE article_id = ? ORDER BY number"
        return [Version(*row) for row in self.rows(sql, (article_id,))]

    def forget(self, article_id: str) -> None:
        """Remove an article and its versions; its passages wait to be taken out of the indexes."""
        with self.transaction():
            self.execute("DELETE FROM articles WHERE id = ?", (article_id,))
            self.execute("DELETE FROM versions WHERE article_id = ?", (article_id,))
            self.execute("UPDATE passages SET dropped = 1 WHERE article_id = ?", (article_id,))

    def set_withdrawn(self, article_id: str, withdrawn: bool) -> None:
        """Take an article out of every search, or let it back in; its text is kept."""
        with self.transaction():
            self.execute("UPDATE articles SET withdrawn = ? WHERE id = ?", (int(withdrawn), article_id))

    def outlets(self) -> list[tuple[str, int]]:
        """Return outlets with their number of articles, most first."""
        sql = (
            "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL AND withdrawn = 0 "
            "GROUP BY outlet ORDER BY 2 DESC, 1"
        )
        return [(str(name), int(count)) for name, count in self.rows(sql)]

    def per_day(self) -> list[tuple[date, str | None, int]]:
        """Return the number of articles by day and outlet; the undated are left out."""
        sql = (
            "SELECT day, outlet, count(*) FROM articles WHERE day IS NOT NULL AND withdrawn = 0 "
            "GROUP BY day, outlet ORDER BY day"
        )
        return [(_date(day), outlet, int(count)) for day, outlet, count in self.rows(sql)]

    def coverage(self, scope: Scope) -> Coverage:
        """Count the articles and outlets of a scope, with its first and last day."""
        where, values = scope_clause(scope)
        sql = f"SELECT count(*), count(DISTINCT outlet), min(day), max(day) FROM articles a WHERE {where}"  # noqa: S608
        ((articles, outlets, first, last),) = self.rows(sql, values)
        return Coverage(articles, outlets, *(None if day is None else _date(day) for day in (first, last)))


def text_digest(article: Article) -> str:
    """Return the digest that tells whether an article's words changed."""
    return sha256(f"{article.title}\n\n{article.text}".encode()).hexdigest()[:32]


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)


def _prepare(db: sqlite3.Connection) -> None:
    """Make the tables where they are missing, unless the file is of a newer Newsdesk."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        known = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if known and int(known[0]) > SCHEMA_VERSION:
            raise ArchiveError("this archive was made by a newer Newsdesk; update Newsdesk to open it")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    db.executescript(SCHEMA)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ArchiveError(_advice(error)) from error
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged(f"the catalog cannot be read ({error}); restore it from a copy") from error


def _advice(error: sqlite3.Error) -> str:
    text = str(error)
    if "full" in text:
        return f"the disk is full ({text}); make room and run the same command again: nothing that was stored is lost"
    if "locked" in text or "busy" in text:
        return f"another process is writing to the catalog ({text}); try again when it is done"
    return f"the catalog cannot do that: {text}"


def _article(row: tuple[Any, ...]) -> Article:
    i, title, text, outlet, url, published, authors, section, keywords, source, version = row
    return Article(
        id=i, title=title, text=text, outlet=outlet, url=url, published=published, authors=tuple(json.loads(authors)),
        section=section, keywords=tuple(json.loads(keywords)), source=source, version=version,
    )  # fmt: skip


def _date(number: int) -> date:
    return datetime.fromtimestamp(number, UTC).date()


def parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield ids in portions that fit one statement."""
    return (ids[at : at + _MANY] for at in range(0, len(ids), _MANY))


def marks(values: Sequence[object]) -> str:
    """Return a question mark a value, for an IN list."""
    return ",".join("?" * len(values))
