"""The errors of the corpus.

::

    CorpusError                 anything that goes wrong with articles or the archive
    ├── SourceError             a source cannot be read at all
    │   ├── RecordError         one record was refused and --strict was given
    │   └── FetchError          an address gives nothing, or may not be asked
    ├── ArchiveError            the archive on disk
    │   ├── ArchiveBusy         another process is writing to it
    │   ├── ArchiveDamaged      it needs `newsdesk check --repair`
    │   ├── FingerprintMismatch it was made with another encoder or chunking
    │   └── ArticleNotFound     no article has that id
    └── EncoderError            the encoder cannot be loaded or is not the expected one

Each message says what the user can do.
"""

from __future__ import annotations


class CorpusError(Exception):
    """Stand for everything that the corpus raises."""


class SourceError(CorpusError):
    """Say that a source cannot be read at all."""


class RecordError(SourceError):
    """Say that one record was refused, where refusals stop the run."""


class FetchError(SourceError):
    """Say that an address gives nothing, or may not be asked."""


class ArchiveError(CorpusError):
    """Say that the archive on disk cannot do what was asked."""


class ArchiveBusy(ArchiveError):
    """Say that another process is writing to the archive."""


class ArchiveDamaged(ArchiveError):
    """Say that the archive needs a repair."""


class FingerprintMismatch(ArchiveError):
    """Say that the archive was made with another encoder or other passages."""


class ArticleNotFound(ArchiveError):
    """Say that no article has that id."""


class EncoderError(CorpusError):
    """Say that the encoder cannot be loaded, or is not the one expected."""
