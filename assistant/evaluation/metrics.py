"""The figures, each a pure function of outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.evaluation.cases import Case
from assistant.types import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold a case with its answer.

    Attributes:
        cited: Article ids and URLs of each citation, in order of the citations.
        verbatim: Citations whose quote is the article's text at its offsets.
    """

    case: Case
    answer: Answer
    cited: tuple[frozenset[str], ...]
    verbatim: int

    @property
    def seconds(self) -> float:
        """Return the seconds that the answer took."""
        return sum(self.answer.timings.values())


def hit_at(outcomes: Sequence[Outcome], first: int) -> float:
    """Return the share of answerable cases with an expected article among the first so many citations."""
    asked = [outcome for outcome in outcomes if outcome.case.answerable and outcome.case.articles]
    hits = [any(one & set(outcome.case.articles) for one in outcome.cited[:first]) for outcome in asked]
    return _share(sum(hits), len(hits))


def answered(outcomes: Sequence[Outcome]) -> float:
    """Return the share of answerable cases that were answered at all."""
    asked = [outcome.answer.status == "answered" for outcome in outcomes if outcome.case.answerable]
    return _share(sum(asked), len(asked))


def abstained(outcomes: Sequence[Outcome]) -> float:
    """Return the share of unanswerable cases that were refused."""
    asked = [outcome.answer.status == "abstained" for outcome in outcomes if not outcome.case.answerable]
    return _share(sum(asked), len(asked))


def verbatim(outcomes: Sequence[Outcome]) -> float:
    """Return the share of citations whose quote is the article's text at its offsets."""
    return _share(sum(outcome.verbatim for outcome in outcomes), sum(len(outcome.cited) for outcome in outcomes))


def area_under_roc(outcomes: Sequence[Outcome]) -> float:
    """Return how often an answerable case has more confidence than an unanswerable one (Mann-Whitney U / n m)."""
    sure = [outcome.answer.confidence for outcome in outcomes if outcome.case.answerable]
    unsure = [outcome.answer.confidence for outcome in outcomes if not outcome.case.answerable]
    wins = sum((a > b) + 0.5 * (a == b) for a in sure for b in unsure)
    return _share(wins, len(sure) * len(unsure))


def seconds(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Return the median and the 95th percentile of seconds a question."""
    taken = sorted(outcome.seconds for outcome in outcomes) or [0.0]
    return median(taken), taken[min(len(taken) - 1, int(0.95 * len(taken)))]


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
