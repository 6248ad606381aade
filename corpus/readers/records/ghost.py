"""Read an export of Ghost: its tables of posts, authors and tags put together as records; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def ghost_posts(value: object) -> list[object] | None:
    """Return the posts of an export of Ghost as records with author, tags and outlet, None where it is no such."""
    data = _tables(value)
    if data is None:
        return None
    users = {str(user.get("id")): str(user.get("name") or "") for user in _rows(data, "users")}
    tags = {str(tag.get("id")): str(tag.get("name") or "") for tag in _rows(data, "tags")}
    titles = [row.get("value") for row in _rows(data, "settings") if row.get("key") == "title"]
    records: list[object] = []
    for post in _rows(data, "posts"):
        named = _linked(data, "posts_authors", post, "author_id") or [post.get("author_id")]
        about = _linked(data, "posts_tags", post, "tag_id")
        known = {name: value for name, value in post.items() if name not in ("html", "plaintext", "author_id", "slug")}
        known["text"] = post.get("html") or post.get("plaintext") or ""
        known["author"] = [users[str(i)] for i in named if str(i) in users]
        known["keywords"] = [tags[str(i)] for i in about if str(i) in tags]
        known["guid"] = post.get("uuid") or post.get("id")
        records.append(known | ({"outlet": titles[0]} if titles else {}))
    return records


def _tables(value: object) -> Mapping[str, object] | None:
    """Return the tables of an export: in ``db[0].data`` since version 1, in ``data`` before."""
    if not isinstance(value, Mapping):
        return None
    database = value.get("db")
    if isinstance(database, list) and len(database) == 1 and isinstance(database[0], Mapping):
        value = database[0]
    data = value.get("data")
    is_export = (
        isinstance(data, Mapping) and isinstance(data.get("posts"), list) and isinstance(data.get("users"), list)
    )
    return data if is_export and isinstance(data, Mapping) else None


def _rows(data: Mapping[str, object], name: str) -> Sequence[Mapping[str, object]]:
    """Return the rows of a table."""
    table = data.get(name)
    return [row for row in table if isinstance(row, Mapping)] if isinstance(table, list) else []


def _linked(data: Mapping[str, object], table: str, post: Mapping[str, object], key: str) -> list[object]:
    """Return what a table links a post to, in its order."""
    rows = [row for row in _rows(data, table) if row.get("post_id") == post.get("id")]
    return [row.get(key) for row in sorted(rows, key=lambda row: str(row.get("sort_order") or 0))]
