"""The stages of an answer and of a briefing as server-sent events: the same that the page and the terminal show."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict
from typing import Any

from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.briefing import BriefEvent, Finished, Made, Stage
from assistant.briefing import as_json as briefing_json
from assistant.briefing.export.json import line_json
from assistant.errors import AssistantError
from assistant.generation.events import Done, Event, Found, Token, Understood
from assistant.serialization import answer_json, citation_json, scope_json
from assistant.server.problems import problem, problem_of
from corpus import CorpusError, Hit

Told = tuple[str, Any]
"""The name of an event and its data."""


def answer_event(event: Event) -> Told:
    """Return a stage of an answer: understood, found, token or done."""
    if isinstance(event, Understood):
        question = event.question
        chips = [asdict(chip) for chip in question.chips]
        shown = {"question": question.text, "standalone": question.standalone, "form": question.form, "chips": chips}
        return "understood", shown | scope_json(question.scope)
    if isinstance(event, Found):
        evidence = [_passage(item.hit) | {"number": item.number} for item in event.evidence]
        return "found", {"evidence": evidence, "further": [_passage(hit) for hit in event.further]}
    if isinstance(event, Token):
        return "token", {"text": event.text}
    assert isinstance(event, Done)
    return "done", answer_json(event.answer)


def briefing_event(event: BriefEvent) -> Told:
    """Return a stage of a briefing: stage, section or done."""
    if isinstance(event, Stage):
        return "stage", asdict(event)
    if isinstance(event, Made):
        section = event.section
        lines = [line_json(line) for line in section.lines]
        made = {"name": section.name, "title": section.title, "statements": lines}
        return "section", {"section": made, "citations": [citation_json(each) for each in event.citations]}
    assert isinstance(event, Finished)
    return "done", briefing_json(event.briefing)


def _passage(hit: Hit) -> dict[str, Any]:
    article, passage = hit.article, hit.passage
    return {
        "article_id": article.id, "passage_id": passage.id, "outlet": article.outlet, "title": article.title,
        "published": article.published, "start": passage.start, "end": passage.end,
    }  # fmt: skip


def event_stream(events: Callable[[], AsyncIterator[Told]]) -> EventSourceResponse:
    """Send events as they come; what goes wrong on the way is the last one, named ``problem``."""
    return EventSourceResponse(_written(events))


async def _written(events: Callable[[], AsyncIterator[Told]]) -> AsyncIterator[ServerSentEvent]:
    try:
        async for name, data in events():
            yield ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)
    except (CorpusError, AssistantError) as error:
        yield ServerSentEvent(bytes(problem_of(error).body).decode(), event="problem")
    except TimeoutError as error:
        yield ServerSentEvent(bytes(problem(504, str(error)).body).decode(), event="problem")


def told(events: Iterator[Event]) -> Iterator[Told]:
    """Yield an answer's stages as they are sent."""
    return (answer_event(event) for event in events)


def told_briefing(events: Iterator[BriefEvent]) -> Iterator[Told]:
    """Yield a briefing's stages as they are sent."""
    return (briefing_event(event) for event in events)
