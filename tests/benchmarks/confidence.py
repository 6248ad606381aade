"""Fit the confidence in an answer: a logistic regression on questions asked with their answer there and hidden.

Run ``python -m tests.benchmarks.confidence CHECKOUT --archive HOME --demo HOME``: RealTimeQA's weeks of the tune half
that the reader was not trained on (the third, the seventh …), each question asked of the whole archive and of one
without the articles that hold its answer, and every second demonstration question. Prints the area under the ROC curve
in cross-validation by question, the shares answered and refused at each threshold, and the weights that
``assistant/reader/answerability.py`` holds.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.assistant import Assistant
from assistant.evaluation.dataset import Case, read_cases
from assistant.evaluation.realtimeqa import read_year, year_of
from assistant.evaluation.runner import ask
from assistant.evaluation.unanswerable import both_ways, drawn
from assistant.reader import passages as module
from assistant.reader.answerability import Signs, signs
from assistant.reader.sentence_ranking import Sentence
from corpus import Scope, canonical_url
from corpus.demo import QUESTIONS

_PAIRS = 200
_STRENGTH = 0.5
"""Inverse of the penalty; 0.1 to 1 give the same within 0.01."""


def rows_of(assistant: Assistant, cases: Sequence[Case]) -> Iterator[tuple[str, bool, tuple[float, ...]]]:
    """Yield the question, whether it can be answered, and the signs of each case."""
    for case in cases:
        seen: list[Signs] = []

        def note(
            question: str, sentences: Sequence[Sentence], judged: Sequence[float] = (), seen: list[Signs] = seen
        ) -> float:
            if sentences:
                seen.append(signs(sentences, judged))
            return 1.0

        with patch.object(module, "confidence", note):
            ask(assistant, case)
        if seen:
            yield case.question, case.answerable, astuple(seen[0])


def quiz(checkout: Path, home: Path) -> list[tuple[str, bool, tuple[float, ...]]]:
    """Return the rows of the tune half's weeks that the reader did not see."""
    assistant = Assistant.open(home)
    articles = assistant.archive.listing(Scope(), limit=10_000_000)
    known = {url: article.id for article in articles if (url := canonical_url(article.url))}
    weeks = [
        list(group)
        for _, group in itertools.groupby(
            read_year(year_of(checkout, 2022), half="tune", known=known), key=lambda case: case.as_of
        )
    ]
    unseen = [case for week in weeks[1::2] for case in week]
    return list(rows_of(assistant, both_ways(drawn(unseen, _PAIRS), articles)))


def main() -> None:
    """Fit and print."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--demo", type=Path, required=True)
    given = parser.parse_args()
    parts = {
        "quiz": quiz(given.checkout, given.archive),
        "demonstration": list(rows_of(Assistant.open(given.demo), read_cases(QUESTIONS)[0::2])),
    }
    rows = [row for part in parts.values() for row in part]
    asked = {question: place for place, question in enumerate(dict.fromkeys(question for question, _, _ in rows))}
    figures = np.array([row for _, _, row in rows], dtype=float)
    there = np.array([answerable for _, answerable, _ in rows])
    groups = np.array([asked[question] for question, _, _ in rows])
    # Both parts weigh the same, and so do both sides of each: the quiz alone hardly asks for what no article names.
    weight = np.concatenate([_even([answerable for _, answerable, _ in part], len(rows)) for part in parts.values()])
    model = LogisticRegression(C=_STRENGTH, max_iter=1_000)
    scale = figures.std(axis=0)
    sure = cross_val_predict(
        model, figures / scale, there, groups=groups, cv=GroupKFold(10), params={"sample_weight": weight},
        method="predict_proba",
    )[:, 1]  # fmt: skip
    begin = 0
    for name, part in parts.items():
        own = slice(begin, begin + len(part))
        begin += len(part)
        print(f"{name}: {len(part)} rows, area under ROC {roc_auc_score(there[own], sure[own]):.3f}")
        for cut in np.arange(0.3, 0.71, 0.05):
            answered, refused = (sure[own] >= cut)[there[own]].mean(), (sure[own] < cut)[~there[own]].mean()
            print(f"  at {cut:.2f}: answered {answered:.2f}, refused {refused:.2f}")
    model.fit(figures / scale, there, sample_weight=weight)
    print("bias", round(float(model.intercept_[0]), 2), "weights", (model.coef_[0] / scale).round(2).tolist())


def _even(answerable: Sequence[bool], total: int) -> list[float]:
    """Return the weight of each row of a part, so that the parts add up to the same."""
    yes = sum(answerable)
    half = total / 4
    return [half / yes if one else half / (len(answerable) - yes) for one in answerable]


if __name__ == "__main__":
    main()
