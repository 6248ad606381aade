"""Words of a question found again in texts: the same stem, else a word of like meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.nlp.lexical import words_by_stem

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

_UNRELATED, _SAME_MEANING = 0.3, 0.9
"""Cosines of single words that count as no match and as a full one: unrelated pairs measure 0.22 to 0.35
('arrested', 'strike'), likely ones 0.4 to 0.85 ('seize', 'took'; 'penalty', 'fined'; 'jail', 'prison')."""
_MOST = 20_000
"""Vectors of words that are kept: 30 MB; most words of a question's passages were met before."""


class WordVectors:
    """Give vectors of single words, each encoded once a process."""

    def __init__(self, encode: Encode) -> None:
        """Take the encoder that turns texts into vectors (n x d) of length 1."""
        self._encode = encode
        self._known: dict[str, NDArray[np.float32]] = {}

    def __call__(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a word, in order (n x d)."""
        known = self._known
        missing = [word for word in dict.fromkeys(words) if word not in known]
        if missing:
            if len(known) + len(missing) > _MOST:
                known = {word: known[word] for word in words if word in known}
            self._known = known = known | dict(zip(missing, self._encode(missing), strict=True))
        return np.stack([known[word] for word in words])


class Matches:
    """Say how well each asked word is matched by texts: 1 for the same stem, less for a word of like meaning."""

    def __init__(self, asked: Mapping[str, str], texts: Iterable[str], vectors: WordVectors) -> None:
        """Compare the asked words with every word of the texts, once.

        Args:
            asked: Stem -> word of the question.
            texts: All texts that will be looked at.
            vectors: Gives the vectors of words.
        """
        found: dict[str, str] = {}
        for text in texts:
            for stem, word in words_by_stem(text).items():
                found.setdefault(stem, word)
        self._asked = len(asked)
        self._place = {stem: place for place, stem in enumerate(found)}
        self._match = np.zeros((len(asked), len(found)), dtype=np.float32)
        if asked and found:
            cosines = vectors(list(asked.values())) @ vectors(list(found.values())).T
            self._match = np.clip((cosines - _UNRELATED) / (_SAME_MEANING - _UNRELATED), 0, 1)
            for line, stem in enumerate(asked):
                if stem in self._place:
                    self._match[line, self._place[stem]] = 1

    def best(self, text: str) -> NDArray[np.float32]:
        """Return each asked word's best match in a text, in [0, 1]."""
        places = [self._place[stem] for stem in words_by_stem(text) if stem in self._place]
        if not places:
            return np.zeros(self._asked, dtype=np.float32)
        best: NDArray[np.float32] = self._match[:, places].max(axis=1)
        return best
