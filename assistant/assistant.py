"""Assistant: what the page, the command and library users call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from assistant.errors import AssistantError
from assistant.generation.events import Done, Event
from assistant.llm.usage import Meter
from assistant.pipeline import Tools, answer_request, build_chain_over
from assistant.query.archive_outlets import outlets_of
from assistant.query.types import AskFields, AskRequest, ScopeFields, to_request
from assistant.reader.judge import bundled_judge
from assistant.reader.model import Reader, Reads
from assistant.settings import ModelSettings
from assistant.types import Answer
from corpus import Archive, Scope, Window

if TYPE_CHECKING:
    from assistant.briefing import BriefEvent, Briefing
    from assistant.generation.chain import AnswerChain
    from assistant.lookup import LookUp
    from assistant.types import SectionName

__all__ = ["AskRequest", "Assistant"]

_FRESH = timedelta(days=7)
"""An archive with articles this new is a living one: questions are asked as of today."""


class Assistant:
    """Answer questions over an archive; every statement cited, in the articles' own words or a chat model's."""

    def __init__(
        self,
        archive: Archive,
        *,
        model: ModelSettings | None = None,
        today: Callable[[], date] = date.today,
        reader: Reads | None = None,
    ) -> None:
        """Join an open archive and, where there is one, a chat model.

        Args:
            archive: Where the articles are.
            model: None answers in the articles' own words.
            today: Gives the present day.
            reader: Finds short answers; None takes the one that comes with the installation.
        """
        self.archive = archive
        self.model = model
        self._today = today
        self._reader: Reads = reader or Reader(cache=archive.home / "models" / "reader")

    @classmethod
    def open(
        cls, home: Path | str | None = None, *, notice: Callable[[str], None] | None = None, model: str | None = None
    ) -> Assistant:
        """Open the archive in a folder (None: as the environment says) with a chat model (None: the environment's)."""
        return cls(Archive.open(home, notice=notice), model=ModelSettings.from_environment(model))

    def over_collections(self, names: Collection[str]) -> Assistant:
        """Return the same assistant over an archive that has these collections' articles alone."""
        return Assistant(self.archive.over_collections(names), model=self.model, today=self._today, reader=self._reader)

    def without_model(self) -> Assistant:
        """Return an assistant over the same archive that answers in the articles' own words."""
        return Assistant(self.archive, today=self._today, reader=self._reader)

    def today_as_of(self) -> date:
        """Return the day that questions are asked as of: today for a living archive, else the archive's newest day."""
        today = self._today()
        last, changed = self.archive.coverage(Scope(as_of=today)).last, self.archive.last_change()
        newest = max(last, changed) if last and changed and changed <= today else last
        return today if newest is None or today - newest <= _FRESH else newest

    def ask(self, question: str | AskRequest, **fields: Unpack[AskFields]) -> Answer:
        """Answer a question; arguments as for ``stream``."""
        for event in self.stream(question, **fields):
            if isinstance(event, Done):
                return event.answer
        raise AssistantError("the answer ended without a result; please report this")

    def stream(self, question: str | AskRequest, **fields: Unpack[AskFields]) -> Iterator[Event]:
        """Answer a question, telling each stage as it is reached: Understood, Found, Token (with a model), Done.

        Args:
            question: Its text, or a request that holds the text with all that is set beside it.
            **fields: What is set beside the text, by the names that ``AskRequest`` has for it.

        Raises:
            OutletUnknown: The archive has no outlet of that name.
        """
        request = to_request(question, fields)
        usual = self.today_as_of()
        named = replace(request, as_of=request.as_of or usual, outlets=outlets_of(self.archive, request.outlets))
        tools = Tools(self.archive, self._reader, bundled_judge(), self.model, Meter(self.model))
        yield from answer_request(tools, named, usual=usual)

    def chain(self, **fields: Unpack[AskFields]) -> AnswerChain:
        """Return question to checked answer as one runnable of LangChain; its fields are as for ``stream``.

        Raises AssistantError where no chat model is set.
        """
        request = replace(to_request("", fields), as_of=fields.get("as_of") or self.today_as_of())
        return build_chain_over(Tools(self.archive, self._reader, bundled_judge(), self.model), request)

    def brief(self, topic: str, *, only: Collection[SectionName] = (), **scope: Unpack[ScopeFields]) -> Briefing:
        """Prepare a cited briefing on a topic.

        Args:
            topic: What it is about.
            only: The sections to keep to; empty for all.
            **scope: Filters, by the names that ``AskRequest`` has for them.
        """
        from assistant.briefing import brief

        return brief(self.archive, topic, scope=self._dated_scope(scope), only=only, model=self.model)

    def stream_brief(
        self, topic: str, *, only: Collection[SectionName] = (), **scope: Unpack[ScopeFields]
    ) -> Iterator[BriefEvent]:
        """Prepare a briefing, telling each stage and section as it is reached: Stage, Made, Finished."""
        from assistant.briefing import stream

        return stream(self.archive, topic, scope=self._dated_scope(scope), only=only, model=self.model)

    def look_up(self, text: str, **scope: Unpack[ScopeFields]) -> LookUp:
        """Find who printed a quote, and how; filters as for ``brief``, without a day everything counts."""
        from assistant.lookup import look_up

        return look_up(self.archive, text, scope=self._scope(scope))

    def _dated_scope(self, fields: ScopeFields) -> Scope:
        scope = self._scope(fields)
        return replace(scope, as_of=scope.as_of or self.today_as_of())

    def _scope(self, fields: ScopeFields) -> Scope:
        """Return filters as a scope, outlets under the names that the archive has for them."""
        return Scope(
            fields.get("window") or Window(),
            outlets_of(self.archive, fields.get("outlets", ())),
            fields.get("as_of"),
            kinds=tuple(fields.get("kinds", ())),
        )
