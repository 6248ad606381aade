"""The archive as a LangChain retriever: what the pipeline itself calls, and what a chain of one's own can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, PrivateAttr, SecretStr, model_validator

from assistant.retrieval.ranking import Ranking
from assistant.retrieval.remote_search import find_remotely
from assistant.retrieval.search import RANKED, USUAL, find
from corpus import Hit, Scope


class PassageDocument(Document):
    """Hold a passage as LangChain's chains take it, and beside it the hit that it was made from.

    Attributes:
        hit: A ``corpus.Hit``; left out where the document is written to JSON.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    hit: Any = Field(default=None, exclude=True, repr=False)


class NewsRetriever(BaseRetriever):
    """Find passages of an archive, for any LangChain chain.

    Each document's ``page_content`` is the passage; its metadata hold article_id, passage_id, outlet, title, url,
    published, start, end (offsets into the article's text) and score.

    Attributes:
        archive: An open ``corpus.Archive``; None where ``url`` is given.
        url: Where ``newsdesk serve`` runs, for an archive on another machine.
        api_key: Its key, as ``newsdesk keys create`` showed it; None where none is needed.
        scope: Which articles count.
        limit: Passages a question; None for as many as an answer is chosen from.
        ranking: Weights of words, meaning and age; ``ASKED_FOR_NEWS`` of this package prefers what is new.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archive: Any = None
    url: str | None = None
    api_key: SecretStr | None = None
    scope: Scope = Scope()
    limit: int | None = 8
    ranking: Ranking = USUAL
    _last: tuple[str, list[Document]] | None = PrivateAttr(default=None)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        if self._last is None or self._last[0] != query:
            self._last = (query, [_document(hit) for hit in self._hits(query)])
        return list(self._last[1])

    @model_validator(mode="after")
    def _of_one_archive(self) -> NewsRetriever:
        if (self.archive is None) == (self.url is None):
            raise ValueError("give an open archive, or the url of one that is served")
        return self

    def _hits(self, query: str) -> list[Hit]:
        if self.url is None:
            return find(self.archive, query, self.scope, limit=self.limit or RANKED, ranking=self.ranking)
        key = self.api_key.get_secret_value() if self.api_key else ""
        return find_remotely(self.url, query, self.scope, limit=self.limit, ranking=self.ranking, key=key)


class JoinedRetriever(BaseRetriever):
    """Find the passages of every part of a question that asks several things.

    Attributes:
        parts: A retriever a part, with what it is asked for; what the whole is asked for is not searched.
    """

    parts: Sequence[tuple[NewsRetriever, str]]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [document for retriever, asked in self.parts for document in retriever.invoke(asked)]


def hits_of(documents: Sequence[Document]) -> list[Hit]:
    """Return the hits that a retriever's documents were made from."""
    return [document.hit for document in documents if isinstance(document, PassageDocument)]


def _document(hit: Hit) -> PassageDocument:
    article, passage = hit.article, hit.passage
    metadata = {
        "article_id": article.id, "passage_id": passage.id, "outlet": article.outlet, "title": article.title,
        "url": article.url, "published": article.published, "start": passage.start, "end": passage.end,
        "score": hit.score,
    }  # fmt: skip
    return PassageDocument(page_content=passage.text, metadata=metadata, id=passage.id, hit=hit)
