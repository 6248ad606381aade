"""Read NewsML-G2: a newsMessage with many items, or one newsItem; an item at a time.

The day of publication is ``firstCreated`` (of the item's first version), without it ``contentCreated``, then
``versionCreated``: the standard has no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.readers.mapping import article_from
from corpus.readers.newsroom import nitf
from corpus.readers.newsroom.iptc import (
    code_of,
    corrections_of,
    day_from,
    kind_of,
    language_of,
    last_part,
    not_text,
    place_of,
    sentence,
)
from corpus.readers.options import Options
from corpus.readers.xml import attribute, every, first, local, paragraphs, stream, text_of, texts
from corpus.types import Article, Record, Refusal

_OTHERS = {
    **{"packageItem": "a package", "conceptItem": "a concept", "knowledgeItem": "a vocabulary"},
    **{"planningItem": "a plan", "catalogItem": "a catalogue"},
}
_OLD = "NewsML"
_PROSE = frozenset(("html", "body", "div", "section", "article", "main", "p", "nitf", "body.content", "block"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each item, or why it has none; places count items from 1, no mapping is used."""
    number = 0
    for element in stream(path, tags=("newsItem", *_OTHERS, _OLD)):
        if isinstance(element, Refusal):
            yield element
            return
        number += 1
        place, name = f"{path}#{number}", local(element)
        if name == _OLD:
            yield Refusal(str(path), "NewsML 1 is not read: ask its source for NewsML-G2, NITF or ninjs")
        elif name in _OTHERS:
            yield Refusal(place, f"item is {_OTHERS[name]}, not a text")
        else:
            yield from _records(element, place)
    if not number:
        yield Refusal(str(path), "no news item in it")


def _records(item: Any, place: str) -> Iterator[Record]:
    """Yield the article of a newsItem with what a person should know of it, or why it has none."""
    meta = first(item, "itemMeta")
    nature = last_part(attribute(meta, "itemClass", "qcode") or attribute(meta, "itemClass", "uri"))
    if nature not in ("", "text"):
        yield Refusal(place, not_text(nature))
        return
    fields = {**_metadata(item), **_credits(item)}
    content = _content(item)
    if isinstance(content, str) and fields.get("pubstatus") in (None, "", "stat:usable"):
        yield Refusal(place, content)
        return
    told = {} if isinstance(content, str) else content
    merged = {**{name: value for name, value in told.items() if value}, **{k: v for k, v in fields.items() if v}}
    text, title = str(merged.get("text", "")), str(merged.get("title", ""))
    found = article_from({**merged, "text": text.removeprefix(f"{title}\n\n")}, place=place)
    yield found
    if isinstance(found, Article) and _endless(meta):
        yield Refusal(place, "under embargo without an end: withheld until its source lets it go", kept=True)


def _content(item: Any) -> dict[str, object] | str:
    """Return what the content of an item tells (the text above all), or why it is no text."""
    found = first(item, "contentSet")
    linked = found is not None and first(found, "remoteContent") is not None
    reason = "its text is only linked (remoteContent): ask its source for the text in the item" if linked else ""
    for inner in every(found, "inlineXML"):
        root = next((child for child in inner if isinstance(child.tag, str)), None)
        if root is not None and local(root).lower() in _PROSE:
            told: dict[str, object] = nitf.story(root) if local(root) == "nitf" else {"text": paragraphs(root)}
            if told["text"]:
                return told
        elif root is not None:
            reason = f"its content is {local(root)[:40]}, not a text"
    for inner in every(found, "inlineData"):
        media = str(inner.get("contenttype") or "text/plain").casefold()
        if not inner.get("encoding") and media.startswith("text/") and (inner.text or "").strip():
            return {"text": "".join(inner.itertext())}
    return reason or {}


def _metadata(item: Any) -> dict[str, object]:
    """Return what an item says of its state, under the names of ``records.fields.FIELDS``."""
    meta, about = first(item, "itemMeta"), first(item, "contentMeta")
    version = next(iter(texts(meta, "versionCreated")), "")
    dates = (*texts(meta, "firstCreated"), *texts(about, "contentCreated"), version)
    status = attribute(meta, "pubStatus", "qcode") or attribute(meta, "pubStatus", "uri")
    given = f"stat:{last_part(status)}" if status else ""
    notes = [*texts(meta, "edNote"), *texts(about, "edNote")]
    signals = [str(signal.get("qcode") or "") for signal in every(meta, "signal")]
    marked = [signal for signal in signals if last_part(signal).startswith("correct")]
    return {
        "guid": str(item.get("guid") or "").strip(),
        "revision": str(item.get("version") or ""),
        "published": day_from(*dates),
        "updated": version,
        "pubstatus": "stat:withheld" if _endless(meta) and given in ("", "stat:usable") else given,
        "embargo": next(iter(texts(meta, "embargoed")), ""),
        "note": "\n".join(notes),
        "corrections": (notes or marked) if marked else corrections_of(notes),
        "terms": sentence(*texts(item, "rightsInfo/usageTerms"), *texts(item, "rightsInfo/copyrightNotice")),
        "urgency": next(iter(texts(about, "urgency")), ""),
        "language": language_of(attribute(about, "language", "tag"), str(item.get(_XML_LANG) or "")),
    }


def _credits(item: Any) -> dict[str, object]:
    """Return what an item says of its content and its makers, under the names of ``records.fields.FIELDS``."""
    meta, about = first(item, "itemMeta"), first(item, "contentMeta")
    titles = [*_headlines(about), *texts(meta, "title"), *texts(about, "slugline")]
    holder = [_name(party) for party in (*every(meta, "provider"), *every(item, "rightsInfo/copyrightHolder"))]
    credit = [*texts(about, "creditline"), *(_name(source) for source in every(about, "infoSource"))]
    genres = [word for genre in every(about, "genre") for word in (_name(genre), str(genre.get("qcode") or ""))]
    subjects = every(about, "subject")
    codes = [code_of(str(subject.get("qcode") or subject.get("uri") or "")) for subject in subjects]
    place = [*(_name(located) for located in every(about, "located")), *texts(about, "dateline")]
    return {
        "title": next(iter(titles), ""),
        "author": texts(about, "by") or [_name(creator) for creator in every(about, "creator")],
        "outlet": next((name for name in (*holder, *credit) if name), ""),
        "agency": next((name for name in credit if name), ""),
        "dateline": place_of(next((name for name in place if name), "")),
        "kind": kind_of(genre for genre in genres if genre),
        "subjects": [code for code in codes if code],
        "keywords": [*texts(about, "keyword"), *(name for subject in subjects for name in texts(subject, "name")[:1])],
    }


def _headlines(about: Any) -> list[str]:
    """Return the headlines, the main one at the front."""
    listed = every(about, "headline")
    ranked = sorted(listed, key=lambda line: last_part(str(line.get("role") or "")).casefold() not in ("", "main"))
    return [words for line in ranked if (words := text_of(line))]


def _name(party: Any) -> str:
    """Return the name of a party, place or concept; without one, what its code ends with."""
    named = texts(party, "name")
    code = str(party.get("literal") or "") or last_part(str(party.get("qcode") or ""))
    return named[0] if named else code or str(party.get("uri") or "")


def _endless(meta: Any) -> bool:
    """Say whether an item is under an embargo of which no end is given, as the schema allows."""
    found = every(meta, "embargoed")
    return bool(found) and not any(text_of(embargo) for embargo in found)
