"""Read a JSON file: a list of records, an object that holds one list, or one record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.readers import jsonl
from corpus.readers.encoding import GUESSED, decode
from corpus.readers.mapping import FIELDS
from corpus.readers.ninjs import is_ninjs, records_from
from corpus.readers.options import Options
from corpus.types import Record, Refusal

_MAX_FILE = 500_000_000  # bytes; parsed JSON takes about five times as much memory
_LISTS = ("articles", "items", "results", "records", "documents", "docs", "data", "news", "entries")
_DEPTH = 3  # {"response": {"data": {"articles": [...]}}} is the deepest that we have met


def read(path: Path, *, options: Options) -> Iterator[Record]:
    """Yield the article of each record, or why it has none; places count records from 1."""
    if path.stat().st_size > _MAX_FILE:
        yield Refusal(str(path), f"file is over {_MAX_FILE // 1_000_000} MB: write it as JSON Lines")
        return
    try:
        content, guessed = decode(path.read_bytes())
    except ValueError as exc:
        yield Refusal(str(path), str(exc))
        return
    try:
        records = _records(json.loads(content), _DEPTH)
    except json.JSONDecodeError as exc:
        if exc.msg == "Extra data":  # one value after another: JSON Lines under another name
            yield from jsonl.read(path, options=options)
        else:
            yield Refusal(f"{path}:{exc.lineno}", f"file is not JSON: {exc}")
        return
    except (ValueError, RecursionError) as exc:
        yield Refusal(str(path), f"file is not JSON: {str(exc) or 'nested too deep'}")
        return
    if records is None:
        yield Refusal(str(path), "no list of articles in it")
        return
    if guessed:
        yield Refusal(str(path), GUESSED, kept=True)
    for index, record in enumerate(records, 1):
        yield from records_from(record, place=f"{path}#{index}", mapping=options.mapping)


def _records(value: object, depth: int) -> list[object] | None:
    """Find the one list of records in a JSON value."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or not depth:
        return None
    if is_ninjs(value) or any(isinstance(value.get(name), str) for name in FIELDS["text"]):
        return [value]
    lists = [inner for inner in value.values() if isinstance(inner, list) and any(isinstance(x, dict) for x in inner)]
    named = [inner for name in _LISTS if isinstance(inner := value.get(name), list)]
    if named or len(lists) == 1:
        return named[0] if named else lists[0]
    inside = [found for inner in value.values() if (found := _records(inner, depth - 1)) is not None]
    return inside[0] if len(inside) == 1 else None
