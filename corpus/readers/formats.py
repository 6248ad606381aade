"""Tell which reader a file is for: by its content where the head of it tells, else by its suffix."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from corpus.readers.files import encoding_of, read_head
from corpus.readers.markup import is_page
from corpus.readers.realtimeqa import layout_of
from corpus.types import Article, Refusal

_SUFFIXES = {
    **{".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json_file"},
    **{".csv": "csv_file", ".tsv": "csv_file", ".parquet": "parquet", ".pq": "parquet"},
    **{".md": "text", ".markdown": "text", ".txt": "text", ".text": "text"},
    **{".html": "html_page", ".htm": "html_page", ".xhtml": "html_page"},
}
_SURE = (".md", ".markdown", ".csv", ".tsv", ".html", ".htm", ".xhtml")  # their content may begin with anything


Read = Callable[..., Iterator[Article | Refusal]]  # read(path, *, mapping)


def reader_for(path: Path) -> Read | Refusal:
    """Return the read function for a file, loaded when it is first needed, or why there is none."""
    name = _format(path)
    if isinstance(name, Refusal):
        return name
    return cast("Read", importlib.import_module(f"corpus.readers.{name}").read)


def _format(path: Path) -> str | Refusal:
    """Name the module that reads a file."""
    head, suffix = read_head(path), path.suffix.lower()
    by_suffix = _SUFFIXES.get(suffix)
    if head.startswith(b"PAR1"):
        return "parquet"
    encoding = encoding_of(head)
    if encoding is None or (by_suffix == "parquet" and head):
        known = "not a Parquet file" if by_suffix == "parquet" else "not text"
        return Refusal(str(path), known if by_suffix else _unknown(suffix))
    start = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if not start.strip("\ufffd"):
        return Refusal(str(path), "empty file")
    if layout_of(path):
        return "realtimeqa"
    found = by_suffix if suffix in _SURE else _by_content(start, by_suffix)
    return found or Refusal(str(path), _unknown(suffix))


def _by_content(start: str, by_suffix: str | None) -> str | None:
    """Correct what the suffix says by how the content begins."""
    if is_page(start):
        return "html_page"
    first, newline, rest = start.partition("\n")
    if start.startswith("["):
        return "json_file" if by_suffix in ("jsonl", "json_file") or re.match(r'\[\s*\{\s*"', start) else by_suffix
    if not start.startswith("{"):
        return by_suffix
    whole = _is_object(first) or (not newline and start.startswith('{"'))
    if by_suffix == "json_file":
        return "jsonl" if newline and whole and rest.lstrip().startswith("{") else "json_file"
    if by_suffix == "jsonl":
        return "json_file" if first.strip() == "{" else "jsonl"
    return "jsonl" if whole else by_suffix


def _is_object(line: str) -> bool:
    """Say whether a line is one whole JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _unknown(suffix: str) -> str:
    """Say that a format is not known."""
    return f"format not known: {suffix or 'no suffix'}"
