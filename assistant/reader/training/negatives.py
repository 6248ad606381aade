"""Passages that share a question's words and do not answer it: where a reader must say 'not here'."""

from __future__ import annotations

import random
from collections.abc import Sequence

from assistant.reader.training.types import Example

_NEAREST = 12
"""Nearest passages among which one is drawn."""


def with_negatives(examples: Sequence[Example], share: float, *, seed: int) -> list[Example]:
    """Return for a share of the examples the same question with a near passage that does not hold its answer.

    Nearness is the cosine of TF-IDF vectors of words and word pairs; passages are those of the examples themselves.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    draw = random.Random(seed)  # noqa: S311 - not a secret
    passages = list({example.passage: example.title for example in examples}.items())
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", ngram_range=(1, 2), min_df=2)
    known = vectorizer.fit_transform([f"{title} {passage}" for passage, title in passages])
    chosen = draw.sample(list(examples), int(share * len(examples)))
    found: list[Example] = []
    for begin in range(0, len(chosen), 500):
        block = chosen[begin : begin + 500]
        near = (vectorizer.transform([example.question for example in block]) @ known.T).toarray()
        for example, row in zip(block, near, strict=True):
            assert example.span is not None
            answer = example.passage[slice(*example.span)].lower()
            order = [place for place in row.argsort()[::-1][: _NEAREST * 2] if row[place] > 0]
            fit = [place for place in order if answer not in passages[place][0].lower()][:_NEAREST]
            if fit:
                passage, title = passages[draw.choice(fit)]
                found.append(Example(example.question, title, passage, None, f"{example.source}-negative"))
    return found
