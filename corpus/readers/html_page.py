"""Read a saved web page: trafilatura finds the article, we read what it drops (the hour above all)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import trafilatura
from trafilatura.utils import load_html

from corpus.clean import parse_published
from corpus.readers.files import MAX_ARTICLE_FILE, decode
from corpus.readers.records import article_from
from corpus.types import Article, Refusal

_PUBLISHED = (  # attributes of <meta>, most telling first
    *("article:published_time", "og:article:published_time", "og:published_time", "datePublished", "parsely-pub-date"),
    *("cXenseParse:recs:publishtime", "sailthru.date", "pubdate", "publish-date", "DC.date.issued", "date"),
)
_DATES = {"original_date": True, "extensive_search": False}  # the extensive search takes any year in a footer


def read(path: Path, *, mapping: Mapping[str, str]) -> Iterator[Article | Refusal]:
    """Yield the one article of a page; the fields come from the page itself, so ``mapping`` is not used."""
    if path.stat().st_size > MAX_ARTICLE_FILE:
        yield Refusal(str(path), f"page is over {MAX_ARTICLE_FILE // 1_000_000} MB")
        return
    data = path.read_bytes()
    if decode(data) is None:
        yield Refusal(str(path), "not text")
        return
    tree = load_html(data)  # of the bytes, because a page declares its encoding itself
    found = (
        None
        if tree is None
        else trafilatura.bare_extraction(
            data, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    )
    if found is None:
        yield Refusal(str(path), "no article found in the page")
        return
    linked = _linked(tree)
    url = _first(tree, '//link[@rel="canonical"]/@href') or _meta(tree, "og:url") or found.url
    yield article_from(
        {
            "title": found.title or _string(linked, "headline"),
            "text": found.text,
            "url": url,
            "published": _published(tree, linked, url) or found.date,
            "author": found.author,
            "outlet": _meta(tree, "og:site_name") or _string(linked.get("publisher"), "name") or found.sitename,
            "section": _meta(tree, "article:section") or list(found.categories or []),
            "keywords": list(found.tags or []),
        },
        place=str(path),
        mapping={},
    )


def _published(tree: Any, linked: Mapping[str, object], url: str | None) -> str | None:
    """Return the first moment of publication that the page states and that is a date."""
    for given in (_string(linked, "datePublished"), *(_meta(tree, name) for name in _PUBLISHED), None):
        try:
            found = parse_published(given, url) if given or given is None else None
        except ValueError:
            continue
        if found:
            return found
    return None


def _meta(tree: Any, name: str) -> str:
    """Return the content of a <meta> by its property, name or itemprop."""
    return _first(tree, f'//meta[@property="{name}" or @name="{name}" or @itemprop="{name}"]/@content')


def _first(tree: Any, query: str) -> str:
    """Return the first result of an XPath query, '' where there is none."""
    return next((str(value).strip() for value in tree.xpath(query) if str(value).strip()), "")


def _linked(tree: Any) -> Mapping[str, object]:
    """Return the JSON-LD object that describes the article, {} where there is none."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            waiting = [json.loads(str(script), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, dict) and "datePublished" in value:
                return value
            waiting += value if isinstance(value, list) else value.get("@graph", []) if isinstance(value, dict) else []
    return {}


def _string(value: object, key: str) -> str:
    """Return a string out of an object, '' where it is none."""
    inner = value.get(key) if isinstance(value, Mapping) else None
    return inner if isinstance(inner, str) else ""
