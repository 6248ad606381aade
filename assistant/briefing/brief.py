"""A briefing made: articles on the topic, their points, the sections, the sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from assistant.briefing.in_brief import in_brief
from assistant.briefing.points import points
from assistant.briefing.timeline import timeline
from assistant.briefing.topic import on_topic, weights
from assistant.briefing.types import Briefing, Line, Point, Section, SectionName, Source
from assistant.cite import Citations, attribution
from assistant.rank import Ranking, choose, fuse
from assistant.types import Citation, Evidence, Statement
from corpus import Archive, Article, Coverage, Hit, Scope

_CANDIDATES = 100
"""Passages that each of the two searches gives."""
_PASSAGES = 40
"""Passages, copies counted once, whose articles are read."""
_AGELESS = Ranking(recency=0.0)
"""A briefing covers its whole period."""
_NOTHING = "The archive holds nothing on this topic in this scope."
_SECTIONS: tuple[tuple[SectionName, str, Callable[[Sequence[Point]], list[Point]]], ...] = (
    ("in_brief", "In brief", in_brief),
    ("timeline", "Timeline", timeline),
)


def brief(archive: Archive, topic: str, *, scope: Scope, as_of: date | None = None) -> Briefing:
    """Return a briefing on a topic in the articles' own words; ``abstained`` where the archive has nothing on it.

    Args:
        archive: Where to look.
        topic: In plain words ('the Brenna flood').
        scope: Window and outlets.
        as_of: The day as of which it is written; None for the scope's. Nothing published later is used.
    """
    started = perf_counter()
    scope = replace(scope, as_of=as_of or scope.as_of)
    hits = _read(archive, topic, scope)
    stories = archive.stories_of([hit.article.id for hit in hits], as_of=scope.as_of)
    evidence = [Evidence(number, hit, stories.get(hit.article.id)) for number, hit in enumerate(hits, start=1)]
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    ranked = points(evidence, weights(topic, articles))
    book = Citations()
    made = [_section(name, title, pick(ranked), book, scope.as_of) for name, title, pick in _SECTIONS]
    sections = tuple(section for section in made if section.lines)
    return Briefing(
        topic=topic,
        scope=scope,
        status="answered" if sections else "abstained",
        considered=_considered(articles),
        coverage=archive.coverage(scope),
        sections=sections,
        citations=book.all(),
        sources=_sources(book.all()),
        notes=tuple(book.recalls(scope.as_of)) if sections else (_NOTHING,),
        timings={"brief": round(perf_counter() - started, 4)},
    )


def _read(archive: Archive, topic: str, scope: Scope) -> list[Hit]:
    """Return all found passages of the articles that are on the topic."""
    ranked = fuse(archive.search(topic, scope, limit=_CANDIDATES), as_of=scope.as_of, ranking=_AGELESS)
    chosen = {hit.article.id for hit in choose(ranked, limit=_PASSAGES, ranking=_AGELESS)}
    return on_topic(topic, [hit for hit in ranked if hit.article.id in chosen])


def _section(name: SectionName, title: str, chosen: Sequence[Point], book: Citations, as_of: date | None) -> Section:
    lines = tuple(
        Line(
            Statement(
                text=point.text,
                citations=(book.cite(point.evidence, point.start, point.end),),
                verdict="quoted",
                attribution=attribution(point.evidence.hit.article, as_of=as_of, story=point.evidence.story),
            ),
            day=point.day,
        )
        for point in chosen
    )
    return Section(name, title, lines)


def _considered(articles: Sequence[Article]) -> Coverage:
    days = sorted(article.day for article in articles if article.day)
    outlets = {article.outlet for article in articles if article.outlet}
    return Coverage(len(articles), len(outlets), days[0] if days else None, days[-1] if days else None)


def _sources(citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Return the cited articles by outlet and day."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.article_id, []).append(citation)
    sources = [
        Source(key, own[0].outlet, own[0].title, own[0].url, own[0].published, tuple(c.number for c in own))
        for key, own in cited.items()
    ]
    return tuple(sorted(sources, key=lambda source: (source.outlet or "~", source.published or "~", source.title)))
