"""Visit a source of any kind: read what is new, look again at what is known; nothing is stored here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from corpus.errors import SourceError
from corpus.fetching.client import Fetcher
from corpus.sources import folders, mailbox, pages
from corpus.sources.types import Before, KnownArticle, Source, SourceKind, Visited
from corpus.sources.visit import Visit
from corpus.types import Article, Record, Refusal

READERS: dict[SourceKind, Callable[[Visit], Iterator[Record]]] = {
    "feed": pages.read_feed,
    "sitemap": pages.read_site,
    "section": pages.read_section,
    "folder": folders.read_folder,
    "mailbox": mailbox.read_mailbox,
    "remote folder": folders.read_remote_folder,
}
"""What lists and reads the new articles of each kind of source."""
_ON_THE_WEB = ("feed", "sitemap", "section")


def visit_source(
    source: Source, before: Before, *, fetcher: Fetcher, known_article: KnownArticle, now: datetime
) -> Visited:
    """Return what a source has that is new or changed; an error of the source is told, not raised.

    Args:
        source: Which, and how politely.
        before: What earlier visits left.
        fetcher: Gets pages; one for all sources of a site, so that the pauses between requests hold for all of them.
        known_article: Looks an article up in the archive.
        now: Moment of the visit.
    """
    visit, records, error = Visit(source, before, fetcher, now), list[Record](), ""
    try:
        _collect(visit, READERS[source.kind](visit), records)
    except SourceError as exc:
        error = str(exc)
    if source.kind in _ON_THE_WEB:
        _collect(visit, pages.look_again(visit, known_article), records)
    return Visited(
        tuple(records), visit.pages(), visit.state, visit.asked, tuple(visit.gone), error, commit=fetcher.commit
    )


def _collect(visit: Visit, found: Iterator[Record], records: list[Record]) -> None:
    """Take over records as they are read, so that an error in the middle keeps those before it."""
    for record in found:
        if isinstance(record, Article):
            visit.took(record)
            records.append(_as_the_source_says(record, visit.source))
        elif not (isinstance(record, Refusal) and record.kept and "not changed since" in record.reason):
            records.append(record)


def _as_the_source_says(article: Article, source: Source) -> Article:
    return replace(article, outlet=source.outlet or article.outlet, language=source.language or article.language)
