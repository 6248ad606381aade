"""Read RSS 2.0, RSS 1.0 (RDF) and Atom, as they are in the wild."""

from __future__ import annotations

import io
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.ingestion.publication_state import why_unpublished
from corpus.readers.encoding import MAX_ARTICLE_FILE, encoding_of, is_mostly_utf8, western
from corpus.readers.feeds.feed_entries import MAX_PAGES, Entry, outlet_of, own_name, shared_names, take
from corpus.readers.options import Options
from corpus.readers.pages.html_metadata import join
from corpus.readers.xml import DECLARED, overruled
from corpus.types import Record, Refusal

_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,400}\?>")
_MEANT = {
    **{"gb2312": "gb18030", "x-sjis": "cp932", "shift_jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"},
    **dict.fromkeys(("punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape"), "utf-8"),
}
"""What declarations stand for: the larger encoding of two; the last ones take quadratic time, and nobody means them."""
_BEGIN = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+(?:%\s+)?([^\s"'>]{1,200})\s+("[^"]*"|'[^']*'|\w+)""")
_SHOWN = 5  # names of entities in a message
_HEAD = 65_536  # bytes in which a byte order mark and control characters are looked for
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What feedparser was seen to raise, or may, on markup that it does not expect; most of it it tells as 'bozo'."""


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each entry of a feed in a file."""
    if path.stat().st_size > MAX_ARTICLE_FILE:
        yield Refusal(str(path), f"feed is over {MAX_ARTICLE_FILE // 1_000_000} MB")
        return
    yield from read_feed(path.read_bytes(), place=str(path), url=None, options=options)


def read_feed(data: bytes, *, place: str, url: str | None, options: Options) -> Generator[Record, None, bool]:
    """Yield the article of each entry, or why it has none.

    Args:
        data: The feed as it came.
        place: Where it stands, for people.
        url: Where it was fetched from; None for a file.
        options: What a person asked for.

    Returns:
        Whether nothing was left to be read the next time.
    """
    text = _text_of(data)
    if text is None:
        yield Refusal(place, "not in the encoding that it declares (UTF-8 where it declares none): save it as UTF-8")
        return True
    if problem := _attack(text):
        yield Refusal(place, f"the feed is broken: its entities are not read, for they may be an attack: {problem}")
        return True
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        yield Refusal(place, "some bytes in it are not UTF-8: a \ufffd stands for each", kept=True)
    try:
        parsed = _parsed(text, url)
    except _BROKEN as exc:
        yield Refusal(place, f"not a feed that can be read: {_line(exc)}")
        return True
    version, problem = parsed.get("version"), parsed.get("bozo_exception")
    if not version and not parsed.entries:
        yield Refusal(place, f"not a feed that can be read{f': {_line(problem)}' if problem else ''}")
        return True
    if parsed.bozo:
        yield Refusal(place, f"the feed is broken, what could be read was read: {_line(problem)}", kept=True)
    elif not parsed.entries:
        yield Refusal(place, "no entries in the feed", kept=True)
    whole = not parsed.bozo
    shared = _shared(parsed.entries, parsed.feed)
    for number, raw in enumerate(parsed.entries, 1):
        if reason := why_unpublished(_state(raw)):
            yield Refusal(f"{place}#{number}", f'{reason} ("{_text(raw, "title")[:80]}")')
            continue
        allowed = options if number <= MAX_PAGES else replace(options, fetch=None)
        done = yield from take(_entry(raw, parsed.feed, f"{place}#{number}", shared), allowed)
        whole = whole and done
    return whole


def _text_of(data: bytes) -> str | None:
    """Return a feed as text: in the encoding that it has where it declares another one; None where that is unknown."""
    declared = DECLARED.match(data.lstrip(b" \t\r\n"))
    name = encoding_of(data[:_HEAD]) or "utf-8"
    if name == "utf-8" and declared:
        name = declared[1].decode().lower()
    name = overruled(data.lstrip(b" \t\r\n")) or _MEANT.get(name, name)
    for encoding in dict.fromkeys((name, "utf-8")):
        with suppress(LookupError, UnicodeError):
            return data.decode(encoding)
    if name in ("utf-8", "utf8", "utf-8-sig") and is_mostly_utf8(data):
        return data.decode("utf-8", "replace")
    return western(data)


def _attack(text: str) -> str:
    """Name the entities that a feed declares and that hold other ones, or files; '' where there are none."""
    begun = _BEGIN.search(text)
    found = _ENTITY.findall(text, 0, begun.start() if begun else len(text))
    named = [name for name, value in found if value[:1] not in "\"'" or re.search(r"[&%]\w", value)]
    return ", ".join(name[:40] for name in named[:_SHOWN])


def _parsed(text: str, url: str | None) -> Any:
    """Return what feedparser makes of a feed; neither the network nor external entities are used."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if url else {})
    return feedparser.parse(
        io.BytesIO(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace")),  # a string may be an address
        response_headers=headers,
        sanitize_html=False,  # markup is taken off later, and this takes quadratic time on hostile markup
        resolve_relative_uris=False,  # within texts; links of entries are resolved all the same
    )


def _line(problem: object) -> str:
    """Return an error of the XML parser on one short line."""
    return " ".join(str(problem).split())[:150]


def _shared(entries: Sequence[Any], feed: Mapping[str, Any]) -> frozenset[str]:
    """Return the names and links that name no one entry."""
    named = ((_text(raw, "title"), (_text(raw, "id"), _text(raw, "link"))) for raw in entries)
    return shared_names(named, _text(feed, "link"))


def _entry(raw: Any, feed: Mapping[str, Any], place: str, shared: frozenset[str]) -> Entry:
    """Return an entry out of what feedparser found."""
    contents = [part.get("value", "") for part in raw.get("content", [])]
    published, updated = _moment(raw, "published"), _moment(raw, "updated")
    guid = "" if raw.get("guidislink") else own_name(_text(raw, "id"), shared)
    link = join(_text(feed, "link"), given) if (given := own_name(_text(raw, "link"), shared)) else ""
    source = dict(raw.get("source") or {})
    return Entry(
        place=place,
        title=_text(raw, "title"),
        link=link if re.match(r"https?://", link, re.IGNORECASE) else "",
        guid=guid,
        published=published or updated,
        updated=updated,
        authors=_authors(raw) or _authors(feed),
        keywords=tuple(name for tag in raw.get("tags", []) if (name := tag.get("label") or tag.get("term"))),
        content=max(contents, key=len, default=""),
        summary=_text(raw, "summary"),
        outlet=str(source.get("title") or "") or outlet_of(_text(feed, "title")),
        terms=_text(raw, "rights") or _text(feed, "rights"),
        language=_language(raw) or _text(feed, "language"),
        whole="wp_post_type" in raw,
        recording=any(_is_recording(link) for link in raw.get("links", [])) or "media_content" in raw,
    )


def _state(raw: Mapping[str, Any]) -> dict[str, object]:
    """Return what an export of a system says beside RSS and Atom: ``wp_post_type`` is its ``posttype``."""
    said = {str(name).partition("_")[2].replace("_", ""): value for name, value in raw.items() if "_" in str(name)}
    terms = (str(tag.get("term") or "") for tag in raw.get("tags", []))
    kind = next((term.partition("#")[2] for term in terms if "blogger/2008/kind#" in term), raw.get("blogger_type"))
    return said | {"bloggertype": kind} if kind else said


def _text(fields: Mapping[str, Any], name: str) -> str:
    """Return a text; by the rules of a dict, because feedparser gives one date for another."""
    value = dict.get(fields, name) if isinstance(fields, dict) else fields.get(name)
    return value.strip() if isinstance(value, str) else ""


def _moment(raw: Any, name: str) -> str:
    """Return a moment as the feed words it: feedparser reads 03/04/2025 and the year -0001 as days, too."""
    return _text(raw, name)


def _authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors, not their mail addresses."""
    names = [str(author.get("name") or "") for author in fields.get("authors", [])]
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _language(raw: Any) -> str:
    """Return the language of an entry's own words, '' where the feed's holds."""
    details = [*raw.get("content", []), raw.get("summary_detail") or {}, raw.get("title_detail") or {}]
    return next((str(detail["language"]) for detail in details if detail.get("language")), "")


def _is_recording(link: Mapping[str, Any]) -> bool:
    """Say whether a link leads to a sound or a film."""
    return link.get("rel") == "enclosure" and str(link.get("type", "")).startswith(("audio/", "video/"))
