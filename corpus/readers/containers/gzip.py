"""Read a gzip file: one file of any format, packed; a WARC goes to its own reader, which unpacks as it reads."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from corpus.readers.containers import warc
from corpus.readers.containers.nested import read_inside, within
from corpus.readers.options import Options
from corpus.readers.suffixes import suffix_for
from corpus.types import Record, Refusal

_WARC = b"WARC/"
_HEAD = 65_536  # bytes, as readers look at


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield from the file inside; of one that is damaged or cut off, from what comes before."""
    with _Unpacked(path) as head:
        beginning, problem = head.read(_HEAD), head.problem
    if beginning.startswith(_WARC):
        yield from warc.read(path, options=options)
        return
    if not beginning:
        yield Refusal(str(path), problem or "empty file")
        return
    inside = within(path, options)
    if isinstance(inside, Refusal):
        yield inside
        return
    unpacked = _Unpacked(path)
    name = _inner_name(path, beginning, options)
    yield from read_inside(lambda: cast("IO[bytes]", unpacked), name=name, place=str(path), options=inside)
    if unpacked.problem:
        yield Refusal(str(path), f"{unpacked.problem}; what came before was read")


def _inner_name(path: Path, beginning: bytes, options: Options) -> str:
    """Return the name of the file inside, with the suffix that it should have."""
    if path.suffix.lower() == ".tgz":
        return path.with_suffix(".tar").name
    stem = path.stem if path.suffix.lower() == ".gz" else path.name
    return stem if Path(stem).suffix else stem + suffix_for(beginning, options)


class _Unpacked(io.RawIOBase):
    """Unpack as far as it goes.

    Attributes:
        problem: Why it went no further; None where it came to the end.
    """

    def __init__(self, path: Path) -> None:
        self._file = gzip.GzipFile(path, "rb")
        self.problem: str | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end or where the damage begins."""
        if self.problem:
            return b""
        try:
            return self._file.read1(size)  # 'read' loses what came before the damage
        except EOFError:
            self.problem = "ends early: it was cut off"
        except (zlib.error, gzip.BadGzipFile) as exc:
            self.problem = f"damaged as gzip: {exc}"
        return b""

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
