"""The values that pass between the steps of the corpus: frozen, slotted, plain."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

KINDS = ("news", "opinion", "live blog", "press release", "wire", "interview")
PUBSTATUS = ("usable", "withheld", "canceled")
DATED_BY = {"record": "high", "page": "high", "feed": "high", "address": "medium", "text": "low"}
"""What tells a day of publication, in the order in which it is believed, and how sure the day is then: a field of the
record, the metadata of the page, the feed that it was linked from, its address, its own first lines."""


PAGE_GONE = "page gone"
CAVEATS = ("incomplete", "order of lines not sure", "read by OCR", "letters mended", PAGE_GONE)
"""What a reader of an article must know wherever it is cited."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a place in a text that its source names: a page, a moment of a recording, an entry of a live blog.

    Attributes:
        start: Code points before it; it reaches to the next mark.
        kind: ``page``, ``time`` or ``entry``.
        label: As it is shown: '3' of a page, '0:12:03' of a recording, the hour of an entry.
    """

    start: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article in the state that is cited now.

    Attributes:
        id: Hash of the canonical URL, else of the name that its source gives it, else of outlet, title and day.
        text: Cleaned body; every offset in Newsdesk counts its code points.
        outlet: Name of the publisher, None where it is unknown.
        published: ISO 8601, either a day (``2025-03-12``) or a moment with its offset; None where unknown.
        source: Where it was read from (``file:line`` or a path), for people.
        version: 1 for the first text seen, one more for each change of it.
        dated_by: What told the day of publication, see ``DATED_BY``; None where it is unknown.
        updated: As ``published``: when the outlet last changed it.
        kind: One of ``KINDS``.
        language: ISO 639-1 code; None where it could not be told.
        dateline: Place of the dateline ('KYIV').
        agency: Wire agency that the article names as where it comes from ('Reuters').
        subjects: Subject codes as the source gives them (``medtop:20000523``).
        urgency: 1 (flash) to 9, as IPTC counts.
        terms: Usage terms, as the source words them.
        revision: Version number that the source itself gives.
        pubstatus: One of ``PUBSTATUS``; only what is usable is searched and cited. Empty as a reader gives it where the
            source does not say: a known article then stays what it is.
        embargo: ISO moment before which it is neither searched nor cited.
        corrections: Correction notices, word for word, from its text or its source.
        guid: Name that its source gives it for good, whether its id is made of that or not: recalls use it.
        slugline: Short name of the story in the newsroom ('EU--Italy-Virus-Investigation').
        note: Note to editors, word for word.
        marks: Places in the text that its source names, in their order.
        caveats: Of ``CAVEATS``.
        remarks: What was found when it was read: a day that cannot be, why it is incomplete, an embargo in words.
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
    dated_by: str | None = None
    updated: str | None = None
    kind: str = "news"
    language: str | None = None
    dateline: str | None = None
    agency: str | None = None
    subjects: tuple[str, ...] = ()
    urgency: int | None = None
    terms: str | None = None
    revision: int | None = None
    pubstatus: str = "usable"
    embargo: str | None = None
    corrections: tuple[str, ...] = ()
    guid: str | None = None
    slugline: str | None = None
    note: str | None = None
    marks: tuple[Mark, ...] = ()
    caveats: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def mark_at(self, offset: int) -> Mark | None:
        """Return the mark that a place in the text lies under, None where there is none."""
        index = bisect_right(self.marks, offset, key=lambda mark: mark.start)
        return self.marks[index - 1] if index else None

    @property
    def day(self) -> date | None:
        """Return the day of publication as the outlet printed it (its own time zone)."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    @property
    def day_confidence(self) -> str | None:
        """Return how sure the day is: ``high``, ``medium`` or ``low``; None where it is unknown."""
        return DATED_BY.get(self.dated_by or "")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say which record was not taken, and why.

    Attributes:
        place: ``file:line`` or a path, so that a person can go there.
        kept: The record was taken all the same: what a person should know about it.
    """

    place: str
    reason: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Say that a source has canceled or withheld an article that it no longer gives the text of, or lets it back in.

    Attributes:
        article_id: As ``Article.id``.
        pubstatus: One of ``PUBSTATUS``.
        place: As ``Refusal.place``.
        revision: As ``Article.revision``.
        guid: As ``Article.guid``: finds the article where its id is made of its address.
        outlet: As ``Article.outlet``; None where the source does not name itself.
    """

    article_id: str
    pubstatus: str
    place: str
    revision: int | None = None
    guid: str | None = None
    outlet: str | None = None


Record = Article | StatusChange | Refusal
"""What a reader yields."""


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
        story: Id of the story that the article belongs to; its own id where it has no copies.
    """

    passage: Passage
    article: Article
    words: float = 0.0
    meaning: float = 0.0
    score: float = 0.0
    story: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold one article's place in a story.

    Attributes:
        article: With its text.
        of: Id of the article that it was recognised as a copy of; None for the first of the story.
        how: ``first``, ``exact`` (the same words) or ``near``.
        alike: Share of the shorter text's words that stand in the other one in the same order, 0 to 1.
    """

    article: Article
    of: str | None
    how: str
    alike: float


@dataclass(frozen=True, slots=True)
class Story:
    """Hold the articles that are copies of one text.

    Attributes:
        id: Id of the article that the story began with.
        copies: The first publisher at the front, then by day.
        origin: Where the text comes from: the agency that a copy names, else the outlet that printed it first; None
            where neither is known.
        barred: Copies that their source has canceled or withholds: told of, never cited.
    """

    id: str
    copies: tuple[Copy, ...]
    origin: str | None
    barred: tuple[Copy, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets that printed it, in the order of its copies, each once."""
        return tuple(dict.fromkeys(copy.article.outlet for copy in self.copies if copy.article.outlet))


@dataclass(frozen=True, slots=True)
class Standing:
    """Say whether an article may be cited now.

    Attributes:
        version: Number of the version that may be; 0 where the article is gone.
        barred: Why it may not be ('withdrawn', 'canceled by its source', 'under embargo until …'); empty where it may.
    """

    version: int
    barred: str = ""


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
        as_of: Nothing published after this day is used, nor a text that is known to have been changed after it; an
            article without a date stays in.
        hidden: Ids of articles that are left out: how an evaluation asks what an archive does not hold.
        kinds: Kinds of article, of ``KINDS``; empty means all.
    """

    window: Window = field(default_factory=Window)
    outlets: tuple[str, ...] = ()
    as_of: date | None = None
    hidden: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count what a scope holds."""

    articles: int
    outlets: int
    first: date | None
    last: date | None


def day_number(day: date) -> int:
    """Return the UTC epoch second at which a day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
