"""Read IPTC ninjs (News in JSON) 1.0 to 3.x and its dialects (Superdesk, the Associated Press): one object an item.

``uri`` (in Superdesk ``guid``, at the AP ``altids.itemid``) names the item for good and is no link, so the address of
the page is taken from a rendition as text/html.
The day of publication is ``firstcreated`` (of the item's first version), without it ``contentcreated``, then
``versioncreated``: the standard has no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from corpus.ingestion.completeness import mark_incomplete
from corpus.ingestion.urls import canonical_url
from corpus.readers.mapping import article_from
from corpus.readers.newsroom.iptc import (
    code_of,
    corrections_of,
    day_from,
    is_kill,
    kind_of,
    language_of,
    last_part,
    not_text,
    place_of,
    sentence,
)
from corpus.readers.records.fields import FIELDS
from corpus.types import Article, Record, Refusal

_SIGNS = frozenset(
    (
        *("bodies", "headlines", "pubstatus", "versioncreated", "firstcreated", "contentcreated", "representationtype"),
        *("copyrightholder", "infosource", "infosources", "altids", "renditions", "associations", "embargoeduntil"),
    )
)
"""Properties that, beside ``uri``, no other JSON of news has under these names."""
_ENOUGH = 2  # of them beside a name that is not ``uri``: WordPress and Shopify have a ``guid`` or ``body_html``, too
_STATES = {"killed": "canceled", "recalled": "canceled", "spiked": "withheld", "draft": "withheld"}
"""What Superdesk says of an item whose ``pubstatus`` is empty."""
_MARKUP = ("xhtml", "html")
_NO_STORY = ("abstract", "summary", "teaser", "caption", "lead", "preamble", "ednote")  # bodies that are not the text
_BOOKKEEPING = ("people", "person", "organisation", "organisations", "place", "places", "subject", "subjects")


def is_ninjs(record: object) -> bool:
    """Say whether a JSON value is a ninjs object, by what it says of itself or by its properties."""
    if not isinstance(record, Mapping):
        return False
    item = _folded(record)
    standard = item.get("standard", item.get("$standard"))
    if isinstance(standard, Mapping) and _words(standard.get("name")).casefold() == "ninjs":
        return True
    if not _guid(item) or any(name in item for name in FIELDS["text"]):
        return False
    signs = sum(name in _SIGNS or name.startswith("body_") for name in item)
    return signs >= (1 if _words(item.get("uri")) else _ENOUGH)


def records_from(record: object, *, place: str, mapping: Mapping[str, str]) -> Iterator[Record]:
    """Yield what a JSON value holds, be it ninjs or a record with fields of any name."""
    if not isinstance(record, Mapping) or not is_ninjs(record):
        yield article_from(record, place=place, mapping=mapping)
        return
    item = _folded(record)
    nature = last_part(_words(item.get("type"))).casefold()
    if nature not in ("", "text"):
        yield Refusal(place, not_text(nature))
        return
    mapped = {field: record[column] for field, column in mapping.items() if column in record}
    found = article_from({**fields_of(record), **mapped}, place=place)
    if _words(item.get("representationtype")) in ("incomplete", "partial"):
        found = mark_incomplete(found, "its source marks the text as incomplete")
    page = _page(item)
    yield replace(found, url=page) if isinstance(found, Article) and page and not found.url else found


def fields_of(record: Mapping[object, object]) -> dict[str, object]:
    """Return the properties of a ninjs object under the names of ``records.fields.FIELDS``."""
    item = _folded(record)
    note = _words(item.get("ednote"))
    sources = [*_objects(item, "infosources"), *_objects(item, "infosource")]
    genres = [
        _words(genre.get(key)) for genre in _objects(item, "genres", "genre") for key in ("name", "literal", "code")
    ]
    subjects = [*_objects(item, "subjects"), *_objects(item, "subject")]
    given = {
        "title": _headline(item),
        "text": _body(item),
        "guid": _guid(item),
        "author": _authors(item),
        "dateline": place_of(_words(item.get("located"))),
        "published": day_from(
            *(_words(item.get(name)) for name in ("firstcreated", "contentcreated", "versioncreated"))
        ),
        "updated": _words(item.get("versioncreated")),
        "outlet": _outlet(item, sources),
        "agency": next((_name(source) for source in sources if _role(source) not in ("provider", "publisher")), ""),
        "subjects": [_code(subject) for subject in subjects],
        "keywords": _keywords(item),
        "kind": kind_of(genre for genre in (*genres, _words(item.get("profile"))) if genre),
        "urgency": item.get("urgency"),
        "revision": _words(item.get("version")),
        "pubstatus": "canceled" if is_kill(note) else _words(item.get("pubstatus")) or _state(item),
        "slugline": _words(item.get("slugline")),
        "note": note,
        "embargo": item.get("embargoeduntil") or item.get("embargoed"),
        "terms": sentence(*_texts(item.get("usageterms")), *_texts(item.get("copyrightnotice"))),
        "language": language_of(_words(item.get("language"))),
        "corrections": corrections_of([note]),
    }
    return {name: value for name, value in given.items() if value not in ("", None, [])}


def _guid(item: Mapping[str, object]) -> str:
    """Return the name that the source gives an item for good."""
    own = _words(item.get("uri")) or _words(item.get("guid"))
    others = item.get("altids")
    return own or (_words(_folded(others).get("itemid")) if isinstance(others, Mapping) else "")


def _authors(item: Mapping[str, object]) -> list[str]:
    """Return the by-line: as a line where there is one, else by the names that are listed."""
    line = _words(item.get("by")) or _words(item.get("byline"))
    if line:
        return [line]
    listed = [_words(author.get("by")) or _name(author) for author in _objects(item, "bylines", "authors")]
    return [name for name in listed if name]


def _state(item: Mapping[str, object]) -> str:
    """Return the status that a newsroom system gives an item which has none of the standard's."""
    return _STATES.get(_words(item.get("state")).casefold(), "")


def _body(item: Mapping[str, object]) -> str:
    """Return the text: as plain text where there is one, else as markup."""
    bodies = [(name.removeprefix("body_"), value) for name, value in item.items() if name.startswith("body_")]
    for body in _objects(item, "bodies"):
        role, content = _words(body.get("role")), _words(body.get("contenttype"))
        bodies.append((f"{role} {content}" if content else role, body.get("value")))
    ranked = sorted((_rank(label.casefold()), at) for at, (label, value) in enumerate(bodies) if _words(value))
    return _words(bodies[ranked[0][1]][1]) if ranked else ""


def _rank(label: str) -> tuple[bool, bool, bool]:
    """Order bodies by their names: the whole text before a summary, plain before markup, HTML before others."""
    plain = "text/plain" in label or label in ("", "text", "main", "plain", "plaintext", "body")
    return any(word in label for word in _NO_STORY), not plain, not any(word in label for word in _MARKUP)


def _headline(item: Mapping[str, object]) -> str:
    """Return the main headline."""
    listed = _objects(item, "headlines")
    main = [headline for headline in listed if _role(headline) in ("main", "")]
    found = (_words(headline.get("value")) for headline in (*main, *listed))
    return _words(item.get("headline")) or next((words for words in found if words), _words(item.get("title")))


def _outlet(item: Mapping[str, object], sources: list[dict[str, object]]) -> str:
    """Return who sent it: the provider, else who holds the rights, else the host of its page."""
    providers = [_name(source) for source in sources if _role(source) in ("provider", "publisher")]
    own = [item.get("provider"), item.get("source")]  # not of the standard, but newsroom systems write them
    named = [_name(_folded(value)) if isinstance(value, Mapping) else _words(value) for value in own]
    given = (*providers, *named, _words(item.get("copyrightholder")), _page(item))
    return next((name for name in given if name), "")


def _keywords(item: Mapping[str, object]) -> list[str]:
    """Return keywords, and the names of whom and what the item is about."""
    value = item.get("keywords")
    listed = [_words(word) for word in value] if isinstance(value, list) else [_words(value)]
    concepts = [_name(concept) for name in _BOOKKEEPING for concept in _objects(item, name)]
    return [word for word in (*listed, *concepts) if word]


def _page(item: Mapping[str, object]) -> str:
    """Return the address of the item's web page, '' where no rendition is one."""
    value = item.get("renditions")
    given = list(value.values()) if isinstance(value, Mapping) else value
    for rendition in _mappings(given):
        media = _words(rendition.get("contenttype")) or _words(rendition.get("mimetype"))
        if media.casefold().startswith(("text/html", "application/xhtml")) and canonical_url(
            _words(rendition.get("href"))
        ):
            return _words(rendition.get("href"))
    return ""


def _code(subject: Mapping[str, object]) -> str:
    """Return the code of a subject."""
    literal = _words(subject.get("uri")) or _words(subject.get("literal"))
    return code_of(literal) if literal else code_of(_words(subject.get("code")), _words(subject.get("scheme")))


def _name(thing: Mapping[str, object]) -> str:
    return _words(thing.get("name")) or _words(thing.get("literal"))


def _role(thing: Mapping[str, object]) -> str:
    """Return what part something plays: ``role`` in 2.x, ``rel`` in 1.x."""
    return last_part(_words(thing.get("role")) or _words(thing.get("rel"))).casefold()


def _objects(item: Mapping[str, object], *names: str) -> list[dict[str, object]]:
    """Return the objects of the first of these lists that has some."""
    return next((found for name in names if (found := _mappings(item.get(name)))), [])


def _mappings(value: object) -> list[dict[str, object]]:
    return [_folded(inner) for inner in value if isinstance(inner, Mapping)] if isinstance(value, list) else []


def _folded(record: Mapping[object, object]) -> dict[str, object]:
    """Return an object with its names in lower case: 3.x writes ``versionCreated``, 1.x and 2.x ``versioncreated``."""
    return {str(name).casefold(): value for name, value in record.items()}


def _texts(value: object) -> list[str]:
    """Return the strings of a list, or the one that stands in its place."""
    return [_words(inner) for inner in value] if isinstance(value, list) else [_words(value)]


def _words(value: object) -> str:
    """Return a string or a number as a string, anything else as ''."""
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
