"""Archive: the whole stored corpus on disk, opened, filled, searched and kept whole."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import check, ingest, passages, pending
from corpus.catalog import Catalog
from corpus.chunk import CHUNKING
from corpus.clean import CLEANING_VERSION
from corpus.derived import Derived
from corpus.embed import Encoder, load_encoder
from corpus.errors import FingerprintMismatch
from corpus.ingest import Tell
from corpus.nearest import nearest
from corpus.readers import read_sources
from corpus.settings import Settings
from corpus.types import (
    ArchiveStatus,
    Article,
    CheckReport,
    Coverage,
    Hit,
    IngestReport,
    Passage,
    Progress,
    Scope,
    Version,
)

_log = logging.getLogger(__name__)


def _silent(_: Progress) -> None:
    """Report progress to nobody."""


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
        self._catalog = Catalog(self.home / "catalog.sqlite3")
        self._encoder = encoder
        self._derived = Derived(self.home, self._catalog, url=settings.chroma_url, notice=self._notice)

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

    def close(self) -> None:
        """Let go of all files."""
        self._derived.close()
        self._catalog.close()

    # -- putting in and taking out

    def ingest(
        self,
        sources: Sequence[str | Path],
        *,
        mapping: Mapping[str, str] | None = None,
        strict: bool = False,
        tell: Tell = _silent,
    ) -> IngestReport:
        """Read articles, store them and make them searchable; takes up what an earlier run left undone.

        Args:
            sources: Files and folders.
            mapping: Field of an article -> column of the source, where names are not recognised.
            strict: Stop at the first refused record.
            tell: Told how far each step has come.

        Raises:
            ArchiveBusy: Another process is writing.
            SourceError: A source cannot be read at all, or a record was refused and ``strict`` is set.
            FingerprintMismatch: The archive was made with another encoder.
        """
        with self._derived.write():
            self._settle_fingerprint()
            records = read_sources(sources, mapping=mapping)
            report = ingest.take(self._catalog, self._load(), records, strict=strict, tell=tell)
            return replace(report, passages=self._index(tell))

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions."""
        with self._derived.write():
            self._catalog.article(article_id)
            self._catalog.forget(article_id)
            self._index(_silent)

    def withdraw(self, article_id: str, *, undo: bool = False) -> None:
        """Take an article out of every answer at once, its text kept; ``undo`` lets it back in."""
        self._catalog.article(article_id)
        self._catalog.set_withdrawn(article_id, not undo)

    def is_withdrawn(self, article_id: str) -> bool:
        """Say whether an article was withdrawn."""
        return bool(self._catalog.one("SELECT withdrawn FROM articles WHERE id = ?", (article_id,)))

    def check(self) -> CheckReport:
        """Compare the catalog with itself and the indexes with the catalog; changes nothing."""
        with self._derived.hold():
            return check.check(self._catalog, *self._derived.as_they_are())

    def repair(self, tell: Tell = _silent) -> CheckReport:
        """Make both indexes anew from the catalog; cut and embed again only where the fingerprint changed."""
        with self._derived.write():
            if self._catalog.meta("fingerprint") not in (None, self._fingerprint()):
                ids = [row[0] for row in self._catalog.rows("SELECT id FROM articles")]
                ingest.recut(self._catalog, self._load(), (self._catalog.article(i) for i in ids))
            self._derived.clear()
            self._catalog.set_meta("fingerprint", self._fingerprint())
            self._index(tell)
        return self.check()

    # -- finding

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
        words = dict(self._derived.words().search(query, scope, limit=limit))
        vector = self._load().encode([query])[0]
        meaning = dict(nearest(self._catalog, self._derived.free_vectors, vector, scope, limit=limit))
        unknown = passages.vectors(self._catalog, [i for i in words if i not in meaning])
        meaning |= {i: float(other @ vector) for i, other in unknown.items()}
        return self._hits(words, meaning, scope)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the archive's vectors (n x d, of length 1) of any texts."""
        return self._load().encode(texts)

    def phrase(self, words: str, scope: Scope, *, limit: int = 50) -> list[Hit]:
        """Find passages that hold the words next to each other."""
        return self._hits(dict(self._derived.words().phrase(words, scope, limit=limit)), {}, scope)

    def _hits(self, words: Mapping[str, float], meaning: Mapping[str, float], scope: Scope) -> list[Hit]:
        rows = passages.spans(self._catalog, [*words, *(i for i in meaning if i not in words)], scope)
        articles = self._catalog.articles(list({row[0] for row in rows.values()}))
        hits = [
            Hit(
                Passage(i, article_id, version, ordinal, start, end, articles[article_id].text[start:end]),
                articles[article_id],
                words=words.get(i, 0.0),
                meaning=meaning.get(i, 0.0),
            )
            for i, (article_id, version, ordinal, start, end) in rows.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.meaning, hit.passage.id))

    def article(self, article_id: str) -> Article:
        """Return one article.

        Raises:
            ArticleNotFound: There is none with that id.
        """
        return self._catalog.article(article_id)

    def versions(self, article_id: str) -> list[Version]:
        """Return every version of an article, the first one first."""
        return self._catalog.versions(article_id)

    def listing(self, scope: Scope, *, query: str = "", limit: int = 50, offset: int = 0) -> list[Article]:
        """Return articles of a scope: newest first, or by how well their words fit a query."""
        if not query.strip():
            return self._catalog.listing(scope, limit=limit, offset=offset)
        found = self._derived.words().search(query, scope, limit=(offset + limit) * 4)
        rows = passages.spans(self._catalog, [i for i, _ in found], scope)
        ids = list(dict.fromkeys(rows[i][0] for i, _ in found if i in rows))[offset : offset + limit]
        articles = self._catalog.articles(ids)
        return [articles[i] for i in ids]

    def outlets(self) -> list[tuple[str, int]]:
        """Return outlets with their number of articles, most first."""
        return self._catalog.outlets()

    def per_day(self) -> list[tuple[date, str | None, int]]:
        """Return the number of articles by day and outlet; the undated are left out."""
        return self._catalog.per_day()

    def coverage(self, scope: Scope) -> Coverage:
        """Count the articles and outlets of a scope, with its first and last day."""
        return self._catalog.coverage(scope)

    def status(self) -> ArchiveStatus:
        """Say what the archive holds and how it was made."""
        (count, by_words, by_meaning), covered = pending.findable(self._catalog), self.coverage(Scope())
        return ArchiveStatus(
            home=str(self.home), articles=covered.articles, passages=count, by_words=by_words,
            by_meaning=by_meaning, outlets=covered.outlets, first=covered.first, last=covered.last,
            encoder=self.settings.encoder, fingerprint=self._catalog.meta("fingerprint") or "",
            size=sum(_size(file) for file in self.home.rglob("*")),
        )  # fmt: skip

    # -- the parts

    def _index(self, tell: Tell) -> int:
        words = self._derived.words()
        ingest.index_words(self._catalog, words, tell)
        vectors = self._derived.whole_vectors()
        ingest.let_go(self._catalog, words, vectors)
        return ingest.index_meaning(self._catalog, self._load(), vectors, tell)

    def _load(self) -> Encoder:
        with self._guard:
            if self._encoder is None:
                models = self.home / "models"
                self._encoder = load_encoder(
                    self.settings.encoder, models, bf16=self.settings.bf16, notice=self._notice
                )
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


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:  # an index has put another file in its place meanwhile
        return 0
