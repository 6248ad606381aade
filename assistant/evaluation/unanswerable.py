"""Questions asked twice: as they are, and of an archive in which no article holds the answer's words."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.evaluation.dataset import Case
from assistant.nlp.lexical import normalised
from corpus import Article

_SEED = 20220617
"""Fixes which questions are drawn, so that two runs ask the same."""


def drawn(cases: Sequence[Case], many: int) -> list[Case]:
    """Return a fixed random choice of the cases that have an answer."""
    asked = [case for case in cases if case.answerable and any(normalised(answer) for answer in case.answers)]
    return random.Random(_SEED).sample(asked, min(many, len(asked)))  # noqa: S311 - not a secret


def both_ways(cases: Sequence[Case], articles: Iterable[Article]) -> list[Case]:
    """Return each case as it is, and once more as unanswerable with every article hidden that holds its answer.

    A case whose answer stands in no article is left out: it cannot be answered either way.

    Args:
        cases: With answers.
        articles: All of the archive.
    """
    wanted = [[f" {words} " for answer in case.answers if (words := normalised(answer))] for case in cases]
    holding: list[set[str]] = [set() for _ in cases]
    for article in articles:
        text = f" {normalised(article.title)} {normalised(article.text)} "
        for ids, forms in zip(holding, wanted, strict=True):
            if any(form in text for form in forms):
                ids.add(article.id)
    found = []
    for case, ids in zip(cases, holding, strict=True):
        if ids:
            found += [case, replace(case, answerable=False, hidden=frozenset(ids))]
    return found
