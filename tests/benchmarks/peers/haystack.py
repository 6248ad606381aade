"""Haystack's hybrid pipeline, as https://haystack.deepset.ai/tutorials/33_hybrid_retrieval builds it.

DocumentSplitter by words, SentenceTransformersDocumentEmbedder, InMemoryDocumentStore; InMemoryBM25Retriever and
InMemoryEmbeddingRetriever, joined. Where this differs from the tutorial:

* 200 words a chunk, the splitter's own default, where the tutorial has 512 for a model that reads 512 tokens and says
  to keep ``split_length`` to the model's limit: all-MiniLM-L6-v2 reads 256. 32 overlap, as there.
* The lists are joined by reciprocal rank fusion (https://docs.haystack.deepset.ai/docs/documentjoiner) and are not
  ranked again by a cross-encoder: the tutorial's is another model of 1.1 GB, and all systems here share one.

The searched text is title and body, as the tutorial's is title and abstract. The store is kept with save_to_disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

from tests.benchmarks.peers.types import Found, Given, weights


class Haystack:
    """What the tutorial builds."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._file = folder / "documents.json"
        stored = self._file.exists()
        self._store = InMemoryDocumentStore.load_from_disk(str(self._file)) if stored else InMemoryDocumentStore()
        self._pipeline = Pipeline()
        embedder = SentenceTransformersTextEmbedder(model=weights(), progress_bar=False)
        self._pipeline.add_component("text_embedder", embedder)
        self._pipeline.add_component("embedding_retriever", InMemoryEmbeddingRetriever(self._store))
        self._pipeline.add_component("bm25_retriever", InMemoryBM25Retriever(self._store))
        self._pipeline.add_component("document_joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self._pipeline.connect("text_embedder", "embedding_retriever")
        self._pipeline.connect("bm25_retriever", "document_joiner")
        self._pipeline.connect("embedding_retriever", "document_joiner")
        self._indexing: Any = None

    def prepare(self) -> None:
        from haystack.components.preprocessors import DocumentSplitter  # asking does without these
        from haystack.components.writers import DocumentWriter
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder as Embedder,
        )

        splitter = DocumentSplitter(split_by="word", split_length=200, split_overlap=32)
        self._indexing = Pipeline()
        self._indexing.add_component("document_splitter", splitter)
        self._indexing.add_component("document_embedder", Embedder(model=weights(), progress_bar=False))
        self._indexing.add_component("document_writer", DocumentWriter(self._store))
        self._indexing.connect("document_splitter", "document_embedder")
        self._indexing.connect("document_embedder", "document_writer")
        self._indexing.warm_up()

    def fill(self, articles: Sequence[Given], source: Path) -> int:
        whole = [Document(content=f"{a.title}\n{a.text}", meta={"url": a.url, "title": a.title}) for a in articles]
        self._indexing.run({"document_splitter": {"documents": whole}})
        self._store.save_to_disk(str(self._file))
        return int(self._store.count_documents())

    def find(self, question: str, *, limit: int, as_of: date | None) -> list[Found]:
        asked = {
            "text_embedder": {"text": question},
            "bm25_retriever": {"query": question, "top_k": limit},
            "embedding_retriever": {"top_k": limit},
        }
        hits = self._pipeline.run(asked)["document_joiner"]["documents"]
        return [Found(hit.meta["url"], hit.content) for hit in hits]
