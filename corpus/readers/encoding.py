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
_WIDE = 0.8  # share of the second bytes of UTF-16 that are 0 in Western languages
_ESCAPED = re.compile("[\udc80-\udcff]")
SAVE_IT = "save it as UTF-8"
GUESSED = "not UTF-8, so it was read as Windows-1252: where letters came out wrong, save it as UTF-8"
_WORD = re.compile(r"[^\W\d_]+")
_SIGN_INSIDE = re.compile(r"[^\W\d_][¡-©«-³¶¸¹»-¿×÷][^\W\d_]")
_MAX_FOREIGN = 0.6  # share of letters that ASCII lacks in words with such letters; French has 0.3, Cyrillic 1
_MAX_INSIDE = 0.1  # share of words with a sign inside; Polish has 0.5, and other text has none
_ALIKE = ("cp1250", "cp1254")  # whose words look like those of Windows-1252, but 'è' is 'č' there, and 'þ' is 'ş'
_NAMES = {"utf-16": "UTF-16", "utf-32": "UTF-32"}
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
    if b"\0" in head and (wide := _without_mark(head)):
        return wide
    control = len(head) - len(head.translate(None, _CONTROL))
    return None if control > _MAX_CONTROL * len(head) else "utf-8"


def _without_mark(head: bytes) -> str | None:
    """Return the UTF-16 of text without a byte order mark: every other byte of ASCII letters is 0."""
    pairs = max(len(head) // 2, 1)
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[first::2].count(0) > _WIDE * pairs and head[1 - first :: 2].count(0) < (1 - _WIDE) * pairs:
            return name
    return None


def decode(data: bytes) -> tuple[str, bool]:
    """Return text from UTF-8, UTF-16 or, as the last resort, Windows-1252, and whether its letters are a guess.

    Raises:
        ValueError: It is not text, or in another encoding; says what to do.
    """
    encoding = encoding_of(data[:_HEAD])
    if encoding is None:
        raise ValueError("not text")
    try:
        return data.decode(encoding), False
    except UnicodeDecodeError as exc:
        text = western(data) if encoding == "utf-8" else None
        if text is None:
            line = data.count(b"\n", 0, exc.start) + 1
            raise ValueError(f"not {_NAMES.get(encoding, 'UTF-8')} (line {line}): {SAVE_IT}") from exc
        return text, is_guess(text)


def is_guess(text: str) -> bool:
    """Say whether a text read as Windows-1252 has letters that are others in Czech, Hungarian or Turkish encodings."""
    data = text.encode("cp1252", "replace")
    return any(data.decode(other, "replace") != text for other in _ALIKE)


def western(data: bytes) -> str | None:
    """Return text from Windows-1252, None where its letters show that it is in another encoding.

    Cyrillic, Greek, Arabic or Chinese read as Windows-1252 gives words of nothing but 'Ìîñêâà'; Polish gives signs
    within words, as 'w³adza'; Japanese gives bytes that Windows-1252 does not have; and what is UTF-8 but for some
    broken places is not Windows-1252 either. Czech, Hungarian and Turkish look like French, and pass: see ``is_guess``.
    """
    if is_mostly_utf8(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = sum(map(len, words))
    foreign = sum(not char.isascii() for word in words for char in word)
    inside = len(_SIGN_INSIDE.findall(text))
    return None if foreign > _MAX_FOREIGN * letters or inside > _MAX_INSIDE * len(words) else text


def is_mostly_utf8(data: bytes) -> bool:
    """Say whether bytes that are not all UTF-8 are that but for some broken places."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - broken > broken


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


def recode(line: str) -> str | None:
    """Return a line whose bytes were not UTF-8 as Windows-1252, None where it is not that either."""
    return western(line.encode("utf-8", "surrogateescape")) if is_broken(line) else line
