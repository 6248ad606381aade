"""The part of a catalog that somebody may see: every query goes to views that have nothing else.

A connection of its own has temporary tables and views under the names of the catalog's tables. SQLite looks a name up
there first, so that no query, whoever wrote it, can reach a row that is not to be seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from corpus.errors import ArchiveError
from corpus.storage.catalog import Catalog
from corpus.storage.collections import VISIBLE

_SEEN = "(SELECT id FROM temp.visible)"
_TABLES = """
CREATE TEMP TABLE seen (name TEXT PRIMARY KEY);
CREATE TEMP TABLE visible (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE copies (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, story INTEGER NOT NULL,
    digest BLOB NOT NULL, words INTEGER NOT NULL, of_id TEXT, how TEXT NOT NULL, alike REAL NOT NULL, prints BLOB
);
CREATE INDEX temp.seen_copies_by_story ON copies (story);
"""
_VIEWS = {
    "articles": f"id IN {_SEEN}",
    "collections": "name IN (SELECT name FROM temp.seen)",
    "collection_rules": "collection IN (SELECT name FROM temp.seen)",
}
"""Which rows of a table are seen; of others, those whose ``article_id`` is; of those that have none, no row."""
_WHOLE = ("meta", "vectors", "copies")
"""What the archive says of itself; vectors, which nothing leads to but a passage; and what has a table of its own."""
_FILL = (
    "DELETE FROM temp.visible",
    f"INSERT INTO temp.visible {VISIBLE}",
    "DELETE FROM temp.copies",
    # A story begins with the first copy that is seen, whatever came before it.
    f"""INSERT INTO temp.copies
    SELECT c.number, c.article_id, c.version, min(c.number) OVER (PARTITION BY c.story), c.digest, c.words,
        CASE WHEN c.of_id IN {_SEEN} THEN c.of_id END,
        CASE WHEN c.number = min(c.number) OVER (PARTITION BY c.story) THEN 'first' ELSE c.how END, c.alike, NULL
    FROM main.copies c WHERE c.article_id IN {_SEEN}""",  # noqa: S608
)


class SeenCatalog(Catalog):
    """Read the articles of some collections as if the archive held no others; nothing can be written."""

    def __init__(self, whole: Catalog, names: Collection[str]) -> None:
        """Open the part of a catalog that some collections make up.

        Args:
            whole: The catalog; stays open.
            names: Of collections; ``common`` for what is in none.
        """
        self._share(whole)
        self._whole = whole
        self._version: int | None = None
        self._reader.executescript(_TABLES)
        for name, condition in self._conditions():
            self._reader.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {condition}")  # noqa: S608
        self._reader.executemany("INSERT OR IGNORE INTO temp.seen VALUES (?)", [(name,) for name in names])

    def _conditions(self) -> Iterator[tuple[str, str]]:
        """Yield every table of the catalog, those too that nobody thought of here, with which of its rows are seen."""
        for (name,) in self._reader.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if name not in _WHOLE and not name.startswith("sqlite_"):
                columns = [row[1] for row in self._reader.execute(f"PRAGMA main.table_info({name})")]
                yield name, _VIEWS.get(name, f"article_id IN {_SEEN}" if "article_id" in columns else "0")

    @property
    def whole(self) -> Catalog:
        """Return the catalog that it is a part of."""
        return self._whole

    def close(self) -> None:
        """Close its connection; the catalog that it is a part of stays open."""
        with self._reading:
            self._reader.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Refuse: what is written is written to the whole."""
        raise ArchiveError("what only a part is seen of is not written to")
        yield

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query, as if there were no others in the catalog."""
        with self._reading, self.translated():
            self._catch_up()
            return self._fetched(self._reader, sql, values)

    def _catch_up(self) -> None:
        """Find out anew what is seen where anything was written meanwhile.

        What comes in after this look is not seen before the next one.
        """
        ((version,),) = self._reader.execute("PRAGMA data_version").fetchall()
        if version == self._version:
            return
        self._reader.execute("BEGIN")
        try:
            for statement in _FILL:
                self._reader.execute(statement)
        finally:
            self._reader.execute("COMMIT")
        self._version = version
