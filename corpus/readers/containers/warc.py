"""Read web archives (WARC, WARC.gz) as Common Crawl's CC-NEWS has them: record by record, never all in memory."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.ingestion.completeness import mark_incomplete
from corpus.readers.containers.warc_repair import Repair, Wrong, repaired
from corpus.readers.options import Options
from corpus.readers.pages.html import article_of_page
from corpus.types import Record, Refusal

_MAX_PAGE = 20_000_000  # bytes, unpacked too; the largest news page that we have met has 5 MB
_MAX_RECORD = 2_000_000_000  # bytes of a record that is passed over; to skip more is to unpack a bomb
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "punycode": "", "idna": ""}  # the last two take quadratic time
_HTML = ("text/html", "application/xhtml+xml")


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each page that was answered with HTML and status 200; other records are passed over.

    A record's place is its number in the file, from 1. The day of the crawl is not taken for the day of publication.
    The fields come from the page, so no mapping is used.
    """
    if path.suffix.lower() == ".gz" or not _is_plain(path):
        yield from _read(path, str(path), Repair({}, ()))
        return
    with repaired(path) as (copy, repair):
        yield from _read(copy, str(path), repair)
        for start, end in repair.gaps:
            yield Refusal(str(path), f"not readable as WARC from byte {start:,} to {end:,}: passed over")


def _is_plain(path: Path) -> bool:
    """Say whether a file is not packed: the records of a packed one end where their packing does."""
    with path.open("rb") as file:
        return file.read(5) == b"WARC/"


def _read(file_path: Path, path: str, repair: Repair) -> Iterator[Record]:
    """Yield the articles of a file.

    Args:
        file_path: To open.
        path: For people.
        repair: What was wrong in it.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number, offset, wrong = 0, 0, repair.wrong
    with file_path.open("rb") as file:
        records = ArchiveIterator(file, parse_http=False)
        try:
            for number, record in enumerate(records, 1):
                offset = record.stream_pos
                if record.content_length > _MAX_RECORD:
                    yield Refusal(f"{path}#{number}", f"record is over {_MAX_RECORD // 10**9} GB: the rest is not read")
                    return
                if record.record_type == WarcRecordType.response:
                    found = _article(record, place=f"{path}#{number}")
                    if found is not None:
                        yield mark_incomplete(found, _why_short(wrong.get(number)))
                    if number in wrong:
                        yield _told(f"{path}#{number}", wrong[number])
        except OSError as exc:
            reason = f"not readable as WARC from byte {offset} on: {exc}; what came before was read"
            yield Refusal(str(path), reason if number else f"not readable as WARC: {exc}")
            return
    if not number:
        yield Refusal(str(path), "no records in it, or cut off in the first")


def _article(record: Any, *, place: str) -> Record | None:
    """Return the article of a response, why it has none, or None where it is no page that was found."""
    url = record.headers.get("WARC-Target-URI", "").strip("<> ")
    length = record.content_length
    if "Content-Length" not in record.headers:
        return _cut_off(place)
    if not record.is_http:  # 'dns:' and the like
        return None
    record.parse_http(auto_decode="none")  # its own decoding loses its place in the file on damaged pages
    headers = record.http_headers
    if headers is None:
        return _cut_off(place)
    if headers.status_code != 200 or (record.http_content_type or "").lower() not in _HTML:
        return None
    if length > _MAX_PAGE:
        return Refusal(place, f"page is over {_MAX_PAGE // 10**6} MB ({url})")
    expected = record.content_length
    payload = record.reader.read(_MAX_PAGE)
    cut = _why_cut(record, len(payload), expected)
    try:
        data = _decoded(payload, headers)
    except (OSError, zlib.error) as exc:
        return Refusal(place, f"page cannot be unpacked: {exc} ({url})")
    if len(data) > _MAX_PAGE:
        return Refusal(place, f"page is over {_MAX_PAGE // 10**6} MB ({url})")
    found = article_of_page(_as_utf8(data, record.http_charset), place=place, url=url)
    if isinstance(found, Refusal):
        return _cut_off(place) if len(payload) < expected else Refusal(place, f"{found.reason} ({url})")
    return mark_incomplete(found, cut)


def _why_cut(record: Any, length: int, expected: int) -> str:
    """Return why a page is not whole: by the archive, by its end, or by what the server said."""
    if reason := record.headers.get("WARC-Truncated", ""):
        return f"cut off by the crawler ({reason[:40]})"
    if length < expected:
        return "cut off: the file ends in its record"
    said = record.http_headers.get("Content-Length", "").strip()
    packed = record.http_headers.get("Content-Encoding", "") or record.http_headers.get("Transfer-Encoding", "")
    if said.isdigit() and int(said) > length and not packed:
        return f"cut off: its server said {int(said):,} bytes, and {length:,} were stored"
    return ""


def _why_short(wrong: Wrong | None) -> str:
    return (
        f"cut off: {wrong.has:,} bytes of the {wrong.said:,} of its record are there"
        if wrong and wrong.has < wrong.said
        else ""
    )


def _told(place: str, wrong: Wrong) -> Refusal:
    """Remark that a record was read up to the next one."""
    return Refusal(place, f"its length is wrong ({wrong.said:,} bytes): read up to the next record", kept=True)


def _cut_off(place: str) -> Refusal:
    """Say that a record is not whole."""
    return Refusal(place, "record is cut off")


def _decoded(payload: bytes, headers: Any) -> bytes:
    """Take off chunks and packing, where they are really there: crawlers often take them off and leave the headers.

    At most a byte more than ``_MAX_PAGE`` is returned.
    """
    from fastwarc.stream_io import BrotliReader, ChunkedReader

    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        with suppress(OSError):
            payload = ChunkedReader(io.BytesIO(payload)).read(_MAX_PAGE + 1)
    packing = headers.get("Content-Encoding", "").lower()
    if payload.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(31).decompress(payload, _MAX_PAGE + 1)
    if "deflate" in packing and not payload.lstrip().startswith(b"<"):
        wrapped = payload[:1] == b"\x78"
        return zlib.decompressobj(15 if wrapped else -15).decompress(payload, _MAX_PAGE + 1)
    if packing == "br" and not payload.lstrip().startswith(b"<"):
        return bytes(BrotliReader(io.BytesIO(payload)).read(_MAX_PAGE + 1))
    return payload


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """Recode a page by what the server said, unless it is UTF-8 already: servers often say what is not so."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        name = (charset or "").lower()
        try:
            return data.decode(_MEANT.get(name, name), "replace").encode("utf-8")
        except (LookupError, ValueError):
            pass
    return data
