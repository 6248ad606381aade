"""Read a JSON file: a list of records, an object that holds one list, or one record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.readers.encoding import GUESSED, decode
from corpus.readers.newsroom.ninjs import is_ninjs, records_from
from corpus.readers.options import Options
from corpus.readers.records import jsonl
from corpus.readers.records.day_order import DayOrder
from corpus.readers.records.fields import field_names, holds_text, is_article, missing_text
from corpus.readers.records.ghost import ghost_posts
from corpus.types import Record, Refusal

_MAX_FILE = 500_000_000  # bytes; parsed JSON takes about five times as much memory
_LISTS = ("articles", "items", "results", "records", "documents", "docs", "data", "news", "entries", "posts")
_DEPTH = 5  # {"data": {"articles": {"edges": [{"node": …}]}}} is the deepest that we have met


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
        content = content.lstrip("\ufeff\x1e \t\r\n")
        value = json.loads(content, strict=False)
    except json.JSONDecodeError as exc:
        if exc.msg != "Extra data":
            yield Refusal(f"{path}:{exc.lineno}", f"file is not JSON: {exc}")
        elif jsonl.is_value(content.partition("\n")[0]):
            yield from jsonl.read(path, options=options)  # JSON Lines under another name
        else:
            yield from _each(jsonl.values_in(content, str(path)), str(path), options)
        return
    except (ValueError, RecursionError) as exc:
        yield Refusal(str(path), f"file is not JSON: {str(exc) or 'nested too deep'}")
        return
    records = ghost_posts(value) or find_records(value, options.mapping)
    if records is None:
        yield Refusal(str(path), _nothing(value))
        return
    if guessed:
        yield Refusal(str(path), GUESSED, kept=True)
    yield from _each(records, str(path), options)


def _each(records: Iterable[object], path: str, options: Options) -> Iterator[Record]:
    """Yield what each record holds; a Refusal among them is handed on."""
    known = list(records)
    order = DayOrder(lambda: known, options.mapping)
    for index, record in enumerate(known, 1):
        if isinstance(record, Refusal):
            yield record
        else:
            yield from records_from(order.settled(record), place=f"{path}#{index}", mapping=options.mapping)
    yield from order.told(path)


def _nothing(value: object) -> str:
    """Say that a file holds no articles, and what it holds."""
    if not isinstance(value, Mapping):
        return "no list of articles in it"
    return f"no list of articles in it; its fields are {field_names(value)} (name the text with --map text=FIELD)"


def find_records(value: object, mapping: Mapping[str, str], depth: int = _DEPTH) -> list[object] | None:
    """Find the one list of records in a JSON value; None where there is none, or no telling which."""
    if isinstance(value, list):
        return _rows(value) or value
    if not isinstance(value, dict) or not depth:
        return None
    if is_ninjs(value) or holds_text(value, mapping):
        return _columns(value) or [value]
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        return _rows([value["columns"], *value["data"]])  # as pandas splits a table
    lists = [inner for inner in value.values() if isinstance(inner, list) and any(isinstance(x, dict) for x in inner)]
    texts = [inner for inner in lists if any(holds_text(record, mapping) for record in inner)]
    if len(texts) == 1:
        return texts[0]
    named = [inner for name in _LISTS if isinstance(inner := value.get(name), list)]
    if named or len(lists) == 1:
        return named[0] if named else lists[0]
    own = [inner for inner in value.values() if holds_text(inner, mapping)]
    if len(own) > 1 and len(own) == len(value):  # one object an article, each under its name
        return list[object](own)
    inside = [found for inner in value.values() if (found := find_records(inner, mapping, depth - 1)) is not None]
    if len(inside) == 1:
        around = inside[0] == own and is_article(own[0])
        return [value] if around else inside[0]  # what stands around an article may say more of it
    return None


def _rows(value: list[object]) -> list[object] | None:
    """Return a table of lists under a row of names as records, None where it is none."""
    head = value[0] if value else None
    if not isinstance(head, list) or not all(isinstance(name, str) for name in head):
        return None
    if missing_text(head, mapping={}) is not None:
        return None
    return [dict(zip(head, row, strict=False)) if isinstance(row, list) else row for row in value[1:]]


def _columns(value: Mapping[str, object]) -> list[object] | None:
    """Return a table that is kept by columns (``{"text": {"0": …, "1": …}}``) as records, None where it is none."""
    columns = {name: column for name, column in value.items() if isinstance(column, dict)}
    rows = next((list(column) for column in columns.values() if column), [])
    if len(columns) != len(value) or not all(str(row).isdecimal() for row in rows):
        return None
    return [{name: column.get(row) for name, column in columns.items()} for row in rows]
