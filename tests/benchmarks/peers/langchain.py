"""The plain LangChain recipe, as https://docs.langchain.com/oss/python/langchain/knowledge-base has it.

RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True), HuggingFaceEmbeddings, a
persistent Chroma (https://docs.langchain.com/oss/python/integrations/vectorstores/chroma), similarity_search. What is
known of an article beside its text goes into the metadata, which that page does not embed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings

from tests.benchmarks.peers.types import Found, Given, weights

_BATCH = 5_000  # Chroma refuses more than 5,461 at once


class LangChain:
    """What the tutorial builds."""

    def __init__(self, folder: Path) -> None:
        self._embeddings = HuggingFaceEmbeddings(model_name=weights())
        self._store = Chroma(collection_name="news", embedding_function=self._embeddings, persist_directory=str(folder))
        self._splitter: Any = None

    def prepare(self) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter  # asking does without it

        self._splitter = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200, add_start_index=True)
        self._embeddings.embed_documents(["Ready."])

    def fill(self, articles: Sequence[Given], source: Path) -> int:
        whole = [
            Document(a.text, metadata={"url": a.url, "title": a.title, "published": a.published}) for a in articles
        ]
        parts = self._splitter.split_documents(whole)
        for at in range(0, len(parts), _BATCH):
            self._store.add_documents(parts[at : at + _BATCH])
        return len(parts)

    def find(self, question: str, *, limit: int, as_of: date | None) -> list[Found]:
        return [Found(one.metadata["url"], one.page_content) for one in self._store.similarity_search(question, limit)]
