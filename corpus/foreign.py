"""Errors of libraries that document none, translated in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpus.errors import CorpusError


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
