"""The lines of each section, made of what was found, each with its citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.briefing.context import Desk, key_of, words_key
from assistant.briefing.differences import Telling, differences
from assistant.briefing.figures.figure_selection import figures
from assistant.briefing.gaps import gaps
from assistant.briefing.in_brief import in_brief
from assistant.briefing.single_source import single_source
from assistant.briefing.timeline import timeline
from assistant.briefing.types import Difference, Event, Figure, Gap, Line, Side, Voice
from assistant.briefing.voices import find_voices
from assistant.types import SectionName

_JOINED = {"disputed": " against ", "corrected": ", corrected to ", "updated": ", later "}


def in_own_words(desk: Desk) -> Iterator[Line]:
    """Yield the points of In brief, word for word."""
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
            key=key_of(slot.kind, quantity.shown, quantity.clause),
            what=quantity.clause,
            shown=quantity.shown,
            value=quantity.value,
            unit=quantity.unit,
            when=best.when,
            state=value.state,
            by=value.by,
        )


def _voices(desk: Desk) -> Iterator[Line]:
    for said in find_voices(desk.reading, all_of_them=desk.alone):
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


def _single(desk: Desk) -> Iterator[Line]:
    for sentence in single_source(desk.reading, desk.encode):
        yield Line(statement=desk.quoted(sentence), day=sentence.article.day, key=key_of(words_key(sentence.text)))


def _gaps(desk: Desk) -> Iterator[Line]:
    for question in gaps(desk.reading, desk.events(), desk.encode, as_of=desk.as_of):
        day = question.sentence.article.day
        statement = desk.joined(question.text, [question.sentence])
        yield Gap(statement=statement, day=day, key=key_of(words_key(question.sentence.text)), why=question.why)


MAKERS: tuple[tuple[SectionName, Callable[[Desk], Iterable[Line]]], ...] = (
    ("in_brief", in_own_words),
    ("timeline", _timeline),
    ("figures", _figures),
    ("voices", _voices),
    ("differences", _differences),
    ("single_source", _single),
    ("gaps", _gaps),
)
"""Each section with what makes it, in the order in which they stand."""
