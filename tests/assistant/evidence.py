"""Evidence and vectors made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.nlp.lexical import content_words
from assistant.types import Evidence
from corpus import Article, Hit, Passage


def evidence(*texts: str, titles: Sequence[str] = ()) -> list[Evidence]:
    """Return one passage an article, the best first."""
    found = []
    for number, text in enumerate(texts, start=1):
        title = titles[number - 1] if titles else ""
        article = Article(f"article-{number}", title, text, outlet=f"Outlet {number}", published="2025-03-01")
        passage = Passage(f"passage-{number}", article.id, 1, 0, 0, len(text), text)
        score = 1.0 - 0.05 * number
        found.append(Evidence(number, Hit(passage, article, meaning=score, score=score)))
    return found


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a vector a text that points the way of its words: texts that share words are alike."""
    vectors = np.full((len(texts), 512), 1e-3, dtype=np.float32)
    for line, text in enumerate(texts):
        for stem in content_words(text):
            vectors[line, sum(ord(letter) * 31**place for place, letter in enumerate(stem)) % 512] += 1
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
