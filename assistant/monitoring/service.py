"""One round of the watch: look at sources, run searches, deliver; what `newsdesk watch serve` does again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.assistant import Assistant
from assistant.briefing import brief
from assistant.errors import AssistantError
from assistant.monitoring.delivery.sending import Sender, deliver
from assistant.monitoring.filling import run_sources
from assistant.monitoring.matching import Matcher
from assistant.monitoring.searching import Desk, run_watches
from assistant.monitoring.storage import source_records, watch_records
from assistant.monitoring.storage.database import Database
from assistant.monitoring.types import Delivery, Item, Now, Run, Watch
from assistant.reader.judge import bundled_judge
from assistant.settings import MailSettings
from assistant.types import Citation, SectionName
from corpus import CorpusError, Limits, Scope, Window

_SENTENCES = 3
"""That sum up a search in a digest."""
_ENOUGH = 2
"""New reports from which a digest sums up."""
_KEPT = timedelta(days=60)
"""Time for which runs of sources that brought nothing are remembered."""


def read_clock() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Round:
    """Hold what one round did.

    Attributes:
        items: How many new things there are to tell.
        problems: What could not be done; it is tried again in the next round.
    """

    runs: tuple[Run, ...]
    items: int
    deliveries: tuple[Delivery, ...]
    problems: tuple[str, ...] = ()


class Service:
    """Keep watch over an archive."""

    def __init__(
        self,
        assistant: Assistant,
        db: Database,
        *,
        now: Now = read_clock,
        mail: MailSettings | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Join an open archive and what the watch remembers.

        Args:
            assistant: With the archive; answers the questions that are watched.
            db: In the archive's folder.
            now: Gives the present moment, in UTC.
            mail: Where e-mail is sent through.
            limits: How much and how often sources are asked; None for what is polite.
        """
        self.assistant, self._db, self._now, self._limits = assistant, db, now, limits
        self.matcher = Matcher(assistant.archive, bundled_judge())
        self._desk = Desk(assistant.archive, db, self.matcher, now, ask=assistant.ask)
        self._sender = Sender(db, now, mail, summarise=self.sum_up)

    def go_round(self, tell: Callable[[Run], None] = lambda _: None) -> Round:
        """Look at the sources that are due, run all searches, and deliver; the caller holds ``running``.

        A step that fails leaves the others to be done: what is in the archive is searched, what was found is sent.
        """
        runs: list[Run] = []
        items, sent, problems = 0, list[Delivery](), list[str]()
        try:
            due = source_records.due_sources(self._db, self._now())
            runs = run_sources(self.assistant.archive, self._db, due, now=self._now, tell=tell, limits=self._limits)
            source_records.forget_runs(self._db, self._now() - _KEPT)
        except (CorpusError, AssistantError) as error:
            problems.append(f"sources: {error}")
        try:
            items = self.search()
        except (CorpusError, AssistantError) as error:
            problems.append(f"searches: {error}")
        try:
            sent = deliver(self._sender)
        except (CorpusError, AssistantError) as error:
            problems.append(f"deliveries: {error}")
        return Round(tuple(runs), items, tuple(sent), tuple(problems))

    def search(self, only: Sequence[Watch] = ()) -> int:
        """Run all searches, or some, over what came in; return how many new items there are."""
        return run_watches(self._desk, only or watch_records.list_watches(self._db))

    def deliver(self) -> list[Delivery]:
        """Make the reports that are due and send what waits."""
        return deliver(self._sender)

    def sum_up(self, watch: Watch, items: Sequence[Item]) -> list[tuple[str, Citation]]:
        """Return up to three cited sentences on what is new: a briefing's, kept to the articles that are told of."""
        fresh = [item for item in items if item.kind in ("new report", "further report") and item.citation.published]
        if len(fresh) < _ENOUGH or watch.kind not in ("topic", "question", "claim"):
            return []
        days = [datetime.fromisoformat(item.citation.published or "").date() for item in fresh]
        scope = Scope(Window(min(days), max(days)), watch.outlets, as_of=max(days))
        only: tuple[SectionName, ...] = ("in_brief",)
        made = brief(self.assistant.archive, self.matcher.subject(watch), scope=scope, only=only)
        told = {item.citation.article_id for item in fresh}
        cited = {citation.number: citation for citation in made.citations}
        said = [
            (line.statement.text, cited[number])
            for section in made.sections
            for line in section.lines
            for number in line.statement.citations[:1]
            if cited[number].article_id in told
        ]
        return said[:_SENTENCES]
