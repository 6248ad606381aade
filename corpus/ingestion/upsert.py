"""Records into the catalog: each is new, changed, unchanged or refused, and what is new is cut into passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from corpus.deduplication import stories
from corpus.embedding.encoder import Encoder
from corpus.errors import RecordError
from corpus.ingestion import kills, recalls
from corpus.ingestion.chunking import Span, chunk
from corpus.ingestion.dates import impossible_day
from corpus.ingestion.embargoes import is_kill_notice
from corpus.ingestion.revisions import came_later, is_another, is_older
from corpus.ingestion.urls import article_id, is_worldwide
from corpus.storage import articles, index_queue
from corpus.storage.catalog import Catalog
from corpus.storage.reports import IngestReport
from corpus.types import Article, Record, Refusal, StatusChange

_BARRED = ("canceled", "withheld")
"""Of ``PUBSTATUS``: what its source wants not used."""


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
        refused = tuple(note for note in self._notes if not note.kept)
        return IngestReport(**self._counted, refusals=refused, remarks=kept + doubt_clock(self._notes, self.read))

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
        self._notes += [Refusal(record.source, remark, kept=True) for remark in record.remarks]
        if is_kill_notice(record):
            self._tell_of_kill(record, kills.take_out(self._catalog, record))
        elif record.pubstatus in ("", "usable") and (place := kills.killed_by(self._catalog, record)):
            self._notes.append(Refusal(record.source, f"killed by {place}: stored, and not cited", kept=True))
            record = replace(record, pubstatus="canceled")
        digest = articles.text_digest(record)
        known = articles.state(self._catalog, record.id)
        if known and known.digest != digest and (own := self._own_id(record, digest)):
            record = replace(record, id=own)
            known = articles.state(self._catalog, own)
        if known is None:
            return self._store_new(record, spans)
        status = self._still_barred(record, digest) or record.pubstatus or known.pubstatus
        record = replace(record, pubstatus=status, guid=record.guid or known.guid)
        had = known.digest == digest or articles.had(self._catalog, record.id, digest)
        if is_older(record.revision, known.revision):
            reason = f"revision {record.revision} is older than the {known.revision} that the archive has"
            return "unchanged" if had else Refusal(record.source, reason)
        outcome = "status_changes" if known.pubstatus == "usable" and record.pubstatus != "usable" else "changed"
        if known.digest == digest:
            return self._store_facts(replace(record, version=known.version), outcome)
        if had and not came_later(record, known):
            # The words of an earlier version: an old copy of the source was read again, not a new state of the article.
            return "unchanged"
        return self._put(replace(record, version=known.version + 1), spans, outcome)

    def _tell_of_kill(self, kill: Article, taken: list[str]) -> None:
        """Remark what a kill has taken out."""
        self._counted["status_changes"] += len(taken)
        if not taken:
            reason = "a kill, and no known article that it names: kept until one comes"
            self._notes.append(Refusal(kill.source, reason, kept=True))

    def _store_new(self, article: Article, spans: list[Span] | None) -> str | Refusal:
        """Store an article that is not known; it stays out of answers where its recall came before it."""
        if article.guid and article.pubstatus in _BARRED:
            change = StatusChange(
                article.id, article.pubstatus, article.source, article.revision, article.guid, article.outlet
            )
            if self._meant(change):
                return self._store_status(change)
            if article.pubstatus == "canceled":  # its item may come under an address, or with the outlet's name
                recalls.keep(self._catalog, change)
        elif (recall := recalls.against(self._catalog, article)) and not is_older(recall.revision, article.revision):
            recalls.apply(self._catalog, recall, article, articles.text_digest(article))
            article = replace(article, pubstatus=recall.pubstatus, revision=recall.revision or article.revision)
            reason = f"{recall.pubstatus} by its source before it came ({recall.place}): stored, and not cited"
            self._notes.append(Refusal(article.source, reason, kept=True))
        if article.published is None and (impossible := impossible_day(article.url)):
            self._notes.append(Refusal(article.source, f"taken without a day: {impossible}", kept=True))
        return self._put(replace(article, pubstatus=article.pubstatus or "usable"), spans, "added")

    def _still_barred(self, article: Article, digest: str) -> str:
        """Return the status of words whose recall came before them; '' where there was none, or it is over."""
        recall = recalls.against(self._catalog, article)
        barred = recall is not None and recall.digest == digest and not is_older(recall.revision, article.revision)
        return recall.pubstatus if recall and barred else ""

    def _store_status(self, change: StatusChange) -> str | Refusal:
        """Store what a source says of an article without giving its text."""
        meant = self._meant(change)
        if isinstance(meant, Refusal):
            return meant
        news = []
        if change.pubstatus == "usable":
            news = [recalls.drop(self._catalog, i) for i in (change.article_id, *meant)]
            if not meant and not any(news):
                return Refusal(change.place, "no text, and no known article that it could let back in")
        elif not meant:
            recalls.keep(self._catalog, change)
            reason = (
                f"{change.pubstatus} without a text, and no known article to take out: kept until the article comes"
            )
            return Refusal(change.place, reason, kept=True)
        news += [self._set_status(i, change) for i in meant]
        return "status_changes" if any(news) else "unchanged"

    def _meant(self, change: StatusChange) -> list[str] | Refusal:
        """Return the ids of the known articles that a change of status is about, [] where there are none."""
        known = [change.article_id] if articles.state(self._catalog, change.article_id) else []
        named = articles.named(self._catalog, change.guid) if change.guid else []
        if change.guid and not is_worldwide(change.guid):
            named = [(i, outlet) for i, outlet in named if change.outlet in (None, outlet)]
            outlets = sorted({outlet or "one without a name" for _, outlet in named})
            if len(outlets) > 1:
                told = f'{change.pubstatus}, but "{change.guid}" names articles of {" and ".join(outlets)}'
                return Refusal(change.place, f"{told}: give the outlet with it")
        return list(dict.fromkeys([*known, *(i for i, _ in named)]))

    def _set_status(self, article_id: str, change: StatusChange) -> bool:
        """Change the status of one article, unless a later state of it is known; say whether that is news."""
        known = articles.state(self._catalog, article_id)
        if known is None or is_older(change.revision, known.revision):
            return False
        return articles.set_pubstatus(self._catalog, article_id, change.pubstatus, revision=change.revision)

    def _own_id(self, article: Article, digest: str) -> str:
        """Return an id for an article whose address or name stands for another one in the archive, else ''.

        A section's address, 'N/A' and the like name many reports one after the other: all are kept.
        """
        if articles.had(self._catalog, article.id, digest):
            return ""
        before = articles.get(self._catalog, article.id)
        if not is_another(before, article):
            return ""
        where = f"the page at {article.url}" if article.url else f'"{article.guid}"'
        reason = f"{where} stands for another article in the archive ({before.title[:60]}): both are kept"
        self._notes.append(Refusal(article.source, reason, kept=True))
        return article_id(
            url=None, outlet=article.outlet, title=article.title, day=article.published, text=article.text
        )

    def _store_facts(self, article: Article, outcome: str) -> str:
        """Store what is known about an article whose words are the same."""
        before = articles.by_id(self._catalog, [article.id]).get(article.id)
        if before is None or before.text != article.text:
            articles.mend(self._catalog, article)
            put(self._catalog, self._encoder, article)
            self._notes.append(Refusal(article.source, "its stored words were damaged, and are whole again", kept=True))
            return "changed"
        if replace(before, source="") == replace(article, source=""):
            return "unchanged"
        if (before.outlet, before.day) == (article.outlet, article.day):
            articles.put_facts(self._catalog, article)
        else:  # the indexes know these
            put(self._catalog, self._encoder, article)
        return outcome

    def _put(self, article: Article, spans: list[Span] | None, outcome: str) -> str:
        """Store a new text, and find out whether it is a copy."""
        articles.put(self._catalog, article, cut(article, self._encoder) if spans is None else spans)
        self._counted["copies"] += stories.join(self._catalog, article)
        return outcome


def doubt_clock(notes: Sequence[Refusal], taken: int) -> tuple[Refusal, ...]:
    """Remark what this machine's clock says where most records are dated later than that.

    Args:
        notes: Refusals and remarks of a run.
        taken: How many records were taken.
    """
    ahead = sum("in the future" in note.reason and "address" not in note.reason for note in notes)
    if 2 * ahead <= taken + sum(not note.kept for note in notes):
        return ()
    reason = (
        f"it says {datetime.now(UTC).date()}, and {ahead} records are later: set it if it is slow, and ingest again"
    )
    return (Refusal("this machine's clock", reason, kept=True),)


def cut(article: Article, encoder: Encoder) -> list[Span]:
    """Return the spans of an article's passages."""
    return chunk(article.text, encoder.token_starts(article.text), limit=encoder.limit)


def put(catalog: Catalog, encoder: Encoder, article: Article) -> None:
    """Cut a known article into passages and store both; the digest of its words stays, for what they were stored as."""
    known = articles.state(catalog, article.id)
    articles.put(catalog, article, cut(article, encoder), digest=known.digest if known else "")


def recut(catalog: Catalog, encoder: Encoder) -> None:
    """Cut all articles anew, their vectors forgotten."""
    with catalog.transaction():
        index_queue.drop_passages(catalog)
        for article_id in articles.all_ids(catalog):
            for article in articles.by_id(catalog, [article_id]).values():
                put(catalog, encoder, article)
