"""Read what a web page says of its article beside the words: JSON-LD first, then <meta>, as outlets fill them in.

The day of publication is the first of these that can be read as one day:

1. ``datePublished`` of the JSON-LD;
2. a <meta> that is named for publication (``article:published_time`` …);
3. <time> that is marked as the day of publication;
4. what a reader sees behind a word for 'published', in any of the languages of ``date_labels.tsv``;
5. <time> in the article, where all of it are of one day;
6. a <meta> that is only called a date, unless it is the day of the last change.

What is seen (4) comes before 1 and 2 where those give the very moment of the last change: systems that overwrite the
day of publication with each change are common. The day of the last change is never taken for that of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from corpus.ingestion.date_labels import is_labelled, published_words
from corpus.ingestion.dates import parse_published
from corpus.ingestion.urls import canonical_url

_PUBLISHED = (  # attributes of <meta>, most telling first
    *("article:published_time", "og:article:published_time", "og:published_time", "datePublished", "parsely-pub-date"),
    *("cXenseParse:recs:publishtime", "sailthru.date", "pubdate", "publish-date", "DC.date.issued"),
)
_VAGUE = ("date", "dc.date", "DC.date", "DC.Date", "dcterms.date")
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
_SEEN = (
    "//body//text()[string-length() < 200 and normalize-space() and not(ancestor::script or ancestor::style "
    "or ancestor::footer or ancestor::nav or ancestor::aside)]"
)
_MARKED = (
    '//time[@itemprop="datePublished" or @pubdate]/@datetime'
    ' | //*[@itemprop="datePublished" and not(ancestor::*[@itemprop="liveBlogUpdate"])]/@content'
)
_TIMES = (
    "//body//*[self::article or self::main]//time[@datetime][not(ancestor::aside or ancestor::footer or ancestor::nav)]"
    "[not(ancestor::*[contains(@class, 'comment') or contains(@id, 'comment') or contains(@class, 'related')])]"
)
_SAVED = re.compile(r"(?:saved from url=\(\d+\)|\bSingleFile\s+url: ?)(https?://\S+)")
_HEAD = 2_000  # characters in which it stands
_MAX_SEEN = 5_000  # pieces of text; the head of an article stands within the first thousand
_LONGEST_SEEN = 200  # characters of a line that tells when an article was published
_MAX_LINKED = 5_000_000  # characters of one script


def facts_of(tree: Any, url: str | None) -> dict[str, object]:
    """Return the fields of ``records.fields.FIELDS`` that the page states; those that it does not are left out.

    Args:
        tree: The page, as lxml parses it.
        url: Where it was fetched from.
    """
    linked = linked_article(tree)
    address = _address(tree, url)
    found = {
        "title": _text(linked.get("headline")),
        "author": _texts(linked.get("author")),
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


def saved_from(page: str) -> str | None:
    """Return the address that a browser writes above a page that it saves, None where there is none."""
    found = _SAVED.search(page[:_HEAD])
    return found[1] if found else None


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
    """Return the first moment of publication that the page states and that is a date, in the order of this module.

    Where all that it states is out of range, that is returned: the record is refused by name then.
    """
    language = _language(tree, linked)
    changed = {_text(linked.get("dateModified")), *(_meta(tree, name) for name in _UPDATED)} - {""}
    marked = _first(tree, _MARKED)
    named = [_text(linked.get("datePublished")), *(_meta(tree, name) for name in _PUBLISHED), marked]
    vague = [date for name in _VAGUE if not _is_among(date := _meta(tree, name), changed)]
    stated, impossible = _first_date(named, language)
    if stated is None or stated[:10] in {day[:10] for day in changed & set(named)}:
        stated = _seen(tree, language) or stated
    if stated is None:
        stated, other = _first_date([*_times(tree, changed), *vague], language)
        impossible = impossible or other
    return stated or impossible


def _times(tree: Any, changed: set[str]) -> list[str]:
    """Return the moment of the <time> of an article, [] where they are of several days, or of a change."""
    given = [time for time in tree.xpath(_TIMES) if not _is_among(str(time.get("datetime")), changed)]
    days = {str(time.get("datetime"))[:10] for time in given}
    if len(days) != 1 or any(published_words(words) == "" for time in given for words in islice(_around(time), 2)):
        return []
    return [str(given[0].get("datetime"))]


def _is_among(date: str, changed: set[str]) -> bool:
    """Say whether a date is the day of a change."""
    return any(date[:10] == day[:10] for day in changed)


def _first_date(given: list[str], language: str | None) -> tuple[str | None, str | None]:
    """Return the first that is a date, as ISO 8601, and the first that is one out of range, as it is written."""
    impossible = None
    for written in filter(None, given):
        try:
            if found := parse_published(written, None, language=language):
                return found, impossible
        except ValueError as exc:
            if str(exc).endswith(("is in the future", "is before 1900")):
                impossible = impossible or written
    return None, impossible


def _seen(tree: Any, language: str | None) -> str | None:
    """Return the day that a reader sees behind a word for 'published', outside of asides and footers."""
    for words in islice(tree.xpath(_SEEN), _MAX_SEEN):
        if not is_labelled(words):
            continue
        near = (" ".join(shown.split()) for shown in _around(words.getparent()))
        dates = (published_words(shown) for shown in near if len(shown) <= _LONGEST_SEEN)
        if found := _first_date(list(dates), language)[0]:
            return found
    return None


def _around(element: Any) -> Iterator[str]:
    """Yield the words of an element, those of it and its next neighbour, and those of what holds it."""
    if element is not None:
        own = "".join(element.itertext())
        beside, above = element.getnext(), element.getparent()
        yield own
        yield own + (element.tail or " ") + ("" if beside is None else "".join(beside.itertext()))
        yield "" if above is None else "".join(above.itertext())


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
    """Return the licence, the usage terms or the copyright line, the first that is given, and what is reserved."""
    said = [_address_or_text(linked.get(name)) for name in ("usageInfo", "license")]
    said += [_first(tree, '//link[@rel="license"]/@href | //a[@rel="license"]/@href'), _meta(tree, "dcterms.license")]
    said += [_text(linked.get("copyrightNotice")), _meta(tree, "dcterms.rights"), _meta(tree, "copyright")]
    reserved = _meta(tree, "tdm-reservation").strip() == "1"  # the TDM Reservation Protocol
    robots = _meta(tree, "robots") if "noai" in _meta(tree, "robots").casefold() else ""
    told = (next((text for text in said if text), ""), "tdm-reservation: 1" if reserved else "", robots)
    return "; ".join(filter(None, told))


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


def linked_article(tree: Any) -> Mapping[str, object]:
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
