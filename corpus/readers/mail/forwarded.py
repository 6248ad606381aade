"""Take a forwarded mail apart: who sent it first and when, and its own text; pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.ingestion.dates import parse_published

_FORWARD = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|i|doorst|vs|vb|vl|pd)\s*:", re.IGNORECASE)
"""What mail programs put before the subject of a mail that is passed on, in several languages."""
_HEADER = re.compile(r"^[>\s]*\*?([^\W\d_][^:\n@]{0,24})\s?:\*?[ \t]+(\S.*)$")
_ADDRESS = re.compile(r"\S@\S+\.\S")
_FEWEST = 3  # header lines one below the other
_WITHIN = 80  # lines: a note of whoever passes it on stands above


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Hold what a forwarded mail says of the first one.

    Attributes:
        published: When it was sent, as it is written; '' where no line can be read as a moment.
        sender: As it is written.
        text: The first mail's own.
    """

    published: str
    sender: str
    text: str


def is_forward(subject: str) -> bool:
    """Say whether a subject says that a mail is passed on."""
    return _FORWARD.match(subject) is not None


def take_apart(text: str) -> Forwarded | None:
    """Return the first mail that a forwarded one holds, None where no header lines of one are found."""
    lines = text.split("\n")
    for start in range(min(len(lines), _WITHIN)):
        block, end = _block(lines, start)
        if len(block) >= _FEWEST and any(_ADDRESS.search(value) for value in block):
            sender = next(value for value in block if _ADDRESS.search(value))
            day = next((value for value in block if _is_moment(value)), "")
            return Forwarded(day, sender, "\n".join(lines[end:]).strip())
    return None


def _block(lines: list[str], start: int) -> tuple[list[str], int]:
    """Return the values of the header lines that begin at a line, and where they end."""
    values: list[str] = []
    at = start
    while at < len(lines) and ((found := _HEADER.match(lines[at])) or (values and not lines[at].strip(" >"))):
        if found:
            values.append(found[2].strip())
        elif at + 1 < len(lines) and not _HEADER.match(lines[at + 1]):
            break
        at += 1
    return values, at


def _is_moment(value: str) -> bool:
    try:
        return not _ADDRESS.search(value) and parse_published(value, None) is not None
    except ValueError:
        return False
