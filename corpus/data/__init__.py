"""Tables of data: outlets and wire agencies that are well known.

Each line of ``outlets.tsv`` and ``agencies.tsv`` is an outlet: the name that Newsdesk prints, other names (between
semicolons), hosts (between blanks; a host stands for all below it). A name behind ``~`` is also the name, or the word,
of somebody else: it is believed only where nothing speaks against it (see ``ingestion.outlets.canonical_outlet``).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def read_table(name: str) -> tuple[tuple[str, str, str], ...]:
    """Return the lines of ``<name>.tsv`` without its head: name, other names, hosts."""
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((own, also, at) for own, also, at in rows)
