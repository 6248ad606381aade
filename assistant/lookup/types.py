"""The values of a look-up: frozen, slotted, plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.types import Citation, Reports
from corpus import Coverage, Scope

LookUpVerdict = Literal["verbatim", "shortened", "altered", "not found"]
ClaimVerdict = Literal["supported", "contradicted", "partly", "not in the archive"]
ConflictKind = Literal["number", "name", "day", "negation", "sense"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Show one place where the text that was looked up and the printed one part.

    Attributes:
        kind: ``changed`` (other words), ``added`` (words that were not printed) or ``left out`` (printed words that
            are missing).
        quoted: The words of the text that was looked up; empty where words were left out.
        printed: The words of the article; empty where words were added.
        marked: An ellipsis says that words were left out here.
    """

    kind: Literal["changed", "added", "left out"]
    quoted: str
    printed: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one article that prints the text, or something like it.

    Attributes:
        citation: The printed words that were matched.
        context: The whole sentences around them.
        differences: In reading order; empty for ``verbatim``.
        held: Share of the text's words, common ones counting less, that stand there in order: 0 to 1.
        speaker: Who says it there, as the article names them; empty where it says it itself or does not tell.
        how: How it is attributed ('said', 'told reporters', 'according to'); empty where it is not.
        corrections: What this article or another copy of its story corrected, with outlet and day.
    """

    verdict: LookUpVerdict
    citation: Citation
    context: Citation
    differences: tuple[Difference, ...] = ()
    held: float = 1.0
    speaker: str = ""
    how: str = ""
    corrections: tuple[str, ...] = ()

    @property
    def outlet(self) -> str | None:
        """Return who printed it."""
        return self.citation.outlet

    @property
    def day(self) -> date | None:
        """Return the day of publication, None where it is unknown."""
        return date.fromisoformat(self.citation.published[:10]) if self.citation.published else None


@dataclass(frozen=True, slots=True)
class Print:
    """Hold one article that prints the text word for word.

    Attributes:
        story: Id of the story that it belongs to: prints of one story are copies of one text.
    """

    article_id: str
    outlet: str | None
    published: str | None
    title: str
    story: str


@dataclass(frozen=True, slots=True)
class LookUp:
    """Hold what an archive knows of a text.

    Attributes:
        verdict: That of the best finding, ``not found`` where there is none.
        findings: Verbatim ones first, then shortened, then altered ones.
        found: Findings in all, those beyond the limit too.
        first_print: The earliest dated verbatim finding.
        prints: Every article that prints it word for word, those beyond the limit too, the first print at the front.
        closest: The nearest sentences where nothing was found; never a finding.
        coverage: What the scope holds.
    """

    text: str
    scope: Scope
    verdict: LookUpVerdict
    findings: tuple[Finding, ...] = ()
    found: int = 0
    first_print: Finding | None = None
    prints: tuple[Print, ...] = ()
    closest: tuple[Citation, ...] = ()
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None))
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Show one thing in which a claim and a printed sentence part; ``quoted`` is the claim's."""

    kind: ConflictKind
    quoted: str
    printed: str


@dataclass(frozen=True, slots=True)
class Against:
    """Hold a sentence that says otherwise, and in what."""

    citation: Citation
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one checkable part of a claim.

    Attributes:
        support: The sentences that say it, the newest first.
        against: Those that say otherwise, the newest first.
        reports: Outlets and independent reports behind the support.
    """

    text: str
    verdict: ClaimVerdict
    support: tuple[Citation, ...]
    against: tuple[Against, ...]
    reports: Reports


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold what an archive says of a claim.

    Attributes:
        verdict: ``supported`` where all its parts are, ``contradicted`` where one is, ``partly`` where only some are
            supported.
        closest: The nearest sentences where nothing was found; never support.
    """

    text: str
    scope: Scope
    verdict: ClaimVerdict
    parts: tuple[Part, ...]
    reports: Reports
    closest: tuple[Citation, ...] = ()
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return every citation for and against, in the order of their numbers."""
        cited = [c for part in self.parts for c in (*part.support, *(held.citation for held in part.against))]
        return tuple(sorted({c.number: c for c in cited}.values(), key=lambda citation: citation.number))
