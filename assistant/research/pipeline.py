"""How a question is researched: search, write, verify; without a model a fixed plan, in the articles' own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any

from assistant.clock import Clock
from assistant.errors import ModelError, ResearchError
from assistant.llm.usage import Meter
from assistant.pipeline import Tools, understand
from assistant.query.types import to_request
from assistant.reader.judge import bundled_judge
from assistant.reader.model import Reader
from assistant.research.agent import Desk, Search, run_search
from assistant.research.fixed_plan import follow_plan
from assistant.research.ledger import Ledger
from assistant.research.report_writing import write_report
from assistant.research.store import Kept, Reports, new_id
from assistant.research.types import Limits, Looked, Reported, ResearchEvent, ResearchReport, Step, Writing
from assistant.settings import LOCAL
from assistant.types import Question

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_OWN_WORDS = "This report follows a fixed plan, in the articles' own words."
_ENDED = {
    "limit": "The search came to a limit (calls, tokens or time); the report is made of what was found until then.",
    "stopped": "The search was stopped; the report is made of what was found until then.",
}


class Research:
    """Research one question; it can be watched, stopped, kept and carried on."""

    def __init__(self, assistant: Assistant, question: str, *, limits: Limits | None = None, **fields: Any) -> None:
        """Read the question.

        Args:
            assistant: Over an open archive; with its model, where it has one.
            question: What is asked.
            limits: What the search may use.
            **fields: Filters and as-of day, by the names that ``AskRequest`` has for them.
        """
        self._assistant, self._limits = assistant, limits or Limits()
        self._question = _understood(assistant, question, fields)
        self._kept = Kept(new_id(), self._question.standalone, self._question.scope)
        self._stop = Event()

    @classmethod
    def carry_on(cls, assistant: Assistant, name: str, *, limits: Limits | None = None) -> Research:
        """Return a search that was broken off, by its id or the beginning of it; errors as for ``Reports.get``."""
        kept = Reports(assistant.archive.home).get(name)
        scope = kept.scope
        fields = {"as_of": scope.as_of, "window": scope.window, "outlets": scope.outlets, "kinds": scope.kinds}
        research = cls(assistant, kept.question, limits=limits, **fields)
        research._kept = replace(kept, report=None)
        return research

    @property
    def id(self) -> str:
        """Return the id under which it is kept."""
        return self._kept.id

    def stop(self) -> None:
        """End the search after its present step; the report is made of what was found."""
        self._stop.set()

    def run(self) -> Iterator[ResearchEvent]:
        """Yield each look, the report as it is written, and at last the whole report, checked."""
        model = self._assistant.model
        if model is None or model.provider == LOCAL:
            yield from self._by_plan(() if model is None else ("A model in this process is given no tools.",))
            return
        ledger = Ledger(self._assistant.archive, self._question.scope, model)
        ledger.restore(self._kept.passages)
        ledger.log += [Looked(*line) for line in self._kept.log]
        search = Search(_messages(self._kept), self._kept.seconds)
        desk = Desk(self._assistant, model, ledger, Meter(model), self._limits, self._stop)
        for looked in run_search(desk, self._question.standalone, search):
            self._keep(ledger, search)
            yield Step(looked)
        self._keep(ledger, search)
        if not ledger.evidence:
            yield from self._by_plan((search.problem or "The model called no tool that found anything.",))
            return
        try:
            plan = search.messages[-1].text if search.ending == "finished" else ""
            written = yield from write_report(model, self._question.standalone, plan, ledger.evidence, desk.meter)
        except ModelError as error:
            yield from self._by_plan((str(error),))
            return
        yield from self._report(desk, search, written)

    def _report(self, desk: Desk, search: Search, written: tuple[Any, Any, Any]) -> Iterator[ResearchEvent]:
        sections, open_questions, citations = written
        notes = [_ENDED[search.ending]] if search.ending in _ENDED else []
        notes += [search.problem] if search.problem else []
        report = ResearchReport(
            question=self._question.standalone, scope=self._question.scope, ending=search.ending or "finished",
            sections=sections, open_questions=open_questions, citations=citations, log=tuple(desk.ledger.log),
            notes=(*notes, *desk.ledger.notes), model=desk.model.model, usage=desk.meter.usage, id=self.id,
        )  # fmt: skip
        if struck := len(report.struck):
            what = "One sentence" if struck == 1 else f"{struck} sentences"
            told = f"{what} of the model did not hold against the cited articles; taken out."
            report = replace(report, notes=(*report.notes, told))
        if all(one.verdict == "unsupported" for part in sections for one in part.statements):
            yield from self._by_plan(("Nothing that the model wrote held against the cited articles.",))
            return
        yield from self._finish(report)

    def _by_plan(self, why: Sequence[str]) -> Iterator[ResearchEvent]:
        offline = self._assistant.without_model()
        asked, scope = self._question.standalone, self._question.scope
        for made in follow_plan(offline, asked, scope, limits=self._limits, stop=self._stop):
            if isinstance(made, Looked):
                yield Step(made)
                continue
            ended = [_ENDED[made.ending]] if made.ending in _ENDED else []
            notes = (*why, *((_OWN_WORDS,) if why else ()), *ended)
            yield from self._finish(replace(made, notes=notes, id=self.id))

    def _finish(self, report: ResearchReport) -> Iterator[ResearchEvent]:
        self._kept = replace(self._kept, report=report)
        self._put()
        yield Reported(report)

    def _keep(self, ledger: Ledger, search: Search) -> None:
        """Keep how far the search came."""
        from langchain_core.messages import messages_to_dict

        log = tuple((line.tool, line.asked, line.found) for line in ledger.log)
        said = tuple(messages_to_dict(search.messages))
        self._kept = replace(
            self._kept, messages=said, passages=tuple(ledger.passage_ids()), log=log, seconds=round(search.seconds, 1)
        )
        self._put()

    def _put(self) -> None:
        try:
            Reports(self._assistant.archive.home).keep(self._kept)
        except ResearchError as error:
            self.trouble = str(error)

    trouble: str = ""
    """Why it could not be kept; empty where it was."""


def _messages(kept: Kept) -> list[Any]:
    from langchain_core.messages import messages_from_dict

    return messages_from_dict(list(kept.messages))


def _understood(assistant: Assistant, question: str, fields: Any) -> Question:
    request = to_request(question, fields)
    named = replace(request, as_of=request.as_of or assistant.today_as_of())
    reader = Reader(cache=assistant.archive.home / "models" / "reader")
    return understand(Tools(assistant.archive, reader, bundled_judge()), named, Clock())


__all__ = ["Research", "Writing"]
