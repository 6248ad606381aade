"""The values of a look-up: frozen, slotted, plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.types import Citation
from corpus import Coverage, Scope

LookUpVerdict = Literal["verbatim", "shortened", "altered", "not found"]


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
