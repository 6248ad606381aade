"""Sources on the web: a feed, a sitemap, a section's page; and another look at the pages that they gave before."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import FetchError, SourceError
from corpus.fetching.client import Fetched, Fetcher, PageGone, PageLater
from corpus.ingestion.revisions import is_another
from corpus.readers.detection import format_of
from corpus.readers.feeds import feed, json_feed
from corpus.readers.options import Options
from corpus.readers.pages import html
from corpus.sources.sitemap import Listed, Sitemap, read_sitemap
from corpus.sources.types import KnownArticle, KnownPage, SourceKind
from corpus.sources.visit import Visit
from corpus.types import PAGE_GONE, Article, Record, Refusal

_DEEP = 2
"""How far an index of sitemaps is followed; the standard allows one step, some sites take two."""
_MOST_SITEMAPS = 20
"""Sitemaps that are read at one visit, the newest first."""


def read_feed(visit: Visit) -> Iterator[Record]:
    """Yield the articles of a feed's new entries.

    Raises:
        SourceError: What its address gives is no feed.
    """
    listed = visit.listing(visit.source.address)
    if listed is None:
        return
    read = {"feed": feed.read_feed, "json_feed": json_feed.read_feed}.get(_format(listed))
    if read is None:
        raise SourceError(f"{listed.url} gives no feed{_said(listed)}; the source's address may have changed")
    whole = yield from read(listed.data, place=listed.url, url=listed.url, options=Options(fetch=visit))
    if whole:
        listed.taken()


def read_site(visit: Visit) -> Iterator[Record]:
    """Yield the articles of the pages that a sitemap lists as new or changed, the newest first.

    Raises:
        SourceError: What its address gives is no sitemap.
    """
    whole, waiting, read = True, [(visit.source.address, 0)], 0
    taken: list[Fetched] = []
    while waiting and read < _MOST_SITEMAPS:
        url, depth = waiting.pop(0)
        listed = visit.listing(url)
        read += 1
        if listed is None:
            continue
        found = read_sitemap(listed.data, place=listed.url)
        if isinstance(found, Refusal):
            if not depth:
                raise SourceError(f"{found.place} gives no sitemap: {found.reason}{_said(listed)}")
            yield found
            continue
        taken.append(listed)
        waiting += [(inner.url, depth + 1) for inner in found.sitemaps if depth < _DEEP]
        whole = (yield from _listed_pages(visit, found)) and whole
    if whole and not waiting:
        for listed in taken:
            listed.taken()


def _listed_pages(visit: Visit, found: Sitemap) -> Generator[Record, None, bool]:
    """Yield the articles of listed pages; return whether none was left for later."""
    for page in found.pages:
        if not visit.wants(page.url, page.changed):
            continue
        if not visit.left:
            yield Refusal(visit.source.address, f"pages are left for later: {visit.source.pages_an_hour} an hour", True)
            return False
        yield from read_page(visit, page.url, _fields(page), mark=page.changed)
    return True


def read_section(visit: Visit) -> Iterator[Record]:
    """Yield the articles of the pages of its site that a page links to and that are not known yet.

    Raises:
        SourceError: What its address gives is no page.
    """
    listed = visit.listing(visit.source.address)
    if listed is None:
        return
    if _format(listed) != "html":
        raise SourceError(f"{listed.url} gives no page with links{_said(listed)}")
    links = _links_of(listed)
    if not links:
        raise SourceError(f"{listed.url} links to no article; a feed or a sitemap of the site may serve better")
    for link in links:
        if not visit.wants(link, ""):
            continue
        if not visit.left:
            yield Refusal(visit.source.address, f"pages are left for later: {visit.source.pages_an_hour} an hour", True)
            return
        yield from read_page(visit, link, {})
    listed.taken()


def recognise(url: str, fetcher: Fetcher) -> SourceKind:
    """Return what kind of source an address is.

    Raises:
        FetchError: It gives nothing.
        SourceError: It is none of them.
    """
    listed = fetcher(url)
    kind = _format(listed) if listed is not None else ""
    if listed is None or kind in ("feed", "json_feed"):
        return "feed"
    if not isinstance(read_sitemap(listed.data, place=url), Refusal):
        return "sitemap"
    if kind == "html" and (feeds := html.feeds_of(listed.data, url)):
        raise SourceError(f"{url} names its feeds: add {' or '.join(feeds[:3])}, or give --kind section")
    if kind == "html":
        return "section"
    raise SourceError(f"{url} is no feed, sitemap or page{_said(listed)}")


def read_page(visit: Visit, url: str, given: Mapping[str, object], *, mark: str = "") -> Iterator[Record]:
    """Yield the article of a page, or why there is none; nothing where it has not changed."""
    try:
        fetched = visit.ask(url, mark)
    except PageLater as exc:
        yield Refusal(url, f"left for later: {exc}", kept=True)
        return
    except FetchError as exc:
        yield Refusal(url, str(exc).removeprefix(f"{url}: "))
        return
    if fetched is not None:
        record = html.article_of_page(html.page_of(fetched), place=fetched.url, url=fetched.url, given=given)
        if isinstance(record, Article):
            fetched.taken()
        yield record


def look_again(visit: Visit, known_article: KnownArticle) -> Iterator[Record]:
    """Yield what became of pages that are due for another look: changed articles, and those whose page is gone."""
    for page in visit.due():
        if not visit.left:
            return
        before = known_article(page.article_id) if page.article_id else None
        try:
            fetched = visit.ask(page.place)
        except PageGone:
            if page.place in visit.gone and before is not None and PAGE_GONE not in before.caveats:
                yield replace(before, caveats=(*before.caveats, PAGE_GONE))
            continue
        except FetchError as exc:
            yield Refusal(page.place, f"not read again, what is known of it stays: {exc}", kept=True)
            continue
        if fetched is not None:
            yield from _state_now(page, before, fetched)


def _state_now(page: KnownPage, before: Article | None, fetched: Fetched) -> Iterator[Record]:
    """Yield the article of a page as it is now, unless the page shows another text in its place."""
    if before is not None and not page.whole_text:
        fetched.taken()  # the feed gives its text; of its page no more is asked than whether it is there
        if PAGE_GONE in before.caveats:
            yield replace(before, caveats=tuple(told for told in before.caveats if told != PAGE_GONE))
        return
    given = _facts(before) if before is not None else {}
    record = html.article_of_page(html.page_of(fetched), place=fetched.url, url=page.place, given=given)
    if not isinstance(record, Article):
        told = "" if before is None else "what is known of it stays: "
        reason = record.reason if isinstance(record, Refusal) else "no article"
        yield Refusal(page.place, f"{told}{reason}", kept=before is not None)
        return
    if before is not None and is_another(before, record):
        reason = f'its page shows another text now ("{record.title[:60]}"): what is known of it stays'
        yield Refusal(page.place, reason, kept=True)
        return
    fetched.taken()
    yield replace(record, id=before.id) if before is not None else record


def _facts(article: Article) -> dict[str, object]:
    """Return what is known of an article beside its text, for what its page may not say again."""
    known = {
        "title": article.title, "url": article.url, "guid": article.guid, "published": article.published,
        "author": list(article.authors), "keywords": list(article.keywords), "outlet": article.outlet,
        "terms": article.terms, "language": article.language, "dated_by": article.dated_by,
    }  # fmt: skip
    return {name: value for name, value in known.items() if value}


def _fields(page: Listed) -> dict[str, object]:
    """Return what a news sitemap says of a page under the names of ``records.fields.FIELDS``."""
    said = {
        "title": page.title, "published": page.published, "outlet": page.outlet, "language": page.language[:2],
        "dated_by": "feed" if page.published else "",
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def _format(fetched: Fetched) -> str:
    """Return the format of what an address gives, '' for none that is known."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
        suffix = ".json" if "json" in fetched.content_type else ""
        path = Path(folder) / f"listed{suffix}"
        path.write_bytes(fetched.data)
        found = format_of(path)
    return "" if isinstance(found, Refusal) else found


def _said(fetched: Fetched) -> str:
    return f" (its server says {fetched.content_type[:40]})" if fetched.content_type else ""


def _links_of(fetched: Fetched) -> list[str]:
    """Return the pages of the same site that a page links to, in the order of the page, without its own parts."""
    from courlan import extract_links, is_navigation_page, is_not_crawlable
    from courlan.filters import type_filter

    text = html.page_of(fetched).decode("utf-8", "replace")
    own, site = fetched.url.rstrip("/"), urlsplit(fetched.url).netloc
    found = [
        url
        for url in extract_links(text, url=fetched.url, no_filter=True)  # its own filter knows no host but of the DNS
        if url.rstrip("/") != own and urlsplit(url).netloc == site and type_filter(url)
        if not is_navigation_page(url) and not is_not_crawlable(url)
    ]
    return sorted(found, key=lambda url: _first_place(text, url))


def _first_place(text: str, url: str) -> tuple[int, str]:
    """Return where a link stands in a page: with its address, or the path alone."""
    path = url.split("/", 3)[-1]
    at = text.find(path) if path else -1
    return (at if at >= 0 else len(text), url)
