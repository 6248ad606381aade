"""What the archive says of its work and of itself: counts, progress, health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.types import Refusal


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Count what one ingest did.

    Attributes:
        added: New articles.
        changed: Known articles that got a new version.
        unchanged: Known articles with the same text.
        status_changes: Known articles that their source canceled or withheld, or let back in without giving the text.
        copies: Added or changed articles that are copies of another one.
        refusals: Every record that was not taken.
        remarks: What a person should know of records that were.
        passages: Passages that were indexed.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    status_changes: int = 0
    copies: int = 0
    refusals: tuple[Refusal, ...] = ()
    remarks: tuple[Refusal, ...] = ()
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


@dataclass(frozen=True, slots=True)
class BackupReport:
    """Say what a backup holds.

    Attributes:
        file: Its path.
        size: Of the file, in bytes.
        made: ISO moment.
        newsdesk: Version of Newsdesk that made it.
        files: Number of files in it, the catalog among them.
        left_out: What lies in the archive's folder and is not in it, each with the reason.
    """

    file: str
    size: int
    made: str
    newsdesk: str
    articles: int
    files: int
    left_out: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Collection:
    """Hold what makes up a named part of an archive: an article is in it where it fits one of these.

    Attributes:
        outlets: Names of outlets, in any letters.
        desks: Sections, as ``Article.section``, in any letters.
        sources: Beginnings of ``Article.source``: a folder, an address.
        articles: Ids of articles that were put there by hand.
    """

    name: str
    outlets: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
