"""Look at sources and store what they have: several sites at a time, each at its own pace; one's trouble is its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from time import perf_counter
from urllib.parse import urlsplit

from assistant.monitoring.storage import source_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Now, Run
from corpus import (
    Archive,
    ArchiveError,
    Article,
    ArticleNotFound,
    Before,
    CorpusError,
    Fetcher,
    Limits,
    Refusal,
    Source,
    Visited,
    visit_source,
)

_SITES = 16
"""Sites that are asked at a time; they wait for the network most of the time."""
_DOUBLINGS, _LONGEST = 6, timedelta(hours=24)
"""How often the pause is doubled after failures in a row, and the longest one."""
_SOON = timedelta(minutes=1)
"""Pause where it was the archive that could not take the articles."""
_CAUSE = 120  # characters of a cause that are shown

Tell = Callable[[Run], None]


def run_sources(
    archive: Archive,
    db: Database,
    sources: Sequence[Source],
    *,
    now: Now,
    tell: Tell = lambda _: None,
    limits: Limits | None = None,
) -> list[Run]:
    """Visit sources, store what they have, and return what each brought, in the order in which they were done.

    Args:
        archive: Where to.
        db: What is known of the sources; the caller holds ``running``.
        sources: Which.
        now: Gives the present moment.
        tell: Told of each run when it is done, one at a time.
        limits: How much, how long and how often is asked; None for what is polite.
    """
    runs: list[Run] = []
    storing = Lock()

    def visit_site(of_site: Sequence[Source]) -> None:
        fetchers = {private: _fetcher(archive, limits, private=private) for private in {one.private for one in of_site}}
        for source in of_site:
            begun, moment = perf_counter(), now()
            visited = _visit(archive, db, source, fetchers[source.private], moment)
            with storing:
                run = _store(archive, db, source, visited, moment)
                runs.append(replace(run, seconds=round(perf_counter() - begun, 3)))
                tell(runs[-1])

    with ThreadPoolExecutor(_SITES, thread_name_prefix="sources") as pool:
        for job in [pool.submit(visit_site, of_site) for of_site in _by_site(sources)]:
            job.result()
    return runs


def _fetcher(archive: Archive, limits: Limits | None, *, private: bool) -> Fetcher:
    return Fetcher(allow_private=private, memory=archive.intake().fetch_memory(), limits=limits or Limits())


def _by_site(sources: Iterable[Source]) -> list[list[Source]]:
    """Put the sources of one host together: they are visited one after the other."""
    sites: dict[str, list[Source]] = {}
    for source in sources:
        sites.setdefault(urlsplit(source.address).hostname or source.address, []).append(source)
    return list(sites.values())


def _visit(archive: Archive, db: Database, source: Source, fetcher: Fetcher, now: datetime) -> Visited:
    def known_article(article_id: str) -> Article | None:
        try:
            return archive.article(article_id)
        except (ArticleNotFound, ArchiveError):
            return None

    try:
        before = source_records.before_visit(db, source, now)
        return visit_source(source, before, fetcher=fetcher, known_article=known_article, now=now)
    except Exception as error:  # noqa: BLE001 - whatever one source brings to fall, the others are visited
        return _broken(before if "before" in locals() else Before(), f"{type(error).__name__}: {error}")


def _broken(before: Before, error: str) -> Visited:
    return Visited((), (), before.state, 0, (), error, commit=lambda: None)


def _store(archive: Archive, db: Database, source: Source, visited: Visited, now: datetime) -> Run:
    """Store what a visit found, and then what it found out; a kill between the two makes the next visit look again."""
    intake, refusals = archive.intake(), [record for record in visited.records if isinstance(record, Refusal)]
    number = intake.last_number()
    try:
        if any(not isinstance(record, Refusal) for record in visited.records):
            refusals = list(archive.take(visited.records, [source.address]).refusals)
    except CorpusError as error:
        run = Run(source.id, now, asked=visited.asked, error=f"the archive could not take it: {error}")
        before = source_records.before_visit(db, source, now)
        source_records.keep_visit(db, run, _broken(before, ""), due=now + _SOON, failures=0)
        return run
    visited.commit()
    counted = Counter(change.what for change in intake.changes(number, limit=100_000))
    run = Run(
        source.id, now, 0.0, visited.asked, counted["added"], counted["changed"], len(visited.gone),
        dict(Counter(cause_of(refusal.reason) for refusal in refusals if not refusal.kept)), visited.error,
    )  # fmt: skip
    failures = source_records.totals_of(db, source.id)[3] + 1 if visited.error else 0
    source_records.keep_visit(db, run, visited, due=now + pause_after(source, failures), failures=failures)
    return run


def pause_after(source: Source, failures: int) -> timedelta:
    """Return how long a source is left alone: longer after each failure in a row."""
    usual = timedelta(minutes=source.every)
    doubled: timedelta = usual * 2.0 ** min(failures, _DOUBLINGS)
    return max(usual, min(doubled, _LONGEST))


def cause_of(reason: str) -> str:
    """Return a reason without what is of one record alone, so that reasons can be counted."""
    general = re.sub(r"https?://\S+|\"[^\"]*\"|“[^”]*”", "…", reason)
    counted = re.sub(r"(?<!HTTP )\b\d+(?:[.,]\d+)*\b", "…", general).strip(" :")
    return counted if len(counted) <= _CAUSE else f"{counted[:_CAUSE].rsplit(' ', 1)[0]} …"
