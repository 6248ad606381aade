"""What of an archive's folder belongs into a backup: everything, but what is made again from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CATALOG = "catalog.sqlite3"
_DERIVED = ("chroma", "evaluation", "models", "uploads", "words")
"""Folders that are made again: both indexes (out of the catalog, which keeps the vectors), archives of benchmarks,
compiled models, and files of uploads that are being read."""
_DATABASE = b"SQLite format 3\0"
_OF_DATABASES = ("-journal", "-shm", "-wal")
_UNFINISHED = (".tmp", ".part")
_FORBIDDEN = frozenset("\\:")
"""Signs that lead out of a folder, or name something else than a file, on some systems."""


@dataclass(slots=True)
class Contents:
    """Hold the files of a backup by their paths in the archive's folder.

    Attributes:
        databases: Of SQLite, the catalog last: what the others say of articles is in it, then.
        left_out: Links and other things that are not copied, each with the reason.
    """

    plain: list[str] = field(default_factory=list)
    databases: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def list_contents(home: Path) -> Contents:
    """List what a backup of a folder holds."""
    found = Contents()
    for path in _walk(home, found):
        name = path.relative_to(home).as_posix()
        if not belongs(name):
            continue
        if not is_safe(name):
            found.left_out.append(f"{name!r}: not every system can have a file of this name")
        elif is_database(path):
            found.databases.append(name)
        else:
            found.plain.append(name)
    found.databases.sort(key=lambda name: (name == CATALOG, name))
    return found


def _walk(folder: Path, found: Contents, top: Path | None = None) -> Iterator[Path]:
    top = top or folder
    for path in sorted(folder.iterdir()):
        name = path.relative_to(top).as_posix()
        if name in _DERIVED:
            continue
        if path.is_symlink():
            found.left_out.append(f"{name!r}: a link")
        elif path.is_dir():
            yield from _walk(path, found, top)
        elif path.is_file():
            yield path
        elif path.exists():
            found.left_out.append(f"{name!r}: no file")


def belongs(name: str) -> bool:
    """Say whether a path in an archive's folder belongs into a backup."""
    last = name.rpartition("/")[2]
    if last == "lock" or last.endswith((".lock", *_OF_DATABASES)) or name.partition("/")[0] in _DERIVED:
        return False
    return not (last.endswith(_UNFINISHED) and (last.startswith(".") or last.endswith(".part")))


def is_safe(name: str) -> bool:
    """Say whether a path leads to a file below the folder that it is put behind, on every system."""
    parts = name.split("/")
    return name.isprintable() and not _FORBIDDEN & set(name) and not {"", ".", ".."} & set(parts)


def is_database(path: Path) -> bool:
    """Say whether a file is one of SQLite's; one that was made a moment ago is empty, and known by its name."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE or path.suffix == ".sqlite3"
    except OSError:
        return False
