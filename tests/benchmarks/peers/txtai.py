"""txtai's hybrid index, as https://neuml.github.io/txtai/embeddings/configuration/general/#hybrid describes it.

Embeddings(path=…, hybrid=True, content=True): Faiss and BM25, their scores mixed half and half (its 'Benefits of hybrid
search', https://github.com/neuml/txtai/blob/master/examples/48_Benefits_of_hybrid_search.ipynb). Documents are split
into paragraphs, each a row of its own, as in its 'Build RAG pipelines with txtai'
(…/examples/52_Build_RAG_pipelines_with_txtai.ipynb) and in its own application (https://github.com/neuml/rag); the rows
of a document share its id, as in …/examples/73_Chunking_your_data_for_RAG.ipynb. The headline is the first paragraph,
as it is in an extracted file. Segmentation does the splitting: Textractor, which extends it, would take the text for
HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from txtai import Embeddings

from tests.benchmarks.peers.types import Found, Given, weights


class Txtai:
    """What the examples build."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._index = Embeddings(path=weights(), hybrid=True, content=True)
        self._split: Any = None
        if folder.exists():
            self._index.load(self._folder)

    def prepare(self) -> None:
        from txtai.pipeline import Segmentation  # asking does without it

        self._split = Segmentation(paragraphs=True)
        self._index.batchtransform(["Ready."])

    def fill(self, articles: Sequence[Given], source: Path) -> int:
        self._index.index(self._rows(articles))
        self._index.save(self._folder)
        return int(self._index.count())

    def _rows(self, articles: Sequence[Given]) -> Iterator[tuple[str, str]]:
        for article in articles:
            for paragraph in self._split(f"{article.title}\n\n{article.text}"):
                yield article.url, paragraph

    def find(self, question: str, *, limit: int, as_of: date | None) -> list[Found]:
        return [Found(hit["id"], hit["text"]) for hit in self._index.search(question, limit)]
