"""Stories over the catalog: each article is put with the copies of its text as it comes in, and they are read back.

A story is known by the article that it began with. An article joins it only where it is a copy of that one, or of the
longest copy of that one: who is like a latecomer alone stays out, so that no chain of small changes ties two texts.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.deduplication import near_duplicates
from corpus.deduplication.near_duplicates import Reading
from corpus.deduplication.story_origin import story_of
from corpus.storage import articles
from corpus.storage.catalog import Catalog, marks, parts
from corpus.storage.schema import CITABLE, scope_clause
from corpus.types import Article, Copy, Scope, Story, Window

_COMMON = 12
"""Stories from which a print is in everybody's mouth (a template, a form below the text) and points to none."""
_SHARED = 3
"""Prints that a story has to share to be looked at: the likest unrelated one shares 1 to 3, mostly 1."""
_LOOKED_AT = 6
"""Stories that are aligned, most shared prints first; the right one was first for 199 of 200 copies of each kind."""
_LONGER = 1.1
"""How much longer a copy has to be for its own prints to be worth keeping."""
_BATCH = 64


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold a story that an article belongs to: of which member it is a copy, and how."""

    story: int
    of: str | None
    how: str
    alike: float
    longest: int


def join(catalog: Catalog, article: Article) -> bool:
    """Put an article into the story that it belongs to, or begin one; say whether it is a copy of another article.

    May be called again, and has to be for a new version: the article may leave its story then, and others with it.
    """
    with catalog.transaction():
        known = catalog.rows("SELECT version FROM copies WHERE article_id = ?", (article.id,))
        if not known:
            _place(catalog, article)
        elif known[0][0] != article.version:
            _regroup(catalog, article.id)
        return article.id in of_articles(catalog, [article.id])


def leave(catalog: Catalog, article_id: str) -> None:
    """Take an article out of its story; those that were copies of it find their story anew."""
    with catalog.transaction():
        _regroup(catalog, article_id, gone=True)


def catch_up(catalog: Catalog, limit: int | None = None) -> int:
    """Join the articles that have not been looked at in their current version; return how many."""
    done = 0
    while limit is None or done < limit:
        sql = (
            "SELECT a.id FROM articles a JOIN versions t ON t.article_id = a.id AND t.number = a.version "
            "LEFT JOIN copies c ON c.article_id = a.id AND c.version = a.version "
            "WHERE c.number IS NULL ORDER BY a.day IS NULL, a.day, a.id LIMIT ?"
        )
        ids = [row[0] for row in catalog.rows(sql, (_BATCH if limit is None else min(_BATCH, limit - done),))]
        if not ids:
            break
        with catalog.transaction():
            found = articles.by_id(catalog, ids)
            for article_id in ids:
                if article_id in found:
                    join(catalog, found[article_id])
        if not found:  # those that are left are damaged on disk
            break
        done += len(ids)
    return done


def of_articles(catalog: Catalog, ids: Sequence[str]) -> dict[str, str]:
    """Return the story ids of those articles that have copies."""
    found: dict[str, str] = {}
    for part in parts(ids):
        sql = (
            "SELECT c.article_id, f.article_id FROM copies c JOIN copies f ON f.number = c.story "  # noqa: S608
            f"WHERE c.article_id IN ({marks(part)}) "
            "AND EXISTS (SELECT 1 FROM copies o WHERE o.story = c.story AND o.number <> c.number)"
        )
        found.update(catalog.rows(sql, part))
    return found


def get(catalog: Catalog, story_ids: Sequence[str]) -> dict[str, Story]:
    """Return stories by id, with the copies that may be cited; those without any are left out."""
    held: dict[str, list[tuple[Copy, bool]]] = {story_id: [] for story_id in story_ids}
    for part in parts(list(held)):
        sql = (
            f"SELECT f.article_id, c.article_id, c.of_id, c.how, c.alike, {CITABLE} FROM copies f "  # noqa: S608
            f"JOIN copies c ON c.story = f.number JOIN articles a ON a.id = c.article_id "
            f"WHERE f.article_id IN ({marks(part)}) AND f.story = f.number ORDER BY c.number"
        )
        rows = catalog.rows(sql, part)
        texts = articles.by_id(catalog, [row[1] for row in rows])
        for story_id, article_id, of, how, alike, citable in rows:
            if article_id in texts:  # one that is damaged on disk is left out
                held[story_id].append((Copy(texts[article_id], of, how, alike), bool(citable)))
    return {story_id: story_of(story_id, found) for story_id, found in held.items() if any(told for _, told in found)}


def listing(catalog: Catalog, scope: Scope, *, limit: int, offset: int = 0) -> list[Story]:
    """Return the stories of two and more copies with one in a scope, newest first, each with all its copies."""
    sql, values = _within(scope)
    sql = f"SELECT f.article_id {sql} ORDER BY max(a.day) DESC, c.story LIMIT ? OFFSET ?"
    ids = [str(row[0]) for row in catalog.rows(sql, [*values, limit, offset])]
    found = get(catalog, ids)
    return [found[story_id] for story_id in ids if story_id in found]


def count(catalog: Catalog, scope: Scope) -> int:
    """Count the stories of two and more copies with one in a scope."""
    sql, values = _within(scope)
    return catalog.one(f"SELECT count(*) FROM (SELECT 1 {sql})", values)  # noqa: S608


def _within(scope: Scope) -> tuple[str, list[object]]:
    """Return a scope's stories as SQL; copies out of its window and of other outlets count as copies, too."""
    here, values = scope_clause(scope)
    anywhere, further = scope_clause(replace(scope, window=Window(), outlets=()))
    sql = (
        "FROM copies c JOIN articles a ON a.id = c.article_id JOIN copies f ON f.number = c.story "  # noqa: S608
        f"WHERE {anywhere} AND c.story IN "
        f"(SELECT h.story FROM copies h JOIN articles a ON a.id = h.article_id WHERE {here}) "
        "GROUP BY c.story HAVING count(*) > 1"
    )
    return sql, [*further, *values]


# -- how an article finds its story


def _place(catalog: Catalog, article: Article, number: int | None = None) -> None:
    """Store an article with its story; a number is its place in the order of arrival, None for the next one."""
    reading = near_duplicates.read(article.text)
    stories_of = _stories_of(catalog, reading.prints())
    found = _same(catalog, article, reading) or _near(catalog, article, reading, stories_of)
    length = len(reading.words)
    best = found[0] if found else _Found(0, None, "first", 1.0, 0)
    number = _insert(
        catalog, number, article.id, article.version, best.story, reading.digest, length, best.of, best.how, best.alike
    )
    if not found:
        catalog.execute("UPDATE copies SET story = number WHERE number = ?", (number,))
    if length > _LONGER * best.longest:
        _keep_prints(catalog, number, best.story or number, stories_of)
    for other in found[1:]:
        _merge(catalog, article.id, best.story, other)


def _insert(catalog: Catalog, *values: object) -> int:
    columns = "number, article_id, version, story, digest, words, of_id, how, alike"
    written = catalog.execute(f"INSERT INTO copies ({columns}) VALUES ({marks(values)})", values)  # noqa: S608
    return int(written.lastrowid or 0)


def _stories_of(catalog: Catalog, prints: Sequence[int]) -> dict[int, set[int]]:
    """Return the stories that have each print."""
    held: dict[int, set[int]] = {value: set() for value in prints}
    if prints:
        sql = f"SELECT print, story FROM prints WHERE print IN ({marks(prints)})"  # noqa: S608
        for value, story in catalog.rows(sql, prints):
            held[value].add(story)
    return held


def _keep_prints(catalog: Catalog, number: int, story: int, stories_of: dict[int, set[int]]) -> None:
    """Let the prints of a member point to its story; those that are common already stay as they are."""
    new = [value for value, held in stories_of.items() if len(held) < _COMMON and story not in held]
    if new:
        sql = f"INSERT INTO prints VALUES {','.join(['(?, ?)'] * len(new))}"  # noqa: S608
        catalog.execute(sql, [each for value in new for each in (value, story)])
        catalog.execute("UPDATE copies SET prints = ? WHERE number = ?", (array("I", new).tobytes(), number))


def _same(catalog: Catalog, article: Article, reading: Reading) -> list[_Found]:
    """Return the story of an article with the same words."""
    sql = "SELECT c.article_id, c.story FROM copies c WHERE c.digest = ? ORDER BY c.number LIMIT ?"
    for article_id, story in catalog.rows(sql, (reading.digest, _LOOKED_AT)):
        other = articles.by_id(catalog, [article_id]).get(article_id)
        if other is None or _of_frame(article, reading, other):
            continue
        if near_duplicates.is_same(reading, near_duplicates.read(other.text), (article.title, other.title)):
            return [_Found(story, article_id, "exact", 1.0, len(reading.words))]
    return []


def _near(catalog: Catalog, article: Article, reading: Reading, stories_of: dict[int, set[int]]) -> list[_Found]:
    """Return the stories that an article is a copy of, the oldest first."""
    shared = Counter(story for held in stories_of.values() if len(held) < _COMMON for story in held)
    likely = [story for story, times in shared.most_common(_LOOKED_AT) if times >= _SHARED]
    found = []
    for story in sorted(likely):
        core = _core(catalog, story)
        texts = articles.by_id(catalog, [article_id for article_id, _ in core])
        longest = max((words for _, words in core), default=0)
        likest = max((_alike(article, reading, texts[i]) for i, _ in core if i in texts), default=(0.0, ""))
        if likest[0]:
            found.append(_Found(story, likest[1], "near", likest[0], longest))
    return found


def _core(catalog: Catalog, story: int) -> list[tuple[str, int]]:
    """Return the id and length of a story's first article, and of the longest copy of it where that is longer."""
    sql = (
        "SELECT c.article_id, c.words FROM copies f JOIN copies c ON c.story = f.number "
        "WHERE f.number = ? AND (c.number = f.number OR (c.of_id = f.article_id AND c.words > ? * f.words)) "
        "ORDER BY c.number <> f.number, c.words DESC, c.number LIMIT 2"
    )
    return [(str(article_id), int(words)) for article_id, words in catalog.rows(sql, (story, _LONGER))]


def _alike(article: Article, reading: Reading, other: Article) -> tuple[float, str]:
    """Return how alike an article is to another one, 0 where it is no copy, with the other one's id."""
    days = abs((article.day - other.day).days) if article.day and other.day else None
    text = near_duplicates.read(other.text)
    if not near_duplicates.is_copy(
        near_duplicates.compare(reading, text, (article.title, other.title)), days
    ) or _of_frame(article, reading, other):
        return 0.0, other.id
    return near_duplicates.alike(reading, text), other.id


def _of_frame(article: Article, reading: Reading, other: Article) -> bool:
    same_outlet = article.outlet is not None and article.outlet == other.outlet
    return same_outlet and near_duplicates.is_frame(reading, (article.title, other.title))


def _merge(catalog: Catalog, article_id: str, story: int, other: _Found) -> None:
    """Make one story of two that an article turned out to be a copy of."""
    catalog.execute(
        "UPDATE copies SET of_id = ?, how = ?, alike = ? WHERE number = ?",
        (article_id, other.how, other.alike, other.story),
    )
    sql = "UPDATE OR REPLACE prints SET story = ? WHERE print = ? AND story = ?"
    for (kept,) in catalog.rows("SELECT prints FROM copies WHERE story = ? AND prints NOTNULL", (other.story,)):
        for value in array("I", kept):
            catalog.execute(sql, (story, value, other.story))
    catalog.execute("UPDATE copies SET story = ? WHERE story = ?", (story, other.story))


def _regroup(catalog: Catalog, article_id: str, *, gone: bool = False) -> None:
    """Let the members of an article's story find their places anew, in the order in which they came."""
    sql = (
        "SELECT o.number, o.article_id, o.story, o.prints, o.of_id FROM copies c JOIN copies o ON o.story = c.story "
        "WHERE c.article_id = ? ORDER BY o.number"
    )
    members = catalog.rows(sql, (article_id,))
    own = next((member for member in members if member[1] == article_id), None)
    if own and own[0] != own[2] and all(member[4] != article_id for member in members):
        members = [own]  # nobody is a copy of it: the others stay where they are
    for number, _, story, kept, _ in members:
        for value in array("I", kept or b""):
            catalog.execute("DELETE FROM prints WHERE print = ? AND story = ?", (value, story))
        catalog.execute("DELETE FROM copies WHERE number = ?", (number,))
    texts = articles.by_id(catalog, [member[1] for member in members])
    for number, member, *_ in members:
        if member in texts and not (gone and member == article_id):
            _place(catalog, texts[member], number)


def until(story: Story, as_of: date | None) -> Story:
    """Return a story as it was known on a day."""
    if as_of is None:
        return story
    return replace(story, copies=tuple(copy for copy in story.copies if (copy.article.day or as_of) <= as_of))


def told_of(catalog: Catalog, article_ids: Sequence[str], *, as_of: date | None) -> dict[str, Story]:
    """Return the story of each article that has copies, barred ones too, without copies printed after a day."""
    of = of_articles(catalog, article_ids)
    known = {story.id: until(story, as_of) for story in get(catalog, [*set(of.values())]).values()}
    told = {i: story for i, story in known.items() if len(story.copies) + len(story.barred) > 1}
    return {i: told[story] for i, story in of.items() if story in told}
