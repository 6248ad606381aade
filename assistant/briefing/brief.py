"""A briefing made: articles on the topic, their points, the sections, the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from assistant.briefing.events import BriefEvent, Finished, Made, Stage
from assistant.briefing.in_brief import in_brief
from assistant.briefing.points import points
from assistant.briefing.timeline import timeline
from assistant.briefing.topic import on_topic, weights
from assistant.briefing.types import (
    TITLES,
    Briefing,
    Considered,
    Event,
    Line,
    Point,
    Section,
    SectionName,
    Source,
)
from assistant.briefing.when import on
from assistant.cite import Citations, attribution
from assistant.errors import AssistantError
from assistant.rank import Ranking, choose, fuse
from assistant.types import Citation, Evidence, Statement
from corpus import Archive, Hit, Scope

_CANDIDATES = 100
"""Passages that each of the two searches gives."""
_PASSAGES = 40
"""Passages, copies counted once, whose articles are read."""
_AGELESS = Ranking(recency=0.0)
"""A briefing covers its whole period."""
_NOTHING = "The archive holds nothing on this topic in this scope."
_SECTIONS: tuple[tuple[SectionName, Callable[[Sequence[Point]], list[Point]]], ...] = (
    ("in_brief", in_brief),
    ("timeline", timeline),
)


def brief(
    archive: Archive, topic: str, *, scope: Scope, as_of: date | None = None, only: Collection[SectionName] = ()
) -> Briefing:
    """Return a briefing on a topic; arguments as for ``stream``."""
    for event in stream(archive, topic, scope=scope, as_of=as_of, only=only):
        if isinstance(event, Finished):
            return event.briefing
    raise AssistantError("the briefing ended without a result; please report this")


def stream(
    archive: Archive, topic: str, *, scope: Scope, as_of: date | None = None, only: Collection[SectionName] = ()
) -> Iterator[BriefEvent]:
    """Prepare a briefing, telling each stage and each section as it is reached; the last event has all of it.

    It is in the articles' own words, and ``abstained`` where the archive has nothing on the topic.

    Args:
        archive: Where to look.
        topic: In plain words ('the Brenna flood').
        scope: Window and outlets.
        as_of: The day as of which it is written; None for the scope's. Nothing published later is used.
        only: Sections that are made; empty for all.
    """
    started = perf_counter()
    scope = replace(scope, as_of=as_of or scope.as_of)
    wanted = [(name, pick) for name, pick in _SECTIONS if not only or name in only]
    steps = 1 + len(wanted)
    yield Stage("Finding articles", 1, steps)
    hits = _read(archive, topic, scope)
    stories = archive.stories_of([hit.article.id for hit in hits], as_of=scope.as_of)
    evidence = [Evidence(number, hit, stories.get(hit.article.id)) for number, hit in enumerate(hits, start=1)]
    ranked = points(evidence, weights(topic, list({hit.article.id: hit.article for hit in hits}.values())))
    book = Citations()
    sections = []
    for step, (name, pick) in enumerate(wanted, start=2):
        yield Stage(TITLES[name], step, steps)
        section = _section(name, pick(ranked), book, scope.as_of)
        if section.lines:
            sections.append(section)
            yield Made(section, book.all())
    yield Finished(
        Briefing(
            topic=topic,
            scope=scope,
            status="answered" if sections else "abstained",
            considered=_considered(evidence),
            coverage=archive.coverage(scope),
            sections=tuple(sections),
            citations=book.all(),
            sources=_sources(book.all()),
            notes=tuple(book.recalls(scope.as_of)) if sections else (_NOTHING,),
            timings={"brief": round(perf_counter() - started, 4)},
        )
    )


def _read(archive: Archive, topic: str, scope: Scope) -> list[Hit]:
    """Return all found passages of the articles that are on the topic."""
    ranked = fuse(archive.search(topic, scope, limit=_CANDIDATES), as_of=scope.as_of, ranking=_AGELESS)
    chosen = {hit.article.id for hit in choose(ranked, limit=_PASSAGES, ranking=_AGELESS)}
    return on_topic(topic, [hit for hit in ranked if hit.article.id in chosen])


def _section(name: SectionName, chosen: Sequence[Point], book: Citations, as_of: date | None) -> Section:
    lines = tuple(_line(name, point, book, as_of) for point in chosen)
    return Section(name, TITLES[name], lines)


def _line(name: SectionName, point: Point, book: Citations, as_of: date | None) -> Line:
    article = point.evidence.hit.article
    statement = Statement(
        text=point.text,
        citations=(book.cite(point.evidence, point.start, point.end),),
        verdict="quoted",
        attribution=attribution(article, as_of=as_of, story=point.evidence.story),
    )
    key = f"{article.id}:{point.start}-{point.end}"
    if name == "timeline" and point.day:
        return Event(statement=statement, day=point.day, key=key, when=on(point.day))
    return Line(statement=statement, day=point.day, key=key)


def _considered(evidence: Sequence[Evidence]) -> Considered:
    articles = {item.hit.article.id: item.hit.article for item in evidence}
    stories = {item.story.id if item.story else item.hit.article.id for item in evidence}
    days = sorted(article.day for article in articles.values() if article.day)
    outlets = Counter(article.outlet for article in articles.values() if article.outlet)
    return Considered(
        articles=len(articles),
        stories=len(stories),
        independent=len(stories),
        outlets=len(outlets),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        by_outlet=tuple(sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _sources(citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Return the cited articles by outlet and day."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.article_id, []).append(citation)
    sources = [
        Source(
            key,
            own[0].outlet,
            own[0].title,
            own[0].url,
            own[0].published,
            tuple(c.number for c in own),
            story=own[0].story,
            origin=own[0].origin,
            copies=own[0].also_in,
        )
        for key, own in cited.items()
    ]
    return tuple(sorted(sources, key=lambda source: (source.outlet or "~", source.published or "~", source.title)))
