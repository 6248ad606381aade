"""Who may see which collections: in ``access/grants.json`` of the archive's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.errors import AccessUnsaved
from assistant.json_store import held, read_json, write_json

FORMAT = 1
Change = Callable[[tuple[str, ...]], tuple[str, ...]]
EVERYONE = "everyone"
"""Stands for whoever may come in."""
COMMON = "common"
"""Names what is in no collection: everyone sees it, unless it is taken from them."""


class Grants:
    """Keep which collections a person (``person:…``), a group (``group:…``) or everyone may see."""

    def __init__(self, home: Path) -> None:
        """Name the archive's folder."""
        self._path = home / "access" / "grants.json"

    def listed(self) -> dict[str, tuple[str, ...]]:
        """Return what each of them may see."""
        try:
            stored = read_json(self._path, newest=FORMAT, what="list of grants")
        except FileNotFoundError:
            return {EVERYONE: (COMMON,)}
        except (OSError, ValueError) as error:
            raise AccessUnsaved(f"{self._path} cannot be read ({error}); restore it from a copy") from error
        return {str(who): tuple(map(str, names)) for who, names in stored["grants"].items()}

    def of(self, names: Iterable[str]) -> frozenset[str]:
        """Return what some of them may see together."""
        known = self.listed()
        return frozenset(collection for who in names for collection in known.get(who, ()))

    def give(self, who: str, collection: str) -> None:
        """Let somebody see a collection."""
        self._change(who, lambda seen: (*seen, collection) if collection not in seen else seen)

    def take(self, who: str, collection: str) -> None:
        """Let somebody no longer see a collection."""
        self._change(who, lambda seen: tuple(name for name in seen if name != collection))

    def forget(self, who: str) -> None:
        """Take everything from somebody."""
        self._change(who, lambda _: ())

    def _change(self, who: str, change: Change) -> None:
        with held(self._path.parent, AccessUnsaved):
            known = self.listed()
            known[who] = change(known.get(who, ()))
            kept = {name: list(seen) for name, seen in known.items() if seen or name == EVERYONE}
            write_json(self._path, {"format": FORMAT, "grants": kept})
