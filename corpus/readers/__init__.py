"""Readers: one file a format; each yields articles, and a named reason for each record that it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import SourceError
from corpus.readers import stdin, web
from corpus.readers.detection import format_of
from corpus.readers.options import Fetch, Options
from corpus.readers.records import realtimeqa
from corpus.readers.records.fields import check_mapping
from corpus.readers.registry import READERS
from corpus.readers.stdin import is_stream, read_stream
from corpus.types import Article, Record, Refusal

__all__ = ["read_file", "read_sources"]

_ABOUT = ("readme", "license", "licence", "copying", "notice", "changelog", "contributing")  # about a folder, not in it
_MAX_REASON = 280  # characters; what a reason quotes may have no end
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SYSTEM = ("__macosx", "thumbs.db", "desktop.ini")


def read_sources(
    sources: Sequence[str | Path], *, mapping: Mapping[str, str] | None = None, fetch: Fetch | None = None
) -> Iterator[Record]:
    """Yield every article of files, folders and addresses, and a Refusal for every record that is not taken.

    In a folder (searched to the bottom, in the order of names) hidden files and files about the folder (README,
    LICENSE …) are passed over in silence. A RealTimeQA checkout inside is read as such, whatever else lies in it.

    Args:
        sources: Files, folders, http(s) addresses, and ``-`` for standard input.
        mapping: ``{field: column}`` where a source calls a field by another name.
        fetch: Gets pages; None where nothing may be fetched.

    Raises:
        SourceError: A source does not exist, or ``mapping`` names an unknown field; before anything is read.
    """
    options = Options(check_mapping(mapping), fetch)
    for source in sources:
        if _is_address(source):
            if fetch is None:
                raise SourceError(f"{source} is an address, and fetching is off")
        elif source != "-" and not Path(source).expanduser().exists():
            raise SourceError(f"there is no file or folder {source}")
    return _read_all(sources, options)


def _is_address(source: str | Path) -> bool:
    """Say whether a source is an http(s) address."""
    return isinstance(source, str) and re.match(r"https?://", source, re.IGNORECASE) is not None


def _read_all(sources: Sequence[str | Path], options: Options) -> Iterator[Record]:
    """Yield from each source in turn."""
    for source in sources:
        if _is_address(source):
            yield from web.read_address(str(source), options=options)
        elif source == "-":
            yield from stdin.read_stdin(options=options)
        else:
            path = Path(source).expanduser()
            parts = list(_parts(path)) if path.is_dir() else [path]
            if not parts:
                yield _shown(Refusal(str(path), "nothing to read in it", kept=True))
            for part in parts:
                yield from [_shown(part)] if isinstance(part, Refusal) else read_file(part, options=options)


def _parts(folder: Path) -> Iterator[Path | Refusal]:
    """Yield the files of a folder to read, a RealTimeQA checkout in it as one; links that lead elsewhere are refused.

    A link to a file of the same folder is read as that file; one to a folder is not followed.
    """
    found = sorted(file for file in folder.rglob("*") if not _passed_over(file.relative_to(folder)))
    outside = {file: reason for file in found if file.is_symlink() and (reason := _astray(file, folder.resolve()))}
    yield from (Refusal(str(file), reason) for file, reason in outside.items())
    files = [file for file in found if file not in outside and file.is_file()]
    checkouts = {top for file in files if (top := realtimeqa.layout_of(file)) is not None}
    if any(top in folder.parents for top in checkouts):
        checkouts = {folder}  # a part of a checkout was given: no more than that part
    yield from sorted(checkouts)
    yield from (file for file in files if not checkouts.intersection(file.parents))


def _astray(link: Path, folder: Path) -> str:
    """Say why a link within a folder is not read, '' where it leads to a file of the folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    return "" if target.is_relative_to(folder) else "a link that leads out of the folder: name what it leads to"


def _passed_over(path: Path) -> bool:
    """Say whether a file in a folder is hidden, the system's, or about the folder."""
    names = [name.lower() for name in path.parts]
    hidden = any(name.startswith(".") or name in _SYSTEM for name in names)
    return hidden or names[-1].partition(".")[0] in _ABOUT


def read_file(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield from one file or checkout; a file that cannot be opened is refused."""
    try:
        if is_stream(path):
            yield from map(_shown, read_stream(path, options=options))
            return
        kind = "realtimeqa" if path.is_dir() else format_of(path)
        if isinstance(kind, Refusal):
            yield kind
            return
        number = 0
        for number, record in enumerate(READERS[kind](path, options=options), 1):  # noqa: B007 - counted
            yield _shown(record)
        if not number and kind not in ("feed", "json_feed"):  # whose pages may all be known
            yield _shown(Refusal(str(path), "nothing to read in it", kept=True))
    except OSError as exc:
        yield _shown(Refusal(str(path), f"cannot be read: {exc.strerror or exc}"))


def _shown(record: Record) -> Record:
    """Keep what would steer a terminal out of places and reasons, for they quote what a file holds; one short line."""
    if isinstance(record, Article):
        return replace(record, source=_visible(record.source)) if _UNSEEN.search(record.source) else record
    place = _visible(record.place)
    if not isinstance(record, Refusal):
        return replace(record, place=place)
    reason = _visible(" ".join(record.reason.split()))
    return replace(record, place=place, reason=reason if len(reason) <= _MAX_REASON else f"{reason[:_MAX_REASON]}…")


def _visible(words: str) -> str:
    """Return words with a sign for each character that is none: controls, marks of direction, halves of a character."""
    return _UNSEEN.sub("\ufffd", words)
