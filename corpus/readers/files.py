"""Open files of unknown origin: what encoding, which lines, never more than a bounded piece at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

MAX_LINE = 20_000_000  # characters; the longest article that we have met has 400,000
MAX_ARTICLE_FILE = 20_000_000  # bytes of a file that holds one article
_HEAD = 65_536  # enough for the first record of most files
_MAX_CONTROL = 0.02  # share of control characters in the head; text has none, compressed data 10 %
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x0b\x1a\x1b")
_PIECE = 1_000_000
_ESCAPED = re.compile("[\udc80-\udcff]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_head(path: Path) -> bytes:
    """Return the first 64 KiB of a file."""
    with path.open("rb") as file:
        return file.read(_HEAD)


def encoding_of(head: bytes) -> str | None:
    """Return the encoding by the byte order mark, else UTF-8; None where the bytes are not text."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    control = len(head) - len(head.translate(None, _CONTROL))
    return None if b"\0" in head or control > _MAX_CONTROL * len(head) else "utf-8"


def decode(data: bytes) -> str | None:
    """Return text from UTF-8, UTF-16 or, as the last resort, Windows-1252; None where it is not text."""
    encoding = encoding_of(data[:_HEAD])
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252" if encoding == "utf-8" else encoding, "replace")


def numbered_lines(path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield each line with its number from 1, without its line end; None stands for a line over ``MAX_LINE``.

    Bytes that are not UTF-8 arrive as lone surrogates: see ``is_broken`` and ``recode``.
    """
    encoding = encoding_of(read_head(path)) or "utf-8"
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    with path.open(encoding=encoding, errors=errors) as file:
        number = 0
        while line := file.readline(MAX_LINE + 1):
            number += 1
            if len(line) <= MAX_LINE or line.endswith("\n"):
                yield number, line.removesuffix("\n")
                continue
            while line and not line.endswith("\n"):
                line = file.readline(_PIECE)
            yield number, None


def is_broken(line: str) -> bool:
    """Say whether a line holds bytes that were not UTF-8."""
    return not line.isascii() and _ESCAPED.search(line) is not None


def recode(line: str) -> str:
    """Return a line whose bytes were not UTF-8 as Windows-1252."""
    return line.encode("utf-8", "surrogateescape").decode("cp1252", "replace") if is_broken(line) else line
