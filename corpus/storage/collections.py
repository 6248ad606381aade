"""Named parts of an archive: articles of an outlet, a desk or a source, and those that were put there by hand."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Sequence
from dataclasses import dataclass, fields

from corpus.errors import ArchiveError
from corpus.storage.catalog import Catalog
from corpus.storage.reports import Collection

COMMON = "common"
"""Names what is in no collection."""
_FIELDS = {
    "outlets": ("outlet", "a.outlet = r.value COLLATE NOCASE"),
    "desks": ("desk", "a.section = r.value COLLATE NOCASE"),
    "sources": ("source", "substr(a.source, 1, length(r.value)) = r.value"),
    "articles": ("article", "a.id = r.value"),
}
"""Attributes of a collection, what they are called where they are stored, and when an article fits one."""
_FITS = " OR ".join(f"(r.field = '{name}' AND {fits})" for name, fits in _FIELDS.values())
_IN_ANY = f"EXISTS (SELECT 1 FROM main.collection_rules r WHERE {_FITS})"  # noqa: S608
_IN_SEEN = f"EXISTS (SELECT 1 FROM main.collection_rules r JOIN temp.seen s ON s.name = r.collection WHERE {_FITS})"  # noqa: S608

VISIBLE = (
    f"SELECT a.id FROM main.articles a WHERE {_IN_SEEN} "  # noqa: S608
    f"OR (EXISTS (SELECT 1 FROM temp.seen WHERE name = '{COMMON}') AND NOT {_IN_ANY})"
)
"""Ids of the articles that are in one of the collections named in the temporary table ``seen``."""


@dataclass(frozen=True, slots=True)
class Collections:
    """Make, fill and list the collections of a catalog."""

    catalog: Catalog

    def listed(self) -> list[Collection]:
        """Return all collections by name."""
        names = [str(row[0]) for row in self.catalog.rows("SELECT name FROM collections ORDER BY name")]
        rows = self.catalog.rows("SELECT collection, field, value FROM collection_rules ORDER BY 1, 2, 3")
        found = []
        for name in names:
            rules = {
                attribute: tuple(str(value) for of, kind, value in rows if of == name and kind == stored)
                for attribute, (stored, _) in _FIELDS.items()
            }
            found.append(Collection(name, **rules))
        return found

    def names(self) -> list[str]:
        """Return the names of all collections."""
        return [str(row[0]) for row in self.catalog.rows("SELECT name FROM collections ORDER BY name")]

    def there_are(self) -> bool:
        """Say whether the archive, the whole of it, has any."""
        return bool(self.catalog.whole.rows("SELECT 1 FROM collections LIMIT 1"))

    def create(self, name: str) -> None:
        """Make an empty collection; one that is there stays as it is.

        Raises:
            ArchiveError: It cannot be called so.
        """
        if not name.strip() or name != name.strip() or name == COMMON or len(name) > _LONGEST:
            raise ArchiveError(f"a collection cannot be called {name!r}; take another name")
        with self.catalog.transaction():
            self.catalog.execute("INSERT OR IGNORE INTO collections VALUES (?)", (name,))

    def put(self, what: Collection) -> None:
        """Add what a collection names to the collection that is there.

        Raises:
            ArchiveError: There is none of that name.
        """
        self._require(what.name)
        with self.catalog.transaction():
            for attribute, value in _rules(what):
                sql = "INSERT OR IGNORE INTO collection_rules VALUES (?, ?, ?)"
                self.catalog.execute(sql, (what.name, _FIELDS[attribute][0], value))

    def take_out(self, what: Collection) -> None:
        """Take what a collection names out of the collection that is there; raises as ``put`` does."""
        self._require(what.name)
        with self.catalog.transaction():
            for attribute, value in _rules(what):
                sql = "DELETE FROM collection_rules WHERE collection = ? AND field = ? AND value = ?"
                self.catalog.execute(sql, (what.name, _FIELDS[attribute][0], value))

    def delete(self, name: str) -> None:
        """Delete a collection; its articles stay, and are common where they are in no other one."""
        self._require(name)
        with self.catalog.transaction():
            self.catalog.execute("DELETE FROM collections WHERE name = ?", (name,))
            self.catalog.execute("DELETE FROM collection_rules WHERE collection = ?", (name,))

    def require(self, names: Names[str]) -> None:
        """Raise ArchiveError where a name is none of a collection."""
        for name in names:
            if name != COMMON:
                self._require(name)

    def _require(self, name: str) -> None:
        if name not in self.names():
            there = ", ".join(self.names()) or "none"
            raise ArchiveError(f"no collection is called {name!r}; there are: {there} (`newsdesk collections create`)")


_LONGEST = 80


def _rules(what: Collection) -> Sequence[tuple[str, str]]:
    names = [field.name for field in fields(Collection) if field.name != "name"]
    return [(name, value) for name in names for value in getattr(what, name)]
