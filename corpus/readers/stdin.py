"""Read standard input and pipes: kept in a temporary file, because readers look at the beginning before they read."""

from __future__ import annotations

import os
import select
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO

from corpus.readers.containers.nested import read_spooled, safe_name
from corpus.readers.encoding import read_head
from corpus.readers.options import Options
from corpus.readers.suffixes import suffix_for
from corpus.types import Record, Refusal

_PLACE = "stdin"
_PATIENCE = 30.0
"""Seconds to wait for somebody to open the other end of a named pipe."""
_PIECE = 65_536
_LOOK = 0.1
"""Seconds between two looks whether somebody has."""


def read_stdin(*, options: Options) -> Iterator[Record]:
    """Yield from what is piped in, its format told by its content."""
    if sys.stdin is None or sys.stdin.isatty():
        yield Refusal(_PLACE, "nothing is piped in: write for example `newsdesk ingest - < articles.jsonl`")
        return
    yield from _spooled(sys.stdin.buffer, Path(_PLACE), _PLACE, options)


def is_stream(path: Path) -> bool:
    """Say whether a path can be read only once, and only from its beginning: a pipe, named or not, or a terminal."""
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def read_stream(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield from a pipe, such as a shell's ``<(…)`` or what ``mkfifo`` makes; its name tells the format, if it has one.

    Nothing is read of a device, nor of a named pipe that nobody writes to.
    """
    try:
        if not stat.S_ISFIFO(path.stat().st_mode):
            yield Refusal(str(path), "neither a file nor a pipe: pipe its content into `newsdesk ingest -`")
            return
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            beginning = _await_writer(descriptor)
            if beginning is None:
                yield Refusal(str(path), f"nobody has written to this pipe within {_PATIENCE:.0f} seconds")
                return
            os.set_blocking(descriptor, True)
            yield from _spooled(stream, path, str(path), options, beginning=beginning)
    except OSError as exc:
        yield Refusal(str(path), f"cannot be read: {exc.strerror or exc}")


def _await_writer(descriptor: int) -> bytes | None:
    """Return the first bytes of a pipe, none where its writer has yet to write some; None where it has no writer."""
    looked = select.poll()
    looked.register(descriptor, select.POLLIN)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        hung_up = any(event & select.POLLHUP for _, event in looked.poll(0))
        try:
            beginning = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return b""
        if beginning or hung_up:
            return beginning
        time.sleep(_LOOK)
    return None


def _spooled(
    stream: IO[bytes] | RawIOBase, named: Path, place: str, options: Options, *, beginning: bytes = b""
) -> Iterator[Record]:
    """Yield from a stream that is written to a temporary file first, after what was read of it already."""
    try:
        with tempfile.TemporaryDirectory(prefix="newsdesk-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / safe_name(named.name)
            with path.open("wb") as file:
                file.write(beginning)
                shutil.copyfileobj(stream, file)
            if not named.suffix:
                path = path.rename(path.with_suffix(suffix_for(read_head(path), options)))
            yield from read_spooled(path, place=place, options=options)
    except OSError as exc:
        yield Refusal(place, f"cannot be kept in a temporary file: {exc.strerror or exc}")
