"""The full-text index of passages (tantivy): derived from the catalog, rebuilt from it when in doubt."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import tantivy

from corpus.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, disk_full, translated
from corpus.storage.opening import make_private
from corpus.types import Scope, day_number

UNDATED = -(2**40)
"""Stands for the day of an article without a date: before every day, so that it passes 'not after'."""

_ANALYZER = "news_en"
_TITLE_WEIGHT = 2.0
_PAIR_WEIGHT = 0.5
_APART = 2
"""Words that stand together in the question count more where they stand together in the passage, up to so many others
between them (sequential dependence, Metzler and Croft, SIGIR 2005)."""
_PAIRED = 40
"""Words whose neighbours count: no question is longer, and pasted text would take a second."""
_HEAP = 128_000_000
_WORD = re.compile(r"\w+(?:['’.]\w+)*")
_OF_QUESTIONS = (
    "a about after all an and any are as at be been before but by can could did do does for from had has have he her "
    "his how i in into is it its may me my no not of on or our out over she should so some than that the their them "
    "then there these they this those to under up us was we were what when where which while who whom whose why will "
    "with would you your"
)
_QUESTION_WORDS = frozenset(_OF_QUESTIONS.split())


@dataclass(frozen=True, slots=True)
class WordEntry:
    """Hold what the word index knows of one passage."""

    passage_id: str
    title: str
    text: str
    outlet: str | None
    day: int | None


class Words:
    """Search passages by their words with BM25."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder, making it where there is none.

        Raises:
            ArchiveDamaged: The folder holds something that cannot be opened.
        """
        with translated(_damaged):
            make_private(folder)
            self._index = tantivy.Index(_schema(), path=str(folder))
            self._index.register_tokenizer(_ANALYZER, _analyzer())

    def replace(self, entries: Iterable[WordEntry], *, gone: Sequence[str] = ()) -> None:
        """Put passages in, replacing those of the same id, and take others out, in one commit."""
        with translated(_unwritten):
            writer = self._index.writer(_HEAP)
            try:
                for passage_id in gone:
                    writer.delete_documents_by_term("id", passage_id)
                for entry in entries:
                    writer.delete_documents_by_term("id", entry.passage_id)
                    writer.add_document(_document(entry))
                writer.commit()
                writer.wait_merging_threads()
            finally:
                del writer  # and its lock with it, which an error would keep as long as its traceback is known
            self._index.reload()

    def search(
        self, question: str, scope: Scope, *, limit: int, only: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return ids and BM25 scores of the best passages, best first; ``only`` names those that count."""
        query = self._any_word(question)
        return [] if query is None else self._run(self._among(query, only), scope, limit)

    def phrase(
        self, words: str, scope: Scope, *, limit: int, only: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return ids and scores of the passages that hold the words next to each other (stems compared)."""
        quoted = " ".join(_WORD.findall(words))
        if not quoted:
            return []
        query, _ = self._index.parse_query_lenient(f'"{quoted}"', ["text"])
        return self._run(self._among(query, only), scope, limit)

    def similar(
        self, word: str, scope: Scope, *, edits: int, limit: int, only: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return ids and scores of passages with a word of so few letters more, less or other (stems compared)."""
        stems = _analyzer().analyze(word)
        if len(stems) != 1:
            return []
        query = tantivy.Query.fuzzy_term_query(self._index.schema, "text", stems[0], distance=edits)
        return self._run(self._among(query, only), scope, limit)

    def frequencies(self, words: Iterable[str], *, only: Sequence[str] | None = None) -> dict[str, int]:
        """Return in how many passages each word stands (stems compared); of one with a hyphen, its rarest part."""
        analyzer = _analyzer()
        with translated(_damaged):
            self._index.reload()
            searcher = self._index.searcher()
            terms = {word: analyzer.analyze(word) for word in words}
            count = searcher.doc_freq if only is None else partial(self._count_among, searcher, only)
            return {word: min((count("text", term) for term in parts), default=0) for word, parts in terms.items()}

    def ids(self) -> set[str]:
        """Return the ids of all passages in the index."""
        with translated(_damaged):
            self._index.reload()
            searcher = self._index.searcher()
            if not searcher.num_docs:
                return set()
            found = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs)
            return {searcher.doc(address)["id"][0] for _, address in found.hits}

    def count(self) -> int:
        """Count the passages in the index."""
        with translated(_damaged):
            self._index.reload()
            return int(self._index.searcher().num_docs)

    @staticmethod
    def wipe(folder: Path) -> None:
        """Delete an index, whatever state its files are in."""
        shutil.rmtree(folder, ignore_errors=True)

    def _any_word(self, question: str) -> tantivy.Query | None:
        words = [word for word in _WORD.findall(question) if word.lower() not in _QUESTION_WORDS]
        words = words or _WORD.findall(question)
        if not words:
            return None
        single = [f'"{word}"' for word in words]
        pairs = [f'"{one} {other}"~{_APART}^{_PAIR_WEIGHT}' for one, other in pairwise(words[:_PAIRED])]
        plain = " ".join(single + pairs)
        query, _ = self._index.parse_query_lenient(plain, ["title", "text"], {"title": _TITLE_WEIGHT})
        return query

    def _run(self, query: tantivy.Query, scope: Scope, limit: int) -> list[tuple[str, float]]:
        if limit < 1:
            return []
        with translated(_damaged):
            self._index.reload()
            searcher = self._index.searcher()
            found = searcher.search(self._within(query, scope), limit=limit)
            return [(searcher.doc(address)["id"][0], float(score)) for score, address in found.hits]

    def _count_among(self, searcher: tantivy.Searcher, only: Sequence[str], field: str, term: str) -> int:
        query = self._among(tantivy.Query.term_query(self._index.schema, field, term), only)
        return int(searcher.search(query, limit=1, count=True).count)

    def _among(self, query: tantivy.Query, only: Sequence[str] | None) -> tantivy.Query:
        if only is None:
            return query
        named = tantivy.Query.term_set_query(self._index.schema, "id", list(only))
        must = tantivy.Occur.Must
        return tantivy.Query.boolean_query([(must, query), (must, tantivy.Query.const_score_query(named, 0.0))])

    def _within(self, query: tantivy.Query, scope: Scope) -> tantivy.Query:
        schema = self._index.schema
        parts = [(tantivy.Occur.Must, query)]
        low, high = days(scope)
        if low is not None or high is not None:
            span = tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, low, high)
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(span, 0.0)))
        if scope.outlets:
            outlets = tantivy.Query.term_set_query(schema, "outlet", list(scope.outlets))
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(outlets, 0.0)))
        return tantivy.Query.boolean_query(parts)


def _damaged(error: BaseException) -> ArchiveError:
    if full := disk_full(error):
        return ArchiveError(full)
    return ArchiveDamaged(f"the word index cannot be read ({error}); run `newsdesk check --repair`")


def _unwritten(error: BaseException) -> ArchiveError:
    if "LockBusy" in str(error) or "lock" in str(error).lower():
        return ArchiveBusy("another process is writing to the word index; try again when it is done")
    if full := disk_full(error):
        return ArchiveError(full)
    return ArchiveError(
        f"the word index cannot be written ({error}); make sure that the disk has room, then run the same command "
        "again, or `newsdesk check --repair`"
    )


def days(scope: Scope) -> tuple[int | None, int | None]:
    """Return the first and last day number that a scope allows; a lower bound shuts the undated out."""
    window, as_of = scope.window, scope.as_of
    ends = [day_number(day) for day in (window.until, as_of) if day is not None]
    low = day_number(window.since) if window.since else None
    if window.until is not None and low is None:
        low = UNDATED + 1
    return low, min(ends) if ends else None


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name=_ANALYZER)
    builder.add_text_field("text", tokenizer_name=_ANALYZER)
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _document(entry: WordEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", entry.passage_id)
    document.add_text("outlet", entry.outlet or "")
    document.add_text("title", entry.title)
    document.add_text("text", entry.text)
    document.add_integer("day", UNDATED if entry.day is None else entry.day)
    return document
