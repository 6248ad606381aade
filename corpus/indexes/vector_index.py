"""The vector index of passages (Chroma): derived from the catalog, rebuilt from it when in doubt."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.errors import NotFoundError
from numpy.typing import NDArray

from corpus.errors import ArchiveDamaged, ArchiveError, disk_full, translated
from corpus.indexes import hnsw_check

_COLLECTION = "passages"
_WRITTEN_FROM = 100
"""Vectors after which Chroma writes its graph to disk (its own default: 1,000): an ingest hands it a thousand at a
time, so this is once more, at the end. A graph that stays empty on disk is read from the log at each opening, which
takes longer, and ``check`` has no file to compare."""
_HNSW = {
    "space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32, "sync_threshold": _WRITTEN_FROM
}  # fmt: skip
_BATCH = 2000
"""Vectors a call: well under Chroma's limit of 5,461; larger batches were no quicker."""
_ITSELF = 0.999
"""Least cosine at which a vector counts as having found itself again (float16 on the way)."""

_SQLITE = b"SQLite format 3\0"

Vectors2D = NDArray[np.float32]


def is_database(folder: Path) -> bool:
    """Say whether the embedded index in a folder has a database that begins as one."""
    try:
        with (folder / "chroma.sqlite3").open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


class Vectors:
    """Search passages by their vectors."""

    def __init__(self, folder: Path, *, url: str | None = None, token: str | None = None, name: str = "") -> None:
        """Open the embedded Chroma in a folder, or a Chroma server.

        Args:
            folder: Where the embedded one lives.
            url: ``http://host:port`` of a server, which is then used instead.
            token: Sent to the server with each request, as a bearer token.
            name: Tells archives apart that share one server.

        Raises:
            ArchiveDamaged: The embedded index cannot be opened.
            ArchiveError: The server cannot be reached.
        """
        self._folder, self._url, self._token = folder, url, token
        self._name = f"{_COLLECTION}-{name}" if url else _COLLECTION
        self.broken = False
        with translated(self._damaged):
            self._open()

    def _open(self) -> None:
        settings = chromadb.Settings(anonymized_telemetry=False)
        if self._url:
            parts = urlsplit(self._url)
            secure = parts.scheme == "https"
            port = parts.port or (443 if secure else 8000)
            headers = {"Authorization": f"Bearer {self._token}"} if self._token else None
            client = chromadb.HttpClient(
                parts.hostname or "localhost", port, ssl=secure, headers=headers, settings=settings
            )
        else:
            if broken := hnsw_check.fault(self._folder):
                raise ArchiveDamaged(
                    f"the vector index is cut off or damaged ({broken}); run `newsdesk check --repair`"
                )
            client = chromadb.PersistentClient(str(self._folder), settings=settings)
        self._client = client
        self._collection = client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": _HNSW}
        )

    def add(self, ids: Sequence[str], vectors: Vectors2D, days: Sequence[int | None]) -> None:
        """Put vectors in, replacing those of the same id."""
        for at in range(0, len(ids), _BATCH):
            part = slice(at, at + _BATCH)
            metadatas = [{"day": day if day is not None else 0} for day in days[part]]
            with translated(self._damaged):
                self._collection.upsert(list(ids[part]), embeddings=vectors[part], metadatas=metadatas)

    def remove(self, ids: Sequence[str]) -> None:
        """Take vectors out; ids that are not there do no harm."""
        for at in range(0, len(ids), _BATCH):
            with translated(self._damaged):
                self._collection.delete(ids=list(ids[at : at + _BATCH]))

    def search(self, vector: NDArray[np.float32], *, limit: int) -> list[tuple[str, float]]:
        """Return ids and cosines of the nearest passages, nearest first."""
        if limit < 1:
            return []
        with translated(self._damaged):
            found = self._collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
            return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def ids(self) -> set[str]:
        """Return the ids of all passages in the index."""
        with translated(self._damaged):
            return set(self._collection.get(include=[])["ids"])

    def get(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of passages, of length 1, by id; those that are not there are left out."""
        if not ids:
            return {}
        with translated(self._damaged):
            found = self._collection.get(ids=list(ids), include=["embeddings"])
            matrix = np.asarray(found["embeddings"], np.float32)
            lengths = np.linalg.norm(matrix, axis=1, keepdims=True) if len(matrix) else np.ones((0, 1))
            return dict(zip(found["ids"], matrix / np.maximum(lengths, 1e-9), strict=True))

    def healthy(self, least: int, known: Vectors2D) -> bool:
        """Say whether the index holds at least so many vectors and the known ones (n x d) find themselves.

        One of several may miss: the search is approximate.
        """
        try:
            with translated(self._damaged):
                if self._collection.count() < least:
                    return False
            found = sum(any(cosine >= _ITSELF for _, cosine in self.search(vector, limit=1)) for vector in known)
        except ArchiveDamaged:
            return False
        return found >= min(len(known), max(1, len(known) - 1))

    def clear(self) -> None:
        """Empty the index."""
        with translated(self._damaged):
            with suppress(NotFoundError):
                self._client.delete_collection(self._name)
            self._open()

    @staticmethod
    def wipe(folder: Path) -> None:
        """Delete an embedded index, whatever state its files are in."""
        shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the index, so that another opening reads the files afresh."""
        with suppress(Exception):  # a damaged one may not even close
            self._client.close()

    def _damaged(self, error: BaseException) -> ArchiveError:
        self.broken = True
        if self._url:
            return ArchiveError(
                f"the Chroma server {self._url} does not answer ({error}); start it, set NEWSDESK_CHROMA_TOKEN where "
                "it asks for one, or unset NEWSDESK_CHROMA"
            )
        if full := disk_full(error):
            return ArchiveError(full)
        return ArchiveDamaged(f"the vector index cannot be read ({error}); run `newsdesk check --repair`")
