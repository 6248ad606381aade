"""What every export does to text and addresses before it shows them; pure."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode, urlsplit

from assistant.citations import spoken_day
from assistant.types import Citation

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""What XML cannot hold, and the invisible signs that turn the direction of all that follows them."""
_SPACED = re.compile(r"[\s\x1c-\x1f\x85]+")
APP = "http://127.0.0.1:8501"
"""Where `newsdesk app` listens when nothing else does."""


def plain(text: str) -> str:
    """Return text on one line, with nothing in it that a document cannot hold."""
    return _UNPRINTABLE.sub("", _SPACED.sub(" ", text)).strip()


def web(url: str | None) -> str | None:
    """Return an address that may become a link: http and https only, with a host and no gap in it."""
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or re.search(r"[\s<>\"\\^`{|}]", plain(address)):
        return None
    return address if address == plain(address) else None


def passage(citation: Citation, *, app: str = APP) -> str:
    """Return the address that opens a citation in the app: its article, with the quoted words marked."""
    place = {"article": citation.article_id, "start": citation.start, "end": citation.end}
    return f"{app.rstrip('/')}/library?{urlencode(place)}"


def full_day(day: date | None) -> str:
    """Return a day in words with its year."""
    return spoken_day(day, as_of=None) if day else "date unknown"


def day_of(moment: str | None) -> date | None:
    """Return the day of an ISO 8601 day or moment; None where it is none."""
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None


def count(number: int, what: str) -> str:
    """Return a number with its noun: '1 article', '4,958 articles'; 'story' becomes 'stories'."""
    if number == 1:
        return f"1 {what}"
    return f"{number:,} {what.removesuffix('y')}ies" if what.endswith("ry") else f"{number:,} {what}s"
