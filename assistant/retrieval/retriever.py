"""The archive as a LangChain retriever, for chains of one's own."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.retrieval.ranking import Ranking
from assistant.retrieval.search import USUAL, find
from corpus import Hit, Scope


class NewsRetriever(BaseRetriever):
    """Find passages of an archive, for any LangChain chain.

    Each document's ``page_content`` is the passage; its metadata hold article_id, passage_id, outlet, title, url,
    published, start, end (offsets into the article's text) and score.

    Attributes:
        archive: An open ``corpus.Archive``.
        scope: Which articles count.
        limit: Passages a question.
        ranking: Weights of words, meaning and age; ``ASKED_FOR_NEWS`` of this package prefers what is new.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archive: Any
    scope: Scope = Scope()
    limit: int = 8
    ranking: Ranking = USUAL

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = find(self.archive, query, self.scope, limit=self.limit, ranking=self.ranking)
        return [_document(hit) for hit in hits]


def _document(hit: Hit) -> Document:
    article, passage = hit.article, hit.passage
    metadata = {
        "article_id": article.id, "passage_id": passage.id, "outlet": article.outlet, "title": article.title,
        "url": article.url, "published": article.published, "start": passage.start, "end": passage.end,
        "score": hit.score,
    }  # fmt: skip
    return Document(page_content=passage.text, metadata=metadata, id=passage.id)
