"""What was read and waits to be stored: bounded, so that reading does not run away from storing."""

from __future__ import annotations

from collections import deque
from threading import Condition
from time import monotonic

from corpus.types import Record

_ARTICLES = 32
"""Records a transaction: cutting and storing them takes a third of a second."""
_WAITING = 64
"""Records that may wait; a long one has some megabytes."""
_PATIENCE = 0.5
"""Seconds after its first record in which a batch is filled up: what comes slowly is stored as it comes."""


class Inbox:
    """Hand records from the thread that reads to the one that stores, in batches."""

    def __init__(self) -> None:
        self._records: deque[Record] = deque()
        self._changed = Condition()
        self._closed = False

    def put(self, record: Record) -> bool:
        """Add a record once there is room; False where nothing is taken any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._records) < _WAITING)
            if not self._closed:
                self._records.append(record)
                self._changed.notify_all()
            return not self._closed

    def close(self) -> None:
        """Take no more; what is there can still be taken out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def batch(self) -> list[Record] | None:
        """Return what has come, nothing where nothing comes for the moment; None where nothing will come any more."""
        with self._changed:
            until = monotonic() + _PATIENCE
            while len(self._records) < _ARTICLES and not self._closed and (left := until - monotonic()) > 0:
                self._changed.wait(left)
            found = [self._records.popleft() for _ in range(min(_ARTICLES, len(self._records)))]
            self._changed.notify_all()
            return None if self._closed and not found else found
