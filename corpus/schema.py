"""The catalog's tables, and a scope as SQL."""

from __future__ import annotations

from corpus.types import Scope, day_number

SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, url TEXT, title TEXT NOT NULL, outlet TEXT, published TEXT, day INTEGER,
    authors TEXT NOT NULL, section TEXT, keywords TEXT NOT NULL, source TEXT NOT NULL,
    version INTEGER NOT NULL, digest TEXT NOT NULL, added TEXT NOT NULL,
    passages INTEGER NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (day);
CREATE TABLE IF NOT EXISTS versions (
    article_id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, added TEXT NOT NULL,
    digest TEXT NOT NULL, PRIMARY KEY (article_id, number)
);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL, version INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, digest BLOB NOT NULL,
    dropped INTEGER NOT NULL DEFAULT 0, in_words INTEGER NOT NULL DEFAULT 0, in_chroma INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS passages_by_article ON passages (article_id);
CREATE INDEX IF NOT EXISTS passages_by_digest ON passages (digest);
CREATE INDEX IF NOT EXISTS passages_not_in_words ON passages (id) WHERE in_words = 0 AND dropped = 0;
CREATE INDEX IF NOT EXISTS passages_not_in_chroma ON passages (id) WHERE in_chroma = 0 AND dropped = 0;
CREATE INDEX IF NOT EXISTS passages_dropped ON passages (id) WHERE dropped = 1;
CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL);
"""
"""Days are UTC epoch seconds of their midnight, so that a window is a comparison of integers."""

ARTICLE_COLUMNS = (
    "a.id, a.title, t.text, a.outlet, a.url, a.published, a.authors, a.section, a.keywords, a.source, a.version "
    "FROM articles a JOIN versions t ON t.article_id = a.id AND t.number = a.version"
)


def scope_clause(scope: Scope) -> tuple[str, list[object]]:
    """Return a scope as a condition on the table ``articles a``, with its values."""
    parts, values = ["a.withdrawn = 0"], list[object]()
    if scope.window.since is not None:
        parts.append("a.day >= ?")
        values.append(day_number(scope.window.since))
    if scope.window.until is not None:
        parts.append("a.day <= ?")
        values.append(day_number(scope.window.until))
    if scope.as_of is not None:
        parts.append("(a.day IS NULL OR a.day <= ?)")
        values.append(day_number(scope.as_of))
    if scope.outlets:
        parts.append(f"a.outlet IN ({','.join('?' * len(scope.outlets))})")
        values.extend(scope.outlets)
    return " AND ".join(parts), values
