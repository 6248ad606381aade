"""A briefing made: articles on the topic, their points, the sections, the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from assistant.briefing.desk import Desk, Remembered, key_of, words_key
from assistant.briefing.differences import Telling, differences
from assistant.briefing.events import BriefEvent, Finished, Made, Stage
from assistant.briefing.figures import figures
from assistant.briefing.in_brief import in_brief
from assistant.briefing.reading import read
from assistant.briefing.timeline import timeline
from assistant.briefing.types import (
    TITLES,
    Briefing,
    Considered,
    Difference,
    Event,
    Figure,
    Line,
    Section,
    SectionName,
    Side,
    Source,
    Voice,
)
from assistant.briefing.voices import spoken, voices
from assistant.cite import Citations
from assistant.errors import AssistantError
from assistant.types import Citation, Evidence
from corpus import Archive, Scope

_JOINED = {"disputed": " against ", "corrected": ", corrected to ", "updated": ", later "}
_NOTHING = "The archive holds nothing on this topic in this scope."


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
    wanted = [(name, make) for name, make in _SECTIONS if not only or name in only]
    steps = 1 + len(wanted)
    yield Stage("Finding articles", 1, steps)
    desk = Desk(
        read(archive, topic, scope), Citations(), Remembered(archive.encode), scope.as_of, alone=len(wanted) == 1
    )
    sections = []
    for step, (name, make) in enumerate(wanted, start=2):
        yield Stage(TITLES[name], step, steps)
        section = Section(name, TITLES[name], tuple(make(desk)))
        if section.lines:
            sections.append(section)
            yield Made(section, desk.book.all())
    cited = desk.book.all()
    yield Finished(
        Briefing(
            topic=topic,
            scope=scope,
            status="answered" if desk.reading.articles else "abstained",
            considered=_considered(desk.reading.evidence),
            coverage=archive.coverage(scope),
            sections=tuple(sections),
            citations=cited,
            sources=_sources(cited),
            notes=tuple(desk.book.recalls(scope.as_of)) if desk.reading.articles else (_NOTHING,),
            timings={"brief": round(perf_counter() - started, 4)},
        )
    )


def _in_brief(desk: Desk) -> Iterator[Line]:
    for sentence in in_brief(desk.reading, desk.encode):
        key = key_of(words_key(sentence.text))
        yield Line(statement=desk.quoted(sentence), day=sentence.article.day, key=key)


def _timeline(desk: Desk) -> Iterator[Line]:
    for event in timeline(desk.events(), desk.reading, as_of=desk.as_of):
        statement, when = desk.quoted(event.sentence), event.when
        key = key_of(when.first, when.last, words_key(event.sentence.text))
        yield Event(statement=statement, day=when.first, key=key, when=when, planned=event.planned)


def _figures(desk: Desk) -> Iterator[Line]:
    for slot, value in figures(desk.slots(), articles=len(desk.reading.articles)):
        best = value.best
        quantity = best.quantity
        yield Figure(
            statement=desk.quoted(best.sentence),
            day=best.sentence.article.day,
            key=key_of(slot.kind, quantity.shown, quantity.what),
            what=quantity.what,
            shown=quantity.shown,
            value=quantity.value,
            unit=quantity.unit,
            when=best.when,
            state=value.state,
            by=value.by,
        )


def _voices(desk: Desk) -> Iterator[Line]:
    found = spoken(desk.reading)
    for said in found if desk.alone else voices(found):
        yield Voice(
            statement=desk.quoted(said.sentence),
            day=said.sentence.article.day,
            key=key_of(said.speaker, *map(words_key, said.quotes)),
            speaker=said.speaker,
            role=said.role,
            kind=said.kind,
            quotes=said.quotes,
        )


def _differences(desk: Desk) -> Iterator[Line]:
    for told in differences(desk.reading, desk.slots(), desk.events(), desk.encode):
        sides = tuple(_side(desk, side) for side in told.sides)
        named = _JOINED[told.relation].join(f"{side.shown} ({side.statement.attribution})" for side in sides)
        text = f"{told.about[0].upper()}{told.about[1:]}: {named}"
        yield Difference(
            statement=desk.joined(text, [side.sentence for side in told.sides]),
            day=told.sides[-1].sentence.article.day,
            key=key_of(told.kind, told.relation, *(words_key(side.sentence.text) for side in told.sides)),
            about=told.about,
            kind=told.kind,
            relation=told.relation,
            sides=sides,
        )


def _side(desk: Desk, told: Telling) -> Side:
    statement, day = desk.quoted(told.sentence), told.sentence.article.day
    return Side(shown=told.shown, statement=statement, day=day, outlets=told.outlets)


_SECTIONS: tuple[tuple[SectionName, Callable[[Desk], Iterable[Line]]], ...] = (
    ("in_brief", _in_brief),
    ("timeline", _timeline),
    ("figures", _figures),
    ("voices", _voices),
    ("differences", _differences),
)


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
