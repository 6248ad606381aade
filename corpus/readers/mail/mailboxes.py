"""Read e-mail: newsletters and press releases, one message a file or many in an mbox, with the files attached."""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from email import errors
from email.message import Message
from functools import partial
from html import escape
from pathlib import Path

from corpus.readers.containers.nested import read_inside, safe_name, within
from corpus.readers.encoding import read_head
from corpus.readers.mail.forwarded import is_forward, take_apart
from corpus.readers.mail.mime import (
    BoundedHeaders,
    attachments_of,
    date_of,
    header_of,
    sender_named,
    sender_of,
    text_of,
)
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.types import Record, Refusal

_MAX_MESSAGE = 50_000_000  # bytes; most mail servers take half of that
_MAX_LINES = 1_000_000  # a packed file of the largest size has 650,000
_MAX_NESTED = 100  # borders between parts; the parser looks for each of them at each line: 14 s at the worst
_MAX_ATTACHED = 50
_PIECE = 1_000_000
_PRESS = re.compile(
    r"\b(?:press|media|news) (?:release|statement)\b|communiqué de presse|pressemitteilung|comunicado de prensa", re.I
)
_BROKEN = (errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the standard library was seen to raise on broken mail."""


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each message and of the files attached to it; no mapping is used.

    The subject is the title, the sender the outlet, the moment of sending that of publication; of a mail that was
    passed on, the moment at which it was sent first.
    """
    if not read_head(path).startswith(b"From "):
        if path.stat().st_size > _MAX_MESSAGE:
            yield _too_large(str(path))
        else:
            yield from _message(path.read_bytes(), str(path), path=path, options=options)
        return
    for number, data in enumerate(_messages(path), 1):
        place = f"{path}#{number}"
        if data is None:
            yield _too_large(place)
        else:
            yield from _message(data, place, path=path, options=options)


def _too_large(place: str) -> Refusal:
    """Refuse a message by its size."""
    return Refusal(place, f"message is over {_MAX_MESSAGE // 10**6} MB")


def _messages(path: Path) -> Iterator[bytes | None]:
    """Yield each message of an mbox; None stands for one that is too large."""
    lines: list[bytes] = []
    size, blank = 0, True
    with path.open("rb") as file:
        begun = file.readline(_PIECE)
        while begun:
            line = file.readline(_PIECE)
            if not line or (blank and line.startswith(b"From ")):
                yield b"".join(lines) if size <= _MAX_MESSAGE else None
                lines, size, blank, begun = [], 0, True, line
                continue
            size += len(line)
            blank = not line.strip()
            if size <= _MAX_MESSAGE:
                lines.append(line.removeprefix(b">") if re.match(rb">+From ", line) else line)


def _message(data: bytes, place: str, *, path: Path, options: Options) -> Iterator[Record]:
    """Yield the article of a message, then what is attached to it."""
    if not data.strip():
        yield Refusal(place, "empty message")  # at once: a broken mbox has a hundred thousand
        return
    if data.count(b"\n") > _MAX_LINES or data.lower().count(b"boundary=") > _MAX_NESTED:
        yield Refusal(place, f"over {_MAX_LINES:,} lines, or over {_MAX_NESTED} parts in parts")
        return
    try:
        message = email.message_from_bytes(
            data, policy=BoundedHeaders()
        )  # the newer 'default' raises on broken headers
        article = _article(message, place)
    except UnicodeError:  # its words are Python's own: "decoding with 'idna' codec failed"
        yield Refusal(place, "not readable as e-mail: its encoding is none that can be read")
        return
    except _BROKEN as exc:
        yield Refusal(place, f"not readable as e-mail: {str(exc)[:200] or 'it is damaged'}")
        return
    try:
        attached = list(attachments_of(message))
    except _BROKEN as exc:
        yield Refusal(place, f"its attachments are not readable: {str(exc)[:200] or 'it is damaged'}")
        attached = []
    if not (attached and isinstance(article, Refusal) and article.reason.startswith(("no text", "text is only"))):
        yield article  # else the message only carries its files
    if not attached:
        return
    inside = within(path, options)
    if isinstance(inside, Refusal):
        yield Refusal(place, f"its attachments are not read: {inside.reason}")
        return
    for file in attached[:_MAX_ATTACHED]:
        where = f"{place}/{safe_name(file.name)}"
        yield from read_inside(partial(io.BytesIO, file.data), name=file.name, place=where, options=inside)
    if len(attached) > _MAX_ATTACHED:
        yield Refusal(place, f"{len(attached)} files attached: the first {_MAX_ATTACHED} are read")


def _article(message: Message, place: str) -> Record:
    """Return the article of a message."""
    subject = header_of(message, "Subject")
    archived = header_of(message, "Archived-At").strip("<> ")
    text, published, outlet = text_of(message), date_of(message), sender_of(message)
    if is_forward(subject) and (inner := take_apart(text)):
        # The day of passing it on is not that of publication, nor who did so its source.
        text, published, outlet = inner.text, inner.published, sender_named(inner.sender)
    fields = {
        "title": re.sub(r"^(?:(?:fwd?|re|wg|tr|aw|rv)\s*:\s*)+", "", subject, flags=re.IGNORECASE),
        "text": escape(text, quote=False),  # what looks like HTML now was written to be read
        "outlet": outlet,
        "published": published,
        "guid": header_of(message, "Message-ID").strip("<> "),
        "url": archived,
        "language": header_of(message, "Content-Language").partition(",")[0],
        "kind": "press release" if _PRESS.search(subject) else "",
    }
    return article_from(fields, place=place)
