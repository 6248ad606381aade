"""Read a page that a browser saved as one file (MHTML): the page itself, at the address where it stood."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import errors, policy
from email.message import Message
from pathlib import Path

from corpus.ingestion.urls import canonical_url
from corpus.readers.options import Options
from corpus.readers.pages.html import article_of_page
from corpus.types import Record, Refusal

_MAX_FILE = 100_000_000  # bytes, pictures included
_MAX_PARTS = 5_000
_PAGE = ("text/html", "application/xhtml+xml")
_BROKEN = (errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the standard library was seen to raise on broken mail, which has the same form."""
_SAVED = re.compile(
    rb"(?im)^(?:snapshot-content-location:|from:[^\n]{0,5}<?\"?saved by |x-(?:unmht|maf)|x-mimeole: produced by)"
)
_RELATED = re.compile(rb"(?im)^content-type:\s*multipart/related\b")
_LETTER = re.compile(rb"(?im)^(?:to|received|message-id|delivered-to|return-path|in-reply-to):")


def is_saved_page(head: bytes) -> bool:
    """Say whether a file begins as a saved page: parts that belong together, and nothing of a letter's way."""
    start = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf \t\r\n"), maxsplit=1)[0]
    if _RELATED.search(start) is None:
        return False
    return _SAVED.search(start) is not None or _LETTER.search(start) is None


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the one article of a file; no mapping is used, and the day of saving is not that of publication."""
    if path.stat().st_size > _MAX_FILE:
        yield Refusal(str(path), f"file is over {_MAX_FILE // 10**6} MB, one page was expected")
        return
    try:
        message = email.message_from_bytes(path.read_bytes().lstrip(b"\xef\xbb\xbf \t\r\n"), policy=policy.compat32)
        page = _page(message)
        data = page.get_payload(decode=True) if page is not None else None
        charset = page.get_content_charset() if page is not None else None
        address = _address(message, page)
    except _BROKEN as exc:
        yield Refusal(str(path), f"not readable as a saved page: {str(exc)[:200] or 'it is damaged'}")
        return
    if not isinstance(data, bytes) or not data.strip():
        yield Refusal(str(path), "a saved page without a page in it")
        return
    yield article_of_page(_as_utf8(data, charset), place=str(path), url=address)


def _page(message: Message) -> Message | None:
    """Return the part that is the page: the one at the address that was saved, else the first one of HTML."""
    parts = [part for part, _ in zip(message.walk(), range(_MAX_PARTS), strict=False)]
    pages = [part for part in parts if part.get_content_type() in _PAGE]
    wanted = {str(message.get(name) or "").strip() for name in ("Snapshot-Content-Location", "Content-Location")} - {""}
    start = str(message.get_param("start") or "").strip("<> ")
    for part in pages:
        named = str(part.get("Content-ID") or "").strip("<> ")
        if str(part.get("Content-Location") or "").strip() in wanted or (start and named == start):
            return part
    return pages[0] if pages else None


def _address(message: Message, page: Message | None) -> str | None:
    """Return where the page stood, None where it was a file."""
    given = [str(message.get("Snapshot-Content-Location") or "")]
    given += [str(part.get("Content-Location") or "") for part in (page, message) if part is not None]
    return next((address.strip() for address in given if canonical_url(address.strip())), None)


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """Return a page in the encoding that its part declares as UTF-8, where it is not that already."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset or "utf-8").encode()
        except (LookupError, UnicodeError):
            pass
    return data
