"""The readers, one a format: each yields the articles of a file, and loads its library when it is first called."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.readers import (
    csv,
    feed,
    gzip,
    html,
    json,
    json_feed,
    jsonl,
    mail,
    mhtml,
    parquet,
    realtimeqa,
    text,
    warc,
    zip,
)
from corpus.readers.documents import docx, pdf, transcript
from corpus.readers.newsroom import newsml, nitf
from corpus.types import Record

Read = Callable[..., Iterator[Record]]  # read(path, *, options)

READERS: dict[str, Read] = {
    "csv": csv.read,
    "docx": docx.read,
    "feed": feed.read,
    "gzip": gzip.read,
    "html": html.read,
    "json": json.read,
    "json_feed": json_feed.read,
    "jsonl": jsonl.read,
    "mail": mail.read,
    "mhtml": mhtml.read,
    "newsml": newsml.read,
    "nitf": nitf.read,
    "parquet": parquet.read,
    "pdf": pdf.read,
    "realtimeqa": realtimeqa.read,
    "text": text.read,
    "transcript": transcript.read,
    "warc": warc.read,
    "zip": zip.read,
}
"""Read functions by the format that ``detection.format_of`` names."""
