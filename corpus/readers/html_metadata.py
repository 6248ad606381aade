"""Read what a web page says of its article beside the words: JSON-LD first, then <meta>, as outlets fill them in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from corpus.ingestion.dates import parse_published
from corpus.ingestion.urls import canonical_url

_PUBLISHED = (  # attributes of <meta>, most telling first
    *("article:published_time", "og:article:published_time", "og:published_time", "datePublished", "parsely-pub-date"),
    *("cXenseParse:recs:publishtime", "sailthru.date", "pubdate", "publish-date", "DC.date.issued", "date"),
)
_UPDATED = ("article:modified_time", "og:updated_time", "dateModified", "last-modified", "DC.date.modified")
_KINDS = {  # schema.org types and what outlets write for a genre or a section; others say nothing of the kind
    **{"opinionnewsarticle": "opinion", "opinion": "opinion", "editorial": "opinion", "commentary": "opinion"},
    **{
        "op-ed": "opinion",
        "comment": "opinion",
        "column": "opinion",
        "live blog": "live blog",
        "liveblog": "live blog",
    },
    **{"liveblogposting": "live blog", "interview": "interview", "press release": "press release"},
    **{"pressrelease": "press release", "press-release": "press release", "article:opinion": "opinion"},
}
_SCRIPT = '//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]'
_MAX_SCRIPTS = 20  # pages of outlets have one to four
_MAX_OBJECTS = 2_000  # of JSON-LD that are looked at; a live blog with all its posts has some hundred
_MAX_LINKED = 5_000_000  # characters of one script


def facts_of(tree: Any, url: str | None) -> dict[str, object]:
    """Return the fields of ``mapping.FIELDS`` that the page states; those that it does not are left out.

    Args:
        tree: The page, as lxml parses it.
        url: Where it was fetched from.
    """
    linked = _linked(tree)
    address = _address(tree, url)
    found = {
        "title": _text(linked.get("headline")),
        "url": address,
        "published": _published(tree, linked),
        "updated": _text(linked.get("dateModified")) or _first_meta(tree, _UPDATED),
        "outlet": _meta(tree, "og:site_name") or _text(linked.get("publisher")),
        "section": _meta(tree, "article:section") or _first_text(linked.get("articleSection")),
        "kind": _kind(tree, linked),
        "language": _language(tree, linked),
        "dateline": _text(linked.get("dateline")),
        "terms": _terms(tree, linked),
        "corrections": [text for text in _texts(linked.get("correction")) if not text.startswith("http")],
    }
    return {name: value for name, value in found.items() if value}


def stamps_of(tree: Any) -> list[str]:
    """Return the strings in which a page may state a moment outside of its words."""
    return [str(value) for value in tree.xpath("//meta/@content | //time/@datetime")]


def _address(tree: Any, url: str | None) -> str | None:
    """Return the page's own address; one on another host, or of the home page, is a slip or a trick."""
    own = _first(tree, '//link[@rel="canonical"]/@href') or _meta(tree, "og:url")
    own = join(url, own) if own else ""
    path, host = urlsplit(own).path, _host(own)
    if url is None:
        return own or None
    known = host is not None and host == _host(url)
    return own if known and (path.strip("/") or not urlsplit(url).path.strip("/")) else url


def join(base: str | None, reference: str) -> str:
    """Return an address that a page gives in full, '' where it is none."""
    try:
        joined = urljoin(base or "", reference.strip())
        urlsplit(joined)
    except ValueError:
        return ""
    return joined


def _host(url: str) -> str | None:
    """Return the host without ``www.``, None where it is no web address."""
    address = canonical_url(url)
    return urlsplit(address).netloc if address else None


def _published(tree: Any, linked: Mapping[str, object]) -> str | None:
    """Return the first moment of publication that the page states and that is a date.

    Where all that it states is out of range, that is returned: the record is refused by name then.
    """
    times = _first(tree, '//time[@itemprop="datePublished" or @pubdate]/@datetime')
    impossible = None
    for given in (_text(linked.get("datePublished")), *(_meta(tree, name) for name in _PUBLISHED), times):
        try:
            if given and (found := parse_published(given, None)):
                return found
        except ValueError as exc:
            if str(exc).endswith(("is in the future", "is before 1900")):
                impossible = impossible or given
    return impossible


def _kind(tree: Any, linked: Mapping[str, object]) -> str | None:
    """Return what kind of article the page says that it is, None where it does not."""
    if _meta(tree, "article:opinion").casefold() == "true":
        return "opinion"
    said = [*_texts(linked.get("@type")), *_texts(linked.get("genre")), *_texts(linked.get("articleSection"))]
    said += [_meta(tree, "og:type"), _meta(tree, "article:section")]
    return next((_KINDS[word.casefold()] for word in said if word.casefold() in _KINDS), None)


def _language(tree: Any, linked: Mapping[str, object]) -> str | None:
    """Return the two or three letters of the language that the page declares."""
    given = linked.get("inLanguage")
    if isinstance(given, Mapping):
        given = given.get("alternateName")
    for said in (_first_text(given), _first(tree, "//html/@lang | //html/@xml:lang"), _meta(tree, "og:locale")):
        if code := re.match(r"([a-z]{2,3})(?:[-_]|$)", said.casefold()):
            return code[1]
    return None


def _terms(tree: Any, linked: Mapping[str, object]) -> str:
    """Return the licence, the usage terms or the copyright line; the first that is given."""
    said = [_address_or_text(linked.get(name)) for name in ("usageInfo", "license")]
    said += [_first(tree, '//link[@rel="license"]/@href | //a[@rel="license"]/@href'), _meta(tree, "dcterms.license")]
    said += [_text(linked.get("copyrightNotice")), _meta(tree, "dcterms.rights"), _meta(tree, "copyright")]
    return next((text for text in said if text), "")


def _address_or_text(value: object) -> str:
    """Return a text, or the address of an object that stands for a document."""
    if isinstance(value, Mapping):
        return _text(value.get("url")) or _text(value.get("@id")) or _text(value)
    return _first_text(value)


def _meta(tree: Any, name: str) -> str:
    """Return the content of a <meta> by its property, name or itemprop."""
    return _first(tree, "//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name)


def _first_meta(tree: Any, names: tuple[str, ...]) -> str:
    """Return the first of several <meta> that has a content."""
    return next((content for name in names if (content := _meta(tree, name))), "")


def _first(tree: Any, query: str, **values: str) -> str:
    """Return the first result of an XPath query, '' where there is none."""
    return next((str(value).strip() for value in tree.xpath(query, **values) if str(value).strip()), "")


def _linked(tree: Any) -> Mapping[str, object]:
    """Return the JSON-LD object that describes the article, {} where there is none."""
    dated = [value for value in islice(_objects(tree), _MAX_OBJECTS) if "datePublished" in value]
    of_article = (value for value in dated if any(_is_article(kind) for kind in _texts(value.get("@type"))))
    return next(of_article, dated[0] if dated else {})


def _is_article(kind: str) -> bool:
    """Say whether a schema.org type is that of an article."""
    return kind.rpartition("/")[2].endswith(("Article", "LiveBlogPosting", "BlogPosting", "Report"))


def _objects(tree: Any) -> Iterator[Mapping[str, object]]:
    """Yield the objects of JSON-LD: those on top, in lists and in graphs."""
    for script in tree.xpath(_SCRIPT)[:_MAX_SCRIPTS]:
        source = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        try:
            waiting = [json.loads(source, strict=False)] if len(source) <= _MAX_LINKED else []
        except (ValueError, RecursionError):
            continue
        for value in waiting:  # grows while it is walked
            if isinstance(value, dict):
                yield value
                inner = [value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")]
                waiting += [part for part in inner if isinstance(part, (dict, list))]
            elif isinstance(value, list):
                waiting += value[:_MAX_OBJECTS]


def _texts(value: object) -> list[str]:
    """Return the texts of a value: a string, an object with a name or a text, or a list of these."""
    parts = value if isinstance(value, list) else [value]
    return [text for text in map(_text, parts[:50]) if text]


def _first_text(value: object) -> str:
    """Return the first text of a value, '' where there is none."""
    return next(iter(_texts(value)), "")


def _text(value: object) -> str:
    """Return a string, or the name or text of an object."""
    if isinstance(value, Mapping):
        return next((inner.strip() for key in ("name", "text") if isinstance(inner := value.get(key), str)), "")
    if isinstance(value, list):
        return next((text for text in map(_text, value[:1]) if text), "")
    return value.strip() if isinstance(value, str) else ""
