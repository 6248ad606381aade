"""The catalog's notes on which addresses were read, and in which state."""

from __future__ import annotations

from datetime import UTC, datetime

from corpus.storage.catalog import Catalog


class CatalogMemory:
    """Remember in the catalog what was read from the web; a ``corpus.fetching.client.Memory``."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """Return ETag and Last-Modified of what was read, None where the address was never read."""
        rows = self._catalog.rows("SELECT etag, modified FROM fetched WHERE url = ?", (url,))
        return (rows[0][0], rows[0][1]) if rows else None

    def remember(self, url: str, etag: str | None, modified: str | None) -> None:
        """Take note that the address was read in this state."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._catalog.transaction():
            self._catalog.execute("INSERT OR REPLACE INTO fetched VALUES (?,?,?,?)", (url, etag, modified, now))

    def forget(self) -> None:
        """Take back all notes: the next run asks for everything in full, as it must where an article was removed."""
        with self._catalog.transaction():
            self._catalog.execute("DELETE FROM fetched")
