"""Find a suffix for what came without a name."""

from __future__ import annotations

import csv
import re

from corpus.readers.encoding import encoding_of
from corpus.readers.options import Options
from corpus.readers.records.fields import missing_text

_DELIMITERS = (",", ";", "\t", "|")
_MARKDOWN = re.compile(r"\s*#{1,6} \S")


def suffix_for(head: bytes, options: Options) -> str:
    """Return the suffix for what has nothing to tell it by: a table, Markdown or plain text.

    What begins like another format is read as that, whatever its suffix.
    """
    encoding = encoding_of(head)
    if encoding is None:
        return ""
    start = head.decode(encoding, "replace")
    first = next((line for line in start.lstrip("\ufeff").splitlines() if line.strip()), "")
    for mark in _DELIMITERS:
        header = next(csv.reader([first], delimiter=mark), [])
        if len(header) > 1 and missing_text(header, mapping=options.mapping) is None:
            return ".tsv" if mark == "\t" else ".csv"
    return ".md" if _MARKDOWN.match(first) else ".txt"
