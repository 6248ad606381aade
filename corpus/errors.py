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
    ├── BackupError             a backup cannot be made, or is damaged or foreign
    └── EncoderError            the encoder cannot be loaded or is not the expected one

Each message says what the user can do. Errors of libraries that document none are translated here, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


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


class BackupError(CorpusError):
    """Say that a backup cannot be made, or that a file is none that can be restored."""


class EncoderError(CorpusError):
    """Say that the encoder cannot be loaded, or is not the one expected."""


_FULL = ("disk is full", "no space left", "os error 28", "disk quota exceeded", "os error 122", "storagefull")
"""How SQLite, the system and tantivy say it, lower case."""


@contextmanager
def translated(to: Callable[[BaseException], CorpusError]) -> Iterator[None]:
    """Turn whatever a library written in Rust raises into an error of ours.

    Chroma and tantivy raise their own errors, ValueError, KeyError or OSError on the same damage, and a panic in them
    arrives as a BaseException whose type cannot be imported.
    """
    try:
        yield
    except CorpusError:
        raise
    except Exception as error:
        raise to(error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise to(error) from error
        raise


def disk_full(error: BaseException) -> str | None:
    """Return what to say of an error that means that the disk is full, None where it means something else."""
    if any(words in str(error).lower() for words in _FULL):
        return f"the disk is full ({error}); make room and run the same command again: nothing that was stored is lost"
    return None
