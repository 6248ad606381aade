"""Read the text of a record that is no string: paragraphs in a list, blocks of an editor; pure functions."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.ingestion.dates import absent

_WORDS = ("name", "text", "title", "rendered", "content", "value", "main", "basic", "original", "html", "by")
"""Keys under which objects keep the words that they stand for, the first that has some is taken."""
_INSIDE = ("blocks", "children", "content", "data", "items", "document")
"""Keys under which editors keep what a block consists of."""
_NO_WORDS = ("image", "video", "audio", "gallery", "embed", "oembed", "oembed_response", "picture", "photo")
"""Types of blocks whose captions are no part of the text."""
_DEEP = 12  # blocks in blocks; tables in lists of an editor have eight
_MANY = 10_000  # parts of one text


def words_of(value: object, depth: int = 0) -> str:
    """Return the words of a value: lists become paragraphs, the runs of one paragraph are put together."""
    if isinstance(value, str):
        return "" if absent(value) else value
    if isinstance(value, (list, tuple)):
        between = "" if depth and any(_is_run(part) for part in value) else "\n\n" if not depth else "\n"
        return between.join(part for part in (words_of(part, depth + 1) for part in value[:_MANY]) if part)
    if isinstance(value, Mapping):
        return _words_of_object(value, depth)
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _words_of_object(value: Mapping[object, object], depth: int) -> str:
    """Return the words of an object: its own, those of its parts, else the only string in it."""
    if _kind(value) in _NO_WORDS:
        return ""
    own = next((inner for key in _WORDS if isinstance(inner := value.get(key), str) and inner.strip()), None)
    if own is not None or depth > _DEEP:
        return own or ""
    for key in _INSIDE:
        if (inner := value.get(key)) and isinstance(inner, (list, Mapping)):
            return words_of(inner, max(depth, 1) if _is_block(value) else depth)
    strings = [inner for inner in value.values() if isinstance(inner, str)]
    return strings[0] if len(strings) == 1 and len(value) == 1 else ""


def _is_block(value: Mapping[object, object]) -> bool:
    """Say whether an object is one block of a text, not the whole of it."""
    return _kind(value) not in ("", "doc", "document", "root")


def _is_run(value: object) -> bool:
    """Say whether an object is a run of words within a paragraph."""
    return isinstance(value, Mapping) and _kind(value) in ("text", "span")


def _kind(value: Mapping[object, object]) -> str:
    """Return what an editor calls an object."""
    return str(value.get("type") or value.get("_type") or value.get("nodeType") or "").casefold()
