"""Put an archive back from its backup: all of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from corpus.backup.container import Entry, Manifest, Reader, open_backup
from corpus.backup.contents import CATALOG
from corpus.backup.exchange import exchange
from corpus.backup.working_folder import working_folder
from corpus.backup.writing import report_of, sync_folder
from corpus.errors import ArchiveError, BackupError, disk_full
from corpus.indexes import build
from corpus.indexes.lifecycle import Derived
from corpus.indexes.vector_index import Vectors
from corpus.settings import Settings
from corpus.storage import index_queue
from corpus.storage.catalog import Catalog
from corpus.storage.reports import BackupReport, Progress

_LOCKS = ("lock", "monitoring.lock")
"""Held by whoever writes to an archive, and by whoever keeps watch over it."""
_PATIENCE = 2.0
"""Seconds to wait for them."""


def check_backup(path: Path) -> BackupReport:
    """Read a backup from end to end, and say what it holds; raises BackupError where it is not whole."""
    with open_backup(path) as reader:
        return report_of(path, path.stat().st_size, reader.manifest)


def restore_backup(
    path: Path,
    settings: Settings,
    *,
    replace: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
    notice: Callable[[str], None] = lambda _: None,
) -> BackupReport:
    """Put an archive back, with both indexes made anew from the vectors that its catalog keeps.

    It is made beside its place and put there in one step. The restored archive gets an identity of its own: on a Chroma
    server it shares no vectors with the one that was backed up, which may live on.

    Args:
        path: The backup.
        settings: Of the archive; its home is where to.
        replace: Take the place of what is there, which is deleted when the new one is whole.
        tell: Told how far the indexes are.
        notice: Told what a person should know.

    Raises:
        BackupError: The file is not whole, the place is taken or cannot be written to; nothing was changed.
    """
    home = settings.home.resolve()
    with open_backup(path) as reader:
        report = report_of(path, path.stat().st_size, reader.manifest)
        _check_place(home, replace=replace)
        _check_room(home, reader.manifest)
        try:
            home.parent.mkdir(parents=True, exist_ok=True)
            with working_folder(home) as folder:
                made = folder / "home"
                _extract(reader, made)
                _index(made, settings, tell, notice)
                with _quiet(home):
                    _put(made, home)
                _forget_vectors(made, settings, notice)
        except ArchiveError as error:
            raise BackupError(f"{path} was not restored: {error}") from error
        except (OSError, OverflowError, ValueError) as error:
            told = disk_full(error) or getattr(error, "strerror", None) or error
            raise BackupError(f"{path} was not restored: {home} cannot be written: {told}") from error
    return report


def _check_place(home: Path, *, replace: bool) -> None:
    try:
        taken = home.exists() and (not home.is_dir() or any(home.iterdir()))
    except OSError as error:
        raise BackupError(f"{home} cannot be read: {error.strerror or error}") from error
    if home.exists() and not home.is_dir():
        raise BackupError(f"{home} is no folder; name another one with --home")
    if os.path.ismount(home):
        raise BackupError(f"{home} is a disk of its own, whose folder cannot be put in place; name a folder in it")
    if taken and not replace:
        raise BackupError(f"{home} is not empty: name another folder with --home, or replace what is there (--replace)")


def _check_room(home: Path, manifest: Manifest) -> None:
    disk = next(folder for folder in home.parents if folder.exists())
    needed, free = sum(entry.size for entry in manifest.files), shutil.disk_usage(disk).free
    if needed > free:
        raise BackupError(f"{disk} has too little room: {needed / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} are free")


def _extract(reader: Reader, home: Path) -> None:
    home.mkdir(mode=0o700)
    for entry in reader.manifest.files:
        target = home
        for part in entry.path.split("/")[:-1]:
            target /= part
            target.mkdir(mode=0o700, exist_ok=True)
        _extract_file(reader, entry, target / entry.path.rpartition("/")[2])


def _extract_file(reader: Reader, entry: Entry, target: Path) -> None:
    place = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(place, "wb") as file:
        reader.extract(entry, file.write)
        file.flush()
        os.fsync(file.fileno())
    os.utime(target, (entry.modified, entry.modified))


def _index(home: Path, settings: Settings, tell: Callable[[Progress], None], notice: Callable[[str], None]) -> None:
    """Make both indexes from the catalog, which is checked first; nothing is embedded."""
    catalog = Catalog(home / CATALOG, notice=notice)
    derived = Derived(home, catalog, settings, notice=notice)
    try:
        if problems := catalog.problems():
            raise ArchiveError(f"its catalog is damaged ({problems[0]})")
        catalog.set_meta("identity", uuid4().hex[:12])
        with derived.write():
            derived.clear()
            counts, done = index_queue.counts(catalog), 0

            def told(more: int) -> None:
                nonlocal done
                done += more
                tell(Progress("words", done, counts.passages))

            build.index_words(catalog, derived.words(), told)
            build.fill_chroma(catalog, derived.whole_vectors())
    finally:
        derived.close()
        catalog.close()


@contextmanager
def _quiet(home: Path) -> Iterator[None]:
    """Hold the locks of the archive that is there, if one is."""
    with ExitStack() as held:
        for name in _LOCKS if home.is_dir() and any(home.iterdir()) else ():
            try:
                held.enter_context(FileLock(home / name, timeout=_PATIENCE, mode=0o600))
            except Timeout as error:
                raise ArchiveError(f"somebody else is writing to {home}; end that first") from error
        yield


def _put(made: Path, home: Path) -> None:
    """Put a folder in its place; what was there, if anything, is where it was made, then, and goes with that."""
    if not home.exists() or not any(home.iterdir()):
        with suppress(FileNotFoundError):
            home.rmdir()
        made.rename(home)
    else:
        exchange(made, home)
    sync_folder(home.parent)


def _forget_vectors(replaced: Path, settings: Settings, notice: Callable[[str], None]) -> None:
    """Empty what a Chroma server keeps for the archive that was replaced, if one was."""
    if settings.chroma_url is None or not (replaced / CATALOG).is_file():
        return
    try:
        catalog = Catalog(replaced / CATALOG, notice=notice)
        try:
            url, token = settings.chroma_url, settings.chroma_token
            Vectors(replaced, url=url, token=token, name=catalog.identity()).clear()
        finally:
            catalog.close()
    except ArchiveError as error:
        notice(f"The vectors of the archive that was replaced are on the Chroma server still: {error}.")
