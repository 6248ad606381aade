"""Read a file that lies inside another one: unpacked to a temporary file, within limits, named by where it lies."""

from __future__ import annotations

import errno
import lzma
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePosixPath
from typing import IO

from corpus.readers.options import Options
from corpus.types import Article, Record, Refusal

_DEPTH = 3  # a zip of mails with a zip attached is the deepest that we have met
_RATIO = 200  # times its packed size; text packs to a tenth, equal lines to a hundredth, a bomb to a thousandth
_FREE = 10_000_000  # bytes that may always be unpacked: what is small packs by any ratio and harms nobody
_MAX_MEMBER = 2_000_000_000  # bytes of one file; four times the largest JSON file that is read
_MAX_ALL = 50_000_000_000  # bytes unpacked from one file, archives in it included, one after another
_PIECE = 1_000_000
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError)
"""What the standard library raises on archives that are damaged or packed in a way that it does not know."""


@dataclass(slots=True)
class Room:
    """Count down how many bytes may still be unpacked from one file, archives inside it included."""

    left: int


@dataclass(frozen=True, slots=True)
class Inside(Options):
    """Hold the options for what lies in an archive.

    Attributes:
        room: Shared by all that lies in the outermost archive.
    """

    room: Room = field(default_factory=lambda: Room(_FREE))


def within(path: Path, options: Options) -> Inside | Refusal:
    """Return the options for what lies in a file, or why nothing in it is read."""
    if options.depth >= _DEPTH:
        return Refusal(str(path), f"an archive in {_DEPTH} archives: unpack it and read it by itself")
    given = {part.name: getattr(options, part.name) for part in fields(Options)}
    room = options.room if isinstance(options, Inside) else Room(min(_MAX_ALL, _FREE + _RATIO * path.stat().st_size))
    return Inside(**{**given, "depth": options.depth + 1, "room": room})


def over_ratio(unpacked: int, packed: int) -> str | None:
    """Return why a file is taken for a zip bomb, None where it is not."""
    if unpacked <= _FREE or unpacked <= _RATIO * packed:
        return None
    return f"unpacks to over {_RATIO} times its size: a zip bomb, not a text"


def read_inside(open_file: Callable[[], IO[bytes]], *, name: str, place: str, options: Inside) -> Iterator[Record]:
    """Yield from a file that lies inside another one.

    Args:
        open_file: Opens it; what it raises, and what reading raises, is a refusal.
        name: Its name; a path in it is only a name.
        place: Where it lies, for people.
        options: From ``within``.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="newsdesk-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / safe_name(name)
            try:
                with open_file() as stream:
                    problem = _unpack(stream, path, options.room)
            except _DAMAGE as exc:
                problem = f"cannot be unpacked: {str(exc)[:200] or 'it ends early'}"
            if problem:
                yield Refusal(place, problem)
            else:
                yield from read_spooled(path, place=place, options=options)
    except OSError as exc:
        lost = exc.errno == errno.EINVAL  # of a seek to before the beginning
        told = "it is not where the archive says" if lost else exc.strerror or exc
        yield Refusal(place, f"cannot be unpacked: {told}")


def read_spooled(path: Path, *, place: str, options: Options) -> Iterator[Record]:
    """Yield from a temporary file, with the place that people know instead of its path."""
    from corpus.readers import read_file  # here, because the readers of archives are among those that it calls

    spooled = str(path)
    for record in read_file(path, options=options):
        if isinstance(record, Article):
            yield replace(record, source=_told(record.source, spooled, place))
        elif isinstance(record, Refusal):
            reason = record.reason.replace(spooled, place)
            yield replace(record, place=_told(record.place, spooled, place), reason=reason)
        else:
            yield replace(record, place=_told(record.place, spooled, place))


def safe_name(name: str) -> str:
    """Return the last part of a name as a file name that every system takes; readers look at its suffix."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = re.sub(r"[^\w.-]", "_", last, flags=re.ASCII)[-100:].lstrip(".")
    return plain or "file"


def _told(given: str, spooled: str, place: str) -> str:
    """Replace the path of a temporary file at the beginning of a place."""
    return place + given[len(spooled) :] if given.startswith(spooled) else given


def _unpack(stream: IO[bytes], path: Path, room: Room) -> str | None:
    """Write a stream to a file; return why it is not read where it is too large."""
    size = 0
    with path.open("wb") as file:
        while piece := stream.read(_PIECE):
            size += len(piece)
            room.left -= len(piece)
            if room.left < 0:
                return f"unpacks to over {_RATIO} times the size of its archive: a zip bomb, not a text"
            if size > _MAX_MEMBER:
                return f"unpacks to over {_MAX_MEMBER // 1_000_000_000} GB: unpack it and read it by itself"
            file.write(piece)
    return None
