"""Names and kinds of what is added: of a source by its address, of a saved search by its words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from corpus import Fetcher, SourceKind, recognise

_LONGEST = 60
"""Characters of a name."""
_WORDS = 6
"""Words of a search that name it."""


def find_kind(address: str, *, private: bool) -> SourceKind:
    """Return the kind of a source: as its address says, on the web as what it gives.

    Args:
        address: As ``Source`` has it.
        private: Whether addresses of one's own network may be asked.

    Raises:
        FetchError: The address gives nothing.
        SourceError: What it gives is no source.
    """
    scheme = urlsplit(address).scheme.lower()
    if scheme in ("imap", "imaps"):
        return "mailbox"
    if scheme in ("http", "https"):
        return recognise(address, Fetcher(allow_private=private))
    return "remote folder" if "://" in address else "folder"


def name_source(address: str) -> str:
    """Return a short name made of an address: 'courier.example-feed'."""
    parts = urlsplit(address)
    path = re.sub(r"\.\w{2,5}$", "", parts.path)
    words = re.findall(r"[a-z0-9.]+", f"{(parts.hostname or '').removeprefix('www.')} {path}".lower())
    return "-".join(word.strip(".") for word in words)[:_LONGEST].strip("-") or "source"


def name_search(text: str) -> str:
    """Return a short name made of the first words of a search: 'dock-strike'."""
    words = re.findall(r"\w+", text.lower())
    return "-".join(words[:_WORDS])[:_LONGEST] or "search"
