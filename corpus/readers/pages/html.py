"""Read a web page: trafilatura finds the article, we read what it drops (the hour above all)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.fetching.client import Fetched
from corpus.ingestion.completeness import mark_incomplete
from corpus.ingestion.dates import parse_published
from corpus.readers.encoding import MAX_ARTICLE_FILE, encoding_of, is_mostly_utf8, western
from corpus.readers.mapping import article_from
from corpus.readers.options import Options
from corpus.readers.pages.html_metadata import facts_of, join, linked_article, saved_from, stamps_of
from corpus.readers.pages.html_text import MAX_SIBLINGS, STRAY, is_too_wide
from corpus.readers.pages.live_blog import headline_of, is_live, read_live_blog
from corpus.readers.pages.paywall import drop_offers, is_not_free, why_cut
from corpus.readers.pages.teasers import count_teasers
from corpus.readers.pages.unseen import drop_unseen
from corpus.types import Record, Refusal

_DATES = {"original_date": True, "extensive_search": False}  # the extensive search takes any year in a footer
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{1,40})", re.I
)
_RUN = re.compile(  # signs and blanks without end, which trafilatura takes n² time on; never a sign that ends a tag
    r"""([^\w\s<>"'/!-]{200})[^\w\s<>"'/!-]+|(([<>"'/!-])\3{199})\3+|(\s{200})\s+"""
)
_OTHERS = (  # their days are not the article's: those of the outlet, of readers, of other articles
    "//body//footer[not(ancestor::article) or contains(., '©')] | //body//aside"
    " | //body//*[@id='comments' or contains(concat(' ', @class, ' '), ' comments ')"
    " or contains(@class, 'comment-list')]"
)
_MAX_META = 5_000  # characters of a <meta>; summaries have some hundred
_MAX_FEEDS = 5  # that a message names
_HEAD = 65_536  # bytes in which control characters are counted
_DECLARED_WITHIN = 4096  # bytes; the standard asks for 1,024, and pages put it later
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "punycode": "", "idna": ""}  # the last two take quadratic time
_NOTHING: Mapping[str, object] = MappingProxyType({})


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the one article of a page; the fields come from the page itself, so no mapping is used."""
    if path.stat().st_size > MAX_ARTICLE_FILE:
        yield Refusal(str(path), f"page is over {MAX_ARTICLE_FILE // 1_000_000} MB")
        return
    yield article_of_page(path.read_bytes(), place=str(path))


def article_of_page(
    data: bytes, *, place: str, url: str | None = None, given: Mapping[str, object] = _NOTHING
) -> Record:
    """Return the article of an HTML page, or why it holds none.

    Args:
        data: The page as it came.
        place: Where it stands, for people.
        url: Where it was fetched from: its address, unless the page names another one on the same host.
        given: Fields of ``records.fields.FIELDS`` that the caller knows, used where the page does not say; the entry
            ``dated_by`` tells where their ``published`` was read ('record' where it is left out).
    """
    import trafilatura
    from trafilatura.utils import load_html

    if encoding_of(data[:_HEAD]) is None:
        return Refusal(place, "not text")
    text = _decoded(data)
    if text is None:
        return Refusal(place, "in another encoding than UTF-8, which it declares: save it as UTF-8")
    tree = load_html(_RUN.sub(r"\1\2\4", text))
    if tree is None:
        return Refusal(place, "no article found in the page")
    if is_too_wide(tree):
        return Refusal(place, f"page has over {MAX_SIBLINGS:,} paragraphs side by side: split it")
    stated, stamps, linked = facts_of(tree, url or saved_from(text)), stamps_of(tree), linked_article(tree)
    _tame(tree)
    drop_unseen(tree)
    if not stated.get("published") and not linked and (teasers := count_teasers(tree)):
        return Refusal(place, f"no article, but a page that leads to {teasers} of them: ingest those, or its feed")
    cut = why_cut(tree, linked)
    if is_not_free(linked):
        drop_offers(tree, linked)
    headline = headline_of(tree)  # before trafilatura takes the tree apart
    live = read_live_blog(tree, linked) if stated.get("kind") == "live blog" or is_live(tree) else None
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if found is None or not found.text:
        return Refusal(place, "no article found in the page")
    known = {name: value for name, value in given.items() if value}
    dated_by = "page" if "published" in stated else str(known.pop("dated_by", "record"))
    fields = {**_guessed(found), **known, **stated, **_found(found)}
    changed = str(stated.get("updated", ""))[:10]
    if _may_date(found.date, fields, changed):
        fields["published"] = found.date
        dated_by = "page" if any(found.date in stamp for stamp in stamps) else "text"
    if live:
        fields |= {"text": live.text, "title": stated.get("title") or headline or found.title}
    record = article_from(fields, place=place, dated_by=dated_by, marks=live.marks if live else ())
    return mark_incomplete(record, cut)


def _may_date(date: str | None, fields: Mapping[str, object], changed: str) -> bool:
    """Say whether a day that trafilatura takes from hints may stand: no other is known, and it is not a change's."""
    if not date or date == changed or "published" in fields:
        return False
    return not parse_published(None, str(fields.get("url", "")))


def _tame(tree: Any) -> None:
    """Take out what dates another thing, and what trafilatura's patterns take quadratic time on: tags without end."""
    for script in tree.xpath('//script[contains(@type, "json")]'):
        script.text = STRAY.sub("&lt;", script.text or "")
    for part in tree.xpath(_OTHERS):
        if part.getparent() is not None:
            part.drop_tree()
    for meta in tree.xpath("//meta[string-length(@content) > $most]", most=_MAX_META):
        meta.drop_tree()


def page_of(fetched: Fetched) -> bytes:
    """Return a page's bytes as UTF-8 where the server names another encoding, which the page itself may not."""
    if fetched.charset in ("", "utf-8", "utf8", *(name for name, meant in _MEANT.items() if not meant)):
        return fetched.data
    try:
        fetched.data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return fetched.data.decode(_MEANT.get(fetched.charset, fetched.charset)).encode()
        except (LookupError, UnicodeError):
            pass
    return fetched.data


def feeds_of(data: bytes, url: str) -> list[str]:
    """Return the addresses of the feeds that a page names."""
    from trafilatura.utils import load_html

    tree = load_html(_decoded(data) or "")
    found = (
        []
        if tree is None
        else tree.xpath(
            '//link[contains(@rel, "alternate")][contains(@type, "rss+xml") or '
            'contains(@type, "atom+xml") or contains(@type, "feed+json")]/@href'
        )
    )
    return [joined for href in found[:_MAX_FEEDS] if (joined := join(url, str(href)))]


def _guessed(found: Any) -> dict[str, object]:
    """Return what trafilatura takes from hints: worth less than what a caller knows."""
    host = "." in (found.sitename or "") and " " not in found.sitename  # of a copy, that of who keeps the copy
    outlet = None if host else found.sitename
    return _filled({"url": found.url, "outlet": outlet, "section": list(found.categories or [])})


def _found(found: Any) -> dict[str, object]:
    """Return what trafilatura finds in the page itself."""
    taken = {"text": found.text, "author": found.author, "keywords": list(found.tags or [])}
    return _filled(taken | {"title": found.title})


def _filled(fields: dict[str, object]) -> dict[str, object]:
    """Leave out the fields that hold nothing."""
    return {name: value for name, value in fields.items() if value}


def _decoded(data: bytes) -> str | None:
    """Return a page as text: by its byte order mark, as UTF-8, as it declares, else as its letters suggest.

    What a page declares is believed only where its bytes are not UTF-8: a wrong declaration is more common than bytes
    that happen to be UTF-8. Where UTF-8 is declared, the page may be Windows-1252, or have a few broken places; what is
    neither gives None, for a guess would print letters that nobody wrote.
    """
    try:
        return data.decode(encoding_of(data[:_HEAD]) or "utf-8")
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(data[:_DECLARED_WITHIN])
    name = (said[1] or said[2]).decode("ascii", "replace").lower() if said else ""
    if name in ("utf-8", "utf8"):
        return data.decode("utf-8", "replace") if is_mostly_utf8(data) else western(data)
    from trafilatura.utils import detect_encoding

    names = [] if name.startswith(("utf-16", "utf-32", "utf-7")) else [name]  # no page that says so can be read at all
    for name in (*filter(None, names), *detect_encoding(data)):
        try:
            text = data.decode(_MEANT.get(name, name))
        except (LookupError, UnicodeError):
            continue
        return str(text)
    return data.decode("cp1252", "replace")
