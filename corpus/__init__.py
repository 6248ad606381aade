"""Articles in, passages out: the stored corpus, which knows nothing of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArticleNotFound,
    CorpusError,
    EncoderError,
    FingerprintMismatch,
    RecordError,
    SourceError,
)
from corpus.sentences import sentence_spans
from corpus.settings import Settings
from corpus.types import (
    ArchiveStatus,
    Article,
    CheckReport,
    Coverage,
    Hit,
    IngestReport,
    Passage,
    Progress,
    Refusal,
    Scope,
    Version,
    Window,
)

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
    "CorpusError",
    "Coverage",
    "EncoderError",
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
    "Version",
    "Window",
    "sentence_spans",
]


def __getattr__(name: str) -> object:
    """Load Archive when it is first asked for, so that a command's help does not wait for its libraries."""
    if name == "Archive":
        from corpus.archive import Archive

        return Archive
    raise AttributeError(f"module 'corpus' has no attribute {name!r}")
