"""Assistant: what the page, the command and library users call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.clock import Clock
from assistant.errors import AssistantError, ModelError
from assistant.generation.answers import abstain, from_articles, from_model
from assistant.generation.archive_answers import about_archive, holdings_of
from assistant.generation.citation_parsing import MarkerStream, Resolved, resolve
from assistant.generation.multi_part import joined, parts_of, renumbered
from assistant.nlp.similarity import WordVectors
from assistant.query import understand
from assistant.query.archive_outlets import outlets_of
from assistant.query.intent import asked
from assistant.query.llm_rewriting import leans, proposed
from assistant.reader.answer_selection import Candidate, candidates, placed
from assistant.reader.answer_types import wants_news
from assistant.reader.answerability import ENOUGH, SURE, confidence
from assistant.reader.model import Reader, Reads, read_hits
from assistant.reader.sentence_ranking import Sentence, score_sentences
from assistant.retrieval.search import evidence_for
from assistant.settings import ModelSettings
from assistant.types import ABOUT, Answer, Done, Event, Evidence, Found, Question, Token, Turn, Understood
from corpus import Archive, Scope, Window

if TYPE_CHECKING:
    from assistant.briefing import BriefEvent, Briefing
    from assistant.lookup import LookUp
    from assistant.types import SectionName

_FURTHER = 16
"""Passages beyond the evidence that a listener is told of."""
_HOPELESS = 0.1
"""Confidence below which a chat model is not even asked; above it the model says itself where there is no answer."""
_OWN_WORDS = "What follows is in the articles' own words."
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
        self._words = WordVectors(archive.encode)
        self._reader: Reads = reader or Reader(cache=archive.home / "models" / "reader")

    @classmethod
    def open(cls, home: Path | str | None = None, *, notice: Callable[[str], None] | None = None) -> Assistant:
        """Open the archive in a folder (None: as the environment says) with the environment's chat model."""
        return cls(Archive.open(home, notice=notice), model=ModelSettings.from_environment())

    def today_as_of(self) -> date:
        """Return the day that questions are asked as of: today for a living archive, else the archive's newest day."""
        today = self._today()
        last, changed = self.archive.coverage(Scope(as_of=today)).last, self.archive.last_change()
        newest = max(last, changed) if last and changed and changed <= today else last
        return today if newest is None or today - newest <= _FRESH else newest

    def ask(
        self,
        text: str,
        *,
        as_of: date | None = None,
        window: Window | None = None,
        outlets: Sequence[str] = (),
        kinds: Sequence[str] = (),
        history: Sequence[Turn] = (),
        without: Collection[str] = (),
        standalone: str | None = None,
    ) -> Answer:
        """Answer a question; arguments as for ``stream``."""
        events = self.stream(
            text,
            as_of=as_of,
            window=window,
            outlets=outlets,
            kinds=kinds,
            history=history,
            without=without,
            standalone=standalone,
        )
        for event in events:
            if isinstance(event, Done):
                return event.answer
        raise AssistantError("the answer ended without a result; please report this")

    def stream(
        self,
        text: str,
        *,
        as_of: date | None = None,
        window: Window | None = None,
        outlets: Sequence[str] = (),
        kinds: Sequence[str] = (),
        history: Sequence[Turn] = (),
        without: Collection[str] = (),
        hidden: Collection[str] = (),
        standalone: str | None = None,
    ) -> Iterator[Event]:
        """Answer a question, telling each stage as it is reached: Understood, Found, Token (with a model), Done.

        Args:
            text: The question.
            as_of: The day that it is asked on; None for ``today_as_of``. Nothing published later is used.
            window: Days of publication; None takes those that the question's words name.
            outlets: Names of outlets, any that they go by; empty takes those that the question names.
            kinds: Kinds of article (``corpus.KINDS``); empty takes all.
            history: Earlier turns, the oldest first.
            without: Filters read from the question that were taken off: a chip's kind, or its words.
            hidden: Ids of articles that are left out, as if the archive did not have them.
            standalone: What to ask in place of the follow-up, written by hand; None finds it by rule from the history.

        Raises:
            OutletUnknown: The archive has no outlet of that name.
        """
        clock = Clock()
        with clock("understand"):
            usual = self.today_as_of()
            scope = replace(self._scope(as_of or usual, window, outlets, kinds), hidden=frozenset(hidden))
            question = self._understand(text, scope, history, without, standalone or "")
        if self.model and not standalone and leans(text, question.standalone, history):
            with clock("condense"):
                form = proposed(self.model, text, history)
            question = self._understand(text, scope, history, without, form) if form else question
        yield Understood(question)
        if question.form in ABOUT:
            yield Found(())
            told = about_archive(question, holdings_of(self.archive, question.scope, self.model))
            yield Done(replace(told, timings=clock.seconds))
            return
        if section := asked(question.standalone):
            yield Found(())
            from assistant.briefing.section_answers import section_answer  # briefings take a sixth of a second to load

            with clock("brief"):
                answer = section_answer(self.archive, question, *section)
            yield Done(replace(answer, coverage=self.archive.coverage(question.scope), timings=clock.seconds))
            return
        parts = parts_of(question, partial(self._part, given=replace(scope, as_of=question.scope.as_of)))
        with clock("retrieve"):
            news = question.scope.as_of != usual or wants_news(text)
            share = len(parts) if self.model else 1  # a model reads the passages of all parts together
            found = [evidence_for(self.archive, part, news=news, share=share) for part in parts]
        evidence = renumbered([items for items, _ in found])
        yield Found(evidence, tuple(hit for _, further in found for hit in further)[:_FURTHER])
        if len(parts) == 1 or self.model is not None:
            answer = yield from self._answer(question, evidence, clock)
        else:
            answers = []
            for part, (items, _) in zip(parts, found, strict=True):
                answers.append((yield from self._answer(part, items, clock)))
            answer = joined(question, answers)
        yield Done(replace(answer, coverage=self.archive.coverage(question.scope), timings=clock.seconds))

    def brief(
        self,
        topic: str,
        *,
        as_of: date | None = None,
        window: Window | None = None,
        outlets: Sequence[str] = (),
        kinds: Sequence[str] = (),
        only: Collection[SectionName] = (),
    ) -> Briefing:
        """Prepare a cited briefing on a topic; arguments as for ``stream``, and the sections to keep to."""
        from assistant.briefing import brief

        scope = self._scope(as_of or self.today_as_of(), window, outlets, kinds)
        return brief(self.archive, topic, scope=scope, only=only, model=self.model)

    def stream_brief(
        self,
        topic: str,
        *,
        as_of: date | None = None,
        window: Window | None = None,
        outlets: Sequence[str] = (),
        kinds: Sequence[str] = (),
        only: Collection[SectionName] = (),
    ) -> Iterator[BriefEvent]:
        """Prepare a briefing, telling each stage and section as it is reached: Stage, Made, Finished."""
        from assistant.briefing import stream

        scope = self._scope(as_of or self.today_as_of(), window, outlets, kinds)
        return stream(self.archive, topic, scope=scope, only=only, model=self.model)

    def look_up(
        self, text: str, *, as_of: date | None = None, window: Window | None = None, outlets: Sequence[str] = ()
    ) -> LookUp:
        """Find who printed a quote, and how; arguments as for ``stream``, without a day everything counts."""
        from assistant.lookup import look_up

        return look_up(self.archive, text, scope=self._scope(as_of, window, outlets))

    def _scope(
        self, as_of: date | None, window: Window | None, outlets: Sequence[str], kinds: Sequence[str] = ()
    ) -> Scope:
        """Return what is asked for as a scope, outlets under the names that the archive has for them."""
        return Scope(window or Window(), outlets_of(self.archive, outlets), as_of, kinds=tuple(kinds))

    def _understand(
        self, text: str, given: Scope, history: Sequence[Turn], without: Collection[str], asked_as: str
    ) -> Question:
        assert given.as_of is not None
        read = partial(
            understand,
            text,
            as_of=given.as_of,
            outlets=[name for name, _ in self.archive.outlets()],
            history=history,
            given=given,
            asked_as=asked_as,
        )
        question = read()
        off = [chip.words for chip in question.chips if chip.kind in without or chip.words in without]
        return read(dismissed=off) if off else question

    def _part(self, text: str, *, given: Scope) -> Question:
        """Understand one part of a question; it stands alone."""
        return self._understand(text, given, (), (), text)

    def _answer(self, question: Question, evidence: Sequence[Evidence], clock: Clock) -> Generator[Event, None, Answer]:
        with clock("read"):
            readings = read_hits(self._reader, question.search, [item.hit for item in evidence])
        with clock("compose"):
            sentences = score_sentences(question.search, evidence, self.archive.encode, words=self._words)
            short = candidates(question, sentences, evidence, readings)
            sure = confidence(question.search, sentences, readings)
        if self.model is None or sure < _HOPELESS:
            return _offline(question, sentences, sure, short)
        try:
            resolved = yield from self._written(self.model, question, evidence, clock)
        except ModelError as error:
            return _offline(question, sentences, sure, short, f"{error} {_OWN_WORDS}")
        if resolved.said_not_found:
            answer = replace(abstain(question, sentences, confidence=sure), model=self.model.model)
            return replace(answer, notes=("The model found no answer in the passages.",))
        with clock("verify"):
            written = from_model(question, resolved, evidence, model=self.model.model)
        if written is None:
            note = f"Nothing that the model wrote held against the cited articles. {_OWN_WORDS}"
            return _offline(question, sentences, sure, short, note)
        return replace(written, confidence=sure)

    @staticmethod
    def _written(
        model: ModelSettings, question: Question, evidence: Sequence[Evidence], clock: Clock
    ) -> Generator[Event, None, Resolved]:
        from assistant.llm.streaming import stream_answer  # LangChain's chat models take seconds to load

        text = ""
        shown = MarkerStream([item.number for item in evidence])
        with clock("generate"):
            for piece in stream_answer(model, question, evidence):
                text += piece
                if ready := shown.feed(piece):
                    yield Token(ready)
            if rest := shown.finish():
                yield Token(rest)
        return resolve(text, evidence)


def _offline(
    question: Question, sentences: Sequence[Sentence], sure: float, short: Sequence[Candidate], *notes: str
) -> Answer:
    """Return the answer in the articles' own words, or none where they hardly answer."""
    if sure < ENOUGH:
        return replace(abstain(question, sentences, confidence=sure), notes=notes)
    answer = from_articles(question, sentences, sure=sure >= SURE, short=placed(short, sentences))
    return replace(answer, confidence=sure, notes=(*notes, *answer.notes))
