"""A report without a model: the question's parts answered, and a briefing's sections on each of their topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from assistant.nlp.word_lists import read_words
from assistant.query import split_question
from assistant.query.intent import topic_of
from assistant.research.types import Ending, Limits, Looked, ReportSection, ResearchReport
from assistant.types import Citation, SectionName, Statement
from corpus import Scope

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_SECTIONS: dict[SectionName, str] = {
    "timeline": "What happened, day by day",
    "figures": "Figures",
    "voices": "Who said what",
    "differences": "Where sources differ",
}
_LINES = 10
"""Lines of a section of the report."""


@dataclass(slots=True)
class _Draft:
    """Hold a report while it is made, its citations under one numbering."""

    sections: list[ReportSection] = field(default_factory=list)
    open_questions: dict[str, None] = field(default_factory=dict)
    log: list[Looked] = field(default_factory=list)
    cited: dict[tuple[str, int, int], Citation] = field(default_factory=dict)

    def add(self, title: str, statements: Sequence[Statement], citations: Sequence[Citation]) -> None:
        """Add a section, its citations numbered anew."""
        own = {item.number: item for item in citations}
        moved = [replace(one, citations=tuple(self._number(own[n]) for n in one.citations)) for one in statements]
        if moved:
            self.sections.append(ReportSection(title, tuple(moved[:_LINES])))

    def _number(self, item: Citation) -> int:
        key = (item.article_id, item.start, item.end)
        return self.cited.setdefault(key, replace(item, number=len(self.cited) + 1)).number


def follow_plan(
    assistant: Assistant, question: str, scope: Scope, *, limits: Limits, stop: Event
) -> Iterator[Looked | ResearchReport]:
    """Yield each look as it is made, then the report.

    Args:
        assistant: Without a model.
        question: What is asked, on its own.
        scope: Window, outlets, kinds and as-of day.
        limits: Its seconds hold; there are no calls and no tokens.
        stop: Once set, the report is made of what was found until then.
    """
    draft, began = _Draft(), monotonic()
    assert scope.as_of is not None
    parts = split_question(question, as_of=scope.as_of)
    ending: Ending = "finished"
    for step in _steps(assistant, parts, scope, draft):
        draft.log.append(step)
        yield step
        if stop.is_set() or monotonic() - began >= limits.seconds:
            ending = "stopped" if stop.is_set() else "limit"
            break
    yield ResearchReport(
        question, scope, ending, tuple(draft.sections), tuple(draft.open_questions), tuple(draft.cited.values()),
        tuple(draft.log),
    )  # fmt: skip


def _steps(assistant: Assistant, parts: Sequence[str], scope: Scope, draft: _Draft) -> Iterator[Looked]:
    fields = {"as_of": scope.as_of, "window": scope.window, "outlets": scope.outlets, "kinds": scope.kinds}
    for part in parts:
        answer = assistant.ask(part, **fields)  # type: ignore[arg-type]
        held = [one for one in answer.statements if one.verdict != "unsupported"]
        if answer.status == "answered" and held:
            draft.add(part, held, answer.citations)
        else:
            draft.open_questions[part] = None
        yield Looked("ask", part, f"{len(held)} sentences" if held else "not in the archive")
    for topic in dict.fromkeys(_topic(part) for part in parts):
        briefing = assistant.brief(topic, only=(*_SECTIONS, "gaps"), **fields)  # type: ignore[arg-type]
        for section in briefing.sections:
            lines = [line.statement for line in section.lines]
            if section.name == "gaps":
                draft.open_questions |= dict.fromkeys(statement.text for statement in lines)
                continue
            title = _SECTIONS[section.name]
            draft.add(title if len(parts) == 1 else f"{title}: {topic}", lines, briefing.citations)
        count = briefing.considered.articles
        yield Looked("brief", topic, f"{count} articles read" if count else "nothing")


def _topic(question: str) -> str:
    """Return what a question is about: its words without those that carry no meaning."""
    common = read_words("stop_words")
    words = [word.strip("?!.,;:") for word in topic_of(question).split()]
    return " ".join(word for word in words if word.lower() not in common) or question
