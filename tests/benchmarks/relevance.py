"""Fit which sentence answers, and whether any does: ``python -m tests.benchmarks.relevance --help``.

Questions are those of the passages of news-judgements that the judge was not trained on, as of the day after their
article, and the part ``tune`` of the held-out questions on the demonstration. For each, the pipeline's best sentences
are read by the judge one by one; a logistic regression says which hold the answer (``assistant/reader/relevance.py``),
another whether the question has an answer (``assistant/reader/answerability.py``). Prints both,
with their figures in five-fold cross-validation over the questions.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.clock import Clock
from assistant.nlp.entailment import premise_of
from assistant.pipeline import Tools, retrieve, understand
from assistant.query.types import AskRequest
from assistant.reader.judge import bundled_judge
from assistant.reader.model import read_hits
from assistant.reader.relevance import judge_sentences
from assistant.reader.sentence_ranking import Sentence, score_sentences
from assistant.reader.training.judge.data import is_development, plain_url
from corpus import Scope
from tests.heldout.grade import find_set
from tests.heldout.verdicts import find_any, read_questions

_SENTENCES, _PASSAGES, _FOLDS = 10, 2, 5
_NEAR_MISSES, _ANSWERABLE = 1, 2
"""Questions of each kind that are taken of a passage."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a question: its words, the day it is asked as of, and what answers it (nothing: a near miss)."""

    text: str
    as_of: date
    answers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Read:
    """Hold what was read for a question.

    Attributes:
        signs: Of each sentence its score, the judge's probability, the root of the reader's (sentences x 3).
        holds: Whether each holds the answer.
        passages: The judge's probability of each passage, by the sentence's number.
        answerable: Whether the question has an answer.
    """

    signs: NDArray[np.float64]
    holds: NDArray[np.bool_]
    passages: NDArray[np.float64]
    answerable: bool


def main() -> None:
    """Read the questions, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judgements", type=Path, help="judgements.jsonl of news-judgements")
    parser.add_argument("--real", type=Path, required=True, help="archive that holds its articles")
    parser.add_argument("--demo", type=Path, required=True, help="archive of the demonstration")
    given = parser.parse_args()
    archive = Assistant.open(given.real)
    urls = {plain_url(article.url or "") for article in archive.archive.listing(Scope(), limit=10_000_000)}
    real = list(read_asked(archive, list(_development(given.judgements, urls))))
    demo = Assistant.open(given.demo)
    found = [*real, *read_asked(demo, list(_heldout(demo.today_as_of())))]
    _tell_sentences([read for read in found if read.holds.any()])
    _tell_answers(found)


def _development(path: Path, urls: Collection[str]) -> Iterator[Asked]:
    """Yield the questions on passages that the judge was not trained on, where the archive has the article."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not is_development(row["id"]) or plain_url(row["url"]) not in urls:
            continue
        day = date.fromisoformat(row["published"][:10].replace("/", "-")) + timedelta(days=1)
        yield from (Asked(each["question"], day, [each["answer"]]) for each in row["answerable"][:_ANSWERABLE])
        yield from (Asked(each["question"], day, []) for each in row["unanswerable"][:_NEAR_MISSES])


def _heldout(day: date) -> Iterator[Asked]:
    plain = {"who", "what", "when", "where", "how_many", "how_much", "which", "how", "why", "near_miss", "keywords"}
    for question in read_questions(find_set("demo")):
        if question.split == "tune" and question.kind in plain and not question.turns:
            as_of = date.fromisoformat(question.as_of) if question.as_of else day
            yield Asked(question.text, as_of, question.answers)


def read_asked(assistant: Assistant, asked: Sequence[Asked]) -> Iterator[Read]:
    """Yield what the pipeline and the judge make of each question for which anything is found."""
    judge = bundled_judge()
    tools = Tools(assistant.archive, assistant._reader, judge)
    for each in asked:
        question = understand(tools, AskRequest(each.text, as_of=each.as_of), Clock())
        evidence = retrieve(tools, question, news=False).evidence
        readings = read_hits(tools.reader, question.search, [item.hit for item in evidence])
        scored = score_sentences(question.search, evidence, readings, wanted=question.answer_type)[:_SENTENCES]
        if not scored:
            continue
        shares = [share for (share,) in judge_sentences(judge, [question.search], scored)]
        whole = {item.hit.passage.id: judge.answer(premise_of(item), [question.search])[0].answers for item in evidence}
        yield Read(
            np.array([_signs(sentence, share) for sentence, share in zip(scored, shares, strict=True)]),
            np.array([bool(each.answers) and find_any(each.answers, s.text) is not None for s in scored]),
            np.array([whole[sentence.evidence.hit.passage.id] for sentence in scored]),
            bool(each.answers),
        )


def _signs(sentence: Sentence, share: float) -> tuple[float, float, float]:
    return sentence.score, share, sentence.reader**0.5


def _tell_sentences(found: Sequence[Read]) -> None:
    """Print the regression that orders sentences, and how often the first one holds the answer."""
    first: list[bool] = []
    chances: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        model = _fit_sentences([read for number, read in enumerate(found) if number % _FOLDS != fold])
        for read in found[fold::_FOLDS]:
            shares = model.predict_proba(read.signs)[:, 1]
            first.append(bool(read.holds[shares.argmax()]))
            chances += zip(shares, read.holds, strict=True)
    by_score = np.mean([read.holds[read.signs[:, 0].argmax()] for read in found])
    print(f"{len(found)} questions: first sentence holds the answer {np.mean(first):.3f}, by score {by_score:.3f}")
    for least in (0.4, 0.5, 0.6, 0.7):
        kept = [right for share, right in chances if share >= least]
        print(f"  of {len(kept)} sentences from {least}: {np.mean(kept):.2f}")
    model = _fit_sentences(found)
    print(f"  bias {model.intercept_[0]:.2f}, score, answers, reader {np.round(model.coef_[0], 2)}")


def _fit_sentences(found: Sequence[Read]):  # type: ignore[no-untyped-def]  # scikit-learn has no types
    from sklearn.linear_model import LogisticRegression

    signs, holds = np.vstack([read.signs for read in found]), np.concatenate([read.holds for read in found])
    return LogisticRegression(C=3).fit(signs, holds)


def _tell_answers(found: Sequence[Read]) -> None:
    """Print the regression that says whether there is an answer, and what each threshold does."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    order = _fit_sentences(found)
    signs = np.array([_sure_signs(read, order.predict_proba(read.signs)[:, 1]) for read in found])
    there = np.array([read.answerable for read in found])
    shares = np.zeros(len(found))
    for fold in range(_FOLDS):
        other = np.arange(len(found)) % _FOLDS != fold
        model = LogisticRegression(C=3, class_weight="balanced").fit(signs[other], there[other])
        shares[~other] = model.predict_proba(signs[~other])[:, 1]
    print(f"{there.sum()} with an answer, {(~there).sum()} without: area {roc_auc_score(there, shares):.3f}")
    for least in (0.2, 0.3, 0.35, 0.4, 0.5, 0.6):
        told, refused = (shares[there] >= least).mean(), (shares[~there] < least).mean()
        print(f"  from {least}: {told:.2f} answered, {refused:.2f} refused")
    model = LogisticRegression(C=3, class_weight="balanced").fit(signs, there)
    print(f"  bias {model.intercept_[0]:.2f}, sentence, passage {np.round(model.coef_[0], 2)}")


def _sure_signs(read: Read, relevance: NDArray[np.float64]) -> tuple[float, float]:
    passages = list(dict.fromkeys(read.passages[np.argsort(-relevance)]))[:_PASSAGES]
    return float(read.signs[:, 1].max()), float(max(passages))


if __name__ == "__main__":
    main()
