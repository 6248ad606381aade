"""The two derived indexes and the one writer's lock: opened when needed, found damaged, made anew from the catalog."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import ArchiveBusy, ArchiveDamaged, ArchiveError
from corpus.indexes import build
from corpus.indexes.borrowed import borrow_indexes, borrow_vectors
from corpus.indexes.keyword_index import Words
from corpus.indexes.pending import Pending
from corpus.indexes.vector_index import Vectors, is_database
from corpus.settings import Settings
from corpus.storage import index_queue
from corpus.storage.catalog import Catalog
from corpus.storage.opening import make_private

_PATIENCE = 2.0
"""Seconds to wait for the writer's lock: longer than a reader's test of it, shorter than a person's patience."""
_IMPATIENCE = 0.5
"""Seconds that a search waits while another thread opens or mends Chroma, before it does without."""
_AT_ONCE = 20_000
"""Passages that a question may wait for: four seconds."""
_MODE = 0o600
"""Rights of the lock's file."""
_PROBES = 8
"""Vectors that must find themselves when Chroma is opened: 3 ms each."""


class Derived:
    """Hold the word index and Chroma of one archive."""

    def __init__(self, home: Path, catalog: Catalog, settings: Settings, *, notice: Callable[[str], None]) -> None:
        """Note where the indexes live; nothing is opened yet.

        Args:
            home: The archive's folder.
            catalog: What the indexes are derived from.
            settings: Name a Chroma server to use instead of the embedded one, if any.
            notice: Told when an index is made anew.
        """
        self._home = self._original = home
        self._catalog, self._url, self._notice = catalog, settings.chroma_url, notice
        self._token = settings.chroma_token
        self._words_guard, self._vectors_guard = threading.RLock(), threading.RLock()
        self._words: Words | None = None
        self._vectors: Vectors | None = None
        self._generation = ""
        self._words_whole = self._whole = self._vectors_looked_at = False
        self._holder: int | None = None
        self.pending = Pending(catalog, notice)
        self._borrowed = borrow_indexes(home) if catalog.read_only else None
        if self._borrowed is not None:
            self._home = Path(self._borrowed.name)

    def close(self) -> None:
        """Let go of all files."""
        with self._words_guard, self._vectors_guard:
            self._words, self._words_whole = None, False
            self._let_vectors_go()
            if self._borrowed is not None:
                self._borrowed.cleanup()

    @contextmanager
    def hold(self, *, patience: float = _PATIENCE) -> Iterator[None]:
        """Hold the one writer's lock, waiting some seconds for it.

        Raises:
            ArchiveBusy: Another process, or another thread of this one, holds it.
        """
        lock = FileLock(self._home / "lock", mode=_MODE)
        try:
            lock.acquire(timeout=patience)
        except Timeout as error:
            raise ArchiveBusy(
                f"somebody else is adding to {self._home}; wait till that is done (questions can be asked meanwhile)"
            ) from error
        try:
            self._holder = threading.get_ident()
            self._refresh()
            yield
        finally:
            self._holder = None
            lock.release()

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold the one writer's lock; that something was written is made known to readers in the end.

        Raises:
            ArchiveBusy: Another process, or another thread of this one, holds it.
        """
        with self.hold():
            try:
                yield
            finally:
                self._announce()

    def words(self) -> Words:
        """Return the word index, made anew first where it was found damaged and nobody else is writing.

        Raises:
            ArchiveBusy: It cannot be opened, and somebody else is writing.
        """
        with self._words_guard:
            if not self._words_whole and not self._open_words():
                self._mend_words()
            if self._holder is None:
                self._take_up_words()
            assert self._words is not None
            return self._words

    def look_at_vectors(self) -> None:
        """Make Chroma anew where it is gone or no database any more, or say so; looks once.

        A search of a small archive does not open Chroma, which takes longer than this and finds out more.
        """
        if self._vectors_looked_at or self._url is not None or self._holder is not None:
            return
        self._vectors_looked_at = True
        if (
            self._catalog.read_only
            or not index_queue.is_held(self._catalog, "in_chroma")
            or is_database(self._folder())
        ):
            return
        try:
            with self.hold(patience=0), self._vectors_guard:
                self.whole_vectors()
        except ArchiveError as error:
            self._notice(f"The vector index is damaged or missing, and cannot be made anew now: {error}.")

    def whole_vectors(self) -> Vectors:
        """Return Chroma, made anew first where it was found damaged; for the one writer.

        A kill can leave Chroma's index unusable for good while SQLite's is whole, hence the look at each opening:
        enough vectors are there, and known ones find themselves.
        """
        with self._vectors_guard:
            try:
                vectors = self._open_vectors()
                if self._whole and not vectors.broken:
                    return vectors
                known = index_queue.known_vectors(self._catalog, _PROBES)
                if vectors.healthy(index_queue.counts(self._catalog).in_chroma, known):
                    self._whole = True
                    return vectors
            except ArchiveDamaged:
                pass
            self._notice("The vector index was damaged or missing; making it anew from the catalog.")
            build.fill_chroma(self._catalog, self._empty_vectors())
            self._announce()
            self._whole = True
            return self._open_vectors()

    def free_vectors(self) -> Vectors | None:
        """Return a whole Chroma; None while somebody else writes, since two on one embedded Chroma do not mix."""
        if not self._vectors_guard.acquire(timeout=_IMPATIENCE):
            return None
        try:
            if self._holder is not None:
                return self._vectors if self._whole else None
            if self._catalog.read_only or (self._url is None and self._locked()):
                return None
            self._refresh()
            if self._vectors is not None and self._whole and not self._vectors.broken:
                return self._vectors
            with self.hold():
                return self.whole_vectors()
        except ArchiveBusy:
            return None
        finally:
            self._vectors_guard.release()

    def as_they_are(self) -> tuple[Words | None, Vectors | None]:
        """Return both indexes in whatever state they are, None for one that cannot be opened."""
        if self._borrowed is not None:
            borrow_vectors(self._original, self._home)
        with self._words_guard, self._vectors_guard:
            self._open_words()
            try:
                return self._words, self._open_vectors()
            except ArchiveError:
                return self._words, None

    def clear(self) -> None:
        """Empty both indexes, whatever state they are in; for the one writer."""
        with self._words_guard, self._vectors_guard:
            self._empty_words()
            self._empty_vectors()

    # -- words

    def _open_words(self) -> bool:
        """Open the word index; say whether it holds what the catalog says that it does."""
        try:
            self._words = self._words or Words(self._home / "words")
            self._words_whole = self._words.count() >= index_queue.counts(self._catalog).in_words
        except ArchiveDamaged:
            self._words, self._words_whole = None, False
        return self._words_whole

    def _mend_words(self) -> None:
        if self._holder != threading.get_ident():
            try:
                with self.write():
                    self._mend_words()
            except ArchiveBusy:
                if self._words is None:
                    raise
                self._words_whole = True  # a writer was seen between its two steps, or is mending it now
        elif not self._open_words():
            self._notice("The word index was damaged or missing; making it anew from the catalog.")
            build.index_words(self._catalog, self._empty_words(), lambda _: None)

    def _take_up_words(self) -> None:
        """Index what an interrupted ingest has stored and not indexed, or say that it cannot be found yet."""
        self.pending.tell_interrupted(self._locked)
        waiting = index_queue.lacking(self._catalog, "in_words")
        if not waiting:
            return
        if waiting > _AT_ONCE or self._catalog.read_only:
            self.pending.tell(waiting, "run `newsdesk embed` first")
            return
        try:
            with self.hold(patience=0):
                self._notice(f"{waiting} passages were not searchable yet and are indexed now.")
                build.index_words(self._catalog, self._words or Words(self._home / "words"), lambda _: None)
                self._announce()
        except ArchiveError as error:  # somebody else writes, or the disk is full
            self.pending.tell(waiting, str(error))

    def _empty_words(self) -> Words:
        self._words = None
        Words.wipe(self._home / "words")
        index_queue.unmark(self._catalog, "in_words")
        self._words, self._words_whole = Words(self._home / "words"), True
        return self._words

    # -- vectors

    def _open_vectors(self) -> Vectors:
        """Return Chroma, in whatever state it is."""
        if self._vectors is None:
            self._whole = False
            self._generation = self._catalog.meta("generation") or ""
            if self._url is None:
                make_private(self._home / "chroma")
            name = self._catalog.identity()
            self._vectors = Vectors(self._folder(), url=self._url, token=self._token, name=name)
        return self._vectors

    def _folder(self) -> Path:
        # Another folder each time that it is made anew: the old one may be open still, here or elsewhere.
        return self._home / "chroma" / (self._catalog.meta("chroma") or "1")

    def _let_vectors_go(self) -> None:
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    def _empty_vectors(self) -> Vectors:
        if self._url is not None:
            self._open_vectors().clear()
            index_queue.unmark(self._catalog, "in_chroma")
            return self._open_vectors()
        self._let_vectors_go()
        Vectors.wipe(self._home / "chroma")
        with self._catalog.transaction():
            self._catalog.set_meta("chroma", str(int(self._folder().name) + 1))
            index_queue.unmark(self._catalog, "in_chroma")
        return self._open_vectors()

    # -- between processes

    def _locked(self) -> bool:
        lock = FileLock(self._home / "lock", mode=_MODE)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        lock.release()
        return False

    def _refresh(self) -> None:
        """Let Chroma's files be read afresh where another process has written to them."""
        with self._vectors_guard:
            if self._vectors is not None and self._generation != (self._catalog.meta("generation") or ""):
                self._let_vectors_go()

    def _announce(self) -> None:
        """Tell other processes that what they have read is old."""
        self._generation = str(int(self._catalog.meta("generation") or 0) + 1)
        self._catalog.set_meta("generation", self._generation)
