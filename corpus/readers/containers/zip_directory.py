"""Open a zip archive, unless its directory alone would fill the memory."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

MAX_MEMBERS = 100_000
_MAX_DIRECTORY = MAX_MEMBERS * 300  # bytes; an entry has 46, its name and a few dozen of times and flags
_END, _TAIL = struct.Struct("<4s4H2LH"), 22 + 65_535  # the last record, and how far from the end it may begin
_END_64 = struct.Struct("<4sQ2H2L4Q")


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open a zip archive.

    Raises:
        zipfile.BadZipFile: It is damaged, or has too many members.
        OSError: It cannot be read.
    """
    too_many = zipfile.BadZipFile(f"over {MAX_MEMBERS:,} files in it: unpack it and read the folder")
    with path.open("rb") as file:
        if _directory_size(file) > _MAX_DIRECTORY:
            raise too_many
    try:
        archive = zipfile.ZipFile(path)
    except (UnicodeDecodeError, NotImplementedError, ValueError, struct.error) as exc:
        raise zipfile.BadZipFile(f"its directory is damaged: {exc}") from exc
    if len(archive.filelist) > MAX_MEMBERS:
        archive.close()
        raise too_many
    return archive


def _directory_size(file: BinaryIO) -> int:
    """Return how many bytes the archive says that its directory has, the larger one where it says so twice."""
    end = file.seek(0, 2)
    start = file.seek(max(0, end - _TAIL - _END_64.size - 20))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return 0
    size = int(_END.unpack_from(tail, at)[5])
    locator = tail[at - 20 : at] if at >= 20 else b""
    if not locator.startswith(b"PK\x06\x07"):
        return size
    for position in (struct.unpack_from("<Q", locator, 8)[0], start + at - 20 - _END_64.size):  # said, and usual
        if 0 <= position < end:
            file.seek(position)
            record = file.read(_END_64.size)
            if len(record) == _END_64.size and record.startswith(b"PK\x06\x06"):
                size = max(0 if size == 0xFFFFFFFF else size, int(_END_64.unpack(record)[8]))
    return size
