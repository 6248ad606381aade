"""Turn the lines of printed pages into paragraphs: pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.readers.records.marks import sign, without_parts

_EDGE = 3  # lines at the top and at the bottom of a page that may be its header or footer
_REPEATED = 0.5  # share of the pages on which a header or footer stands
_SHORT = 0.8  # of the usual width: a line that ends a sentence and is shorter ends its paragraph
_HEADING = 0.6  # of the usual width: a line without a full stop that is shorter stands by itself
_WIDE = 0.5  # share of all characters that stand in lines of the usual width or less
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.|seite|página)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_PRINTED = re.compile(  # what browsers print around a page
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d\b.*|(?:https?|file)://\S+(?: \d{1,4}/\d{1,4})?", re.IGNORECASE
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SENTENCE_ENDS = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•▪●◦‣–—*]\s|\(?\d{1,2}[.)]\s")
_WORD = 60  # characters at the end of a line that may be a divided word; in an endless one the search is quadratic
_HYPHENATED = re.compile(r"(\w*[^\W\d_])[-‐\xad]$")


def paragraphs(pages: Sequence[str]) -> list[str]:
    """Return the paragraphs of pages: without what each page repeats, lines joined, words made whole again.

    Before the first word of each page stands the sign of its number, from 0.
    """
    split = [_lines(without_parts(page)) for page in pages]
    kept = list(_without_edges(split))
    kept = kept if any(map(any, kept)) else split
    flat = [line for lines in kept for line in lines]
    width, whole = _usual_width(flat), "\n".join(flat)
    found: list[str] = []
    last = ""  # the line before, as it was printed
    for number, lines in enumerate(kept):
        mark = sign(number)
        for line in lines:
            if not line:
                last = ""
                continue
            if not last or not found or _breaks(last, line, width):
                found.append(mark + line)
            else:
                joined = _joined(found[-1], line, whole)
                found[-1] = joined[: len(joined) - len(line)] + mark + line
            last, mark = line, ""
    return found


def _usual_width(lines: list[str]) -> int:
    """Return how long a full line is: counted by characters, so that headings and tables do not shorten it."""
    lengths = sorted(map(len, lines))
    rest = sum(lengths) * _WIDE
    for length in lengths:
        rest -= length
        if rest <= 0:
            return length
    return 0


def _lines(page: str) -> list[str]:
    """Return the lines of a page, without ligatures and without blank ones at its ends."""
    lines = [" ".join(line.split()) for line in page.translate(_LIGATURES).split("\n")]
    filled = [index for index, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _without_edges(split: list[list[str]]) -> Iterator[list[str]]:
    """Yield the lines of each page without page numbers and the headers and footers that pages share."""
    seen = Counter(mark for lines in split for mark in {_mark(line) for line in lines[:_EDGE] + lines[-_EDGE:]})
    least = max(2, int(len(split) * _REPEATED + 0.5))
    for lines in split:
        inner = list(lines)
        for at in (0, -1):
            for _ in range(_EDGE):
                if inner and (_is_edge(inner[at]) or seen[_mark(inner[at])] >= least):
                    inner.pop(at)
        yield inner


def _is_edge(line: str) -> bool:
    """Say whether a line is blank, a page number or what a browser prints."""
    return not line or any(pattern.fullmatch(line) for pattern in (_PAGE_NUMBER, _PRINTED))


def _mark(line: str) -> str:
    """Return what a header has in common on all pages: its words, whatever the number of the page."""
    return re.sub(r"\d+", "#", line.casefold())


def _breaks(last: str, line: str, width: int) -> bool:
    """Say whether a new paragraph begins between two lines."""
    if _BULLET.match(line):
        return True
    if _HYPHENATED.search(last[-_WORD:]) or line[:1].islower():
        return False
    if _SENTENCE_ENDS.search(last):
        return len(last) < _SHORT * width
    return len(last) < _HEADING * width and not last.endswith((",", ";"))


def _joined(before: str, line: str, whole: str) -> str:
    """Join a line to its paragraph; a word divided at the end of the line becomes one.

    The hyphen stays where the text writes the word with it elsewhere, or where no small letter follows.
    """
    divided = _HYPHENATED.search(before[-_WORD:])
    if not divided:
        return f"{before} {line}"
    rest = re.match(r"\w*", line)
    after = rest[0] if rest else ""
    if not after[:1].islower():
        return before + line
    return (before if f"{divided[1]}-{after}" in whole else before[:-1]) + line
