"""Copies of SQLite files that others may be writing to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from corpus.errors import ArchiveDamaged, ArchiveError, disk_full

_PATIENCE = 30.0
"""Seconds to wait for another process that writes, where the file is not in write-ahead mode."""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whatever other processes do to it meanwhile.

    All pages are copied in one step: SQLite lets writers go on beside it (write-ahead logging), and need not begin anew
    for what they write. The copy is one file, checked by SQLite.

    Raises:
        ArchiveDamaged: The database is damaged.
        ArchiveError: It cannot be read, or the copy cannot be written.
    """
    try:
        with closing(_open(source)) as there, closing(sqlite3.connect(target, isolation_level=None)) as copy:
            there.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            wrong = [str(row[0]) for row in copy.execute("PRAGMA quick_check") if row[0] != "ok"]
    except sqlite3.DatabaseError as error:
        if full := disk_full(error):
            raise ArchiveError(full) from error
        if isinstance(error, sqlite3.OperationalError):
            raise ArchiveError(f"{source} cannot be copied: {error}") from error
        raise ArchiveDamaged(f"{source} is damaged ({error})") from error
    if wrong:
        raise ArchiveDamaged(f"{source} is damaged ({wrong[0]})")


def _open(path: Path) -> sqlite3.Connection:
    """Open a database for reading: as its owner, else where nothing can be written, else as a file that rests."""
    place = f"file:{quote(str(path.absolute()))}"
    pending = path.with_name(f"{path.name}-wal")
    resting = [] if pending.exists() and pending.stat().st_size else ["?mode=ro&immutable=1"]
    ways = ["?mode=rw", "?mode=ro", *resting]
    for way in ways:
        db = sqlite3.connect(place + way, uri=True, timeout=_PATIENCE, isolation_level=None)
        try:
            db.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:
            db.close()
            if way == ways[-1]:
                raise
        except BaseException:
            db.close()
            raise
        else:
            return db
    raise AssertionError("the last way returns or raises")


def count_articles(catalog: Path) -> int:
    """Count the articles of a copy of a catalog."""
    with closing(sqlite3.connect(f"file:{quote(str(catalog.absolute()))}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
