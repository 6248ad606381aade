"""Sources, the pages that are known of each, and what its runs brought."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from assistant.errors import MonitoringError
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Run
from corpus import Before, KnownPage, Source, Visited

_COLUMNS = "id, kind, address, outlet, language, every, pages_an_hour, secret_file, private, paused"
_HOUR = timedelta(hours=1)


def add_source(db: Database, source: Source, now: datetime) -> None:
    """Keep a new source; it is due at once.

    Raises:
        MonitoringError: There is one with its name or its address.
    """
    with db.transaction():
        for other in list_sources(db):
            if source.id == other.id or source.address == other.address:
                raise MonitoringError(f"there is a source {other.id} already, for {other.address}")
        values = [*asdict(source).values(), "", now.isoformat(), now.isoformat(), 0]
        db.execute(f"INSERT INTO sources VALUES ({','.join('?' * len(values))})", values)  # noqa: S608


def list_sources(db: Database) -> list[Source]:
    """Return all sources by name."""
    return [_source(row) for row in db.rows(f"SELECT {_COLUMNS} FROM sources ORDER BY id")]  # noqa: S608


def get_source(db: Database, source_id: str) -> Source:
    """Return a source.

    Raises:
        MonitoringError: There is none of that name.
    """
    rows = db.rows(f"SELECT {_COLUMNS} FROM sources WHERE id = ?", (source_id,))  # noqa: S608
    if not rows:
        raise MonitoringError(f"there is no source {source_id!r}; `newsdesk sources list` shows them")
    return _source(rows[0])


def due_sources(db: Database, now: datetime) -> list[Source]:
    """Return the sources that are to be looked at now, those first that have waited longest."""
    sql = f"SELECT {_COLUMNS} FROM sources WHERE paused = 0 AND due <= ? ORDER BY due"  # noqa: S608
    return [_source(row) for row in db.rows(sql, (now.isoformat(),))]


def pause_source(db: Database, source_id: str, *, paused: bool, now: datetime) -> None:
    """Leave a source alone, or look at it again from now on; raises as ``get_source``."""
    get_source(db, source_id)
    with db.transaction():
        db.execute("UPDATE sources SET paused = ?, due = ? WHERE id = ?", (int(paused), now.isoformat(), source_id))


def make_due(db: Database, source_id: str, now: datetime) -> None:
    """Let a source be looked at with the next run, whenever that is; raises as ``get_source``."""
    get_source(db, source_id)
    with db.transaction():
        db.execute("UPDATE sources SET due = ? WHERE id = ?", (now.isoformat(), source_id))


def remove_source(db: Database, source_id: str) -> None:
    """Forget a source; its articles stay. Raises as ``get_source``."""
    get_source(db, source_id)
    with db.transaction():
        for table, column in (("sources", "id"), ("pages", "source_id"), ("runs", "source_id")):
            db.execute(f"DELETE FROM {table} WHERE {column} = ?", (source_id,))  # noqa: S608


def before_visit(db: Database, source: Source, now: datetime) -> Before:
    """Return what earlier visits to a source left."""
    sql = "SELECT place, article_id, mark, first_seen, due, missed, whole_text FROM pages WHERE source_id = ?"
    pages = {row[0]: _page(row) for row in db.rows(sql, (source.id,))}
    ((state,),) = db.rows("SELECT state FROM sources WHERE id = ?", (source.id,))
    asked = db.rows(
        "SELECT coalesce(sum(asked), 0) FROM runs WHERE source_id = ? AND at > ?",
        (source.id, (now - _HOUR).isoformat()),
    )
    return Before(pages, state, asked[0][0])


def keep_visit(db: Database, run: Run, visited: Visited, *, due: datetime, failures: int) -> None:
    """Keep what a visit found out, once its articles are stored; all or nothing."""
    with db.transaction():
        for page in visited.pages:
            given = asdict(page) | {"first_seen": page.first_seen.isoformat()}
            given["due"] = page.due.isoformat() if page.due else None
            db.execute("INSERT OR REPLACE INTO pages VALUES (?,?,?,?,?,?,?,?)", [run.source_id, *given.values()])
        db.execute(
            "UPDATE sources SET state = ?, due = ?, failures = ? WHERE id = ?",
            (visited.state, due.isoformat(), failures, run.source_id),
        )
        record = asdict(run) | {"at": run.at.isoformat(), "refusals": json.dumps(run.refusals)}
        db.execute(
            f"INSERT INTO runs ({', '.join(record)}) VALUES ({','.join('?' * len(record))})",  # noqa: S608
            list(record.values()),
        )


def runs_of(db: Database, source_id: str, *, since: datetime) -> list[Run]:
    """Return the runs of a source from a moment on, the oldest first."""
    columns = "source_id, at, seconds, asked, added, changed, gone, refusals, error"
    sql = f"SELECT {columns} FROM runs WHERE source_id = ? AND at >= ? ORDER BY at, number"  # noqa: S608
    rows = db.rows(sql, (source_id, since.isoformat()))
    return [_run(row) for row in rows]


def totals_of(db: Database, source_id: str) -> tuple[int, datetime, datetime, int]:
    """Return how many articles a source brought, when it was added, when it is due, and its failures in a row."""
    ((added, due, failures),) = db.rows("SELECT added, due, failures FROM sources WHERE id = ?", (source_id,))
    ((brought,),) = db.rows("SELECT coalesce(sum(added), 0) FROM runs WHERE source_id = ?", (source_id,))
    return brought, datetime.fromisoformat(added), datetime.fromisoformat(due), failures


def last_new(db: Database, source_id: str) -> datetime | None:
    """Return when a source brought a new article last."""
    rows = db.rows("SELECT max(at) FROM runs WHERE source_id = ? AND added > 0", (source_id,))
    return datetime.fromisoformat(rows[0][0]) if rows[0][0] else None


def forget_runs(db: Database, before: datetime) -> None:
    """Forget the runs before a moment that brought nothing."""
    with db.transaction():
        db.execute("DELETE FROM runs WHERE at < ? AND added = 0", (before.isoformat(),))


def _source(row: tuple[Any, ...]) -> Source:
    *values, private, paused = row
    return replace(Source(*values), private=bool(private), paused=bool(paused))


def _run(row: tuple[Any, ...]) -> Run:
    source_id, at, seconds, asked, added, changed, gone, refusals, error = row
    counted: dict[str, int] = json.loads(refusals)
    return Run(source_id, datetime.fromisoformat(at), seconds, asked, added, changed, gone, counted, error)


def _page(row: tuple[Any, ...]) -> KnownPage:
    place, article_id, mark, first_seen, due, missed, whole_text = row
    seen, next_look = datetime.fromisoformat(first_seen), datetime.fromisoformat(due) if due else None
    return KnownPage(place, article_id, mark, seen, next_look, missed, bool(whole_text))
