"""What cannot be found because an ingest has not come to its end: told once each time that an archive is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.storage.catalog import Catalog

_KEY = "ingesting"
_SHOWN = 3
"""Sources that a notice names."""


class Pending:
    """Tell, once each, what cannot be found."""

    def __init__(self, catalog: Catalog, notice: Callable[[str], None]) -> None:
        """Note whom to tell."""
        self._catalog, self._notice = catalog, notice
        self._told = self._told_interrupted = False

    @contextmanager
    def under_way(self, sources: Sequence[str | Path]) -> Iterator[None]:
        """Keep in the catalog that sources are being read, until that has come to its end; a kill leaves it there.

        What ends it with an error leaves it there, too, for the next opening: here, the error says it.
        """
        named = ", ".join(map(str, sources[:_SHOWN])) + (" …" if len(sources) > _SHOWN else "")
        if not named:
            yield
            return
        self._catalog.set_meta(_KEY, named)
        self._told_interrupted = True
        yield
        self._catalog.set_meta(_KEY, "")

    def tell_interrupted(self, at_work: Callable[[], bool]) -> None:
        """Say that the last ingest did not come to its end; ``at_work`` asks whether it goes on still."""
        if self._told_interrupted:
            return
        self._told_interrupted = True
        sources = self._catalog.meta(_KEY)
        if sources and (self._catalog.read_only or not at_work()):
            self._notice(
                f"The ingest of {sources} was interrupted: what it had not read is not in the archive. Run it again."
            )

    def tell(self, waiting: int, reason: str) -> None:
        """Say how many stored passages cannot be found yet, and why they are not indexed now."""
        if not self._told:
            self._notice(f"{waiting} stored passages are not searchable yet: {reason}.")
        self._told = True
