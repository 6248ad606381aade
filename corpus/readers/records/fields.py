"""Pick the fields of an article out of a record, under whatever names and however deep its source keeps them: pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from corpus.data import read_table
from corpus.errors import SourceError
from corpus.ingestion.dates import absent
from corpus.ingestion.publication_state import is_flag

# Names by which sources call a field; the first that holds something is taken. Case, '_', '-' and blanks do not count.
# What other languages call them is in data/columns.tsv.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "webtitle", "headlines"),
    "text": (
        *("text", "body", "content", "articlebody", "articletext", "fulltext", "maintext", "bodytext", "plaintext"),
        *("contenttext", "storytext", "bodyhtml", "contenthtml", "contentelements", "paragraphs", "html"),
    ),
    "url": ("url", "link", "weburl", "pageurl", "canonicalurl", "permalink"),
    "published": (
        *("published", "publishedat", "publishdate", "publisheddate", "publicationdate", "datepublished"),
        *("pubdate", "datepublish", "webpublicationdate", "date", "datetime", "timestamp", "displaydate"),
    ),
    "author": ("author", "authors", "byline", "bylines"),
    "outlet": ("outlet", "source", "publisher", "publication", "sitename", "medianame"),
    "section": ("section", "category", "sectionname"),
    "keywords": ("keywords", "tags"),
    "guid": ("guid",),
    "updated": ("updated", "updatedat", "datemodified", "modified", "lastmodified", "versioncreated"),
    "kind": ("kind", "articletype", "genre"),
    "language": ("language", "lang", "inlanguage"),
    "dateline": ("dateline",),
    "agency": ("agency", "credit", "creditline"),
    "subjects": ("subjects", "subjectcodes"),
    "urgency": ("urgency",),
    "terms": ("terms", "usageterms", "usagerights", "rights", "copyrightnotice"),
    "revision": ("revision",),
    "pubstatus": ("pubstatus",),
    "embargo": ("embargo", "embargoed", "embargountil", "embargoeduntil"),
    "corrections": ("corrections", "correction", "correctionnotice"),
    "slugline": ("slugline",),
    "note": ("note", "ednote", "editorsnote", "editornote"),
}
_DEPTH = 3  # objects in objects in which the text of a record is looked for; Contentful has two
_MANY = 200  # objects of one record that are looked into
_WHOLE = 200  # characters; an object inside a record without a title of its own has a text from this length on
_MOMENTS = ("published", "updated", "embargo")
_LONGEST = 200  # characters of a name that are looked at
_SHOWN = 12  # names of fields that a message repeats


@cache
def names_of(field: str) -> tuple[str, ...]:
    """Return the names that sources give a field, folded: the English ones first."""
    rows = read_table("columns")
    others = (fold(name) for own, _, names in rows if own == field for name in names.split(";"))
    return tuple(dict.fromkeys((*FIELDS[field], *others)))


def fold(name: object) -> str:
    """Fold a field name: case, '_', '-', ':' and blanks do not count."""
    return _fold(str(name)[:_LONGEST])


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return re.sub(r"[\s_:.-]+", "", name.lstrip("\ufeff")).casefold()


def check_mapping(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Return ``{field: column}`` with the field names of ``FIELDS``.

    Raises:
        SourceError: A field is not known.
    """
    checked = {}
    for name, column in (mapping or {}).items():
        key = fold(name)
        field = next((field for field in FIELDS if key == field or key in names_of(field)), None)
        if field is None:
            raise SourceError(f'there is no field "{name}" to map to; use one of {", ".join(FIELDS)}')
        checked[field] = column
    return checked


def missing_text(columns: list[str], *, mapping: Mapping[str, str]) -> str | None:
    """Return why no row of a table with these columns can have a text, None where they can."""
    known = {fold(column) for column in columns}
    wanted = (mapping["text"], mapping["text"].partition(".")[0]) if "text" in mapping else names_of("text")
    if any(fold(name) in known for name in wanted):
        return None
    named = ", ".join(column for column in columns if column)[:200]
    return f"no column for the text among: {named} (name it with --map text=COLUMN)"


def pick_fields(record: Mapping[object, object], mapping: Mapping[str, str]) -> dict[str, object]:
    """Pick the value of each known field; fields without a value are left out.

    A record that keeps its text in an object inside it (``fields``, ``_source``, ``attributes``) is read from the
    inside out: what the inner object does not say, the outer ones may.
    """
    layers = [{fold(name): value for name, value in layer.items()} for layer in _layers(record, mapping)]
    picked = {}
    for field in FIELDS:
        value = at_path(record, mapping[field]) if field in mapping else _named(layers, field)
        if not is_empty(value):
            picked[field] = value
    return picked


def _named(layers: list[dict[str, object]], field: str) -> object:
    """Return the first value under a name of a field, the innermost object first."""
    found = ((name, layer[name]) for layer in layers for name in names_of(field) if name in layer)
    if field in _MOMENTS:  # 'data' is the day in an Italian table, and an object in most other records
        found = ((n, value) for n, value in found if n in FIELDS[field] or not isinstance(value, (list, Mapping)))
    if field == "published":  # 'published: true' is no day
        found = ((n, value) for n, value in found if not is_flag(value))
    if field == "outlet":  # 'source' is an address where another field has the name
        given = [value for _, value in found if not is_empty(value)]
        named = (value for value in given if not (isinstance(value, str) and value.startswith(("http://", "https://"))))
        return next(named, given[0] if given else None)
    return next((value for _, value in found if not is_empty(value)), None)


def folded_fields(record: Mapping[object, object], mapping: Mapping[str, str]) -> dict[str, object]:
    """Return all fields of a record by their folded names, the inner ones before the outer ones."""
    layers = list(_layers(record, mapping))
    return {fold(name): value for layer in reversed(layers) for name, value in layer.items()}


def _layers(record: Mapping[object, object], mapping: Mapping[str, str]) -> list[Mapping[object, object]]:
    """Return the objects in which the fields of a record stand: the one with its text, then those around it."""
    if "text" in mapping:
        return _along(record, mapping["text"])
    if _has_text(record):
        return [record]
    waiting: list[tuple[Mapping[object, object], ...]] = [(record,)]
    for chain in waiting:  # grows while it is walked: the nearest object with a text is taken
        if len(chain) > 1 and is_article(chain[0]):
            around = [{name: value for name, value in layer.items() if value not in chain} for layer in chain[1:]]
            return [chain[0], *around]
        if len(chain) <= _DEPTH and len(waiting) < _MANY:
            waiting += [(value, *chain) for value in chain[0].values() if isinstance(value, Mapping)]
    return [record]


def _along(record: Mapping[object, object], path: str) -> list[Mapping[object, object]]:
    """Return the objects on the way to what stands at a path, the innermost first."""
    chain = [record]
    for step in path.split(".")[:-1]:
        inner = next((value for name, value in chain[0].items() if fold(name) == fold(step)), None)
        if not isinstance(inner, Mapping):
            break
        chain.insert(0, inner)
    return chain


def is_article(record: Mapping[object, object]) -> bool:
    """Say whether an object inside a record is the article: it has a text, and a title or a long text."""
    if not _has_text(record):
        return False
    texts = (value for name, value in record.items() if fold(name) in names_of("text"))
    return has_field(record, "title") or any(isinstance(text, str) and len(text) >= _WHOLE for text in texts)


def _has_text(record: Mapping[object, object]) -> bool:
    """Say whether an object has a field for the text that holds something."""
    names = names_of("text")
    return any(not is_empty(value) for name, value in record.items() if fold(name) in names)


def has_field(record: object, field: str) -> bool:
    """Say whether a value is an object with one of the names of a field."""
    return isinstance(record, Mapping) and any(fold(name) in names_of(field) for name in record)


def has_fields(columns: list[str], fields: tuple[str, ...]) -> bool:
    """Say whether the columns of a table name each of some fields."""
    known = {fold(column) for column in columns}
    return all(known.intersection(names_of(field)) for field in fields)


def holds_text(record: object, mapping: Mapping[str, str]) -> bool:
    """Say whether a value is an object that has a text itself, where the mapping says or under one of its names."""
    if not isinstance(record, Mapping):
        return False
    return not is_empty(at_path(record, mapping["text"])) if "text" in mapping else _has_text(record)


def at_path(value: object, path: str) -> object:
    """Return what stands at a path such as ``fields.bodyText`` or ``credits.by.name``; None where nothing does.

    A name that is spelled with its dots goes first. A step into a list takes the part of each of its items, a number
    the item at that place.
    """
    if isinstance(value, list):
        step, _, rest = path.partition(".")
        if step.isdecimal():
            inner = value[int(step)] if int(step) < len(value) else None
            return at_path(inner, rest) if rest else inner
        found = [part for item in value if not is_empty(part := at_path(item, path))]
        return found or None
    if not isinstance(value, Mapping):
        return None
    key = fold(path)
    if (whole := next((inner for name, inner in value.items() if fold(name) == key), None)) is not None:
        return whole
    step, dot, rest = path.partition(".")
    inner = next((inner for name, inner in value.items() if fold(name) == fold(step)), None)
    return at_path(inner, rest) if dot else None


def is_empty(value: object) -> bool:
    """Say whether a value holds nothing."""
    return absent(value) or (isinstance(value, (list, tuple, Mapping)) and not value)


def field_names(record: object) -> str:
    """Return the names of the fields of a record, those of the objects in it with their path, for a message."""
    names = list(_paths(record, ""))
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _paths(value: object, before: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in list(value.items())[:_MANY]:
            path = f"{before}{name}"[:80]
            if isinstance(inner, Mapping) and inner and path.count(".") < _DEPTH:
                yield from _paths(inner, f"{path}.")
            else:
                yield path
