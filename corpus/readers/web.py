"""Read what an address gives: a feed, a page, or a file of any other format."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from corpus.errors import FetchError
from corpus.fetching.client import Fetched
from corpus.fetching.ssrf import shorten
from corpus.readers.detection import format_of
from corpus.readers.feeds import feed, json_feed
from corpus.readers.options import Options
from corpus.readers.pages import html
from corpus.types import Article, Record, Refusal

_SUFFIXES = {  # of what does not tell by its content what it is; a page and XML do
    **{"text/csv": ".csv", "text/tab-separated-values": ".tsv", "text/markdown": ".md", "text/plain": ".txt"},
    **{"application/json": ".json", "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl"},
    **{"application/feed+json": ".json", "application/vnd.apache.parquet": ".parquet", "message/rfc822": ".eml"},
}
_PAGES = ("text/html", "application/xhtml+xml")
_NAMED = (".csv", ".tsv", ".md", ".markdown", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".eml")


def read_address(url: str, *, options: Options) -> Iterator[Record]:
    """Yield every article of an address; an address that gives nothing is refused, and the run goes on."""
    if options.fetch is None:
        yield Refusal(url, "it is an address, and fetching is off")
        return
    try:
        fetched = options.fetch(url)
    except FetchError as exc:
        yield Refusal(url, str(exc).removeprefix(f"{shorten(url)}: "))
        return
    if fetched is None:
        yield Refusal(url, "not changed since it was last read", kept=True)
        return
    whole = yield from _read(fetched, options)
    if whole:
        fetched.taken()


def _read(fetched: Fetched, options: Options) -> Generator[Record, None, bool]:
    """Yield what the body holds; return whether nothing was left to be read the next time."""
    from corpus.readers import read_file  # here, because it calls this one

    url, data = fetched.url, fetched.data
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
        path = Path(folder) / f"fetched{_suffix(fetched)}"
        path.write_bytes(data)
        found = format_of(path)
        kind = "" if isinstance(found, Refusal) else found
        if kind == "feed":
            return (yield from feed.read_feed(data, place=url, url=url, options=options))
        if kind == "json_feed":
            return (yield from json_feed.read_feed(data, place=url, url=url, options=options))
        if kind == "html" or (not kind and data.strip() and fetched.content_type in _PAGES):
            record = _page(fetched)
            yield record
            return isinstance(record, Article)
        if isinstance(found, Refusal):
            said = f" (its server says {fetched.content_type[:40]})" if fetched.content_type else ""
            yield Refusal(url, f"{found.reason}{said}")
            return False
        whole = True
        for record in read_file(path, options=options):
            whole = whole and not (isinstance(record, Refusal) and not record.kept)
            yield _placed(record, str(path), url)
        return whole


def _suffix(fetched: Fetched) -> str:
    """Return the suffix that helps to tell the format: that of the address, else the server's word."""
    named = PurePosixPath(urlsplit(fetched.url).path).suffix.lower()
    return named if named in _NAMED and fetched.content_type not in _PAGES else _SUFFIXES.get(fetched.content_type, "")


def _page(fetched: Fetched) -> Record:
    """Return the article of a page; of a home page the feeds to ask for instead."""
    data, url = html.page_of(fetched), fetched.url
    record = html.article_of_page(data, place=url, url=url)
    is_home = not urlsplit(url).path.strip("/")
    if isinstance(record, Article) and not (is_home and record.published is None):
        return record
    feeds = html.feeds_of(data, url)
    return Refusal(url, f"no article but a page with feeds; ingest {' or '.join(feeds)} instead") if feeds else record


def _placed(record: Record, path: str, url: str) -> Record:
    """Return a record with the address in place of the temporary file."""
    if isinstance(record, Article):
        return replace(record, source=record.source.replace(path, url))
    if isinstance(record, Refusal):
        return replace(record, place=record.place.replace(path, url), reason=record.reason.replace(path, url))
    return replace(record, place=record.place.replace(path, url))
