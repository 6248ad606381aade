"""Make a briefing: a topic and a period in, sections of cited lines out, each stage told as it is reached."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from assistant.briefing.context import Desk, Remembered
from assistant.briefing.coverage import considered, sources
from assistant.briefing.documents import read
from assistant.briefing.in_brief import in_brief
from assistant.briefing.llm_summary import write_prose
from assistant.briefing.sections import MAKERS
from assistant.briefing.types import TITLES, Briefing, Line, Section
from assistant.citations import Citations
from assistant.errors import AssistantError, ModelError
from assistant.settings import ModelSettings
from assistant.types import Citation, SectionName
from corpus import Archive, Scope


@dataclass(frozen=True, slots=True)
class Stage:
    """Tell a listener what is being done now ('reading 38 articles').

    Attributes:
        step: From 1, of ``steps``.
    """

    name: str
    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class Made:
    """Tell a listener a section as soon as it is made, with all citations numbered so far."""

    section: Section
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Tell a listener the whole briefing (the last event)."""

    briefing: Briefing


BriefEvent = Stage | Made | Finished


_OWN_WORDS = "In brief is in the articles' own words."
_NOTHING = "The archive holds nothing on this topic in this scope."


def brief(
    archive: Archive,
    topic: str,
    *,
    scope: Scope,
    as_of: date | None = None,
    only: Collection[SectionName] = (),
    model: ModelSettings | None = None,
) -> Briefing:
    """Return a briefing on a topic; arguments as for ``stream``."""
    for event in stream(archive, topic, scope=scope, as_of=as_of, only=only, model=model):
        if isinstance(event, Finished):
            return event.briefing
    raise AssistantError("the briefing ended without a result; please report this")


def stream(
    archive: Archive,
    topic: str,
    *,
    scope: Scope,
    as_of: date | None = None,
    only: Collection[SectionName] = (),
    model: ModelSettings | None = None,
) -> Iterator[BriefEvent]:
    """Prepare a briefing, telling each stage and each section as it is reached; the last event has all of it.

    It is in the articles' own words, and ``abstained`` where the archive has nothing on the topic.

    Args:
        archive: Where to look.
        topic: In plain words ('the Brenna flood').
        scope: Window and outlets.
        as_of: The day as of which it is written; None for the scope's. Nothing published later is used.
        only: Sections that are made; empty for all.
        model: Writes In brief, each of its sentences checked; None leaves it in the articles' own words.
    """
    started = perf_counter()
    scope = replace(scope, as_of=as_of or scope.as_of)
    wanted = [(name, make) for name, make in MAKERS if not only or name in only]
    steps = 1 + len(wanted)
    yield Stage("Finding articles", 1, steps)
    desk = Desk(
        read(archive, topic, scope), Citations(), Remembered(archive.encode), scope.as_of, alone=len(wanted) == 1
    )
    sections = []
    notes: list[str] = []
    by_model = False
    for step, (name, make) in enumerate(wanted, start=2):
        yield Stage(TITLES[name], step, steps)
        prose = _prose(model, desk, notes) if name == "in_brief" and model is not None else ()
        section = Section(name, TITLES[name], prose or tuple(make(desk)))
        by_model = by_model or bool(prose)
        if section.lines:
            sections.append(section)
            yield Made(section, desk.book.all())
    cited = desk.book.all()
    yield Finished(
        Briefing(
            topic=topic,
            scope=scope,
            status="answered" if desk.reading.articles else "abstained",
            considered=considered(desk.reading.evidence, scope),
            coverage=archive.coverage(scope),
            sections=tuple(sections),
            citations=cited,
            sources=sources(cited),
            notes=(*notes, *desk.book.recalls(scope.as_of)) if desk.reading.articles else (_NOTHING,),
            model=model.model if model is not None and by_model else None,
            timings={"brief": round(perf_counter() - started, 4)},
        )
    )


def _prose(model: ModelSettings, desk: Desk, notes: list[str]) -> tuple[Line, ...]:
    """Return In brief in a model's words; empty, with a note, where it fails or nothing that it wrote holds."""
    chosen = in_brief(desk.reading, desk.encode)
    if not chosen:
        return ()
    try:
        prose = write_prose(model, Scope(as_of=desk.as_of), chosen, desk)
    except ModelError as error:
        notes.append(f"{error} {_OWN_WORDS}")
        return ()
    notes += prose.notes
    if not prose.lines:
        why = "Nothing that the model wrote held against the cited articles. " if prose.struck else ""
        notes.append(f"{why}{_OWN_WORDS}")
    elif prose.struck:
        what = "One sentence" if prose.struck == 1 else f"{prose.struck} sentences"
        notes.append(f"{what} of the model did not hold against the cited articles; taken out.")
    return prose.lines
