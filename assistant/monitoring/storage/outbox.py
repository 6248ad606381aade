"""Reports on their way: made once for each item and channel, tried until they are taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assistant.monitoring.storage import watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Delivery, Item, Watch

_COLUMNS = "key, watch_id, channel, at, due, state, attempts, error, subject, content"


def waiting_items(db: Database, watch: Watch, channel: str) -> list[Item]:
    """Return the items of a search that no report through a channel has."""
    rows = db.rows(
        "SELECT number FROM items i WHERE watch_id = ? AND NOT EXISTS "
        "(SELECT 1 FROM delivered_items d WHERE d.item = i.number AND d.channel = ?)",
        (watch.id, channel),
    )
    numbers = {row[0] for row in rows}
    return [item for item in watch_records.items_of(db, watch.id) if item.number in numbers] if numbers else []


def keep_report(db: Database, delivery: Delivery, items: Sequence[Item]) -> None:
    """Keep a report with the items that it tells; together with whatever else the caller's transaction writes."""
    with db.transaction():
        values = (
            delivery.key, delivery.watch_id, delivery.channel, delivery.at.isoformat(), delivery.due.isoformat(),
            delivery.state, delivery.attempts, delivery.error, delivery.subject, delivery.content,
        )  # fmt: skip
        db.execute(f"INSERT OR IGNORE INTO deliveries ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", values)  # noqa: S608
        for item in items:
            db.execute("INSERT INTO delivered_items VALUES (?,?,?)", (item.number, delivery.channel, delivery.key))


def set_digested(db: Database, watches: Sequence[Watch], now: datetime) -> None:
    """Note when reports on searches were made last."""
    with db.transaction():
        for watch in watches:
            db.execute("UPDATE watches SET digested = ? WHERE id = ?", (now.isoformat(), watch.id))


def due_deliveries(db: Database, now: datetime) -> list[Delivery]:
    """Return the reports to send now: those that wait, failed before, or whose sending was broken off."""
    sql = f"SELECT {_COLUMNS} FROM deliveries WHERE state <> 'sent' AND due <= ? ORDER BY at, key"  # noqa: S608
    return [_delivery(row) for row in db.rows(sql, (now.isoformat(),))]


def list_deliveries(db: Database, *, limit: int = 50) -> list[Delivery]:
    """Return the newest reports, whatever their state, those first that were not sent."""
    sql = f"SELECT {_COLUMNS} FROM deliveries ORDER BY state = 'sent', at DESC LIMIT ?"  # noqa: S608
    return [_delivery(row) for row in db.rows(sql, (limit,))]


def get_delivery(db: Database, key: str) -> Delivery:
    """Return a report by its key."""
    return _delivery(db.rows(f"SELECT {_COLUMNS} FROM deliveries WHERE key = ?", (key,))[0])  # noqa: S608


def begin_sending(db: Database, key: str) -> None:
    """Note that a report is being sent: whoever finds it so sends it again under the same name."""
    with db.transaction():
        db.execute("UPDATE deliveries SET state = 'sending', attempts = attempts + 1 WHERE key = ?", (key,))


def end_sending(db: Database, key: str) -> None:
    """Note that a report was taken."""
    with db.transaction():
        db.execute("UPDATE deliveries SET state = 'sent', error = '' WHERE key = ?", (key,))


def fail_sending(db: Database, key: str, error: str, due: datetime) -> None:
    """Note why a report was not taken, and when it is tried again."""
    with db.transaction():
        sql = "UPDATE deliveries SET state = 'failed', error = ?, due = ? WHERE key = ?"
        db.execute(sql, (error, due.isoformat(), key))


def _delivery(row: tuple[Any, ...]) -> Delivery:
    key, watch_id, channel, at, due, *rest = row
    return Delivery(key, watch_id, channel, datetime.fromisoformat(at), datetime.fromisoformat(due), *rest)
