"""What every reader is told beside the file that it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.fetching.client import Fetched

Fetch = Callable[[str], Fetched | None]
"""Get a page; None where it has not changed since it was last read. Raises FetchError."""


@dataclass(frozen=True, slots=True)
class Options:
    """Hold what a person asked for.

    Attributes:
        mapping: ``{field: column}`` with the field names of ``records.fields.FIELDS``.
        fetch: Gets pages; None where nothing may be fetched.
        depth: How many archives (zip, gzip, mail) the file lies in.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    fetch: Fetch | None = None
    depth: int = 0
