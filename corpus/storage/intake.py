"""What came into an archive, in order, and what is needed to look at it: read by who watches the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.storage.catalog import Catalog
from corpus.storage.fetch_history import CatalogMemory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ChangeKind = Literal["added", "changed", "corrected", "barred", "restored", "gone", "removed"]
"""What happened to an article: new, a new version of its text, a correction notice, taken out of answers (canceled,
withheld or withdrawn) or let back in, its page gone from its site, deleted from the archive."""


@dataclass(frozen=True, slots=True)
class Change:
    """Say what happened to one article of an archive.

    Attributes:
        number: Counts all changes of an archive; later ones have greater numbers.
        version: Of the article after it.
        at: ISO moment.
    """

    number: int
    article_id: str
    version: int
    what: ChangeKind
    at: str


class Intake:
    """Tell what happened to the articles of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Read nothing yet."""
        self._catalog = catalog

    def changes(self, after: int, *, limit: int = 1_000) -> list[Change]:
        """Return the changes after the one of a number, the oldest first."""
        sql = "SELECT number, article_id, version, what, at FROM changes WHERE number > ? ORDER BY number LIMIT ?"
        return [Change(*row) for row in self._catalog.rows(sql, (after, limit))]

    def last_number(self) -> int:
        """Return the number of the newest change, 0 where there was none."""
        return self._catalog.one("SELECT max(number) FROM changes")

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors (of length 1) of passages, without those that have none yet."""
        from corpus.storage import passages  # numpy, which no `--help` needs

        return passages.vectors(self._catalog, list(passage_ids))

    def fetch_memory(self) -> CatalogMemory:
        """Return what remembers which addresses were read, and in which state."""
        return CatalogMemory(self._catalog)
