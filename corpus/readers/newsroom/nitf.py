"""Read NITF 3.x: one article a file, its metadata in ``head``, its text in ``body.content``.

``date.issue`` is the day of publication. ``date.release`` is an embargo where the document says that it is under one,
or where it lies after ``date.issue``: the specification calls it the moment at which the document may be released.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.ingestion.dates import parse_embargo
from corpus.ingestion.normalization import clean_outlet
from corpus.ingestion.urls import article_id
from corpus.readers.mapping import article_from
from corpus.readers.newsroom.iptc import corrections_of, is_kill, kind_of, language_of, norm_day, place_of, sentence
from corpus.readers.options import Options
from corpus.readers.xml import attribute, every, first, local, paragraphs, parse, text_of, texts
from corpus.types import PUBSTATUS, Record, Refusal, StatusChange

_DATA = "head/docdata"
_NAMED = ("person", "org", "location", "event", "object.title")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of a file, and what its document says of another one; no mapping is used."""
    root = parse(path)
    if isinstance(root, Refusal):
        yield root
    elif local(root) != "nitf":
        yield Refusal(str(path), f"not NITF: its root is {local(root)}")
    else:
        yield from _records(root, str(path))


def _records(root: Any, place: str) -> Iterator[Record]:
    """Yield the article, and the change of status that the document brings for another one."""
    fields = {**fields_of(root), **story(root)}
    named = attribute(root, _DATA, "management-doc-idref")
    status = attribute(root, _DATA, "management-idref-status") or str(fields["pubstatus"])
    about = _guid(root, named)
    if named and about != fields["guid"] and status not in ("", "usable"):
        outlet = clean_outlet(str(fields["outlet"]), None)
        other = article_id(url=None, guid=about, outlet=outlet, title="", day=None, text="")
        status = status if status in PUBSTATUS else "withheld"
        yield StatusChange(other, status, place, guid=about, outlet=outlet)
        if not fields["text"]:
            return  # it says no more than that
    if fields["pubstatus"] == "withheld" and _status(root) == "embargoed":
        yield Refusal(place, "under embargo without a date.release: withheld until its source lets it go", kept=True)
    yield article_from({name: value for name, value in fields.items() if value not in ("", [])}, place=place)


def story(root: Any) -> dict[str, object]:
    """Return what the body of an NITF document tells: headline, byline, dateline and text."""
    head, content = first(root, "body/body.head"), first(root, "body/body.content")
    lines = [*texts(head, "hedline/hl1"), *texts(head, "hedline/hl2"), *texts(root, "head/title")]
    dateline = [*texts(head, "dateline/location"), *texts(head, "dateline")]
    return {
        "title": next(iter(lines), ""),
        "author": [name for byline in every(head, "byline") for name in _authors(byline)],
        "dateline": place_of(next(iter(dateline), "")),
        "text": _text(content) or "\n\n".join(paragraphs(part) for part in every(head, "abstract")),
    }


def _text(content: Any) -> str:
    """Return the running text; a block named full_text holds all of it, the others parts of the same."""
    if content is None:
        return ""
    whole = [block for block in every(content, "block") if block.get("class") == "full_text"]
    return paragraphs(whole[0] if whole else content)


def _authors(byline: Any) -> list[str]:
    """Return the names of a byline without titles and offices."""
    if named := texts(byline, "person"):
        return named
    titles = texts(byline, "byttl")
    words = text_of(byline)
    for title in titles:
        words = words.replace(title, " ")
    return [words.strip(" ,;-") or " ".join(titles)]


def fields_of(root: Any) -> dict[str, object]:
    """Return the metadata of an NITF document under the names of ``records.fields.FIELDS``."""
    data, use = first(root, _DATA), first(root, "head/pubdata")
    issued = norm_day(attribute(data, "date.issue", "norm"))
    printed = norm_day(_own(use, "date.publication"))
    release = attribute(data, "date.release", "norm")
    embargo = _embargo(_status(root), release, issued)
    return {
        "guid": _guid(root, attribute(data, "doc-id", "id-string")),
        "published": issued or printed or ("" if embargo else norm_day(release)) or _story_day(root),
        "embargo": embargo,
        "pubstatus": _pubstatus(root, embargo),
        "urgency": attribute(data, "urgency", "ed-urg"),
        "revision": attribute(data, "du-key", "version") or attribute(data, "du-key", "generation"),
        "section": _own(use, "position.section") or attribute(data, "fixture", "fix-id"),
        "outlet": _outlet(root, use),
        "agency": next(iter(texts(root, "body/body.head/distributor")), ""),
        "kind": kind_of(_genres(root)),
        "subjects": [
            f"subj:{code}" for code in _attributes(root, "head/tobject/tobject.subject", "tobject.subject.refnum")
        ],
        "keywords": _keywords(data),
        "terms": sentence(*_rights(root)),
        "language": language_of(_own(root, "baselang"), _own(root, _XML_LANG)),
        "note": "\n".join(_attributes(data, "ed-msg", "info")),
        "corrections": [*_attributes(data, "correction", "info"), *corrections_of(_attributes(data, "ed-msg", "info"))],
    }


def _status(root: Any) -> str:
    return attribute(root, _DATA, "management-status").casefold()


def _pubstatus(root: Any, embargo: str) -> str:
    """Return what the document says of its status: an embargo by its moment, a kill by the message to editors."""
    messages = every(root, f"{_DATA}/ed-msg")
    if any(is_kill(_own(message, "msg-type")) or is_kill(_own(message, "info")) for message in messages):
        return "canceled"
    status = _status(root)
    return status if status != "embargoed" else "usable" if embargo else "withheld"


def _embargo(status: str, release: str, issued: str) -> str:
    """Return until when the document may not be used, '' where that is over when it is issued."""
    if not release or status == "embargoed":
        return norm_day(release)
    try:
        begins = parse_embargo(_moment(release)) or ""
        return begins if not issued or begins > (parse_embargo(_moment(issued)) or "") else ""
    except ValueError:
        return release  # is refused by name where the article is made


def _moment(norm: str) -> str:
    """Return a moment: a day begins at midnight."""
    day = norm_day(norm)
    return f"{day}T00:00:00Z" if len(day) == len("2025-03-10") else day


def _story_day(root: Any) -> str:
    return norm_day(attribute(root, "body/body.head/dateline/story.date", "norm"))


def _guid(root: Any, named: str) -> str:
    """Return the id of a document, with who gave it where it is a bare number or the like."""
    source = attribute(root, f"{_DATA}/doc-id", "regsrc")
    return f"{source}:{named}" if named and source and ":" not in named and not named.startswith(source) else named


def _outlet(root: Any, use: Any) -> str:
    """Return who published it, else who sent it."""
    holder = [*texts(root, "body/body.head/distributor"), attribute(root, f"{_DATA}/doc.copyright", "holder")]
    given = (_own(use, "name"), *holder, attribute(root, f"{_DATA}/doc-id", "regsrc"))
    return next((name for name in given if name), "")


def _genres(root: Any) -> list[str]:
    """Return what sort of text it is called."""
    kinds = _attributes(root, "head/tobject/tobject.property", "tobject.property.type")
    return [*kinds, *_attributes(root, "head/tobject", "tobject.type")]


def _keywords(data: Any) -> list[str]:
    """Return keywords, where it may interest, and the names that it is about."""
    names = [name for kind in _NAMED for name in texts(data, f"identified-content/{kind}")]
    return [*_attributes(data, "key-list/keyword", "key"), *_attributes(data, "doc-scope", "scope"), *names]


def _rights(root: Any) -> list[str]:
    """Return what it says of rights, in its own words."""
    data = first(root, _DATA)
    held = [f"© {_own(right, 'year')} {_own(right, 'holder')}" for right in every(data, "doc.copyright")]
    owned = [_own(right, name) for right in every(data, "doc.rights") for name in ("type", "limitations", "owner")]
    return [*texts(root, "body/body.head/rights"), *texts(root, "body/body.head/copyrite"), *owned, *held]


def _attributes(element: Any, path: str, name: str) -> list[str]:
    """Return an attribute of all elements at a path, where it says something."""
    return [value for inner in every(element, path) if (value := _own(inner, name))]


def _own(element: Any, name: str) -> str:
    return "" if element is None else str(element.get(name) or "").strip()
