"""Find the records of a web archive whose lengths are wrong, and write it anew with the right ones.

A record is believed where the next one begins right behind it; else it ends where the next header stands.
"""

from __future__ import annotations

import mmap
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_HEADER = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?:[A-Za-z][\w-]{0,40}:[^\r\n]{0,8000}\r?\n){1,60}\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/[01]\.\d{1,2}\r?\n(?:WARC-[A-Za-z-]+|Content-(?:Type|Length)):)")
_CLOSE = b"\r\n\r\n"  # behind each record
_BETWEEN = 8  # bytes between two records; some crawlers write a line end more
_LENGTH = re.compile(rb"(?im)^(content-length:\s*)(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Hold a record whose length is wrong.

    Attributes:
        number: From 1.
        said: Bytes that its header gives.
        has: Bytes up to the next record.
    """

    number: int
    said: int
    has: int


@dataclass(frozen=True, slots=True)
class Repair:
    """Hold what was wrong in a file.

    Attributes:
        wrong: Records whose lengths are wrong, by number.
        gaps: From which byte to before which other one nothing is a record.
    """

    wrong: Mapping[int, Wrong]
    gaps: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Record:
    start: int
    body: int
    said: int
    end: int


@contextmanager
def repaired(path: Path) -> Iterator[tuple[Path, Repair]]:
    """Give a file that can be read record by record, and what was wrong in the one that was given."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        records = list(_records(data))
        wrong = {n: Wrong(n, r.said, r.end - r.body) for n, r in enumerate(records, 1) if r.said != r.end - r.body}
        starts = [record.start for record in records]
        gaps = tuple(
            (r.end, at) for r, at in zip(records, [*starts[1:], len(data)], strict=False) if at - r.end > _BETWEEN
        )
        if not wrong and not gaps:
            yield path, Repair({}, ())
            return
        with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
            copy = Path(folder) / "repaired.warc"
            with copy.open("wb") as out:
                for record in records:
                    length = record.end - record.body
                    header = data[record.start : record.body]
                    out.write(_LENGTH.sub(rb"\g<1>%d" % length, header, count=1))
                    out.write(data[record.body : record.end])
                    out.write(b"\r\n\r\n")
            yield copy, Repair(wrong, gaps)


def _records(data: mmap.mmap) -> Iterator[_Record]:
    """Yield where the records of a file begin and end; nothing where the first is none."""
    at, size = 0, len(data)
    while at < size:
        header = _HEADER.match(data, at)
        length = _LENGTH.search(header[0]) if header else None
        if header is None or length is None:
            following = _NEXT.search(data, at)
            if following is None:
                return
            at = following.end()
            continue
        said, body = int(length[2]), header.end()
        end = body + said
        after = _behind(data, end)
        if after is None and data[end : end + len(_CLOSE)] == _CLOSE:  # it is whole, and what follows is no record
            following = _NEXT.search(data, end)
            after = following.end() if following else size
        elif after is None:
            following = _NEXT.search(data, body)
            after = following.end() if following else size
            end = after
            while end > body and data[end - 1 : end] in (b"\r", b"\n") and after - end < len(_CLOSE):
                end -= 1
        yield _Record(header.start(), body, said, end)
        at = after


def _behind(data: mmap.mmap, end: int) -> int | None:
    """Return where the next record begins behind a place, None where none does."""
    if end > len(data):
        return None
    at = end
    while at < len(data) and at - end < len(_CLOSE) and data[at : at + 1] in (b"\r", b"\n"):
        at += 1
    return at if at == len(data) or (at > end and data[at : at + len(b"WARC/")] == b"WARC/") else None
