"""The file of a backup: a zip with a list of its files, and a digest over all of it at the end.

::

    newsdesk-backup.txt    first, so that a cut file is known for what it is
    home/…                 the files of the archive's folder
    manifest.json          format, version of Newsdesk, day; path, size, SHA-256 and time of change of each file
    the zip's comment      SHA-256 of every byte before it
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from corpus.backup.contents import CATALOG, belongs, is_safe
from corpus.errors import BackupError

FORMAT = 1
"""Of what a backup holds; one with a greater number is not read."""
_FIRST, _LIST, _HOME = "newsdesk-backup.txt", "manifest.json", "home/"
_ABOUT = "A backup of a Newsdesk archive. `newsdesk restore FILE` puts it back; any program that reads zip shows it.\n"
_NAME_AT = 30
"""Where the name of the first file stands in a zip."""
_SEAL = b"newsdesk-backup sha256 "
_SEALED = len(_SEAL) + 64
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, LookupError, TypeError, ValueError),
    *(AttributeError, OverflowError),
)
"""What reading a zip or a list raises that was not made by us."""
_PIECE = 1 << 20
_LONGEST_LIST = 256 << 20
"""Bytes of a list of files: a million of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one file of a backup.

    Attributes:
        path: In the archive's folder, with ``/``.
        size: In bytes.
        modified: Seconds since 1970.
    """

    path: str
    size: int
    sha256: str
    modified: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """Hold what a backup says of itself.

    Attributes:
        newsdesk: Version of Newsdesk that made it.
        made: ISO moment.
    """

    newsdesk: str
    made: str
    articles: int
    files: tuple[Entry, ...]


class Writer:
    """Write a backup; it is complete when ``finish`` has returned."""

    def __init__(self, path: Path) -> None:
        """Begin a file."""
        self._path = path
        path.touch(mode=0o600)
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._zip.writestr(_info(_FIRST, zipfile.ZIP_STORED), _ABOUT)
        self._entries: list[Entry] = []

    def add(self, path: Path, name: str) -> None:
        """Add a file under its path in the archive's folder, as it is now; FileNotFoundError where it has gone."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source:
            modified = os.fstat(source.fileno()).st_mtime
            with self._zip.open(_info(_HOME + name, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as target:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    target.write(piece)
                    size += len(piece)
        self._entries.append(Entry(name, size, digest.hexdigest(), modified))

    def finish(self, *, newsdesk: str, made: str, articles: int) -> Manifest:
        """Write the list of the files and the digest, all the way to the disk."""
        manifest = Manifest(newsdesk, made, articles, tuple(self._entries))
        value = {"format": FORMAT, **asdict(manifest)}
        self._zip.writestr(_info(_LIST, zipfile.ZIP_DEFLATED), json.dumps(value, ensure_ascii=False, indent=1))
        self._zip.comment = _SEAL + b"0" * 64
        self._zip.close()
        with self._path.open("r+b") as file:
            digest = _digest(file, self._path.stat().st_size - 64)
            file.seek(-64, os.SEEK_END)
            file.write(digest.encode())
            file.flush()
            os.fsync(file.fileno())
        return manifest


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type, info.external_attr = method, (stat.S_IFREG | 0o600) << 16
    return info


def is_backup(path: Path) -> bool:
    """Say whether a file begins as a backup does."""
    with path.open("rb") as file:
        return _begins(file)


class Reader:
    """Read a backup that ``open_backup`` has found whole."""

    def __init__(self, path: Path, inner: zipfile.ZipFile, manifest: Manifest) -> None:
        """Hold it."""
        self._path, self._zip, self.manifest = path, inner, manifest

    def extract(self, entry: Entry, write: Callable[[bytes], object]) -> None:
        """Hand out the bytes of a file; raises BackupError where they are not those that the list names."""
        digest, left = hashlib.sha256(), entry.size
        with _translated(self._path), self._zip.open(_HOME + entry.path) as source:
            while left and (piece := source.read(min(left, _PIECE))):
                digest.update(piece)
                left -= len(piece)
                write(piece)
            more = source.read(1)
        if left or more or digest.hexdigest() != entry.sha256:
            raise BackupError(f"{self._path} is damaged: {entry.path} in it is not what was backed up")


@contextmanager
def open_backup(path: Path) -> Iterator[Reader]:
    """Open a backup that is whole, byte for byte.

    Raises:
        BackupError: It is damaged, cut off, no backup, of a newer Newsdesk, or cannot be read.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}") from error
    with file:
        yield _checked(path, file)


def _checked(path: Path, file: IO[bytes]) -> Reader:
    """Read all of a backup once, so that nothing of it is written anywhere that is not whole."""
    try:
        _check_seal(path, file)
        with _translated(path):
            inner = zipfile.ZipFile(file)
            reader = Reader(path, inner, _read_list(path, inner))
            _check_members(path, inner, reader.manifest)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}") from error
    for entry in reader.manifest.files:
        reader.extract(entry, lambda _: None)
    return reader


def _check_seal(path: Path, file: IO[bytes]) -> None:
    if not _begins(file):
        raise BackupError(f"{path} is no backup of Newsdesk, or is damaged at its beginning")
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _SEALED))
    seal = file.read()
    if not seal.startswith(_SEAL):
        raise BackupError(f"{path} is damaged: it is cut off, or its end was changed")
    if _digest(file, size - 64).encode() != seal[len(_SEAL) :]:
        raise BackupError(f"{path} is damaged: its bytes are not those that were written")


def _begins(file: IO[bytes]) -> bool:
    file.seek(0)
    head = file.read(_NAME_AT + len(_FIRST))
    return head.startswith(b"PK\x03\x04") and head[_NAME_AT:] == _FIRST.encode()


def _digest(file: IO[bytes], size: int) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while size and (piece := file.read(min(size, _PIECE))):
        digest.update(piece)
        size -= len(piece)
    return digest.hexdigest()


def _read_list(path: Path, inner: zipfile.ZipFile) -> Manifest:
    if inner.getinfo(_LIST).file_size > _LONGEST_LIST:
        raise BackupError(f"{path} is no backup of Newsdesk: its list of files is too long")
    value: dict[str, Any] = json.loads(inner.read(_LIST))
    if int(value["format"]) > FORMAT:
        raise BackupError(
            f"{path} was made by a newer Newsdesk ({value.get('newsdesk')}); update Newsdesk to restore it"
        )
    files = tuple(
        Entry(str(one["path"]), int(one["size"]), str(one["sha256"]), float(one["modified"])) for one in value["files"]
    )
    return Manifest(str(value["newsdesk"]), str(value["made"]), int(value["articles"]), files)


def _check_members(path: Path, inner: zipfile.ZipFile, manifest: Manifest) -> None:
    """Refuse what no Newsdesk writes: paths that lead elsewhere, links, files that are not listed, or listed twice."""
    members = {info.filename: info for info in inner.infolist()}
    wanted = [_FIRST, *(_HOME + entry.path for entry in manifest.files), _LIST]
    if len(members) != len(inner.infolist()) or sorted(members) != sorted(wanted):
        raise BackupError(f"{path} is no backup of Newsdesk: its files are not those of its list")
    if CATALOG not in {entry.path for entry in manifest.files}:
        raise BackupError(f"{path} is no backup of Newsdesk: it holds no catalog")
    for entry in manifest.files:
        info = members[_HOME + entry.path]
        if not is_safe(entry.path) or not belongs(entry.path):
            raise BackupError(f"{path} is no backup of Newsdesk: no archive has a file {entry.path!r}")
        if stat.S_IFMT(info.external_attr >> 16) != stat.S_IFREG or info.file_size != entry.size:
            raise BackupError(f"{path} is no backup of Newsdesk: {entry.path!r} in it is not the file of its list")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Tell what a zip can do wrong that was made by somebody else."""
    try:
        yield
    except BackupError:
        raise
    except _FAULTS as error:
        raise BackupError(f"{path} is no backup of Newsdesk, or is damaged ({error})") from error
