"""The catalog (SQLite): articles, versions, passages and their vectors; the source of truth."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from uuid import uuid4

from corpus.errors import ArchiveDamaged, ArchiveError, disk_full
from corpus.storage.opening import open_files
from corpus.storage.schema import SCHEMA_VERSION

T = TypeVar("T")
_log = logging.getLogger(__name__)

_MANY = 900
"""Values in one IN list: under the smallest limit that SQLite builds have (999)."""
_REMEMBERED = 256
"""Counts that are remembered at a time."""
_FRESH = 60.0
"""Seconds that a count is good for at the most: an embargo ends without a change of the file."""


class Catalog:
    """Keep articles, versions, passages and vectors; safe to share between threads.

    One connection writes and another one reads, so that a question need not wait for an ingest in the next thread.
    """

    def __init__(self, path: Path, *, notice: Callable[[str], None] = _log.warning) -> None:
        """Open the catalog, making it where there is none; ``notice`` is told of articles that cannot be read.

        Attributes:
            read_only: Whether its file cannot be written to.
            undecoded: Whether texts were read that are not UTF-8 any more; each broken byte stands as a lone surrogate.
            damaged: Ids of the articles that were left out because they cannot be read.

        Raises:
            ArchiveError: The file cannot be opened, or is of a newer Newsdesk.
            ArchiveDamaged: The file is not a catalog.
        """
        self._lock, self._reading = threading.RLock(), threading.Lock()
        self._owner: int | None = None
        self._remembered: dict[Hashable, Any] = {}
        self._remembered_of: tuple[int, float] = (0, 0.0)
        self._notice = notice
        self.undecoded, self.damaged = False, set[str]()
        try:
            self._opened = open_files(path)
            self._db, self._reader, self.read_only = self._opened.writer, self._opened.reader, self._opened.read_only
        except sqlite3.DatabaseError as error:
            if any(word in str(error) for word in ("unable to open", "readonly", "locked", "full")):
                raise ArchiveError(f"the archive {path} cannot be opened: {_advice(error)}") from error
            raise ArchiveDamaged(f"{path} is not a Newsdesk catalog ({error}); restore it from a copy") from error
        except OSError as error:
            raise ArchiveError(f"the archive's folder cannot be made: {error}") from error
        self.set_meta("schema", str(SCHEMA_VERSION))

    def _share(self, other: Catalog) -> None:
        """Read the same file as another catalog, over a connection of one's own; for a part of it."""
        self._lock, self._reading = threading.RLock(), threading.Lock()
        self._owner = None
        self._remembered, self._remembered_of = {}, (0, 0.0)
        self._notice, self.undecoded, self.damaged = other._notice, other.undecoded, other.damaged
        self._opened, self.read_only = other._opened, True
        self._db = self._reader = other._opened.connect()

    @property
    def whole(self) -> Catalog:
        """Return the catalog that this is a part of: itself, where it is no part."""
        return self

    def close(self) -> None:
        """Close the file."""
        with self._lock, self._reading:
            self._reader.close()
            self._db.close()
            if self._opened.borrowed is not None:
                self._opened.borrowed.cleanup()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that is written inside happen together or not at all; may be nested."""
        with self._lock:
            if self._owner is not None:
                yield
                return
            if self.read_only:
                raise ArchiveError("the archive cannot be written to; copy its folder to where it can")
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
                return self._fetched(self._db, sql, values)
        with self._reading, _translated():
            return self._fetched(self._reader, sql, values)

    def leave_out(self, article_id: str, advice: str) -> None:
        """Note that an article cannot be read, and tell it the first time."""
        if article_id not in self.damaged:
            self.damaged.add(article_id)
            self._notice(f"The article {article_id} is damaged on disk and left out: {advice}.")

    def _fetched(self, db: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return rows; where one holds bytes that are no text any more, all the same: see ``undecoded``."""
        try:
            return db.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
        self.undecoded = True
        db.text_factory = _decoded
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.text_factory = str

    def one(self, sql: str, values: Sequence[object] = ()) -> int:
        """Return the one number that a query gives, 0 for null."""
        return int(self.rows(sql, values)[0][0] or 0)

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key before, or make it: anew once the file has changed, or after a minute.

        Args:
            key: Names what is made, and all that it depends on beside the catalog.
            make: Reads it from the catalog; a small thing that is read often.
        """
        if self._owner == threading.get_ident():
            return make()  # what a transaction has changed so far is nobody else's yet
        ((version,),) = self.rows("PRAGMA data_version")  # counts what other connections have committed
        was, since = self._remembered_of
        if version != was or monotonic() - since > _FRESH or len(self._remembered) >= _REMEMBERED:
            self._remembered, self._remembered_of = {}, (version, monotonic())
        kept = self._remembered
        if key not in kept:
            kept[key] = make()
        found: T = kept[key]
        return found

    @staticmethod
    def translated() -> AbstractContextManager[None]:
        """Tell what goes wrong with SQLite as an error of ours."""
        return _translated()

    # -- what the archive says of itself

    def meta(self, key: str) -> str | None:
        """Return a remembered value."""
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a value; writes nothing where it is known already, or nothing can be written."""
        if not self.read_only and self.meta(key) != value:
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


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


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
    if full := disk_full(error):
        return full
    if "locked" in text or "busy" in text:
        return f"another process is writing to the catalog ({text}); try again when it is done"
    return f"the catalog cannot do that: {text}"


def parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield ids in portions that fit one statement."""
    return (ids[at : at + _MANY] for at in range(0, len(ids), _MANY))


def marks(values: Sequence[object]) -> str:
    """Return a question mark a value, for an IN list."""
    return ",".join("?" * len(values))
