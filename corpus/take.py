"""Records into the catalog: each is new, changed, unchanged or refused, and what is new is cut into passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import articles, pending, stories
from corpus.catalog import Catalog
from corpus.chunk import Span, chunk
from corpus.embed import Encoder
from corpus.errors import RecordError
from corpus.reports import IngestReport
from corpus.types import Article, Record, Refusal, StatusChange


class Taker:
    """Store records, and count what became of them."""

    def __init__(self, catalog: Catalog, encoder: Encoder, *, strict: bool) -> None:
        """Take note of where to store; ``strict`` stops at the first refused record."""
        self._catalog, self._encoder, self._strict = catalog, encoder, strict
        self._counted = {"added": 0, "changed": 0, "unchanged": 0, "status_changes": 0, "copies": 0}
        self._notes: list[Refusal] = []
        self.read = 0

    def store(self, batch: Sequence[Record]) -> None:
        """Store records, all in one transaction.

        Raises:
            RecordError: One was refused and that is to stop the run; what came before it is stored, nothing after it.
        """
        cuts = [self._cut_unknown(record) for record in batch]  # before the transaction: others may write meanwhile
        refused: Refusal | None = None
        with self._catalog.transaction():
            for record, spans in zip(batch, cuts, strict=True):
                refused = self._note(record if isinstance(record, Refusal) else self._store(record, spans))
                if refused:
                    break
        if refused:
            raise RecordError(f"{refused.place}: {refused.reason} (stopped: --strict)")

    def report(self) -> IngestReport:
        """Say what became of the records so far."""
        kept = tuple(note for note in self._notes if note.kept)
        return IngestReport(
            **self._counted, refusals=tuple(note for note in self._notes if not note.kept), remarks=kept
        )

    def _note(self, outcome: str | Refusal) -> Refusal | None:
        """Count an outcome; return it where it is to stop the run."""
        if isinstance(outcome, str):
            self._counted[outcome] += 1
            self.read += 1
            return None
        self._notes.append(outcome)
        return outcome if self._strict and not outcome.kept else None

    def _cut_unknown(self, record: Record) -> list[Span] | None:
        """Cut an article whose words the catalog does not have; None where there is nothing to cut."""
        if not isinstance(record, Article):
            return None
        known = articles.state(self._catalog, record.id)
        known_already = known is not None and known.digest == articles.text_digest(record)
        return None if known_already else cut(record, self._encoder)

    def _store(self, record: Article | StatusChange, spans: list[Span] | None) -> str | Refusal:
        """Store a record; say which figure of the report it counts to, or why it was not taken."""
        if isinstance(record, StatusChange):
            return self._store_status(record)
        known = articles.state(self._catalog, record.id)
        if known is None:
            return self._put(replace(record, pubstatus=record.pubstatus or "usable"), spans, "added")
        record = replace(record, pubstatus=record.pubstatus or known.pubstatus)
        digest = articles.text_digest(record)
        had = known.digest == digest or articles.had(self._catalog, record.id, digest)
        if _older(record.revision, known.revision):
            reason = f"revision {record.revision} is older than the {known.revision} that the archive has"
            return "unchanged" if had else Refusal(record.source, reason)
        if known.digest == digest:
            return self._store_facts(replace(record, version=known.version))
        if had and not _older(known.revision, record.revision):
            # The words of an earlier version: an old copy of the source was read again, not a new state of the article.
            return "unchanged"
        return self._put(replace(record, version=known.version + 1), spans, "changed")

    def _store_status(self, change: StatusChange) -> str | Refusal:
        """Store what a source says of an article without giving its text."""
        known = articles.state(self._catalog, change.article_id)
        if known is None:
            if change.pubstatus == "usable":
                return Refusal(change.place, "no text, and no known article that it could let back in")
            return Refusal(change.place, f"{change.pubstatus} without a text, and no known article to take out")
        if _older(change.revision, known.revision):
            return "unchanged"
        news = articles.set_pubstatus(self._catalog, change.article_id, change.pubstatus, revision=change.revision)
        return "status_changes" if news else "unchanged"

    def _store_facts(self, article: Article) -> str:
        """Store what is known about an article whose words are the same."""
        before = articles.get(self._catalog, article.id)
        if replace(before, source="") == replace(article, source=""):
            return "unchanged"
        if (before.outlet, before.day) == (article.outlet, article.day):
            articles.put_facts(self._catalog, article)
        else:  # the indexes know these
            put(self._catalog, self._encoder, article)
        return "changed"

    def _put(self, article: Article, spans: list[Span] | None, outcome: str) -> str:
        """Store a new text, and find out whether it is a copy."""
        articles.put(self._catalog, article, cut(article, self._encoder) if spans is None else spans)
        self._counted["copies"] += stories.join(self._catalog, article)
        return outcome


def _older(revision: int | None, known: int | None) -> bool:
    """Say whether a source's own number is below another; where one is missing nobody knows."""
    return revision is not None and known is not None and revision < known


def cut(article: Article, encoder: Encoder) -> list[Span]:
    """Return the spans of an article's passages."""
    return chunk(article.text, encoder.token_starts(article.text), limit=encoder.limit)


def put(catalog: Catalog, encoder: Encoder, article: Article) -> None:
    """Cut an article into passages and store both."""
    articles.put(catalog, article, cut(article, encoder))


def recut(catalog: Catalog, encoder: Encoder, all_articles: Iterable[Article]) -> None:
    """Cut all articles anew, their vectors forgotten."""
    with catalog.transaction():
        pending.drop_passages(catalog)
        for article in all_articles:
            put(catalog, encoder, article)
