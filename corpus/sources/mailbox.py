"""An IMAP mailbox of newsletters and press releases: the messages that came since the last visit."""

from __future__ import annotations

import imaplib
import re
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corpus.errors import SourceError
from corpus.fetching.ssrf import check_address
from corpus.readers import read_file
from corpus.readers.options import Options
from corpus.sources.visit import Visit
from corpus.types import Article, Record, Refusal, StatusChange

_PATIENCE = 30.0
"""Seconds to wait for the server's next words."""
_AT_ONCE = 200
"""Messages that are read at one visit."""
_LARGEST = 25_000_000
"""Bytes of a message: what mail servers take at the most."""
_PORTS = {"imap": 143, "imaps": 993}


@dataclass(frozen=True, slots=True)
class _Read:
    """Say how far a folder was read: UIDs count up as long as their validity is the same (RFC 9051)."""

    validity: int = 0
    uid: int = 0


def read_mailbox(visit: Visit) -> Iterator[Record]:
    """Yield what the new messages of a mailbox hold; none is changed on the server, nor marked as read.

    Raises:
        SourceError: It cannot be opened.
    """
    at = _position(visit.state)
    with _opened(visit) as (server, folder):
        validity = _number(server.response("UIDVALIDITY")[1])
        if validity != at.validity:
            at = _Read(validity, 0)  # the server counts anew: what is known is told by its text
        for uid in _new_uids(server, at.uid)[:_AT_ONCE]:
            yield from _message(server, uid, f"{_shown(visit.source.address)}#{uid}", folder)
            visit.state = f"{validity}:{uid}"
        visit.state = visit.state if visit.state.startswith(f"{validity}:") else f"{validity}:{at.uid}"


def _message(server: imaplib.IMAP4, uid: int, place: str, folder: Path) -> Iterator[Record]:
    size = _number(re.findall(rb"RFC822\.SIZE (\d+)", _flat(server.uid("FETCH", str(uid), "(RFC822.SIZE)")[1])))
    if size > _LARGEST:
        yield Refusal(place, f"message is over {_LARGEST // 1_000_000} MB")
        return
    _, parts = server.uid("FETCH", str(uid), "(BODY.PEEK[])")
    bodies = [part[1] for part in parts if isinstance(part, tuple)]
    if not bodies:
        return  # deleted meanwhile
    path = folder / f"{uid}.eml"
    path.write_bytes(bodies[0])
    for record in read_file(path, options=Options()):
        yield _placed(record, str(path), place)
    path.unlink()


@contextmanager
def _opened(visit: Visit) -> Iterator[tuple[imaplib.IMAP4, Path]]:
    """Log in and open the folder, to read only.

    Raises:
        SourceError: The server cannot be reached or refuses.
    """
    parts = urlsplit(visit.source.address)
    host, user = parts.hostname or "", unquote(parts.username or "")
    port = parts.port or _PORTS[parts.scheme]
    check_address(f"https://{host}/", allow_private=visit.source.private)
    password = _password(visit.source.secret_file)
    name = unquote(parts.path.strip("/")) or "INBOX"
    server: imaplib.IMAP4 | None = None
    try:
        if parts.scheme == "imaps":
            server = imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=_PATIENCE)
        else:
            server = imaplib.IMAP4(host, port, timeout=_PATIENCE)
            if "STARTTLS" in server.capabilities:
                server.starttls(ssl.create_default_context())
            elif not visit.source.private:
                raise SourceError(f"{host} takes passwords in the clear only; use imaps://")
        server.login(user, password)
        state, told = server.select(_quoted(name), readonly=True)
        if state != "OK":
            raise SourceError(f"{host} has no folder {name!r} ({_flat(told).decode('utf-8', 'replace')[:100]})")
        with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
            yield server, Path(folder)
    except (imaplib.IMAP4.error, OSError) as exc:
        raise SourceError(f"the mailbox at {host} cannot be read: {exc or type(exc).__name__}") from exc
    finally:
        if server is not None:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()


def _password(secret_file: str | None) -> str:
    if secret_file is None:
        raise SourceError("a mailbox needs its password in a file: --secret-file")
    try:
        return Path(secret_file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as exc:
        raise SourceError(f"the password in {secret_file} cannot be read: {exc}") from exc


def _new_uids(server: imaplib.IMAP4, after: int) -> list[int]:
    """Return the UIDs after one, in order; ``n:*`` gives the last message even where it is before n."""
    _, found = server.uid("SEARCH", f"UID {after + 1}:*")
    return sorted(uid for uid in map(int, _flat(found).split()) if uid > after)


def _position(state: str) -> _Read:
    validity, _, uid = state.partition(":")
    return _Read(int(validity), int(uid)) if validity.isdecimal() and uid.isdecimal() else _Read()


def _flat(parts: object) -> bytes:
    """Return an answer of the server as one line."""
    if isinstance(parts, bytes):
        return parts
    return b" ".join(map(_flat, parts)) if isinstance(parts, list | tuple) else b""


def _number(found: object) -> int:
    words = _flat(found).split()
    return int(words[0]) if words and words[0].isdigit() else 0


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shown(address: str) -> str:
    """Return an address without a password that somebody may have put into it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}{parts.path}"


def _placed(record: Record, local: str, place: str) -> Record:
    """Return a record with the message's place in the mailbox."""
    if isinstance(record, Article):
        return replace(record, source=record.source.replace(local, place))
    if isinstance(record, StatusChange):
        return replace(record, place=record.place.replace(local, place))
    return replace(record, place=record.place.replace(local, place), reason=record.reason.replace(local, place))
