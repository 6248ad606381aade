"""Articles in, passages out: the stored corpus, which knows nothing of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.clean import canonical_url
from corpus.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArticleNotFound,
    CorpusError,
    EncoderError,
    FetchError,
    FingerprintMismatch,
    RecordError,
    SourceError,
)
from corpus.outlets import aliases_of as outlet_aliases
from corpus.reports import ArchiveStatus, CheckReport, IngestReport, Progress
from corpus.sentences import sentence_spans
from corpus.settings import Settings
from corpus.types import Article, Copy, Coverage, Hit, Passage, Refusal, Scope, Standing, Story, Version, Window

if TYPE_CHECKING:
    from corpus.archive import Archive

__all__ = [
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveStatus",
    "Article",
    "ArticleNotFound",
    "CheckReport",
    "Copy",
    "CorpusError",
    "Coverage",
    "EncoderError",
    "FetchError",
    "FingerprintMismatch",
    "Hit",
    "IngestReport",
    "Passage",
    "Progress",
    "RecordError",
    "Refusal",
    "Scope",
    "Settings",
    "SourceError",
    "Standing",
    "Story",
    "Version",
    "Window",
    "canonical_url",
    "outlet_aliases",
    "sentence_spans",
]


def __getattr__(name: str) -> object:
    """Load Archive when it is first asked for, so that a command's help does not wait for its libraries."""
    if name == "Archive":
        from corpus.archive import Archive

        return Archive
    raise AttributeError(f"module 'corpus' has no attribute {name!r}")
