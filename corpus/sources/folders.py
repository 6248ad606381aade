"""Folders that fill up: one on this machine, or one that fsspec reaches (S3, WebDAV, SFTP …)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.errors import SourceError
from corpus.readers import read_file
from corpus.readers.options import Options
from corpus.readers.stdin import is_stream
from corpus.sources.types import KnownPage
from corpus.sources.visit import Visit
from corpus.types import Article, Record, Refusal, StatusChange

_AT_ONCE = 2_000
"""Files that are read at one visit; the next one takes up where this one ends."""
_LARGEST = 200_000_000
"""Bytes of a file that is brought here from elsewhere."""
_UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")
"""Endings of files that are being written still."""


def read_folder(visit: Visit) -> Iterator[Record]:
    """Yield what the new and changed files of a folder hold.

    Raises:
        SourceError: There is no such folder.
    """
    folder = Path(visit.source.address).expanduser()
    if not folder.is_dir():
        raise SourceError(f"there is no folder {folder}")
    marks = {str(path): _mark_of(path) for path in sorted(folder.rglob("*")) if _is_meant(folder, path)}
    for place in _to_read(visit, marks):
        yield from read_file(Path(place), options=Options())
        _note(visit, place, marks[place])


def read_remote_folder(visit: Visit) -> Iterator[Record]:
    """Yield what the new and changed files of a folder elsewhere hold; each is brought here and read as a local one.

    Raises:
        SourceError: There is no such folder, it cannot be reached, or the library for it is not installed.
    """
    files, root = _open(visit.source.address, visit.source.secret_file)
    files.invalidate_cache()
    try:
        listed: dict[str, Any] = files.find(root, detail=True)
    except (OSError, ValueError) as exc:
        raise SourceError(f"{visit.source.address} cannot be listed: {exc or type(exc).__name__}") from exc
    marks = {place: _mark_in(info) for place, info in sorted(listed.items()) if _is_named_well(PurePosixPath(place))}
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
        for number, place in enumerate(_to_read(visit, marks)):
            if int(listed[place].get("size") or 0) > _LARGEST:
                yield Refusal(place, f"file is over {_LARGEST // 1_000_000} MB")
            else:
                local = Path(folder) / str(number) / PurePosixPath(place).name
                local.parent.mkdir()
                try:
                    files.get_file(place, str(local))
                except OSError as exc:
                    yield Refusal(place, f"cannot be read: {exc or type(exc).__name__}")
                    continue  # not noted: the next visit tries again
                for record in read_file(local, options=Options()):
                    yield _placed(record, str(local), place)
                local.unlink()
            _note(visit, place, marks[place])


def _open(address: str, secret_file: str | None) -> tuple[Any, str]:
    """Return the file system that an address names, and the folder in it."""
    try:
        import fsspec
    except ImportError as exc:
        raise SourceError("folders elsewhere need `pip install 'newsdesk[remote]'`") from exc
    options = _secret(secret_file)
    try:
        files, root = fsspec.core.url_to_fs(address, skip_instance_cache=True, **options)
    except (ImportError, ValueError, OSError, TypeError) as exc:
        raise SourceError(f"{address} cannot be opened: {exc}") from exc
    return files, root


def _secret(secret_file: str | None) -> dict[str, Any]:
    """Return the options that a file holds as JSON: keys, names, passwords, as fsspec's documentation calls them."""
    if secret_file is None:
        return {}
    try:
        found = json.loads(Path(secret_file).expanduser().read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise SourceError(f"{secret_file} cannot be read as JSON: {exc}") from exc
    if not isinstance(found, dict):
        raise SourceError(f"{secret_file} holds no JSON object")
    return found


def _to_read(visit: Visit, marks: dict[str, str]) -> list[str]:
    """Return the files that are new or changed, and take note of those that are gone."""
    for place in visit.before.pages:
        known = visit.known(place)
        if place not in marks and known is not None and not known.missed:
            visit.gone.append(place)
            visit.note(replace(known, missed=1))
    return [place for place, mark in marks.items() if _is_new(visit.known(place), mark)][:_AT_ONCE]


def _is_new(known: KnownPage | None, mark: str) -> bool:
    return known is None or known.mark != mark or known.missed > 0


def _note(visit: Visit, place: str, mark: str) -> None:
    visit.note(KnownPage(place, None, mark, visit.now))


def _is_meant(folder: Path, path: Path) -> bool:
    """Say whether a file is to be read: of the folder itself, whole, and no link that leads elsewhere."""
    if not path.is_file() or is_stream(path):
        return False
    inner = path.relative_to(folder)
    return _is_named_well(PurePosixPath(inner.as_posix())) and path.resolve().is_relative_to(folder.resolve())


def _is_named_well(path: PurePosixPath) -> bool:
    return not any(part.startswith(".") for part in path.parts) and path.suffix.lower() not in _UNFINISHED


def _mark_of(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def _mark_in(info: dict[str, Any]) -> str:
    """Return what tells a change: of the entity tag, the time of change and the size those that are there."""
    names = ("ETag", "etag", "LastModified", "modified", "last_modified", "mtime", "created", "size")
    return " ".join(str(info[name]) for name in names if info.get(name) is not None)


def _placed(record: Record, local: str, place: str) -> Record:
    """Return a record with the place that it came from."""
    if isinstance(record, Article):
        return replace(record, source=record.source.replace(local, place))
    if isinstance(record, StatusChange):
        return replace(record, place=record.place.replace(local, place))
    return replace(record, place=record.place.replace(local, place), reason=record.reason.replace(local, place))
