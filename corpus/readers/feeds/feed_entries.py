"""Turn an entry of any kind of feed into an article: its own full text, else the page that it links to."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass

from corpus.errors import FetchError
from corpus.fetching.client import PageKept, PageLater
from corpus.ingestion.completeness import mark_incomplete
from corpus.ingestion.dates import absent
from corpus.ingestion.normalization import clean_text
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.pages.html_text import html_to_text, looks_like_html
from corpus.types import Article, Record, Refusal

MAX_PAGES = 1_000
"""Pages that one feed may have fetched: at one a second a quarter of an hour; feeds have 20 to 200 entries."""
_FULL_TEXT = 600  # characters; summaries have up to 500, the shortest whole articles of feeds about 800
_LONG_SUMMARY = 2_000  # characters; a 'description' of that length is the article
_MIN_TEXT = 20  # characters; below it a recording has no text
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:read (?:more|on|the (?:full|rest)[^.\n]{0,60})|continue reading[^.\n]{0,80}))\W*$",
    re.I,
)
_GENERIC = frozenset(
    "world news latest top stories story home homepage rss feed feeds politics business sport sports technology tech "
    "science health opinion culture international national headlines all articles breaking front page europe asia "
    "africa americas middle east us uk local economy markets environment the and recent posts updates atom".split()
)
_DIVIDER = re.compile(r"\s+[|»›>–—·-]+\s+|:\s+|\s+[|»›>]|[|»›>]\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what a feed says of one article; '' and () where it does not.

    Attributes:
        place: The feed and the entry's number, for people.
        content: The text, HTML or plain.
        summary: Likewise, but perhaps no more than its beginning.
        whole: The text is all there is, however short: an export of the system that holds it.
        recording: There is a sound or a film with it.
    """

    place: str
    title: str = ""
    link: str = ""
    guid: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    content: str = ""
    summary: str = ""
    outlet: str = ""
    terms: str = ""
    language: str = ""
    whole: bool = False
    recording: bool = False

    def fields(self) -> dict[str, object]:
        """Return the fields of ``records.fields.FIELDS`` but for the text; those that are not given are left out."""
        code = re.match(r"([a-z]{2,3})(?:[-_]|$)", self.language.strip().lower())
        given = {
            "title": self.title, "url": self.link, "guid": self.guid, "published": self.published,
            "updated": self.updated, "author": list(self.authors), "keywords": list(self.keywords),
            "outlet": self.outlet, "terms": self.terms, "language": code[1] if code else "",
        }  # fmt: skip
        return {name: value for name, value in given.items() if value}


def shared_names(entries: Iterable[tuple[str, Iterable[str]]], own: str) -> frozenset[str]:
    """Return what names several entries, and the feed's own address: neither names one.

    Args:
        entries: Title of each entry, with its id and its link.
        own: Address of the feed's page.
    """
    titles: dict[str, set[str]] = {}
    for title, names in entries:
        for name in set(names):
            titles.setdefault(name, set()).add(title.casefold())
    return frozenset({name for name, called in titles.items() if len(called) > 1} | {own})


def own_name(name: str, shared: frozenset[str]) -> str:
    """Return what names one entry, '' for what stands for no name ('N/A', '0') or for several."""
    return "" if absent(name) or name in shared or not name.strip("0-. ") else name


def take(entry: Entry, options: Options) -> Generator[Record, None, bool]:
    """Yield the article of an entry, or why there is none, and a remark where only its summary was taken.

    Returns:
        Whether this was all that there is to read: then the feed need not be read again until it changes.
    """
    content, summary = _plain(entry.content), _plain(entry.summary)
    text = max(content, summary, key=len)
    if entry.recording and len(text) < _MIN_TEXT:
        yield Refusal(entry.place, f'"{entry.title[:100]}" is a recording without a text')
        return True
    if (entry.whole and content) or _is_whole(content, _FULL_TEXT) or _is_whole(summary, _LONG_SUMMARY):
        yield _from_feed(entry, text)
        return True
    reason = "it links to no page"
    if entry.link:
        try:
            found = _from_page(entry, options, text)
        except PageKept as exc:
            yield Refusal(entry.place, f"not read again, what is known of it stays: {exc}")
            return False
        except PageLater as exc:
            yield Refusal(entry.place, f"left for later: {exc}", kept=True)
            return False
        except FetchError as exc:
            found = str(exc)
        if not isinstance(found, str):
            yield from found
            return True
        reason = found
    record = _from_feed(entry, text)
    if isinstance(record, Article):
        yield record if not entry.link else mark_incomplete(record, "only the summary of its feed was read")
        yield Refusal(entry.place, f"only the summary was taken: {reason}", kept=True)
    else:
        told = isinstance(record, Refusal) and f"{record.reason}; its page was not read either: {reason}"
        yield Refusal(entry.place, told) if told else record
    return not entry.link


def _from_page(entry: Entry, options: Options, text: str) -> list[Record] | str:
    """Return the article of the page that an entry links to, nothing where it has not changed, or why it cannot be.

    Raises:
        FetchError: The page cannot be had.
    """
    if options.fetch is None:
        return "its page was not fetched"
    page = options.fetch(entry.link)
    if page is None:
        return []
    from corpus.readers.pages.html import article_of_page, page_of  # here: trafilatura takes half a second to load

    given = {**entry.fields(), "dated_by": "feed"}
    record = article_of_page(page_of(page), place=entry.place, url=page.url, given=given)
    if not isinstance(record, Article):
        return f"{page.url}: {record.reason}" if isinstance(record, Refusal) else f"{page.url}: no article"
    if len(record.text) < len(text):
        return f"{page.url}: has less text than the feed"
    page.taken()
    return [record]


def _from_feed(entry: Entry, text: str) -> Record:
    """Return the article that the feed itself gives."""
    return article_from({**entry.fields(), "text": text}, place=entry.place, dated_by="feed")


def _plain(markup: str) -> str:
    """Return the text of HTML or of plain text."""
    return clean_text(html_to_text(markup) if looks_like_html(markup) else markup)


def _is_whole(text: str, length: int) -> bool:
    """Say whether a text is long enough for an article and does not end as a beginning does."""
    return len(text) >= length and not _CUT.search(text[-200:])


def outlet_of(title: str) -> str:
    """Return the outlet that the title of a feed names: 'BBC News' of 'BBC News - World'."""
    parts = [part.strip() for part in _DIVIDER.split(" ".join(title[:300].split())) if part.strip()]
    named = [part for part in parts if not _GENERIC.issuperset(re.findall(r"\w+", part.lower()))]
    return re.sub(r"(?i)\s+(?:rss|atom)?\s*feeds?$|\s+rss$", "", named[0]) if named else title.strip()
