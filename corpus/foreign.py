"""Errors of libraries that document none, translated in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpus.errors import CorpusError

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
