"""The catalog's tables, and a scope as SQL."""

from __future__ import annotations

import json
from dataclasses import fields

from corpus.types import Article, Scope, day_number

SCHEMA_VERSION = 5

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
CREATE TABLE IF NOT EXISTS copies (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, story INTEGER NOT NULL,
    digest BLOB NOT NULL, words INTEGER NOT NULL, of_id TEXT, how TEXT NOT NULL, alike REAL NOT NULL, prints BLOB
);
CREATE INDEX IF NOT EXISTS copies_by_story ON copies (story);
CREATE INDEX IF NOT EXISTS copies_by_digest ON copies (digest);
CREATE TABLE IF NOT EXISTS prints (
    print INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY (print, story)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recalls (
    article_id TEXT PRIMARY KEY, guid TEXT, outlet TEXT, pubstatus TEXT NOT NULL, revision INTEGER, place TEXT NOT NULL,
    digest TEXT
);
CREATE TABLE IF NOT EXISTS kills (
    article_id TEXT PRIMARY KEY, outlet TEXT, words TEXT NOT NULL, published TEXT, place TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS collections (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS collection_rules (
    collection TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (collection, field, value)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fetched (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL, version INTEGER NOT NULL, what TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))
);
"""
"""Days are UTC epoch seconds of their midnight, so that a window is a comparison of integers."""

CHANGE_LOG = """
CREATE TRIGGER IF NOT EXISTS log_added AFTER INSERT ON articles BEGIN
    INSERT INTO changes (article_id, version, what) VALUES (new.id, new.version, 'added');
END;
CREATE TRIGGER IF NOT EXISTS log_changed AFTER UPDATE OF version ON articles WHEN new.version <> old.version BEGIN
    INSERT INTO changes (article_id, version, what) VALUES (new.id, new.version, 'changed');
END;
CREATE TRIGGER IF NOT EXISTS log_corrected AFTER UPDATE OF corrections ON articles
WHEN new.corrections <> old.corrections BEGIN
    INSERT INTO changes (article_id, version, what) VALUES (new.id, new.version, 'corrected');
END;
CREATE TRIGGER IF NOT EXISTS log_standing AFTER UPDATE OF pubstatus, withdrawn ON articles
WHEN (new.pubstatus = 'usable' AND new.withdrawn = 0) <> (old.pubstatus = 'usable' AND old.withdrawn = 0) BEGIN
    INSERT INTO changes (article_id, version, what) VALUES (
        new.id, new.version, iif(new.pubstatus = 'usable' AND new.withdrawn = 0, 'restored', 'barred')
    );
END;
CREATE TRIGGER IF NOT EXISTS log_gone AFTER UPDATE OF caveats ON articles
WHEN instr(new.caveats, 'page gone') > 0 AND instr(old.caveats, 'page gone') = 0 BEGIN
    INSERT INTO changes (article_id, version, what) VALUES (new.id, new.version, 'gone');
END;
CREATE TRIGGER IF NOT EXISTS log_removed AFTER DELETE ON articles BEGIN
    INSERT INTO changes (article_id, version, what) VALUES (old.id, old.version, 'removed');
END;
"""
"""What happens to articles is logged by the database itself, in the transaction in which it happens: whoever watches an
archive misses nothing, whatever ends the process. Made after the columns that the triggers name."""

COLUMNS_SINCE = {
    2: (
        *("dated_by TEXT", "updated TEXT", "kind TEXT NOT NULL DEFAULT 'news'", "language TEXT", "dateline TEXT"),
        *("agency TEXT", "subjects TEXT NOT NULL DEFAULT '[]'", "urgency INTEGER", "terms TEXT", "revision INTEGER"),
        *("pubstatus TEXT NOT NULL DEFAULT 'usable'", "embargo TEXT", "embargo_at INTEGER"),
        *("corrections TEXT NOT NULL DEFAULT '[]'",),
    ),
    3: ("guid TEXT",),
    4: (
        *("slugline TEXT", "note TEXT", "marks TEXT NOT NULL DEFAULT '[]'", "caveats TEXT NOT NULL DEFAULT '[]'"),
        *("remarks TEXT NOT NULL DEFAULT '[]'",),
    ),
}
"""Columns of ``articles`` that came with each later schema; an older catalog is given them when it is opened."""

ARTICLE_FIELDS = tuple(field.name for field in fields(Article) if field.name != "text")
ARTICLE_COLUMNS = (
    ", ".join(f"a.{name}" for name in ARTICLE_FIELDS)
    + ", t.text FROM articles a JOIN versions t ON t.article_id = a.id AND t.number = a.version"
)

CITABLE = (
    "a.withdrawn = 0 AND a.pubstatus = 'usable' "
    "AND (a.embargo_at IS NULL OR a.embargo_at <= CAST(strftime('%s', 'now') AS INTEGER))"
)
"""Condition on the table ``articles a``: whether an article may be searched and cited now."""

_CHANGED_AFTER = (
    "(a.version > 1 AND (substr(coalesce(a.updated, ''), 1, 10) > ? OR "
    "(a.updated IS NULL AND substr(a.added, 1, 10) <= ? AND "
    "(SELECT substr(v.added, 1, 10) FROM versions v WHERE v.article_id = a.id AND v.number = a.version) > ?)))"
)
"""Condition: the text of today is later than a day. The source says when it changed it; where it does not, an archive
that had the article by that day knows when it saw the change."""


def scope_clause(scope: Scope) -> tuple[str, list[object]]:
    """Return a scope as a condition on the table ``articles a``, with its values."""
    parts, values = [CITABLE], list[object]()
    if scope.window.since is not None:
        parts.append("a.day >= ?")
        values.append(day_number(scope.window.since))
    if scope.window.until is not None:
        parts.append("a.day <= ?")
        values.append(day_number(scope.window.until))
    if scope.as_of is not None:
        parts.append(f"(a.day IS NULL OR a.day <= ?) AND NOT {_CHANGED_AFTER}")
        values += [day_number(scope.as_of), *[scope.as_of.isoformat()] * 3]
    if scope.outlets:
        parts.append(f"a.outlet IN ({','.join('?' * len(scope.outlets))})")
        values.extend(scope.outlets)
    if scope.kinds:
        parts.append(f"a.kind IN ({','.join('?' * len(scope.kinds))})")
        values.extend(scope.kinds)
    if scope.hidden:
        parts.append("a.id NOT IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(scope.hidden)))
    return " AND ".join(parts), values
