"""The values of a briefing: frozen, slotted, plain.

Every section is a tuple of lines; a line's ``statement`` is what is shown, with the numbers of its citations. What a
section knows beyond that is in its own kind of line: Event, Figure, Voice, Difference, Gap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.nlp.temporal.briefing_periods import When
from assistant.types import Citation, SectionName, SpeakerKind, Statement, Status
from corpus import Coverage, Scope

TITLES: dict[SectionName, str] = {
    "in_brief": "In brief",
    "timeline": "Timeline",
    "figures": "Figures",
    "voices": "Voices",
    "differences": "Where sources differ",
    "single_source": "Single-source claims",
    "gaps": "Not in the archive",
}
"""The sections in the order in which they stand, after Scope and before Sources."""

Mark = Literal["new", "changed", "corrected", "withdrawn"]
"""What happened to a line since the briefing was written last."""
FigureState = Literal["current", "superseded", "corrected", "disputed"]
DifferenceKind = Literal["figure", "name", "day", "yes or no"]
Relation = Literal["disputed", "updated", "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line of a section; In brief and Single-source claims have these.

    Attributes:
        statement: What is shown, with its citations; ``attribution`` says who printed it and when.
        day: The day under which it stands: of an event, when it happened; else that of publication; None if unknown.
        key: Names the line within its section: the same line of a later run has the same.
        mark: What happened to it since the last run; None where nothing did, or where there was none.
        was: Its words in the last run, where it is changed or corrected.
        hidden: A person took it out: it is kept, and neither shown nor exported.
        pinned: A person put it first in its section; in the timeline it stands out at its place.
    """

    statement: Statement
    day: date | None = None
    key: str = ""
    mark: Mark | None = None
    was: str = ""
    hidden: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Line):
    """Hold one event of a timeline; ``day`` is the first day of ``when``.

    Attributes:
        when: The days on which it happened, as precisely as they are told.
        planned: It was still to come when it was printed, and nothing tells that it came.
    """

    when: When
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Line):
    """Hold one figure; the statement is the sentence that has it, ``day`` is that of publication.

    Attributes:
        what: What is counted or measured, in the article's words ('people killed').
        shown: The figure as it is printed, with its unit ('€40 million').
        value: The same as a number.
        unit: '%', a currency, or the thing counted; empty where there is none.
        when: The days as of which it holds; None where the article is undated.
        state: ``superseded`` and ``corrected`` by a later one, ``disputed`` by one of the same time.
        by: Shown figures that stand against it, or for it now.
    """

    what: str
    shown: str
    value: float
    unit: str = ""
    when: When | None = None
    state: FigureState = "current"
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Line):
    """Hold what somebody said; the statement is the whole sentence (or sentences) that has it, as printed.

    Attributes:
        speaker: Name as the articles give it in full, or 'a foreign ministry official'.
        role: What they are ('the mayor of Dravno'); empty where no article says.
        kind: ``named``, ``anonymous`` or ``institution``.
        quotes: The words between quotation marks, verbatim; empty where it is indirect speech.
    """

    speaker: str
    role: str = ""
    kind: SpeakerKind = "named"
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Hold one side of a difference: what it says, and the sentence that says so.

    Attributes:
        shown: What stands against the other side ('31', 'Tuesday', 'has agreed').
        outlets: All outlets that print it so.
    """

    shown: str
    statement: Statement
    day: date | None = None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Line):
    """Hold what sources differ on; the statement says it in a line and cites every side.

    Attributes:
        about: What it is on ('people killed').
        kind: A figure, a name, a day, or yes against no.
        relation: ``disputed`` at the same time, ``updated`` or ``corrected`` later.
        sides: Two or more, the oldest first.
    """

    about: str
    kind: DifferenceKind
    relation: Relation
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Line):
    """Hold a question that the evidence does not answer; the statement is the question, its citation what raises it.

    Attributes:
        why: Why it is asked, in a few words ('announced, and no outcome is reported').
    """

    why: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one section; there is none without lines."""

    name: SectionName
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Considered:
    """Hold what a briefing was made from.

    Attributes:
        articles: On the topic that were read.
        stories: Texts among them that are not copies of one another, kept to the scope.
        independent: The same without press releases and without texts of an agency told apart by edits alone.
        by_outlet: Outlets with the count of their articles, most first.
        missing: What the coverage lacks, a sentence each ('No article between 2 April and 20 May 2025.').
    """

    articles: int = 0
    stories: int = 0
    outlets: int = 0
    independent: int = 0
    first: date | None = None
    last: date | None = None
    by_outlet: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one story that is cited, with the numbers that cite it; by day of its first copy.

    Attributes:
        article_id: The article that is cited (of several copies, the one printed first).
        origin: Whose text it is where that is not the outlet.
        copies: Other outlets that printed it.
        reference: Bibliography entry, in the style of the briefing.
    """

    article_id: str
    outlet: str | None
    title: str
    url: str | None
    published: str | None
    citations: tuple[int, ...]
    story: str = ""
    origin: str | None = None
    copies: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SinceLast:
    """Hold how a briefing compares with the one saved last.

    Attributes:
        written: When that one was written, ISO 8601.
        as_of: The day as of which it was.
        gone: Lines that it had and this one has not, by section, with their mark (``withdrawn`` or None).
    """

    written: str
    as_of: date | None
    new: int = 0
    changed: int = 0
    corrected: int = 0
    withdrawn: int = 0
    gone: tuple[tuple[SectionName, Line], ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """Hold a briefing on a topic.

    Attributes:
        scope: Window, outlets and as-of day that it keeps to.
        considered: The articles on the topic that were read.
        coverage: What the archive holds in the scope.
        model: Name of the chat model that wrote In brief, None for the articles' own words.
        since_last: Set where it was run again.
    """

    topic: str
    scope: Scope
    status: Status
    considered: Considered = Considered()
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None))
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    model: str | None = None
    timings: dict[str, float] = field(default_factory=dict)
    since_last: SinceLast | None = None

    @property
    def as_of(self) -> date | None:
        """Return the day as of which it was written."""
        return self.scope.as_of
