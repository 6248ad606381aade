"""The values that pass between the steps of the corpus: frozen, slotted, plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article in the state that is cited now.

    Attributes:
        id: Hash of the canonical URL, else of outlet, title and day.
        text: Cleaned body; every offset in Newsdesk counts its code points.
        outlet: Name of the publisher, None where it is unknown.
        published: ISO 8601, either a day (``2025-03-12``) or a moment with its offset; None where unknown.
        source: Where it was read from (``file:line`` or a path), for people.
        version: 1 for the first text seen, one more for each change of it.
    """

    id: str
    title: str
    text: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    keywords: tuple[str, ...] = ()
    source: str = ""
    version: int = 1

    @property
    def day(self) -> date | None:
        """Return the day of publication as the outlet printed it (its own time zone)."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say which record was not taken, and why.

    Attributes:
        place: ``file:line`` or a path, so that a person can go there.
    """

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """Hold one state of an article's text."""

    article_id: str
    number: int
    title: str
    text: str
    added: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a chunk: the span ``article.text[start:end]`` of one version of one article."""

    id: str
    article_id: str
    version: int
    ordinal: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold a passage with its scores.

    Attributes:
        words: BM25 score, 0 where the word search did not return it.
        meaning: Cosine to the question, in [-1, 1]; 0 where it is not known.
        score: Fused score, comparable within one search only.
    """

    passage: Passage
    article: Article
    words: float = 0.0
    meaning: float = 0.0
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Window:
    """Bound the day of publication, both ends included; None leaves an end open."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Say whether anything is bounded."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Scope:
    """Say which articles a search may use.

    Attributes:
        window: Days of publication; an article without a date is outside of every window.
        outlets: Names of outlets; empty means all.
        as_of: Nothing published after this day is used; an article without a date stays in.
    """

    window: Window = field(default_factory=Window)
    outlets: tuple[str, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count what a scope holds."""

    articles: int
    outlets: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Count what one ingest did.

    Attributes:
        added: New articles.
        changed: Known articles that got a new version.
        unchanged: Known articles with the same text.
        refusals: Every record that was not taken.
        passages: Passages that were embedded and indexed.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refusals: tuple[Refusal, ...] = ()
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Report how far a step has come.

    Attributes:
        step: ``read``, ``words``, ``embed`` or ``meaning``.
        total: None where it is not known beforehand.
    """

    step: str
    done: int
    total: int | None = None


def day_number(day: date) -> int:
    """Return the UTC epoch second at which a day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """Say what an archive holds and how it was made.

    Attributes:
        by_words: Passages that a word search finds.
        by_meaning: Passages that a search by meaning finds.
        size: Bytes on disk.
    """

    home: str
    articles: int
    passages: int
    by_words: int
    by_meaning: int
    outlets: int
    first: date | None
    last: date | None
    encoder: str
    fingerprint: str
    size: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Say whether the archive is whole.

    Attributes:
        pending: Passages that an index lacks still: not a fault, the next ingest carries on with them.
        problems: What is wrong, a sentence each; empty where nothing is.
    """

    articles: int
    passages: int
    in_words: int
    in_chroma: int
    pending: int
    problems: tuple[str, ...] = ()
