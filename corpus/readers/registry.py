"""The readers, one a format: each yields the articles of a file, and loads its library when it is first called."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.readers.containers import gzip, warc, zip
from corpus.readers.documents import docx, pdf, text, transcript
from corpus.readers.feeds import feed, json_feed
from corpus.readers.mail import mailboxes
from corpus.readers.newsroom import newsml, nitf
from corpus.readers.pages import html, mhtml
from corpus.readers.records import csv, json, jsonl, parquet, realtimeqa
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
    "mail": mailboxes.read,
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
