"""Recalls that came before the article that they take out: kept, and applied when it comes.

A feed or a folder need not give an item before its recall; which of two files is read first must not decide whether an
article is cited that its source has taken back.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.ingestion.urls import is_worldwide
from corpus.storage.catalog import Catalog
from corpus.types import Article, StatusChange


@dataclass(frozen=True, slots=True)
class Recall:
    """Hold a recall that waits, or that has met its article.

    Attributes:
        article_id: As ``StatusChange.article_id`` while it waits, then the id of its article.
        digest: Of the words that it took out; None while it waits.
    """

    article_id: str
    pubstatus: str
    revision: int | None
    place: str
    digest: str | None


def keep(catalog: Catalog, change: StatusChange) -> None:
    """Keep a recall until its article comes; a later one takes the place of an earlier one."""
    with catalog.transaction():
        catalog.execute(
            "INSERT INTO recalls VALUES (?,?,?,?,?,?,NULL) ON CONFLICT (article_id) DO UPDATE SET "
            "pubstatus = excluded.pubstatus, revision = excluded.revision, place = excluded.place "
            "WHERE coalesce(excluded.revision, -1) >= coalesce(revision, -1)",
            (change.article_id, change.guid, change.outlet, change.pubstatus, change.revision, change.place),
        )


def against(catalog: Catalog, article: Article) -> Recall | None:
    """Return the recall of an article: by its id, else by the name that its source gives it."""
    rows = catalog.rows(
        "SELECT article_id, pubstatus, revision, place, digest, guid, outlet FROM recalls "
        "WHERE article_id = ? OR (guid = ? AND digest IS NULL) ORDER BY article_id <> ?",
        (article.id, article.guid, article.id),
    )
    for *values, guid, outlet in rows:
        if values[0] == article.id or is_worldwide(guid) or outlet in (None, article.outlet):
            return Recall(*values)
    return None


def apply(catalog: Catalog, recall: Recall, article: Article, digest: str) -> None:
    """Take note of the words that a recall took out: they stay out when the same source is read again."""
    with catalog.transaction():
        drop(catalog, recall.article_id)
        values = (article.id, article.guid, article.outlet, recall.pubstatus, recall.revision, recall.place, digest)
        catalog.execute("INSERT OR REPLACE INTO recalls VALUES (?,?,?,?,?,?,?)", values)


def drop(catalog: Catalog, article_id: str) -> bool:
    """Forget a recall, for its source has let the article back in; say whether there was one."""
    with catalog.transaction():
        return catalog.execute("DELETE FROM recalls WHERE article_id = ?", (article_id,)).rowcount > 0
