"""Make a backup of an archive, also while others use it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.backup.container import Manifest, Writer, is_backup
from corpus.backup.contents import CATALOG, Contents, list_contents
from corpus.backup.working_folder import working_folder
from corpus.errors import ArchiveError, BackupError, disk_full
from corpus.storage.database_copy import copy_database, count_articles
from corpus.storage.reports import BackupReport


def make_backup(home: Path, target: Path) -> BackupReport:
    """Write an archive into one file, which appears under its name when it is whole.

    Nobody has to stop for it. Files are read first and databases last, the catalog after all others, each as it is at
    one moment: so nothing speaks of an article that is not there.

    Args:
        home: The archive's folder.
        target: The file; an earlier backup of this name is replaced.

    Raises:
        BackupError: There is no archive, it is damaged, or the file cannot be written.
    """
    _check_paths(home, target)
    contents = list_contents(home)
    try:
        with working_folder(target) as folder:
            part = folder / "backup"
            manifest = _write(home, contents, part, folder / "copy.sqlite3")
            size = part.stat().st_size
            part.replace(target)
            sync_folder(target.parent)
    except ArchiveError as error:
        raise BackupError(f"no backup was made: {error}") from error
    except OSError as error:
        raise BackupError(f"{target} was not written: {disk_full(error) or error.strerror or error}") from error
    return report_of(target, size, manifest, tuple(contents.left_out))


def report_of(path: Path, size: int, manifest: Manifest, left_out: tuple[str, ...] = ()) -> BackupReport:
    """Return what a backup holds, as it is told."""
    count = len(manifest.files)
    return BackupReport(str(path), size, manifest.made, manifest.newsdesk, manifest.articles, count, left_out)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlast a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _check_paths(home: Path, target: Path) -> None:
    if not (home / CATALOG).is_file():
        raise BackupError(f"there is no archive in {home}: name its folder with --home")
    if target.resolve().is_relative_to(home.resolve()):
        raise BackupError(f"{target} lies in the archive itself; name a file outside of {home}")
    try:
        if target.exists() and not (target.is_file() and is_backup(target)):
            raise BackupError(f"{target} is there and is no backup of Newsdesk; name another file")
    except OSError as error:
        raise BackupError(f"{target} cannot be read: {error.strerror or error}") from error


def _write(home: Path, contents: Contents, part: Path, copy: Path) -> Manifest:
    writer = Writer(part)
    for name in contents.plain:
        try:
            writer.add(home / name, name)
        except FileNotFoundError:
            continue  # deleted meanwhile
    articles = 0
    for name in contents.databases:
        copy_database(home / name, copy)
        articles = count_articles(copy) if name == CATALOG else articles
        writer.add(copy, name)
        copy.unlink()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return writer.finish(newsdesk=_version(), made=now, articles=articles)


def _version() -> str:
    try:
        return version("newsdesk")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unknown"
