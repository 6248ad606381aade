"""LlamaIndex's defaults with a local embedding model.

As in https://developers.llamaindex.ai/python/framework/getting_started/starter_example_local: Settings.embed_model =
HuggingFaceEmbedding(…), VectorStoreIndex.from_documents, storage_context.persist, load_index_from_storage. That means
its SentenceSplitter (1,024 tokens, 200 of them overlapping), of which the model reads the first 256, and its own vector
store in memory, kept as JSON. Title and day are metadata, which are embedded with each chunk by default
(https://developers.llamaindex.ai/python/framework/module_guides/loading/documents_and_nodes/usage_documents).
The tokeniser and the sentence splitter's data come with the package: nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from tests.benchmarks.peers.types import Found, Given, weights


class LlamaIndex:
    """What the starter tutorial builds."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._index: Any = None
        Settings.embed_model = HuggingFaceEmbedding(model_name=weights())
        if folder.exists():
            self._index = load_index_from_storage(StorageContext.from_defaults(persist_dir=self._folder))

    def prepare(self) -> None:
        Settings.embed_model.get_text_embedding("Ready.")
        Settings.node_parser.get_nodes_from_documents([Document(text="Ready.")])  # loads the tokeniser

    def fill(self, articles: Sequence[Given], source: Path) -> int:
        documents = [
            Document(text=a.text, doc_id=a.url, metadata={"title": a.title, "published": a.published}) for a in articles
        ]
        self._index = VectorStoreIndex.from_documents(documents)
        self._index.storage_context.persist(persist_dir=self._folder)
        return len(self._index.docstore.docs)

    def find(self, question: str, *, limit: int, as_of: date | None) -> list[Found]:
        hits = self._index.as_retriever(similarity_top_k=limit).retrieve(question)
        return [Found(hit.node.ref_doc_id, hit.node.text) for hit in hits]
