"""Readers: one file a format; each yields articles, and a named reason for each record that it refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.errors import SourceError
from corpus.readers import realtimeqa
from corpus.readers.formats import reader_for
from corpus.readers.records import check_mapping
from corpus.types import Article, Refusal

__all__ = ["read_sources"]

_ABOUT = ("readme", "license", "licence", "copying", "notice", "changelog", "contributing")  # about a folder, not in it
_SYSTEM = ("__macosx", "thumbs.db", "desktop.ini")


def read_sources(
    sources: Sequence[str | Path], *, mapping: Mapping[str, str] | None = None
) -> Iterator[Article | Refusal]:
    """Yield every article of files and folders, and a Refusal for every record and file that is not taken.

    In a folder (searched to the bottom, in the order of names) hidden files and files about the folder (README,
    LICENSE …) are passed over in silence. A RealTimeQA checkout inside is read as such, whatever else lies in it.

    Args:
        sources: Files and folders.
        mapping: ``{field: column}`` where a source calls a field by another name.

    Raises:
        SourceError: A source does not exist, or ``mapping`` names an unknown field; before anything is read.
    """
    checked = check_mapping(mapping)
    paths = [Path(source).expanduser() for source in sources]
    for path in paths:
        if not path.exists():
            raise SourceError(f"there is no file or folder {path}")
    return _read_all(paths, checked)


def _read_all(paths: Sequence[Path], mapping: Mapping[str, str]) -> Iterator[Article | Refusal]:
    """Yield from each source in turn."""
    for path in paths:
        for part in _parts(path) if path.is_dir() else [path]:
            yield from _read(part, mapping)


def _parts(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder to read, a RealTimeQA checkout in it as one."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not _passed_over(file.relative_to(folder)))
    checkouts = {top for file in files if (top := realtimeqa.layout_of(file)) is not None}
    if any(top in folder.parents for top in checkouts):
        checkouts = {folder}  # a part of a checkout was given: no more than that part
    yield from sorted(checkouts)
    yield from (file for file in files if not checkouts.intersection(file.parents))


def _passed_over(path: Path) -> bool:
    """Say whether a file in a folder is hidden, the system's, or about the folder."""
    names = [name.lower() for name in path.parts]
    hidden = any(name.startswith(".") or name in _SYSTEM for name in names)
    return hidden or names[-1].partition(".")[0] in _ABOUT


def _read(path: Path, mapping: Mapping[str, str]) -> Iterator[Article | Refusal]:
    """Yield from one file or checkout; a file that cannot be opened is refused."""
    try:
        read = realtimeqa.read if path.is_dir() else reader_for(path)
        if isinstance(read, Refusal):
            yield read
        else:
            yield from read(path, mapping=mapping)
    except OSError as exc:
        yield Refusal(str(path), f"cannot be read: {exc.strerror or exc}")
