"""Read JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from corpus.readers.encoding import GUESSED, MAX_ARTICLE_FILE, decode
from corpus.readers.feeds.feed_entries import MAX_PAGES, Entry, outlet_of, own_name, shared_names, take
from corpus.readers.options import Options
from corpus.readers.pages.html_metadata import join
from corpus.types import Record, Refusal


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each item of a feed in a file."""
    if path.stat().st_size > MAX_ARTICLE_FILE:
        yield Refusal(str(path), f"feed is over {MAX_ARTICLE_FILE // 1_000_000} MB")
        return
    yield from read_feed(path.read_bytes(), place=str(path), url=None, options=options)


def read_feed(data: bytes, *, place: str, url: str | None, options: Options) -> Generator[Record, None, bool]:
    """Yield the article of each item, or why it has none; as ``feed.read_feed`` does."""
    try:
        content, guessed = decode(data)
    except ValueError as exc:
        yield Refusal(place, f"not a JSON Feed: {exc}")
        return True
    feed = _parsed(content)
    if isinstance(feed, str):
        yield Refusal(place, f"not a JSON Feed: {feed}")
        return True
    if guessed:
        yield Refusal(place, GUESSED, kept=True)
    items = feed.get("items")
    if not isinstance(items, list):
        yield Refusal(place, "not a JSON Feed: it has no list of items")
        return True
    if not items:
        yield Refusal(place, "no entries in the feed", kept=True)
    base = url or _text(feed, "feed_url") or _text(feed, "home_page_url")
    titled = [
        (_text(item, "title"), (_text(item, "id"), _text(item, "url"))) for item in items if isinstance(item, Mapping)
    ]
    shared = shared_names(titled, _text(feed, "home_page_url"))
    whole = True
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping):
            yield Refusal(f"{place}#{number}", "item is not an object")
            continue
        allowed = options if number <= MAX_PAGES else replace(options, fetch=None)
        done = yield from take(_entry(item, feed, base, f"{place}#{number}", shared), allowed)
        whole = whole and done
    return whole


def _parsed(content: str) -> Mapping[str, object] | str:
    """Return the feed, or why it is none."""
    try:
        feed = json.loads(content.removeprefix("\ufeff"))
    except RecursionError:
        return "nested too deep"
    except ValueError as exc:
        return str(exc)[:150]
    return feed if isinstance(feed, dict) else "not an object"


def _entry(
    item: Mapping[str, object], feed: Mapping[str, object], base: str, place: str, shared: frozenset[str]
) -> Entry:
    """Return an entry out of an item."""
    given = own_name(_text(item, "url"), shared) or _text(item, "external_url")
    link = join(base, given) if given else ""
    attached = item.get("attachments")
    kinds = [_text(part, "mime_type") for part in attached] if isinstance(attached, list) else []
    tags = item.get("tags")
    return Entry(
        place=place,
        title=_text(item, "title"),
        link=link if link.lower().startswith(("http://", "https://")) else "",
        guid=own_name(_text(item, "id"), shared),
        published=_text(item, "date_published") or _text(item, "date_modified"),
        updated=_text(item, "date_modified"),
        authors=_authors(item) or _authors(feed),
        keywords=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        content=_text(item, "content_html") or _text(item, "content_text"),
        summary=_text(item, "summary"),
        outlet=outlet_of(_text(feed, "title")),
        language=_text(item, "language") or _text(feed, "language"),
        recording=any(kind.startswith(("audio/", "video/")) for kind in kinds),
    )


def _text(fields: object, name: str) -> str:
    """Return a string out of an object, also a number as one: ids may be numbers; '' where it is neither."""
    value = fields.get(name) if isinstance(fields, Mapping) else None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _authors(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the authors: a list since version 1.1, one object before."""
    many, one = fields.get("authors"), fields.get("author")
    named = [_text(author, "name") for author in (many if isinstance(many, list) else [one])]
    return tuple(dict.fromkeys(name for name in named if name))
