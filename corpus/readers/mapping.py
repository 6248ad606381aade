"""Turn one record (a dict of any source) into an article, or into the reason why it is none."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.ingestion.completeness import mark_incomplete, without_offer
from corpus.ingestion.dates import absent, parse_embargo, parse_published
from corpus.ingestion.metadata import describe
from corpus.ingestion.normalization import clean_outlet, clean_text, clean_title, split_hashtags, title_from
from corpus.ingestion.original_addresses import original_address
from corpus.ingestion.publication_state import why_unpublished
from corpus.ingestion.urls import article_id, canonical_url
from corpus.readers.pages.html_text import html_to_text, looks_like_html
from corpus.readers.records.fields import FIELDS, at_path, field_names, folded_fields, has_field, pick_fields
from corpus.readers.records.letters import with_letters_mended
from corpus.readers.records.marks import take_marks
from corpus.readers.records.prose import words_of
from corpus.types import PUBSTATUS, Article, Record, Refusal, StatusChange

_MIN_TEXT = 20  # characters; the shortest news flash is a sentence, what is shorter is a remnant
_MAX_NAMES = 50  # authors or keywords of one article; more is a broken field
_MAX_GUID = 1_000  # characters; what is longer is no name
_MAX_TERMS = 1_000  # characters of usage terms; the longest that agencies send have 300
_IMPOSSIBLE = ("is in the future", "is before 1900")
_NO_MAPPING: Mapping[str, str] = {}
_MAX_LISTING = 10_000  # characters of "['A', 'B']", as tables print a list


def article_from(
    record: object,
    *,
    place: str,
    mapping: Mapping[str, str] = _NO_MAPPING,
    dated_by: str = "record",
    marks: Sequence[tuple[str, str]] = (),
    caveats: Sequence[str] = (),
) -> Record:
    """Return the article that a record holds, or why it holds none.

    A record without a text whose ``pubstatus`` is not 'usable' gives a StatusChange: that is how a source recalls what
    it has sent before.

    Args:
        record: Fields by any of the names in ``FIELDS``.
        place: Where the record stands, for people.
        mapping: ``{field: column}`` where the record calls a field by another name.
        dated_by: Where its day of publication was read, see ``DATED_BY``.
        marks: Kind and label of each sign in the text, see ``corpus.readers.records.marks``.
        caveats: Of ``CAVEATS``.
    """
    if not isinstance(record, Mapping):
        return Refusal(place, "record is not an object")
    if reason := why_unpublished(folded_fields(record, mapping)):
        return Refusal(place, reason)
    fields, mended = with_letters_mended(pick_fields(record, mapping))
    raw = _string(fields.get("text"))
    if not raw.strip() and "pubstatus" not in fields:
        return Refusal(place, _without_text(record, mapping))
    text, tags = split_hashtags(clean_text(html_to_text(raw) if looks_like_html(raw) else raw))
    text, placed = take_marks(text, marks)
    text, cut = without_offer(text)
    url = _address(fields.get("url"))
    title = clean_title(_string(fields.get("title"))) or title_from(text)
    outlet = clean_outlet(_string(fields.get("outlet")), url)
    guid = _unseen_gone(_string(fields.get("guid")))[:_MAX_GUID] or None
    try:
        facts = _facts(fields)
        published, told_by, remarks = _day(fields, url, dated_by)
    except ValueError as exc:
        return Refusal(place, str(exc))
    key = article_id(url=url, guid=guid, outlet=outlet, title=title, day=published, text=text)
    if len(text) < _MIN_TEXT:
        if facts["pubstatus"] in ("canceled", "withheld") or (facts["pubstatus"] and not raw.strip()):
            return StatusChange(key, facts["pubstatus"], place, facts["revision"], guid, outlet)
        nothing = "no text but what a page leaves around it" if raw.strip() else "no text"
        return Refusal(place, f"text is only {len(text)} characters" if text else nothing)
    article = Article(
        id=key,
        title=title,
        text=text,
        outlet=outlet,
        url=url,
        published=published,
        authors=_byline(fields.get("author")),
        section=next(iter(_names(fields.get("section"), r"$^")), None),
        keywords=tuple(dict.fromkeys([*_names(fields.get("keywords"), r"[,;|]"), *tags]))[:_MAX_NAMES],
        source=place,
        dated_by=told_by,
        guid=guid,
        marks=placed,
        caveats=tuple(dict.fromkeys((*caveats, *(("letters mended",) if mended else ())))),
        remarks=tuple(map(clean_title, filter(None, (*remarks, mended)))),
        **facts,
    )
    return mark_incomplete(describe(article), cut)


def _day(
    fields: Mapping[str, object], url: str | None, dated_by: str
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return the day of publication, what told it, and a remark where what the source gives for it cannot be read.

    Raises:
        ValueError: The day is in the future or before 1900: the record is not what it seems.
    """
    remarks: tuple[str, ...] = ()
    language = _string(fields.get("language"))[:2].casefold() or None
    published = None
    try:
        published = parse_published(fields.get("published"), None, language=language)
    except ValueError as exc:
        if str(exc).endswith(_IMPOSSIBLE):
            raise
        remarks = (f"its day is not taken: {exc}",)
    if published is not None:
        return published, dated_by, remarks
    in_address = parse_published(None, url)
    return in_address, "address" if in_address else None, remarks


def _without_text(record: Mapping[object, object], mapping: Mapping[str, str]) -> str:
    """Say that a record has no text, and where no field is one, which fields it has."""
    if "text" in mapping and at_path(record, mapping["text"]) is None:
        return f'no field "{mapping["text"]}"; it has: {field_names(record)}'
    if "text" in mapping or has_field(record, "text") or all(name in FIELDS for name in record):
        return "no text"
    return f"no text under a known name; its fields are {field_names(record)} (name one with --map text=FIELD)"


def _facts(fields: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields of an article that are taken as the source gives them.

    Raises:
        ValueError: A status or an embargo cannot be read: to guess would print what must not be printed.
    """
    numbers = {name: _number(fields.get(name)) for name in ("urgency", "revision")}
    words = {
        name: clean_title(_string(fields.get(name))) or None for name in ("dateline", "agency", "language", "slugline")
    }
    note = " ".join(clean_text(_string(fields.get("note"))).split())[:_MAX_TERMS] or None
    terms = " ".join(clean_text(_string(fields.get("terms"))).split())[:_MAX_TERMS] or None
    corrections = tuple(filter(None, map(clean_text, _paragraphs(fields.get("corrections")))))
    status = _string(fields.get("pubstatus")).strip().casefold().rpartition(":")[2]
    status = {"cancelled": "canceled", "withdrawn": "canceled"}.get(status, status)
    if status and status not in PUBSTATUS:
        raise ValueError(f'pubstatus "{status[:40]}" is none of {", ".join(PUBSTATUS)}')
    return {
        **numbers, **words, "terms": terms, "note": note, "corrections": corrections[:_MAX_NAMES], "pubstatus": status,
        "kind": clean_title(_string(fields.get("kind"))).casefold(),
        "subjects": _names(fields.get("subjects"), r"[,;|\s]+"),
        "updated": _updated(fields.get("updated")),
        "embargo": parse_embargo(fields.get("embargo")),
    }  # fmt: skip


def _updated(raw: object) -> str | None:
    """Return when the article was changed last; what is no such date is left out, because nothing rests on it."""
    try:
        return None if absent(raw) else parse_published(raw, None)
    except ValueError:
        return None


def _number(value: object) -> int | None:
    """Return a whole number, None where it is none."""
    text = _string(value).strip()
    return int(text) if re.fullmatch(r"\d{1,18}", text) else None


def _paragraphs(value: object) -> list[str]:
    """Return the parts of a text, or of a list of texts, that say something."""
    given = value if isinstance(value, (list, tuple)) else [value]
    return [part for part in map(_string, given) if part.strip()]


def _string(value: object) -> str:
    """Return a value as a string: lists become paragraphs, objects what they are called."""
    return "" if absent(value) else words_of(value)


def _address(value: object) -> str | None:
    """Return a web address as the source gives it, of a copy that of its original; None where it is not http(s)."""
    given = original_address(_unseen_gone(_string(value)))
    return given if canonical_url(given) else None


def _unseen_gone(name: str) -> str:
    """Return an address or a name without blanks, controls and marks of direction; half a character becomes '?'."""
    seen = re.sub(r"[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069]+", "", name)
    return seen.encode("utf-8", "replace").decode()


def _byline(value: object) -> tuple[str, ...]:
    """Return the lines that name the authors; who they are is read when all is known, see ``describe``."""
    given = _listing(value) if isinstance(value, str) else value
    parts = given if isinstance(given, (list, tuple)) else [given]
    texts = (_string(part)[:_MAX_LISTING] for part in parts[:_MAX_NAMES])
    lines = (line for text in texts for line in re.split(r"\n|<(?:br|p|/p)\s*/?>", text))
    return tuple(name for line in lines if not absent(name := clean_title(line)))[:_MAX_NAMES]


def _names(value: object, divider: str) -> tuple[str, ...]:
    """Return a list of short strings from a list, a string such as ``['A', 'B']``, or a divided string.

    Blanks are folded first: the dividers take quadratic time on a run of them.
    """
    given = _listing(value) if isinstance(value, str) else value
    parts = given if isinstance(given, (list, tuple)) else re.split(divider, " ".join(_string(given).split()))
    cleaned = (clean_title(_string(part)) for part in parts[: 2 * _MAX_NAMES])
    return tuple(dict.fromkeys(name for name in cleaned if not absent(name)))[:_MAX_NAMES]


def _listing(value: str) -> object:
    """Return the list that a table printed as ``['A', 'B']``, else the string without the brackets."""
    if not (value.startswith("[") and value.endswith("]")) or len(value) > _MAX_LISTING:
        return value
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value[1:-1]
