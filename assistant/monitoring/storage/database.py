"""The file of the watch: its tables, its transactions, and one process that runs at a time."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.errors import MonitoringBusy, MonitoringError

_FORMAT = 1
"""Of the file; one with a greater number is not read."""
_PRIVATE = 0o600
_PATIENCE = 30.0
"""Seconds to wait for another process that writes; it needs milliseconds."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, outlet TEXT, language TEXT,
    every INTEGER NOT NULL, pages_an_hour INTEGER NOT NULL, secret_file TEXT, private INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT '', added TEXT NOT NULL, due TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS pages (
    source_id TEXT NOT NULL, place TEXT NOT NULL, article_id TEXT, mark TEXT NOT NULL, first_seen TEXT NOT NULL,
    due TEXT, missed INTEGER NOT NULL, whole_text INTEGER NOT NULL, PRIMARY KEY (source_id, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY, source_id TEXT NOT NULL, at TEXT NOT NULL, seconds REAL NOT NULL,
    asked INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, gone INTEGER NOT NULL,
    refusals TEXT NOT NULL, error TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS runs_by_source ON runs (source_id, at);
CREATE TABLE IF NOT EXISTS watches (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, outlets TEXT NOT NULL, threshold REAL NOT NULL,
    channels TEXT NOT NULL, rhythm TEXT NOT NULL, hour INTEGER NOT NULL, zone TEXT NOT NULL, paused INTEGER NOT NULL,
    added TEXT NOT NULL, seen INTEGER NOT NULL, state TEXT NOT NULL DEFAULT '', digested TEXT, secret TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS items (
    number INTEGER PRIMARY KEY, watch_id TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
    article_id TEXT NOT NULL, story TEXT NOT NULL, citation TEXT NOT NULL, note TEXT NOT NULL, score REAL NOT NULL,
    UNIQUE (watch_id, key)
);
CREATE INDEX IF NOT EXISTS items_by_article ON items (article_id);
CREATE TABLE IF NOT EXISTS deliveries (
    key TEXT PRIMARY KEY, watch_id TEXT NOT NULL, channel TEXT NOT NULL, at TEXT NOT NULL, due TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, error TEXT NOT NULL, subject TEXT NOT NULL, content TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, due);
CREATE TABLE IF NOT EXISTS delivered_items (
    item INTEGER NOT NULL, channel TEXT NOT NULL, delivery TEXT NOT NULL, PRIMARY KEY (item, channel)
) WITHOUT ROWID;
"""


class Database:
    """Keep what the watch remembers; safe to share between threads."""

    def __init__(self, home: Path) -> None:
        """Open the file in an archive's folder, making it where there is none.

        Raises:
            MonitoringError: It cannot be opened, or is of a later Newsdesk.
        """
        self.home = home
        path = home / "monitoring.sqlite3"
        self._guard = threading.RLock()
        self._depth = 0
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE))  # addresses and secrets are nobody else's
            self._db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version > _FORMAT:
                raise MonitoringError(f"{path} was made by a later Newsdesk; update Newsdesk to open it")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")  # what was sent must not be forgotten when the power goes
            self._db.executescript(_SCHEMA)
            self._db.execute(f"PRAGMA user_version = {_FORMAT}")
        except (sqlite3.Error, OSError) as error:
            raise MonitoringError(f"{path} cannot be opened ({error})") from error

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that is written inside happen together or not at all; may be nested."""
        with self._guard:
            if self._depth:
                yield
                return
            self.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                self.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement; return how many rows it changed."""
        with self._guard:
            try:
                return self._db.execute(sql, values).rowcount
            except sqlite3.Error as error:
                raise MonitoringError(f"what the watch remembers cannot be written ({error})") from error

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self._guard:
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                raise MonitoringError(f"what the watch remembers cannot be read ({error})") from error

    @contextmanager
    def running(self) -> Iterator[None]:
        """Hold the right to run sources, searches and deliveries: one process at a time, so that nothing is sent twice.

        Raises:
            MonitoringBusy: Another process runs them.
        """
        lock = FileLock(self.home / "monitoring.lock", mode=_PRIVATE)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise MonitoringBusy("`newsdesk watch serve` or another run is at work on this archive") from error
        except OSError as error:
            raise MonitoringError(f"{lock.lock_file} cannot be written ({error})") from error
        try:
            yield
        finally:
            lock.release()
