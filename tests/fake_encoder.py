"""An encoder for tests of the storage: words hashed to vectors, quick, the same everywhere, and it counts its work."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_FAINT = frozenset("a an and at before by half in is its of the this to was year . , :".split())
_TOKEN = re.compile(r"\w+|[^\w\s]")


@cache
def _direction(word: str, dimensions: int) -> NDArray[np.float64]:
    return np.random.default_rng(crc32(word.encode())).standard_normal(dimensions)


class FakeEncoder:
    """Turn a text into the sum of its words' own directions: texts that share words are near."""

    def __init__(
        self, *, dimensions: int = 128, limit: int = 254, fails: Callable[[], Exception] | None = None
    ) -> None:
        self.name = "fake"
        self.dimensions = dimensions
        self.limit = limit
        self.fingerprint = f"fake:{dimensions}"
        self.fails = fails
        self.encoded: list[str] = []

    def token_starts(self, text: str) -> list[int]:
        """Return where each word and each sign starts."""
        return [match.start() for match in _TOKEN.finditer(text)]

    def encode(self, texts: Sequence[str], *, on_batch: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Return vectors of length 1, and remember what was encoded."""
        if self.fails is not None:
            raise self.fails()
        self.encoded.extend(texts)
        found = np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, self.dimensions))
        for begin in range(0, len(texts), 16):
            if on_batch is not None:
                on_batch(len(texts[begin : begin + 16]))
        return found.astype(np.float32)

    def _vector(self, text: str) -> NDArray[np.float64]:
        words = _TOKEN.findall(text.lower()) or [""]
        total = np.zeros(self.dimensions)
        for word in words:
            total += _direction(word, self.dimensions) * (0.05 if word in _FAINT else 1.0)
        return np.asarray(total / np.linalg.norm(total))
