"""Saved searches, and what was found for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from assistant.errors import MonitoringError
from assistant.json_store import decode, encode
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Item, Watch
from assistant.types import Citation

_COLUMNS = ", ".join(field.name for field in fields(Watch))
_KEPT = "watch_id, key, kind, at, article_id, story, citation, note, score"
_ITEM = "watch_id, key, kind, at, citation, note, score, number"


def add_watch(db: Database, watch: Watch, now: datetime) -> None:
    """Keep a new saved search.

    Raises:
        MonitoringError: There is one with its name.
    """
    with db.transaction():
        if db.rows("SELECT 1 FROM watches WHERE id = ?", (watch.id,)):
            raise MonitoringError(f"there is a saved search {watch.id!r} already; give another --name")
        begun = {"digested": watch.digested or now.isoformat()}
        given = asdict(watch) | begun | {"outlets": json.dumps(watch.outlets), "channels": json.dumps(watch.channels)}
        names = f"{', '.join(given)}, added"
        values = [*given.values(), now.isoformat()]
        db.execute(f"INSERT INTO watches ({names}) VALUES ({','.join('?' * len(values))})", values)  # noqa: S608


def list_watches(db: Database) -> list[Watch]:
    """Return all saved searches by name."""
    return [_watch(row) for row in db.rows(f"SELECT {_COLUMNS} FROM watches ORDER BY id")]  # noqa: S608


def get_watch(db: Database, watch_id: str) -> Watch:
    """Return a saved search.

    Raises:
        MonitoringError: There is none of that name.
    """
    rows = db.rows(f"SELECT {_COLUMNS} FROM watches WHERE id = ?", (watch_id,))  # noqa: S608
    if not rows:
        raise MonitoringError(f"there is no saved search {watch_id!r}; `newsdesk watch list` shows them")
    return _watch(rows[0])


def remove_watch(db: Database, watch_id: str) -> None:
    """Forget a saved search with what was found for it; raises as ``get_watch``."""
    get_watch(db, watch_id)
    with db.transaction():
        db.execute(
            "DELETE FROM delivered_items WHERE item IN (SELECT number FROM items WHERE watch_id = ?)", (watch_id,)
        )
        for table, column in (("watches", "id"), ("items", "watch_id"), ("deliveries", "watch_id")):
            db.execute(f"DELETE FROM {table} WHERE {column} = ?", (watch_id,))  # noqa: S608


def pause_watch(db: Database, watch_id: str, *, paused: bool) -> None:
    """Run a saved search no more, or again; raises as ``get_watch``."""
    get_watch(db, watch_id)
    with db.transaction():
        db.execute("UPDATE watches SET paused = ? WHERE id = ?", (int(paused), watch_id))


def set_threshold(db: Database, watch_id: str, threshold: float) -> None:
    """Move how sure it must be that an article is about a saved search; raises as ``get_watch``."""
    get_watch(db, watch_id)
    with db.transaction():
        db.execute("UPDATE watches SET threshold = ? WHERE id = ?", (threshold, watch_id))


def keep_found(db: Database, found: Iterable[Item], watches: Sequence[Watch], *, seen: int) -> int:
    """Keep what was found, and that the archive was looked at up to a change; all or nothing.

    Returns:
        How many items are new: what is kept under its key already is not kept again.
    """
    new = 0
    with db.transaction():
        for item in found:
            new += db.execute(
                f"INSERT OR IGNORE INTO items ({_KEPT}) VALUES ({','.join('?' * 9)})",  # noqa: S608
                (
                    item.watch_id, item.key, item.kind, item.at.isoformat(), item.citation.article_id,
                    item.citation.story, json.dumps(encode(item.citation)), item.note, item.score,
                ),
            )  # fmt: skip
        for watch in watches:
            db.execute("UPDATE watches SET seen = max(seen, ?) WHERE id = ?", (seen, watch.id))
    return new


def set_state(db: Database, watch_id: str, state: str) -> None:
    """Keep what a question was answered last."""
    with db.transaction():
        db.execute("UPDATE watches SET state = ? WHERE id = ?", (state, watch_id))


def items_of(db: Database, watch_id: str, *, since: str = "", until: str = "9999") -> list[Item]:
    """Return what was found for a saved search after one ISO moment and up to another, the oldest first."""
    sql = f"SELECT {_ITEM} FROM items WHERE watch_id = ? AND at > ? AND at <= ? ORDER BY number"  # noqa: S608
    return [_item(row) for row in db.rows(sql, (watch_id, since, until))]


def newest_items(db: Database, watch_id: str, *, limit: int) -> list[Item]:
    """Return what was found for a saved search last, the newest first."""
    sql = f"SELECT {_ITEM} FROM items WHERE watch_id = ? ORDER BY number DESC LIMIT ?"  # noqa: S608
    return [_item(row) for row in db.rows(sql, (watch_id, limit))]


def count_items(db: Database, watch_id: str) -> int:
    """Return how much was found for a saved search."""
    ((count,),) = db.rows("SELECT count(*) FROM items WHERE watch_id = ?", (watch_id,))
    return int(count)


def items_about(db: Database, article_ids: Sequence[str]) -> list[Item]:
    """Return all items that rest on some articles."""
    sql = f"SELECT {_ITEM} FROM items WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY number"  # noqa: S608
    return [_item(row) for row in db.rows(sql, (json.dumps(list(article_ids)),))]


def stories_told(db: Database, watch_id: str) -> set[str]:
    """Return the stories that a saved search has told of."""
    return {row[0] for row in db.rows("SELECT DISTINCT story FROM items WHERE watch_id = ?", (watch_id,))}


def _watch(row: tuple[Any, ...]) -> Watch:
    given = dict(zip((field.name for field in fields(Watch)), row, strict=True))
    lists = {name: tuple(json.loads(given[name])) for name in ("outlets", "channels")}
    return Watch(**given | lists | {"paused": bool(given["paused"])})


def _item(row: tuple[Any, ...]) -> Item:
    watch_id, key, kind, at, citation, note, score, number = row
    cited = decode(Citation, json.loads(citation))
    return Item(watch_id, key, kind, datetime.fromisoformat(at), cited, note, score, number)
