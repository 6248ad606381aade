"""Read standard input: kept in a temporary file, because readers look at the beginning before they read."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.readers.encoding import read_head
from corpus.readers.nested import read_spooled
from corpus.readers.options import Options
from corpus.readers.suffixes import suffix_for
from corpus.types import Record, Refusal

_PLACE = "stdin"


def read_stdin(*, options: Options) -> Iterator[Record]:
    """Yield from what is piped in, its format told by its content."""
    if sys.stdin is None or sys.stdin.isatty():
        yield Refusal(_PLACE, "nothing is piped in: write for example `newsdesk ingest - < articles.jsonl`")
        return
    try:
        with tempfile.TemporaryDirectory(prefix="newsdesk-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / _PLACE
            with path.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
            path = path.rename(path.with_suffix(suffix_for(read_head(path), options)))
            yield from read_spooled(path, place=_PLACE, options=options)
    except OSError as exc:
        yield Refusal(_PLACE, f"cannot be kept in a temporary file: {exc.strerror or exc}")
