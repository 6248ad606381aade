"""One small valid sample of each format that a reader takes: a name with its suffix, and the bytes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.corpus.readers import test_containers as containers
from tests.corpus.readers import test_documents as documents
from tests.corpus.readers import test_feeds as feeds
from tests.corpus.readers import test_newsroom as newsroom

BODY = "The council of Port Ansel met on Monday and voted for the new quay, which opens in May."
NOTICE = "Correction: An earlier version of this article gave a wrong date."
RECORD: Mapping[str, object] = {
    "title": "Quay opens in May", "text": f"{BODY}\n\n{NOTICE}", "url": "https://ledger.example/2025/03/10/quay",
    "published": "2025-03-10T09:30:00+01:00", "author": ["Ines Holt", "Mara Lind"], "outlet": "The Harbor Ledger",
    "section": "Local", "keywords": ["port", "quay"], "guid": "urn:quay", "updated": "2025-03-11", "kind": "news",
    "language": "en", "dateline": "Port Ansel", "agency": "Tidewire", "subjects": ["medtop:20000337"], "urgency": 4,
    "terms": "Not for resale.", "revision": 2, "pubstatus": "usable", "embargo": "2025-03-10T08:00:00Z",
    "corrections": ["The quay has nine berths, not eight."],
}  # fmt: skip
TEXT = (
    f"PORT ANSEL, March 10 (Tidewire) - {BODY}\n\n“We shall not give up,” said Marta Lind.\n\n{NOTICE}\n\n#PortAnsel\n"
)
MARKDOWN = f"""---
title: 'Quay: a vote'
outlet: The Harbor Ledger
published: 2025-03-10T09:30:00+01:00
url: https://ledger.example/quay
keywords: [port, No]
---
# Quay: a vote

{BODY} It *matters*, said [the mayor](https://x.example).

> A quotation
- a list
"""
LINKED = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Quay opens in May",
          "datePublished": "2025-03-10T09:30:00+01:00", "author": [{"@type": "Person", "name": "Ines Holt"}],
          "publisher": {"name": "The Harbor Ledger"}, "inLanguage": "en-GB"}  # fmt: skip
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Quay opens in May | Ledger</title>
<meta property="og:site_name" content="The Harbor Ledger"><link rel="canonical" href="https://ledger.example/quay">
<meta property="article:published_time" content="2025-03-10T09:30:00+01:00">
<script type="application/ld+json">{json.dumps(LINKED)}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Quay opens in May</h1><p class="byline">By Ines Holt</p><p>{BODY}</p>
<p>The harbour master, Ines Falk, told the council that work begins in April &amp; ends in May.</p></article>
</body></html>"""
FOUND = {"question_id": "20220617_0", "search_time": "2022/06/18/00:13", "search_result": [
    {"title": "Quay", "text": BODY, "url": "https://ledger.example/2022/06/17/quay", "publish_date": "2022/06/17",
     "authors": ["Ines Holt"]},
    {"title": "Dam", "text": f"{BODY} Dam.", "url": "https://ledger.example/dam", "publish_date": None, "authors": []},
]}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold a file.

    Attributes:
        name: With the suffix that belongs to it.
        family: What its fields look like: the way in which hostile values are put into them.
    """

    name: str
    data: bytes
    family: str


def as_csv(rows: list[list[str]]) -> bytes:
    """Write a table."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def as_parquet(columns: Mapping[str, list[object]]) -> bytes:
    """Write columns."""
    out = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), out)
    return out.getvalue()


def _mails() -> tuple[bytes, bytes]:
    """Return a newsletter with a file attached, and an mbox of two."""
    message = documents.mail()
    message.set_content(f"{BODY}\n\n-- \nUnsubscribe: https://x.example")
    message.add_alternative(documents.LAYOUT, subtype="html")
    message.add_attachment(f"{BODY} Attached.".encode(), "text", "plain", filename="quay.txt")
    whole = message.as_bytes()
    plain = documents.mail(Subject="Press release: the quay")
    plain.set_content(BODY)
    mark = b"From weekly@ansel.example Wed Mar 12 09:30:00 2025\n"
    return whole, mark + whole + b"\n" + mark + plain.as_bytes() + b"\n"


def _packed() -> dict[str, bytes]:
    """Return the formats that a library writes into a file."""
    with tempfile.TemporaryDirectory() as folder:
        held = {"docx": documents.word(Path(folder) / "a.docx").read_bytes()}
        for name in ("warc", "warc.gz"):
            held[name] = containers.warc(Path(folder) / name, packed=name.endswith("gz")).read_bytes()
    return held


@cache
def samples() -> Mapping[str, Sample]:
    """Return a sample of each format by the name of the format."""
    line = json.dumps(RECORD)
    flat = {name: value if isinstance(value, str) else "; ".join(map(str, value)) if isinstance(value, list) else value
            for name, value in RECORD.items()}  # fmt: skip
    rss = feeds.RSS.format(base="https://ledger.example", items=feeds.FULL + feeds.SHORT)
    eml, mbox = _mails()
    packed = _packed()
    moment = datetime(2025, 3, 10, 9, 30, tzinfo=UTC)
    made: dict[str, tuple[str, bytes | str, str]] = {
        "jsonl": ("a.jsonl", f"{line}\n{line}\n", "lines"),
        "json": ("a.json", json.dumps({"articles": [RECORD, RECORD]}), "json"),
        "csv": ("a.csv", as_csv([list(flat), [str(value) for value in flat.values()]]), "csv"),
        "parquet": ("a.parquet", as_parquet({**{k: [v] for k, v in RECORD.items()}, "date": [moment]}), "parquet"),
        "markdown": ("a.md", MARKDOWN, "text"),
        "text": ("a.txt", TEXT, "text"),
        "html": ("a.html", PAGE, "markup"),
        "rss": ("a.xml", rss, "markup"),
        "atom": ("a.atom", feeds.ATOM, "markup"),
        "rdf": ("a.rdf", feeds.RDF, "markup"),
        "json feed": ("a.json", json.dumps(feeds.JSON_FEED), "json"),
        "ninjs 1": ("a.json", json.dumps(newsroom.NINJS_1), "json"),
        "ninjs 3": ("a.json", json.dumps([newsroom.NINJS_3]), "json"),
        "newsml-g2": ("a.xml", newsroom.g2(), "markup"),
        "nitf": ("a.xml", newsroom.nitf(), "markup"),
        "warc": ("a.warc", packed["warc"], "warc"),
        "warc.gz": ("a.warc.gz", packed["warc.gz"], "warc"),
        "pdf": ("a.pdf", documents.printed(documents.FIRST, documents.SECOND, facts="/Title (A) /Author (B)"), "pdf"),
        "docx": ("a.docx", packed["docx"], "docx"),
        "eml": ("a.eml", eml, "text"),
        "mbox": ("a.mbox", mbox, "text"),
        "zip": ("a.zip", containers.zipped({"a.html": PAGE, "b/c.jsonl": line, "d.txt": TEXT}), "zip"),
        "jsonl.gz": ("a.jsonl.gz", gzip.compress(f"{line}\n{line}\n".encode()), "gzip"),
        "realtimeqa": ("20220617_gcs.jsonl", json.dumps(FOUND) + "\n", "lines"),
    }
    return {
        name: Sample(file, data if isinstance(data, bytes) else data.encode(), family)
        for name, (file, data, family) in made.items()
    }
