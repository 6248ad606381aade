"""Where the words between quotation marks stand in a text; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"“|”|„|«|»|\"|''|``|‘|’|'")
_LINE = re.compile(r"[^\n]+")
_GOES_ON = re.compile(r"\n\s*(?:“|\"|''|``)")
_OPENERS = {"“": '"', "„": '"', "«": "«", "``": '"', "‘": "'"}
_CLOSERS = {"”": '"', "»": "«", "’": "'"}
_EITHER = {'"': '"', "''": '"', "'": "'"}
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = 4
"""Letters of a word from which a title gives it a capital, whatever it is."""
_SHORTEST_SINGLE = 2
"""Words between single marks; one alone may be an apostrophe's doing."""


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Hold words between quotation marks.

    Attributes:
        start: Where the first mark stands in the text …
        end: … and behind the last mark.
        inner: Where the words between the marks begin and end.
        closed: Whether the paragraph closes the quotation; one that it does not goes on in the next paragraph.
    """

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool = True


def find_quoted_spans(text: str) -> tuple[QuotedSpan, ...]:
    """Find the outermost quoted words of a text, paragraph by paragraph, in order."""
    return tuple(span for line in _LINE.finditer(text) for span in _scan_line(text, line.start(), line.end()))


def is_title(text: str, span: QuotedSpan) -> bool:
    """Say whether quoted words are the title of a work or the name of a thing, by their capitals, and nothing said."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    words = _WORD.findall(text[slice(*span.inner)])
    around = _WORD.findall(line)
    return line.rstrip()[-1:].isalpha() and _has_capitals(words) and not (len(around) > 1 and _has_capitals(around))


def _has_capitals(words: list[str]) -> bool:
    long = [word for word in words if len(word) > _SMALL]
    return len(words) > 1 and bool(long) and all(not word[0].islower() for word in long) and not words[-1][0].islower()


def _scan_line(text: str, start: int, end: int) -> Iterator[QuotedSpan]:
    opened: tuple[int, int, str] | None = None  # where the mark begins and ends, and its kind
    for mark in _MARK.finditer(text, start, end):
        kind, opens, closes = _read_mark(text, mark, (start, end))
        if opened is None:
            if opens:
                opened = (mark.start(), mark.end(), kind)
            continue
        if kind != opened[2]:
            if opened[2] == "'" and opens and kind == '"':
                opened = (mark.start(), mark.end(), kind)  # the single mark was an apostrophe
            continue
        if closes and not (kind == "'" and _is_apostrophe(text, opened[1], mark)):
            if text[opened[1] : mark.start()].strip():
                yield QuotedSpan(opened[0], mark.end(), (opened[1], mark.start()))
            opened = None
        elif opens:
            opened = (mark.start(), mark.end(), kind)  # the one before was never closed
    if opened is not None and opened[2] == '"' and _goes_on(text, opened, (start, end)):
        yield QuotedSpan(opened[0], end, (opened[1], end), closed=False)


def _read_mark(text: str, mark: re.Match[str], line: tuple[int, int]) -> tuple[str, bool, bool]:
    """Return the kind of a mark, whether it can open and whether it can close a quotation."""
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > line[0] else " "
    after = text[mark.end()] if mark.end() < line[1] else " "
    free_before = before.isspace() or before in "([{—–-:/"
    free_after = not (after.isalnum() or after in "[(")
    if sign in _OPENERS:
        return _OPENERS[sign], not (sign == "‘" and before.isalnum()), False
    if sign in _CLOSERS:
        return _CLOSERS[sign], False, sign != "’" or free_after
    kind = _EITHER[sign]
    if kind == "'":
        return kind, free_before and after.isalnum(), free_after and before in ",.?!…"
    return kind, not after.isspace() and not before.isalnum(), not (free_before and not after.isspace())


def _is_apostrophe(text: str, start: int, mark: re.Match[str]) -> bool:
    """Say whether a single mark that could close ends a word alone: 'the Lees’ house'."""
    words = text[start : mark.start()].split()
    plural = text[mark.start() - 1] == "s" and bool(re.match(r"\s[a-z]", text[mark.end() : mark.end() + 2]))
    return plural or len(words) < _SHORTEST_SINGLE


def _goes_on(text: str, opened: tuple[int, int, str], line: tuple[int, int]) -> bool:
    """Say whether a quotation that its paragraph does not close is one: it opens the paragraph, or the next goes on."""
    if not text[opened[1] : line[1]].strip():
        return False
    return opened[0] == line[0] or bool(_GOES_ON.match(text, line[1]))
