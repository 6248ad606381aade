"""Tell the format of a file: by its content where the head of it tells, else by its suffix."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from corpus.readers.containers.zip_directory import open_zip
from corpus.readers.documents.transcript import is_transcript
from corpus.readers.encoding import encoding_of, read_head
from corpus.readers.pages.html_text import is_page
from corpus.readers.pages.mhtml import is_saved_page
from corpus.readers.records.fields import has_fields
from corpus.readers.records.realtimeqa import layout_of
from corpus.types import Refusal

_SUFFIXES = {
    **{".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".ninjs": "json"},
    **{".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet"},
    **{".md": "text", ".markdown": "text", ".txt": "text", ".text": "text"},
    **{".html": "html", ".htm": "html", ".xhtml": "html"},
    **{
        ".pdf": "pdf",
        ".docx": "docx",
        ".eml": "mail",
        ".mbox": "mail",
        ".mht": "mhtml",
        ".mhtml": "mhtml",
        ".srt": "transcript",
        ".vtt": "transcript",
        ".zip": "zip",
        ".gz": "gzip",
        ".warc": "warc",
    },
}
_MAGIC = (  # what a file begins with, whatever it is called
    *((b"PAR1", "parquet"), (b"%PDF-", "pdf"), (b"WARC/", "warc"), (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip")),
    *((b"PK\x05\x06", "zip"),),  # an empty one
)
_DELIMITERS = (",", ";", "\t", "|")
_COLUMNS = 2  # a table of articles has more: the first line of a text may name a text and a title
_LINE = 20_000  # characters in which the first two lines are looked for
_SHOWN = 40  # characters of a root's name that a message repeats
_BINARY = {
    "parquet": "Parquet",
    "pdf": "PDF",
    "docx": "Word",
    "zip": "zip",
    "gzip": "gzip",
    "warc": "WARC",
}
_ROOT = re.compile(
    r"(?:\s*<\?[^>]{0,1000}\?>|\s*<!--(?:(?!-->).){0,5000}-->|\s*<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,5000}\])?\s{0,100}>)*"
    r"\s*<(?:[\w.-]+:)?(\w+)",
    re.IGNORECASE | re.DOTALL,
)
_ROOTS = {
    **{"rss": "feed", "feed": "feed", "rdf": "feed"},
    **{"nitf": "nitf", "newsitem": "newsml", "newsmessage": "newsml", "packageitem": "newsml", "newsml": "newsml"},
    **dict.fromkeys(("conceptitem", "knowledgeitem", "planningitem", "catalogitem"), "newsml"),
}
"""Root elements of XML, lower case."""
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_MAIL = re.compile(
    r"(?:From [^\n]*\n)?"  # of an mbox
    r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?(?:mime-version|message-id|received|return-path|delivered-to):",
    re.IGNORECASE,
)
_SURE = (".md", ".markdown", ".csv", ".tsv", ".html", ".htm", ".xhtml")  # their content may begin with anything


def format_of(path: Path) -> str | Refusal:
    """Return the name of a file's format as the registry of readers has it, or why there is none."""
    head, suffix = read_head(path), path.suffix.lower()
    by_suffix = _SUFFIXES.get(suffix)
    magic = next((name for mark, name in _MAGIC if head.startswith(mark)), None)
    if magic:
        return "docx" if magic == "zip" and _is_word(path) else magic
    encoding = encoding_of(head)
    if encoding is None or (by_suffix in _BINARY and head):
        known = f"not a {_BINARY[by_suffix]} file" if by_suffix in _BINARY else "not text"
        return Refusal(str(path), known if by_suffix or not suffix else _unknown(suffix))
    start = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if not start.strip("\ufffd"):
        return Refusal(str(path), "empty file")
    if layout_of(path):
        return "realtimeqa"
    found = by_suffix if suffix in _SURE else _by_content(start, by_suffix)
    if found:
        return found
    root = _ROOT.match(start)
    named = f"format not known: XML with the root <{root[1][:_SHOWN]}>" if root else _unknown(suffix)
    return Refusal(str(path), named)


def _by_content(start: str, by_suffix: str | None) -> str | None:
    """Correct what the suffix says by how the content begins."""
    if is_page(start):
        return "html"
    root = _ROOT.match(start)
    if root and (found := _ROOTS.get(root[1].lower())):
        return found
    if by_suffix in (None, "text", "mail", "mhtml") and _MAIL.match(start.replace("\r\n", "\n")):
        return "mhtml" if is_saved_page(start.encode("utf-8", "replace")) else "mail"
    if by_suffix in (None, "text") and (found := _in_plain_text(start)):
        return found
    if start.startswith("{") and _JSON_FEED.search(start[:2_000]):
        return "json_feed"
    first, newline, rest = start.partition("\n")
    if start.startswith("["):
        return "json" if by_suffix in ("jsonl", "json") or re.match(r'\[\s*\{\s*"', start) else by_suffix
    if not start.startswith("{"):
        return by_suffix
    whole = _is_object(first) or (not newline and start.startswith('{"'))
    if by_suffix == "json":
        return "jsonl" if newline and whole and rest.lstrip().startswith("{") else "json"
    if by_suffix == "jsonl":
        return "json" if first.strip() == "{" else "jsonl"
    return "jsonl" if whole else by_suffix


def _in_plain_text(start: str) -> str | None:
    """Return the format of what is written as plain text and is none."""
    return "transcript" if is_transcript(start) else "csv" if _is_table(start) else None


def _is_table(start: str) -> bool:
    """Say whether a text begins as a table of articles: a header that names a text and a title, and a row below it."""
    lines = [line for line in start[:_LINE].splitlines() if line.strip()][:2]
    for mark in _DELIMITERS if len(lines) > 1 else ():
        header, row = ([cell.strip(' "') for cell in line.split(mark)] for line in lines)
        if len(row) >= len(header) > _COLUMNS and has_fields(header, ("text", "title")):
            return True
    return False


def _is_word(path: Path) -> bool:
    """Say whether a zip archive is a Word document."""
    try:
        with open_zip(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _is_object(line: str) -> bool:
    """Say whether a line is one whole JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _unknown(suffix: str) -> str:
    """Say that a format is not known."""
    return f"format not known: {suffix or 'no suffix'}"
