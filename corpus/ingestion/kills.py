"""Take out what a kill of a wire names: an item of its own that gives the number or the headline of the other ones.

A kill may be read before what it takes out, so its words are kept. What its source sends later than the kill stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from corpus.storage import articles
from corpus.storage.catalog import Catalog
from corpus.types import Article

_BACK = timedelta(days=60)  # a kill comes within hours; an archive need not look at years for a headline
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12  # of a headline that names an article
_FEWEST_SIGNS = 4  # of a number or a slugline
_KEPT = 4_000  # characters of a kill


def take_out(catalog: Catalog, kill: Article) -> list[str]:
    """Cancel what a kill names, and keep its words for what is still to come; return the ids of what it canceled."""
    words = " ".join(filter(None, (kill.title, kill.slugline, kill.note, kill.text)))[:_KEPT]
    with catalog.transaction():
        values = (kill.id, kill.outlet, words, kill.published, kill.source)
        catalog.execute("INSERT OR REPLACE INTO kills VALUES (?,?,?,?,?)", values)
        named = [found.id for found in _candidates(catalog, kill) if _names(words, found)]
        return [i for i in named if articles.set_pubstatus(catalog, i, "canceled")]


def killed_by(catalog: Catalog, article: Article) -> str:
    """Return where the kill stands that takes an article out, '' where there is none."""
    rows = catalog.rows(
        "SELECT words, published, place FROM kills WHERE outlet IS ? AND article_id <> ?", (article.outlet, article.id)
    )
    for words, published, place in rows:
        if _is_before(article.published, published) and _names(words, article):
            return str(place)
    return ""


def _candidates(catalog: Catalog, kill: Article) -> Iterator[Article]:
    """Yield the articles of a kill's outlet that came before it."""
    where, values = "outlet IS ? AND id <> ? AND pubstatus = 'usable'", [kill.outlet, kill.id]
    if kill.published:
        first = datetime.fromisoformat(kill.published[:10]).replace(tzinfo=UTC) - _BACK
        where += " AND (day IS NULL OR day >= ?)"
        values.append(int(first.timestamp()))  # type: ignore[arg-type]
    ids = [str(i) for (i,) in catalog.rows(f"SELECT id FROM articles WHERE {where}", values)]  # noqa: S608
    yield from (a for a in articles.by_id(catalog, ids).values() if _is_before(a.published, kill.published))


def _is_before(published: str | None, kill: str | None) -> bool:
    """Say whether an article is not later than a kill, as far as both are known."""
    if published is None or kill is None:
        return True
    if min(len(published), len(kill)) <= len("2025-03-12"):
        return published[:10] <= kill[:10]
    first, second = (datetime.fromisoformat(moment) for moment in (published, kill))
    return first.replace(tzinfo=first.tzinfo or UTC) <= second.replace(tzinfo=second.tzinfo or UTC)


def _names(words: str, article: Article) -> bool:
    """Say whether the words of a kill give the number, the slugline or the headline of an article."""
    number = (article.guid or "").rpartition(":")[2]
    for name in (number, article.guid or "", article.slugline or ""):
        if len(name) >= _FEWEST_SIGNS and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words, re.IGNORECASE):
            return True
    headline = _folded(article.title)
    long_enough = len(headline.split()) >= _FEWEST_WORDS and len(headline) >= _FEWEST_LETTERS
    return long_enough and f" {headline} " in f" {_folded(words)} "


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
