"""Run saved searches over what came in since they were run last, and keep what there is to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from assistant.monitoring import tracked_quotes, versions
from assistant.monitoring.fallen_citations import fallen_items
from assistant.monitoring.matching import Match, Matcher
from assistant.monitoring.storage import watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Item, ItemKind, Now, Watch
from assistant.types import Answer
from corpus import Archive, Article, ArticleNotFound, Change

_AT_ONCE = 200
"""Changes that are looked at before what was found is kept: a kill loses no more than their work."""
_LATER: dict[str, ItemKind] = {
    "changed": "changed", "corrected": "corrected", "barred": "withdrawn", "removed": "withdrawn", "gone": "page gone",
}  # fmt: skip

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold what searches are run with.

    Attributes:
        ask: Answers a question, so that another answer than the last one is told; None leaves that out.
    """

    archive: Archive
    db: Database
    matcher: Matcher
    now: Now
    ask: Ask | None = None


def run_watches(desk: Desk, watches: Sequence[Watch]) -> int:
    """Run saved searches; return how many new items there are.

    Each search has its own place in the log of what happened to the archive's articles; it moves on in the transaction
    that keeps what was found.
    """
    new = 0
    running = [watch for watch in watches if not watch.paused]
    for seen, group in groupby(sorted(running, key=lambda watch: watch.seen), key=lambda watch: watch.seen):
        together, after = list(group), seen
        while changes := desk.archive.intake().changes(after, limit=_AT_ONCE):
            found = list(_find(desk, together, changes))
            after = changes[-1].number
            new += watch_records.keep_found(desk.db, found, together, seen=after)
            new += _answer_again(desk, together, found, after)
    return new


def _find(desk: Desk, watches: Sequence[Watch], changes: Sequence[Change]) -> Iterator[Item]:
    """Yield what a stretch of the log has to tell, copies counted once."""
    came = _articles(desk, [change.article_id for change in changes if change.what in ("added", "restored", "changed")])
    by_id = {watch.id: watch for watch in watches}
    told = {watch.id: watch_records.stories_told(desk.db, watch.id) for watch in watches}
    changed = {change.article_id for change in changes if change.what == "changed"}
    for match in desk.matcher.match(watches, came):
        yield from _report(desk, match, told[match.watch.id], changed)
    for watch in watches:
        if watch.kind == "quote":
            yield from tracked_quotes.find_prints(desk.archive, watch, came, told[watch.id], desk.now())
        elif watch.kind == "saved result":
            yield from fallen_items(desk.archive, watch, changes, desk.now())
    later = [change for change in changes if change.what in _LATER]
    items = watch_records.items_about(desk.db, [change.article_id for change in later])
    for change in later:
        for item in _once_a_watch(items, change.article_id):
            if item.watch_id in by_id:
                yield from _later(desk, by_id[item.watch_id], item, change)


def _articles(desk: Desk, ids: Sequence[str]) -> list[Article]:
    """Return those articles that may be cited now, in order of their days."""
    standings = desk.archive.standings(list(dict.fromkeys(ids)))
    found = []
    for article_id, standing in standings.items():
        if not standing.barred and standing.version:
            try:
                found.append(desk.archive.article(article_id))
            except ArticleNotFound:  # removed meanwhile
                continue
    return sorted(found, key=lambda article: (article.published or "", article.id))


def _report(desk: Desk, match: Match, told: set[str], changed: set[str]) -> Iterator[Item]:
    """Yield a new report, unless its story was told of: then it is a copy, or told as a change."""
    article = match.article
    story = desk.archive.stories_of([article.id]).get(article.id)
    name = story.id if story else article.id
    if name in told or article.id in told or (story and {copy.article.id for copy in story.copies} & told):
        return
    further = len(told)
    told.add(name)
    cited = desk.matcher.quote_best(match.watch, article, match.passage, story)
    notes = [match.said, f"independent report no. {further + 1}" if further else ""]
    notes.append("changed since it was printed first" if article.id in changed and article.version > 1 else "")
    kind: ItemKind = "further report" if further else "new report"
    note = "; ".join(filter(None, notes))
    yield Item(match.watch.id, f"report:{name}", kind, desk.now(), cited, note, round(match.score, 3))


def _once_a_watch(items: Sequence[Item], article_id: str) -> list[Item]:
    """Return the first item of each search that rests on an article."""
    own = {item.watch_id: item for item in reversed(items) if item.citation.article_id == article_id}
    return list(own.values())


def _later(desk: Desk, watch: Watch, item: Item, change: Change) -> Iterator[Item]:
    """Yield what became of an article that a search told of before."""
    kind, key = _LATER[change.what], f"{change.what}:{change.article_id}:{change.number}"
    made = replace(item, key=key, kind=kind, at=desk.now(), note="", number=0)
    if change.what == "changed":
        yield from versions.tell_change(desk.archive, watch, made, change.version)
    elif change.what == "corrected":
        yield from versions.tell_correction(desk.archive, made)
    elif change.what == "gone":
        yield replace(made, note="its page is gone from its site; the text is kept")
    else:
        barred = desk.archive.standings([change.article_id])[change.article_id].barred
        if barred:
            yield replace(made, note=barred)


def _answer_again(desk: Desk, watches: Sequence[Watch], found: Sequence[Item], number: int) -> int:
    """Answer the questions that there are new reports on; where the answer is another one, tell it."""
    if desk.ask is None:
        return 0
    new = 0
    touched = {item.watch_id for item in found if item.kind in ("new report", "further report", "changed")}
    for watch in (watch for watch in watches if watch.kind == "question" and watch.id in touched):
        answer = desk.ask(watch.text)
        line = answer.headline
        before = watch_records.get_watch(desk.db, watch.id).state
        if answer.status != "answered" or not line or line == before:
            continue
        cited = next(
            (c for c in answer.citations if line in c.quote), answer.citations[0] if answer.citations else None
        )
        if before and cited is not None:
            note = f"now: “{line}”; before: “{before}”"
            item = Item(watch.id, f"answer:{number}:{line[:80]}", "answer changed", desk.now(), cited, note)
            new += watch_records.keep_found(desk.db, [item], (), seen=0)
        watch_records.set_state(desk.db, watch.id, line)
    return new


def replay_watch(archive: Archive, matcher: Matcher, watch: Watch, days: tuple[date, date], now: Now) -> list[Item]:
    """Return what a search would have told of what was published on some days: for any past day, there or not then.

    It depends on nothing but the archive and the search.

    Args:
        archive: Where the articles are.
        matcher: Decides.
        watch: What is searched for.
        days: The first and the last day of publication.
        now: Moment that the items get.
    """
    from corpus import Scope, Window

    scope = Scope(Window(*days), watch.outlets, as_of=days[1])
    came: list[Article] = []
    while part := archive.listing(scope, limit=500, offset=len(came)):
        came += part
    came.sort(key=lambda article: (article.published or "", article.id))
    told: set[str] = set()
    if watch.kind == "quote":
        return list(tracked_quotes.find_prints(archive, watch, came, told, now()))
    found: list[Item] = []
    for match in matcher.match([watch], came):
        story = archive.stories_of([match.article.id], as_of=days[1]).get(match.article.id)
        name = story.id if story else match.article.id
        if name not in told:
            kind: ItemKind = "further report" if told else "new report"
            told.add(name)
            cited = matcher.quote_best(watch, match.article, match.passage, story)
            found.append(Item(watch.id, f"report:{name}", kind, now(), cited, match.said, round(match.score, 3)))
    return found
