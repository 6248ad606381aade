"""Archive: the whole stored corpus on disk, opened, filled, searched and kept whole."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpus.deduplication import stories
from corpus.embedding.encoder import Encoder, load_encoder
from corpus.errors import FingerprintMismatch
from corpus.fetching.client import Fetcher
from corpus.indexes import build, integrity, vector_search, word_search
from corpus.indexes.lifecycle import Derived
from corpus.ingestion import pipeline, upsert
from corpus.ingestion.chunking import CHUNKING
from corpus.ingestion.normalization import CLEANING_VERSION
from corpus.ingestion.pipeline import Parts, Tell, silent
from corpus.readers import read_sources
from corpus.settings import Settings
from corpus.storage import articles, passages, statistics
from corpus.storage.catalog import Catalog
from corpus.storage.collections import Collections
from corpus.storage.intake import Intake
from corpus.storage.opening import make_private
from corpus.storage.reports import ArchiveStatus, CheckReport, IngestReport
from corpus.storage.seen_catalog import SeenCatalog
from corpus.types import Article, Coverage, Hit, Passage, Record, Scope, Standing, Story, Version

_log = logging.getLogger(__name__)


class Archive:
    """Open, fill and search the stored corpus; one writer at a time, safe to share between threads."""

    def __init__(
        self, settings: Settings, *, notice: Callable[[str], None] | None = None, encoder: Encoder | None = None
    ) -> None:
        """Open the archive that the settings name, making it where there is none; see ``Archive.open``."""
        self.settings = settings
        self.home = settings.home
        self._notice = notice or _log.warning
        self._guard = threading.RLock()
        self._catalog = Catalog(self.home / "catalog.sqlite3", notice=self._notice)
        self.collections = Collections(self._catalog)
        self._encoder = encoder
        if not self._catalog.read_only:
            make_private(self.home / "models")
        self._derived = Derived(self.home, self._catalog, settings, notice=self._notice)

    @classmethod
    def open(
        cls,
        home: Path | str | None = None,
        *,
        settings: Settings | None = None,
        notice: Callable[[str], None] | None = None,
        encoder: Encoder | None = None,
    ) -> Archive:
        """Open an archive, making an empty one where there is none.

        Args:
            home: Its folder; None for ``NEWSDESK_HOME``, else the platform's data folder.
            settings: All choices at once; the home in them counts, then.
            notice: Told what a person should know (a repair on the way, say); None logs it.
            encoder: None loads the one that the settings name.

        Raises:
            ArchiveError: The folder cannot be used.
        """
        return cls(settings or Settings.from_environment(home), notice=notice, encoder=encoder)

    def over_collections(self, names: Collection[str]) -> Archive:
        """Return the archive as if it held these collections alone; nothing can be written to it."""
        self._load()
        part = copy(self)
        part._catalog = SeenCatalog(self._catalog, names)
        part.collections = Collections(part._catalog)
        return part

    def close(self) -> None:
        """Let go of all files; those of the whole archive stay open where this is a part of it."""
        if self._catalog.whole is self._catalog:
            self._derived.close()
        self._catalog.close()

    def ingest(
        self,
        sources: Sequence[str | Path],
        *,
        mapping: Mapping[str, str] | None = None,
        strict: bool = False,
        tell: Tell = silent,
        vectors: bool = True,
        fetch: Literal["public", "private"] | None = "public",
    ) -> IngestReport:
        """Read articles, store them and make them searchable; takes up what an earlier run left undone.

        Args:
            sources: Files, folders, addresses, and ``-`` for standard input.
            mapping: Field of an article -> column of the source, where names are not recognised.
            strict: Stop at the first refused record.
            tell: Told, in the calling thread, how far each step has come; the steps go on at the same time.
            vectors: Make them searchable by meaning, too; else ``embed`` does that later.
            fetch: Which addresses may be asked, for sources on the web and for the full text of a feed's entries:
                public ones, those of one's own network, too, or none.

        Raises:
            ArchiveBusy: Another process is writing.
            SourceError: A source cannot be read at all, or a record was refused and ``strict`` is set.
            FingerprintMismatch: The archive was made with another encoder.
        """
        fetcher = Fetcher(allow_private=fetch == "private", memory=self.intake().fetch_memory()) if fetch else None
        records = read_sources(sources, mapping=mapping, fetch=fetcher)
        report = self.take(records, sources, strict=strict, tell=tell, vectors=vectors)
        if fetcher is not None:
            fetcher.commit()
        return report

    def take(
        self, records: Iterable[Record], sources: Sequence[str | Path] = (), *, strict: bool = False,
        tell: Tell = silent, vectors: bool = True,
    ) -> IngestReport:  # fmt: skip
        """Store records that were read already; ``sources`` names them to a person, the rest is as for ``ingest``."""
        with self._derived.write():
            self._settle_fingerprint()
            stories.catch_up(self._catalog)
            with self._derived.pending.under_way(sources):
                return pipeline.run(self._parts(), records, strict=strict, embed=vectors, tell=tell)

    def intake(self) -> Intake:
        """Return what tells which articles came in, changed and went."""
        return Intake(self._catalog)

    def embed(self, tell: Tell = silent) -> int:
        """Make searchable by meaning what is not yet; return how many passages were made so."""
        with self._derived.write():
            self._settle_fingerprint()
            return pipeline.run(self._parts(), (), tell=tell).passages

    def remove(self, *article_ids: str) -> None:
        """Delete articles with all their versions."""
        with self._derived.write():
            with self._catalog.transaction():
                for article_id in article_ids:
                    articles.require(self._catalog, article_id)
                    stories.leave(self._catalog, article_id)
                    articles.forget(self._catalog, article_id)
                self.intake().fetch_memory().forget()
            build.let_go(self._catalog, self._derived.words(), self._derived.whole_vectors)

    def withdraw(self, article_id: str, *, undo: bool = False) -> None:
        """Take an article out of every answer at once, its text kept; ``undo`` lets it back in."""
        articles.require(self._catalog, article_id)
        articles.set_withdrawn(self._catalog, article_id, not undo)

    def standings(self, article_ids: Sequence[str]) -> dict[str, Standing]:
        """Say of each article whether it may be cited now, and which version; those that are gone are in it, too."""
        return articles.standings(self._catalog, article_ids)

    def check(self) -> CheckReport:
        """Compare the catalog with itself and the indexes with the catalog; changes nothing."""
        with self._derived.hold():
            return integrity.check(self._catalog, *self._derived.as_they_are())

    def repair(self, tell: Tell = silent) -> CheckReport:
        """Make both indexes anew from the catalog; cut and embed again only where the fingerprint changed."""
        with self._derived.write():
            if self._catalog.meta("fingerprint") not in (None, self._fingerprint()):
                upsert.recut(self._catalog, self._load())
            self._derived.clear()
            self._catalog.set_meta("fingerprint", self._fingerprint())
            pipeline.run(self._parts(), (), tell=tell)
        return self.check()

    def search(self, query: str, scope: Scope, *, limit: int = 100) -> list[Hit]:
        """Find passages by words and by meaning; both scores are filled in, the order is by meaning.

        Args:
            query: Plain words.
            scope: Which articles count.
            limit: Passages that each of the two searches gives at the most.

        Raises:
            FingerprintMismatch: The archive was made with another encoder.
        """
        if not query.strip() or not passages.count(self._catalog, scope):
            return []
        self._settle_fingerprint()
        words = dict(word_search.any_words(self._catalog, self._derived.words(), query, scope, limit=limit))
        self._derived.look_at_vectors()
        vector = self._load().encode([query])[0]
        meaning = dict(vector_search.nearest(self._catalog, self._derived.free_vectors, vector, scope, limit=limit))
        unknown = passages.vectors(self._catalog, [i for i in words if i not in meaning])
        meaning |= {i: float(other @ vector) for i, other in unknown.items()}
        return vector_search.found(self._catalog, words, meaning, scope)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the archive's vectors (n x d, of length 1) of any texts."""
        return self._load().encode(texts)

    def phrase(self, words: str, scope: Scope, *, limit: int = 50) -> list[Hit]:
        """Find passages that hold the words next to each other."""
        at = dict(word_search.phrase(self._catalog, self._derived.words(), words, scope, limit=limit))
        return vector_search.found(self._catalog, at, {}, scope)

    def similar(self, word: str, scope: Scope, *, edits: int = 1, limit: int = 20) -> list[Hit]:
        """Find passages that hold a word which differs from a given one in at most so many letters (stems compared)."""
        only = passages.named(self._catalog)
        at = dict(self._derived.words().similar(word, scope, edits=edits, limit=limit, only=only))
        return vector_search.found(self._catalog, at, {}, scope)

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages of the whole archive each word stands (stems compared)."""
        return word_search.frequencies(self._catalog, self._derived.words(), words)

    def passages_of(self, known: Sequence[Article]) -> list[Passage]:
        """Return all passages of articles, in order: what is not found by searching can be cited, too."""
        return passages.of_articles(self._catalog, {article.id: article.text for article in known})

    def article(self, article_id: str) -> Article:
        """Return one article; ArticleNotFound where there is none with that id."""
        return articles.get(self._catalog, article_id)

    def versions(self, article_id: str) -> list[Version]:
        """Return every version of an article, the first one first."""
        return articles.versions(self._catalog, article_id)

    def listing(self, scope: Scope, *, query: str = "", limit: int = 50, offset: int = 0) -> list[Article]:
        """Return articles of a scope: newest first, or by how well their words fit a query."""
        if not query.strip():
            return articles.listing(self._catalog, scope, limit=limit, offset=offset)
        return word_search.listing(self._catalog, self._derived.words(), query, scope, limit=limit, offset=offset)

    def stories(self, scope: Scope, *, limit: int = 50, offset: int = 0) -> list[Story]:
        """Return the stories of a scope, those of two and more copies, newest first."""
        return stories.listing(self._catalog, scope, limit=limit, offset=offset)

    def stories_of(self, article_ids: Sequence[str], *, as_of: date | None = None) -> dict[str, Story]:
        """Return the story of each article that has copies, barred ones too, without copies printed after a day."""
        return stories.told_of(self._catalog, article_ids, as_of=as_of)

    def outlets(self) -> list[tuple[str, int]]:
        """Return outlets with their number of articles, most first."""
        return statistics.outlets(self._catalog)

    def kinds(self) -> list[tuple[str, int]]:
        """Return the kinds of article (news, opinion …) with their number, most first."""
        return statistics.kinds(self._catalog)

    def last_change(self) -> date | None:
        """Return the last day on which a source says that it changed a text whose earlier form is known."""
        return statistics.last_change(self._catalog)

    def per_day(self) -> list[tuple[date, str | None, int]]:
        """Return the number of articles by day and outlet; the undated are left out."""
        return statistics.per_day(self._catalog)

    def coverage(self, scope: Scope) -> Coverage:
        """Count the articles and outlets of a scope, with its first and last day."""
        return statistics.coverage(self._catalog, scope)

    def status(self) -> ArchiveStatus:
        """Say what the archive holds and how it was made."""
        return integrity.status(self._catalog, self.settings)

    def fingerprint(self) -> str:
        """Return how passages are cut and embedded, and a digest of all that may be cited now: for receipts."""
        return f"{self._catalog.meta('fingerprint') or 'empty'} {statistics.contents(self._catalog)}"

    def _parts(self) -> Parts:
        return Parts(self._catalog, self._load(), self._derived.words(), self._derived.whole_vectors)

    def _load(self) -> Encoder:
        with self._guard:
            if self._encoder is None:
                own, models = self.settings, self.home / "models"
                self._encoder = load_encoder(own.encoder, models, shared=own.models, bf16=own.bf16, notice=self._notice)
            return self._encoder

    def _fingerprint(self) -> str:
        return f"{self._load().fingerprint} {CHUNKING} clean-v{CLEANING_VERSION}"

    def _settle_fingerprint(self) -> None:
        made, now = self._catalog.meta("fingerprint"), self._fingerprint()
        if made is None:
            self._catalog.set_meta("fingerprint", now)
        elif made != now:
            raise FingerprintMismatch(
                f"this archive was made with '{made}', Newsdesk is set to '{now}': set NEWSDESK_ENCODER as it was, "
                "or run `newsdesk check --repair` to cut and embed all articles again"
            )
