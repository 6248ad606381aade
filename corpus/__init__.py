"""Articles in, passages out: the stored corpus, which knows nothing of questions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from corpus.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArticleNotFound,
    BackupError,
    CorpusError,
    EncoderError,
    FetchError,
    FingerprintMismatch,
    RecordError,
    SourceError,
)
from corpus.settings import Settings
from corpus.sources.types import Before, KnownPage, Source, SourceKind, Visited
from corpus.storage.intake import Change, ChangeKind
from corpus.storage.reports import ArchiveStatus, BackupReport, CheckReport, Collection, IngestReport, Progress
from corpus.types import (
    KINDS,
    Article,
    Copy,
    Coverage,
    Hit,
    Mark,
    Passage,
    Refusal,
    Scope,
    Standing,
    Story,
    Version,
    Window,
)

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.backup.restoring import check_backup, restore_backup
    from corpus.backup.writing import make_backup
    from corpus.embedding.runtime import CannotCompile, open_model
    from corpus.embedding.tokenizer import bundled_encoder, bundled_tokenizer, printable
    from corpus.fetching.client import Fetcher, Limits
    from corpus.ingestion.bylines.name_parts import name_in_parts
    from corpus.ingestion.language import identify_language
    from corpus.ingestion.normalization import without_steering
    from corpus.ingestion.outlets import aliases_of as outlet_aliases
    from corpus.ingestion.sentences import sentence_spans
    from corpus.ingestion.urls import canonical_url
    from corpus.sources.pages import recognise
    from corpus.sources.visiting import visit_source

__all__ = [
    "KINDS",
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveStatus",
    "Article",
    "ArticleNotFound",
    "BackupError",
    "BackupReport",
    "Before",
    "CannotCompile",
    "Change",
    "ChangeKind",
    "CheckReport",
    "Collection",
    "Copy",
    "CorpusError",
    "Coverage",
    "EncoderError",
    "FetchError",
    "Fetcher",
    "FingerprintMismatch",
    "Hit",
    "IngestReport",
    "KnownPage",
    "Limits",
    "Mark",
    "Passage",
    "Progress",
    "RecordError",
    "Refusal",
    "Scope",
    "Settings",
    "Source",
    "SourceError",
    "SourceKind",
    "Standing",
    "Story",
    "Version",
    "Visited",
    "Window",
    "bundled_encoder",
    "bundled_tokenizer",
    "canonical_url",
    "check_backup",
    "identify_language",
    "make_backup",
    "name_in_parts",
    "open_model",
    "outlet_aliases",
    "printable",
    "recognise",
    "restore_backup",
    "sentence_spans",
    "visit_source",
    "without_steering",
]


_LATER = {
    "Archive": ("corpus.archive", "Archive"),
    "check_backup": ("corpus.backup.restoring", "check_backup"),
    "restore_backup": ("corpus.backup.restoring", "restore_backup"),
    "make_backup": ("corpus.backup.writing", "make_backup"),
    "bundled_encoder": ("corpus.embedding.tokenizer", "bundled_encoder"),
    "bundled_tokenizer": ("corpus.embedding.tokenizer", "bundled_tokenizer"),
    "printable": ("corpus.embedding.tokenizer", "printable"),
    "CannotCompile": ("corpus.embedding.runtime", "CannotCompile"),
    "open_model": ("corpus.embedding.runtime", "open_model"),
    "Fetcher": ("corpus.fetching.client", "Fetcher"),
    "Limits": ("corpus.fetching.client", "Limits"),
    "recognise": ("corpus.sources.pages", "recognise"),
    "visit_source": ("corpus.sources.visiting", "visit_source"),
    "canonical_url": ("corpus.ingestion.urls", "canonical_url"),
    "identify_language": ("corpus.ingestion.language", "identify_language"),
    "name_in_parts": ("corpus.ingestion.bylines.name_parts", "name_in_parts"),
    "outlet_aliases": ("corpus.ingestion.outlets", "aliases_of"),
    "without_steering": ("corpus.ingestion.normalization", "without_steering"),
    "sentence_spans": ("corpus.ingestion.sentences", "sentence_spans"),
}


def __getattr__(name: str) -> object:
    """Load what is slow to load when it is first asked for, so that a command's help does not wait for it."""
    if name not in _LATER:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    module, inner = _LATER[name]
    return getattr(import_module(module), inner)
