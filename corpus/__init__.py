"""Articles in, passages out: the stored corpus, which knows nothing of questions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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
from corpus.reports import ArchiveStatus, CheckReport, IngestReport, Progress
from corpus.settings import Settings
from corpus.types import KINDS, Article, Copy, Coverage, Hit, Passage, Refusal, Scope, Standing, Story, Version, Window

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.clean import canonical_url
    from corpus.outlets import aliases_of as outlet_aliases
    from corpus.runtime import CannotCompile, open_model
    from corpus.sentences import sentence_spans
    from corpus.tokens import bundled_encoder, bundled_tokenizer, printable

__all__ = [
    "KINDS",
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveStatus",
    "Article",
    "ArticleNotFound",
    "CannotCompile",
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
    "bundled_encoder",
    "bundled_tokenizer",
    "canonical_url",
    "open_model",
    "outlet_aliases",
    "printable",
    "sentence_spans",
]


_LATER = {
    "Archive": ("corpus.archive", "Archive"),
    "bundled_encoder": ("corpus.tokens", "bundled_encoder"),
    "bundled_tokenizer": ("corpus.tokens", "bundled_tokenizer"),
    "printable": ("corpus.tokens", "printable"),
    "CannotCompile": ("corpus.runtime", "CannotCompile"),
    "open_model": ("corpus.runtime", "open_model"),
    "canonical_url": ("corpus.clean", "canonical_url"),
    "outlet_aliases": ("corpus.outlets", "aliases_of"),
    "sentence_spans": ("corpus.sentences", "sentence_spans"),
}


def __getattr__(name: str) -> object:
    """Load what is slow to load when it is first asked for, so that a command's help does not wait for it."""
    if name not in _LATER:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    module, inner = _LATER[name]
    return getattr(import_module(module), inner)
