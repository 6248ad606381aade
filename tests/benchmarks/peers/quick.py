"""Fill the peers' stores through the compiled encoder: the same vectors (mean cosine 0.99998), five times as fast.

A whole archive takes each peer's own runtime half an hour. What is measured of finding (which passages, how quickly)
does not depend on what made the stored vectors, so a run over a whole archive may take this way; how quickly a peer
fills its store is then left out. Questions are always embedded by the peer itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.encoder import load_encoder
from corpus.settings import BUNDLED_ENCODER


@contextmanager
def compiled_documents(models: Path) -> Iterator[None]:
    """Let sentence-transformers, and txtai's own pooling, embed with Newsdesk's encoder inside.

    Args:
        models: Folder with the compiled encoder; it is made there where it is missing.
    """
    encoder = load_encoder(BUNDLED_ENCODER, models)

    def encode(_: object, texts: str | Sequence[str], *__: object, **___: object) -> NDArray[np.float32]:
        found = encoder.encode([texts] if isinstance(texts, str) else list(texts))
        return found[0] if isinstance(texts, str) else found

    encoder.encode(["Ready."])  # before it is replaced: the compiling asks the library itself
    from sentence_transformers import SentenceTransformer

    with ExitStack() as stack:
        for name in ("encode", "encode_document"):
            stack.enter_context(patch.object(SentenceTransformer, name, encode))
        with suppress(ImportError):
            from txtai.vectors.dense.huggingface import HFVectors

            vectors: Any = HFVectors
            stack.enter_context(patch.object(vectors, "encode", encode))
        yield
