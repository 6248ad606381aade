"""The pipeline: reading -> storing, words and Chroma -> embedding, each in a thread of its own.

::

    this thread          a second one                              a third one
    read ──▶ inbox ──▶   cut, store ─▶ catalog ─▶ words            catalog ─▶ encode ─▶ catalog
                         catalog ─▶ Chroma

The catalog is the queue between the last two: what has no vector yet is embedded, whichever run stored it. A run that
ends early, for whatever reason, keeps what it stored, and the next one carries on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import Event
from time import monotonic

from corpus.embedding.encoder import Encoder
from corpus.indexes import build
from corpus.indexes.keyword_index import Words
from corpus.indexes.vector_index import Vectors
from corpus.ingestion.record_queue import Inbox
from corpus.ingestion.upsert import Taker
from corpus.storage import index_queue
from corpus.storage.catalog import Catalog
from corpus.storage.reports import IngestReport, Progress
from corpus.types import Record

_COMMIT_EVERY = 3.0
"""Seconds between two commits of the word index; one takes a tenth of a second and more."""
_ROUND = 1_000
"""Vectors that wait for Chroma, which takes many at a time more quickly than few."""
_TICK = 0.1
"""Seconds between two looks at how far the other threads have come."""

Tell = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold what the pipeline runs through.

    Attributes:
        encoder: Its tokens cut the articles, also where nothing is embedded.
        vectors: Opens Chroma, when it is first needed: words are found also where it cannot be opened.
    """

    catalog: Catalog
    encoder: Encoder
    words: Words
    vectors: Callable[[], Vectors]


def run(
    parts: Parts, records: Iterable[Record], *, strict: bool = False, embed: bool = True, tell: Tell
) -> IngestReport:
    """Store records and make them searchable, and all that an earlier run left undone.

    Args:
        parts: Where to; the caller holds the one writer's lock.
        records: Read in the calling thread, so that it can be interrupted wherever reading waits.
        strict: Stop at the first refused record.
        embed: Find by meaning, too; else the encoder is not started, and a later run does it.
        tell: Called in the calling thread only. The steps ``read``, ``words`` and ``embed`` go on at the same time;
            while there is something to read, the total of ``read`` is None, and those of the others grow.

    Raises:
        RecordError: A record was refused and ``strict`` is set; what came before it is stored, nothing after it.
    """
    run = _Run(parts, strict=strict, embed=embed)
    run.through(records, tell)
    build.let_go(parts.catalog, parts.words, parts.vectors)
    return run.report()


class _Stopped(Exception):
    """End a round of embedding."""


class _Run:
    """Hold what the three threads of one run share."""

    def __init__(self, parts: Parts, *, strict: bool, embed: bool) -> None:
        self._parts, self._embedding = parts, embed
        self._taker = Taker(parts.catalog, parts.encoder, strict=strict)
        self._inbox = Inbox()
        self._stop, self._stored_all, self._embedded_all = Event(), Event(), Event()
        self._fresh, self._embedded = Event(), Event()  # something to embed, something for Chroma
        self._errors: list[BaseException] = []
        self._news: dict[str, Progress] = {}
        self._told: dict[str, Progress] = {}
        self._in_words = self._in_chroma = self._encoded = 0
        self._for_chroma = 0  # about as many vectors wait for Chroma
        self._total = 0  # passages that the run is to make searchable by meaning, as far as is known

    def through(self, records: Iterable[Record], tell: Tell) -> None:
        """Run all three; the first error of any ends the others, and none outlives this call."""
        work = [self._store, self._embed] if self._embedding else [self._store]
        with ThreadPoolExecutor(len(work), thread_name_prefix="ingest") as pool:
            try:
                jobs = [pool.submit(step) for step in work]
                for job in jobs:
                    job.add_done_callback(self._ended)
                for record in records:
                    if not self._inbox.put(record):
                        break
                    self._deliver(tell)
                self._inbox.close()
                while wait(jobs, timeout=_TICK).not_done:
                    self._deliver(tell)
            except BaseException:
                self._halt()
                raise
        if self._errors:
            raise self._errors.pop(0)
        self._deliver(tell)

    def report(self) -> IngestReport:
        """Say what became of everything."""
        passages = self._in_chroma if self._embedding else self._in_words
        return replace(self._taker.report(), passages=passages)

    def _halt(self) -> None:
        """Let the threads come to an end: what was read is stored, no more is embedded."""
        self._stop.set()
        self._inbox.close()
        self._fresh.set()
        self._embedded.set()

    def _ended(self, job: Future[None]) -> None:
        error = job.exception()
        if error is not None and not isinstance(error, _Stopped):
            self._errors.append(error)
            self._halt()

    def _deliver(self, tell: Tell) -> None:
        for step, state in list(self._news.items()):
            if self._told.get(step) != state:
                self._told[step] = state
                tell(state)

    # -- the second thread

    def _store(self) -> None:
        """Store what was read, and keep both indexes up with the catalog."""
        committed = monotonic()
        try:
            while (batch := self._inbox.batch()) is not None:
                self._taker.store(batch)
                if monotonic() - committed > _COMMIT_EVERY:
                    self._index_words()
                    committed = monotonic()
                self._follow(batch)
        finally:
            self._stored_all.set()
            self._fresh.set()
        self._index_words()
        self._news["read"] = Progress("read", self._taker.read, self._taker.read)
        while self._embedding and not self._stop.is_set():
            last = self._embedded_all.is_set()
            if last or self._for_chroma >= _ROUND:
                self._fill_chroma()
            if last:
                return
            self._embedded.wait()
            self._embedded.clear()

    def _follow(self, batch: list[Record]) -> None:
        """Let the other steps take up what a batch has brought."""
        if batch:
            self._news["read"] = Progress("read", self._taker.read)
            self._total = self._in_chroma + index_queue.lacking(self._parts.catalog, "in_chroma")
            self._fresh.set()
        if self._for_chroma >= _ROUND:
            self._fill_chroma()

    def _index_words(self) -> None:
        total = self._in_words + index_queue.lacking(self._parts.catalog, "in_words")

        def heard(more: int) -> None:
            self._in_words += more
            self._news["words"] = Progress("words", self._in_words, total)

        build.index_words(self._parts.catalog, self._parts.words, heard)

    def _fill_chroma(self) -> None:
        self._for_chroma = 0
        self._in_chroma += build.fill_chroma(self._parts.catalog, self._parts.vectors())
        self._total = self._in_chroma + index_queue.lacking(self._parts.catalog, "in_chroma")
        self._tell_embedded()

    def _tell_embedded(self) -> None:
        if self._total and self._embedding:
            # A text that stands twice is embedded once, and a vector may be known from before: the greater figure.
            done = min(self._total, max(self._encoded, self._in_chroma))
            self._news["embed"] = Progress("embed", done, self._total)

    # -- the third thread

    def _embed(self) -> None:
        """Embed whatever has no vector, until all is stored and has one."""
        try:
            while not self._stop.is_set():
                last = self._stored_all.is_set()
                self._fresh.clear()
                if done := build.embed_some(self._parts.catalog, self._parts.encoder, self._heard):
                    self._for_chroma += done
                    self._embedded.set()
                elif last:
                    return
                else:
                    self._fresh.wait()
        finally:
            self._embedded_all.set()
            self._embedded.set()

    def _heard(self, more: int) -> None:
        if self._stop.is_set():
            raise _Stopped
        self._encoded += more
        self._tell_embedded()
