"""Open the catalog's file: its owner's alone where it is made, and read as it is where it cannot be written to."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

from corpus.errors import ArchiveDamaged, ArchiveError
from corpus.storage.schema import CHANGE_LOG, COLUMNS_SINCE, SCHEMA, SCHEMA_VERSION

_FOLDER, _FILE = 0o700, 0o600
"""Rights of what is made: articles may be licensed, and what is asked about them is nobody else's."""
_PATIENCE = 30.0
"""Seconds to wait for another process that writes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold the two connections to a catalog.

    Attributes:
        writer: For transactions.
        reader: For all that is read outside of them.
        read_only: Whether nothing may be written, for it would be lost or fail.
        place: Its path or address, for further connections.
        borrowed: A copy that goes when this does, where the file itself cannot be read in place.
    """

    writer: sqlite3.Connection
    reader: sqlite3.Connection
    place: Path | str
    read_only: bool = False
    borrowed: tempfile.TemporaryDirectory[str] | None = None

    def connect(self) -> sqlite3.Connection:
        """Return a further connection, for reading."""
        return _connect(self.place, uri=isinstance(self.place, str))


def open_files(path: Path) -> Opened:
    """Open a catalog, making it where there is none.

    Raises:
        ArchiveError: It is of a newer Newsdesk.
        ArchiveDamaged: It was emptied.
        sqlite3.DatabaseError: SQLite cannot open it.
        OSError: Its folder cannot be made.
    """
    if is_read_only(path):
        return _open_read_only(path)
    make_private(path.parent)
    if _emptied(path):
        raise ArchiveDamaged(
            f"{path} is empty or gone, while the indexes made from it are there; restore it from a copy, "
            f"or delete the folder {path.parent / 'words'} to begin anew"
        )
    with suppress(OSError):  # SQLite says better what is wrong
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _FILE))  # its other files get the same rights
    writer = _connect(path)
    _prepare_in_turn(writer)
    return Opened(writer, _connect(path), path)


def make_private(folder: Path) -> None:
    """Make a folder that its owner alone can look into; one that is there keeps its rights."""
    folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)


def is_read_only(path: Path) -> bool:
    """Say whether a catalog is there and cannot be written to."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _open_read_only(path: Path) -> Opened:
    """Open a catalog that cannot be written to: in place, else a copy of it."""
    place = f"file:{quote(str(path.absolute()))}?mode=ro"
    pending = path.with_name(f"{path.name}-wal")
    ways = [place] if pending.exists() and pending.stat().st_size else [place, f"{place}&immutable=1"]
    for way in ways:
        try:
            with closing(sqlite3.connect(way, uri=True)) as db:
                _refuse_newer(db)
                if _missing(db):
                    break  # of an older Newsdesk: a copy of it is brought up to date
            return Opened(_connect(way, uri=True), _connect(way, uri=True), way, read_only=True)
        except sqlite3.OperationalError:
            continue
    borrowed = tempfile.TemporaryDirectory(prefix="newsdesk-", ignore_cleanup_errors=True)
    for file in (path, pending):
        if file.exists():
            shutil.copyfile(file, Path(borrowed.name) / file.name)
    copy = Path(borrowed.name) / path.name
    writer = _connect(copy)
    _prepare(writer)
    return Opened(writer, _connect(copy), copy, read_only=True, borrowed=borrowed)


def _emptied(path: Path) -> bool:
    """Say whether a catalog has lost everything, which SQLite would take for a new one."""
    there = any(file.exists() and file.stat().st_size for file in (path, path.with_name(f"{path.name}-wal")))
    return not there and (path.parent / "words" / "meta.json").exists()


def _connect(path: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, uri=uri)


def _refuse_newer(db: sqlite3.Connection) -> None:
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        known = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if known and int(known[0]) > SCHEMA_VERSION:
            raise ArchiveError("this archive was made by a newer Newsdesk; update Newsdesk to open it")


def _prepare_in_turn(db: sqlite3.Connection) -> None:
    """Prepare a catalog that others may be making at this moment.

    Where two processes turn one file to write-ahead logging, SQLite refuses one of them at once instead of letting it
    wait, so each tries again.
    """
    until = monotonic() + _PATIENCE
    while True:
        try:
            return _prepare(db)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
        sleep(0.05)


def _prepare(db: sqlite3.Connection) -> None:
    """Make the tables where they are missing, unless the file is of a newer Newsdesk."""
    _refuse_newer(db)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    db.executescript(SCHEMA)
    _bring_up_to_date(db)
    db.executescript(CHANGE_LOG)


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Add the columns that came after the catalog was made, all or none."""
    if not _missing(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        for column in _missing(db):  # asked again: another process may have been quicker
            db.execute(f"ALTER TABLE articles ADD COLUMN {column}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _missing(db: sqlite3.Connection) -> list[str]:
    there = {row[1] for row in db.execute("PRAGMA table_info(articles)")}
    return [c for columns in COLUMNS_SINCE.values() for c in columns if c.partition(" ")[0] not in there]
