"""The values that pass between the steps of the assistant: frozen, slotted, plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.settings import Usage
from corpus import Coverage, Hit, Scope, Story, Window

SURE_OF_WORDS, _MARK = 0.5, 0.2
"""Confidence from which a short answer stands above its sentence, and from which it is marked there. Of 210 quiz
questions of 2022 (weeks of RealTimeQA's tune half that the reader did not see) it is right, or nearly, for 40 % of all,
56 % of the 43 % from 0.2 on, and 65 % of those from 0.5 on."""
SectionName = Literal["in_brief", "timeline", "figures", "voices", "differences", "single_source", "gaps"]
"""Sections of a briefing, in the order in which they stand; a question may ask for one."""
SpeakerKind = Literal["named", "anonymous", "institution"]
Verdict = Literal["quoted", "supported", "unsupported"]
Status = Literal["answered", "abstained"]
Form = Literal[
    "fact", "yes or no", "latest", "compare", "list", "change", "summary", "quote", "opinion", "greeting", "thanks",
    "archive", "language"]  # fmt: skip
"""What a question asks for: a fact (who, what, when, where, why, how many), yes or no, the newest state, a comparison,
a list, a course of events, a summary, words said, an opinion; or nothing of the news: a greeting, thanks, something
about the archive itself; or it is in a language that the archive's articles are not in."""
AnswerType = Literal[
    "person", "body", "place", "date", "duration", "number", "money", "share", "thing", "reason", "manner", "statement",
    "yes_no", "list", "none"]  # fmt: skip
"""What an answer must be; a body is an organisation, a company, a country that acts."""
ABOUT: tuple[Form, ...] = ("greeting", "thanks", "archive", "language")
"""Forms that are answered from the archive's own state, without a search: the answer's lead is all of it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold one earlier exchange of a conversation.

    Attributes:
        question: What was typed.
        answer: What was answered as fact.
        standalone: The form in which it was asked; empty lets the rules find it again.
    """

    question: str
    answer: str
    standalone: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """Show one filter that was read out of the question, so that a person can take it off.

    Attributes:
        kind: ``window``, ``outlet``, ``kind`` (of article), ``as_of``, or ``wording``: a chat model put it otherwise.
        label: What the chip says ('12 to 18 March 2025').
        words: The words of the question that it was read from.
        reason: How they were read ('‘last week’, as of 14 March 2025: 3 to 9 March 2025 …').
    """

    kind: Literal["window", "outlet", "kind", "as_of", "wording"]
    label: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question as it was understood.

    Attributes:
        text: What was typed.
        standalone: The same without references to earlier turns.
        search: The standalone form without the words that became filters: what is searched for.
        scope: Window, outlets and as-of day that the search keeps to.
        chips: The filters that came from the words of the question.
        form: What kind of question it is.
        answer_type: What its answer must be; None where that is unsure.
        asked: The part that asks, where it stands in a longer text; empty where all of it does.
    """

    text: str
    standalone: str
    search: str
    scope: Scope
    chips: tuple[Chip, ...] = ()
    form: Form = "fact"
    answer_type: AnswerType | None = None
    asked: str = ""

    @property
    def core(self) -> str:
        """Return what passages are read for."""
        return self.asked or self.search

    @property
    def window(self) -> Window:
        """Return the window of publication."""
        return self.scope.window


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold a hit that was chosen to answer from, the number that cites it (from 1), and its article's known copies."""

    number: int
    hit: Hit
    story: Story | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Point at the words of an article: ``quote == article.text[start:end]``.

    Attributes:
        kind: What the article is: ``news``, ``opinion`` …, as ``corpus.Article.kind``.
        origin: Whose text it is where that is not the outlet: an agency, or the outlet that printed it first.
        also_in: Other outlets that printed the same text.
        story: Id of the story that its article belongs to; the article's own where it has no copies.
        corrections: The correction notices of the article, word for word.
        place: Where in the article the words begin, as its source counts: 'page 3', 'at 0:12:03'; '' where it does not.
        caveats: What a reader must know of the article, as ``corpus.Article.caveats``.
    """

    number: int
    article_id: str
    passage_id: str
    outlet: str | None
    title: str
    url: str | None
    published: str | None
    quote: str
    start: int
    end: int
    kind: str = "news"
    origin: str | None = None
    also_in: tuple[str, ...] = ()
    story: str = ""
    corrections: tuple[str, ...] = ()
    place: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """Point at the words of a citation's quote that are the answer itself: ``article.text[start:end]``."""

    citation: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reports:
    """Count who stands behind an answer.

    Attributes:
        outlets: Outlets that printed the cited texts, copies included.
        independent: Texts among them that are not copies of one another.
    """

    outlets: int = 0
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one sentence of an answer.

    Attributes:
        citations: Numbers of the citations that stand behind it.
        verdict: ``quoted`` (verbatim), ``supported`` (checked against its own passages) or ``unsupported``.
        reason: Why it is unsupported ('the figure 140 is not in the cited passage'), else empty.
        attribution: Who says it, for display ('The Harbor Ledger, 12 March'), else empty.
        first: What a chat model wrote before it was asked again, where that did not hold; else empty.
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    reason: str = ""
    attribution: str = ""
    first: str = ""


AnswerKind = Literal["span", "sentence", "yes", "no", "differ", "count"]
"""What the first line of an answer is: words of an article, a sentence, a verdict, or how many there are."""


@dataclass(frozen=True, slots=True)
class FirstLine:
    """Hold what stands in the first line: what the reader asked, as it is known on the as-of day.

    Attributes:
        citations: Numbers of the citations that stand behind it.
        as_of: The day of the report that says so; None where it is unknown.
    """

    text: str
    kind: AnswerKind
    citations: tuple[int, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Also:
    """Hold what differs from the first line or came before it, in one line.

    Attributes:
        relation: ``earlier`` state, ``differs`` (another source's value) or ``correction`` (a notice, word for word).
        citations: Numbers of the citations that stand behind it.
    """

    text: str
    relation: Literal["earlier", "differs", "correction"]
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Hold what was answered to one part of a question that asks several things.

    Attributes:
        asked: The part, as a question of its own.
        statements: Places in the answer's statements; none where the archive does not hold the answer.
        lead: As an answer's.
        short_answer: As an answer's.
    """

    asked: str
    statements: tuple[int, ...] = ()
    lead: str = ""
    short_answer: str | None = None
    short_answer_at: Marked | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold all that is known about the answer to one question.

    Attributes:
        lead: A short opening that is not a claim about the news ('From 3 articles, newest 12 March:').
        statements: In reading order; unsupported ones are kept for the record and never shown as fact.
        closest: The nearest misses of an abstention, never an answer.
        parts: The parts of a question that asks several things, answered one by one; empty for a single one.
        model: Name of the chat model that wrote it, None for the articles' own words.
        timings: Seconds by stage.
        short_answer: A few words that answer, as an article prints them; None where no passage gives any.
        short_answer_at: Where they stand; None where there are none.
        short_answer_confidence: How sure the reader is of them, in [0, 1].
        answer: What stands in the first line; None where a chat model wrote it, and for what asks nothing of the news.
        also: What differs from the first line, or came before it.
        usage: What the chat model was sent and wrote; None where none was asked.
    """

    question: Question
    status: Status
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None))
    reports: Reports = Reports()
    short_answer: str | None = None
    short_answer_at: Marked | None = None
    short_answer_confidence: float = 0.0
    lead: str = ""
    closest: tuple[Citation, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    model: str | None = None
    confidence: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
    answer: FirstLine | None = None
    also: tuple[Also, ...] = ()
    usage: Usage | None = None

    @property
    def as_of(self) -> date | None:
        """Return the day that the question was asked as of."""
        return self.question.scope.as_of

    @property
    def headline(self) -> str | None:
        """Return the first line where it is no sentence; of an older answer the short one that was sure enough."""
        if self.answer is not None:
            return None if self.answer.kind == "sentence" else self.answer.text
        return self.short_answer if self.short_answer_confidence >= SURE_OF_WORDS else None

    def short_answer_in(self, statement: Statement) -> tuple[int, int] | None:
        """Return where a short answer, the whole's or a part's, stands in a statement's text; None where none does."""
        quotes = {item.number: item for item in self.citations}
        whole = self.short_answer_at if self.short_answer_confidence >= _MARK else None
        for at in (whole, *(part.short_answer_at for part in self.parts)):
            if at is not None and at.citation in statement.citations:
                quote = quotes[at.citation]
                if quote.quote == statement.text and quote.start <= at.start and at.end <= quote.end:
                    return at.start - quote.start, at.end - quote.start
        return None
