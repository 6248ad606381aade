"""The two derived indexes and the one writer's lock: opened when needed, found damaged, made anew from the catalog."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus import ingest, pending
from corpus.catalog import Catalog
from corpus.errors import ArchiveBusy, ArchiveDamaged
from corpus.vectors import Vectors
from corpus.words import Words

_PATIENCE = 2.0
"""Seconds to wait for the writer's lock: longer than a reader's test of it, shorter than a person's patience."""


class Derived:
    """Hold the word index and Chroma of one archive."""

    def __init__(self, home: Path, catalog: Catalog, *, url: str | None, notice: Callable[[str], None]) -> None:
        """Note where the indexes live; nothing is opened yet.

        Args:
            home: The archive's folder.
            catalog: What the indexes are derived from.
            url: A Chroma server to use instead of the embedded one.
            notice: Told when an index is made anew.
        """
        self._home, self._catalog, self._url, self._notice = home, catalog, url, notice
        self._guard = threading.RLock()
        self._words: Words | None = None
        self._vectors: Vectors | None = None
        self._generation = ""
        self._whole = False
        self._writing = False

    def close(self) -> None:
        """Let go of all files."""
        with self._guard:
            if self._vectors is not None:
                self._vectors.close()
            self._words = self._vectors = None

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold the one writer's lock; what was written is made known to readers in the end.

        Raises:
            ArchiveBusy: Another process (or thread) holds it.
        """
        lock = FileLock(self._home / "lock")
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            raise ArchiveBusy(
                f"another process is adding to {self._home}; wait till it is done (questions can be asked meanwhile)"
            ) from error
        try:
            self._refresh()
            self._writing = True
            yield
        finally:
            self._writing = False
            self._generation = str(int(self._catalog.meta("generation") or 0) + 1)
            self._catalog.set_meta("generation", self._generation)
            lock.release()

    def words(self) -> Words:
        """Return the word index, made anew first where it was found damaged and nobody else is writing."""
        with self._guard:
            if self._words is None:
                try:
                    self._words = Words(self._home / "words")
                    whole = self._words.count() >= pending.counts(self._catalog).in_words
                except ArchiveDamaged:
                    whole = False
                if not whole:
                    self._mend_words()
            assert self._words is not None
            return self._words

    def vectors(self) -> Vectors:
        """Return Chroma, in whatever state it is.

        Raises:
            ArchiveDamaged: It cannot be opened.
        """
        with self._guard:
            if self._vectors is None:
                self._vectors = Vectors(self._home / "chroma", url=self._url, name=self._catalog.identity())
                self._generation = self._catalog.meta("generation") or ""
                self._whole = False
            return self._vectors

    def whole_vectors(self) -> Vectors:
        """Return Chroma, made anew first where it was found damaged; for the one writer.

        A kill can leave Chroma's index unusable for good while SQLite's is whole, hence the look at each opening:
        enough vectors are there, and a known one finds itself.
        """
        with self._guard:
            try:
                vectors = self.vectors()
                least = pending.counts(self._catalog).in_chroma
                if self._whole or vectors.healthy(least, pending.known_vector(self._catalog)):
                    self._whole = True
                    return vectors
            except ArchiveDamaged:
                pass
            self._notice("The vector index was damaged or missing; making it anew from the catalog.")
            return self._mend_vectors()

    def free_vectors(self) -> Vectors | None:
        """Return a whole Chroma; None while another process writes, since two on one embedded Chroma do not mix."""
        with self._guard:
            if self._writing:
                return self._vectors if self._whole else None
            if self._url is None and self._locked():
                return None
            self._refresh()
            if self._vectors is not None and self._whole:
                return self._vectors
        try:
            with self.write():
                return self.whole_vectors()
        except ArchiveBusy:
            return None

    def clear(self) -> None:
        """Empty both indexes, whatever state they are in; for the one writer."""
        with self._guard:
            self._empty_words()
            self._empty_vectors()

    def _locked(self) -> bool:
        lock = FileLock(self._home / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        lock.release()
        return False

    def _refresh(self) -> None:
        """Let Chroma's files be read afresh where another process has written to them."""
        with self._guard:
            if self._vectors is not None and self._generation != (self._catalog.meta("generation") or ""):
                self._vectors.close()
                self._vectors = None

    def _mend_words(self) -> None:
        def mend() -> None:
            self._notice("The word index was damaged or missing; making it anew from the catalog.")
            ingest.index_words(self._catalog, self._empty_words(), lambda _: None)

        if self._writing:
            mend()
        else:
            with self.write():
                mend()

    def _empty_words(self) -> Words:
        Words.wipe(self._home / "words")
        pending.unmark(self._catalog, "in_words")
        self._words = Words(self._home / "words")
        return self._words

    def _mend_vectors(self) -> Vectors:
        vectors = self._empty_vectors()
        ingest.fill_chroma(self._catalog, lambda: vectors)
        self._whole = True
        return vectors

    def _empty_vectors(self) -> Vectors:
        if self._vectors is not None:
            self._vectors.clear()
        else:
            Vectors.wipe(self._home / "chroma")
            self.vectors().clear()
        pending.unmark(self._catalog, "in_chroma")
        return self.vectors()
