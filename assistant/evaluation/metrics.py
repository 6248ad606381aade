"""The figures, each a pure function of outcomes. What has no case to stand on is None, not 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from assistant.evaluation.dataset import Case
from assistant.nlp.lexical import normalised
from assistant.types import Answer


def exact_match(given: str, expected: str) -> bool:
    """Say whether two answers are the same after normalisation."""
    return normalised(given) == normalised(expected)


def token_f1(given: str, expected: str) -> float:
    """Return the harmonic mean of precision and recall over the words that two answers share, 0 to 1."""
    one, other = normalised(given).split(), normalised(expected).split()
    if not one or not other:
        return float(one == other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def stands_in(answer: str, text: str) -> bool:
    """Say whether an answer's words stand in a text, next to each other and whole, after normalisation."""
    wanted = normalised(answer)
    return bool(wanted) and f" {wanted} " in f" {normalised(text)} "


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold a case with its answer.

    Attributes:
        ranked: Ids and URLs of each article that was found, in the order of its best passage.
        passages: The texts of the passages that were found, best first.
        cited: Ids and URLs of the article of each citation, in order of the citations.
        verbatim: Citations whose quote is the article's text at its offsets.
    """

    case: Case
    answer: Answer
    ranked: tuple[frozenset[str], ...] = ()
    passages: tuple[str, ...] = ()
    cited: tuple[frozenset[str], ...] = ()
    verbatim: int = 0

    @property
    def seconds(self) -> float:
        """Return the seconds that the answer took."""
        return sum(self.answer.timings.values())


def rank_of_gold(outcome: Outcome) -> int | None:
    """Return the place, from 1, of the first expected article among those found; None where none was."""
    expected = set(outcome.case.articles)
    return next((place for place, one in enumerate(outcome.ranked, start=1) if one & expected), None)


def hit_at(outcomes: Sequence[Outcome], first: int) -> float | None:
    """Return the share of questions with an expected article among the first so many found ones (success@k)."""
    ranks = [rank_of_gold(outcome) for outcome in _with_gold(outcomes)]
    return _mean(rank is not None and rank <= first for rank in ranks)


def mrr_at(outcomes: Sequence[Outcome], depth: int) -> float | None:
    """Return the mean of 1 / place of the first expected article, 0 beyond the depth (Voorhees, TREC-8, 1999)."""
    ranks = [rank_of_gold(outcome) for outcome in _with_gold(outcomes)]
    return _mean(1 / rank if rank is not None and rank <= depth else 0.0 for rank in ranks)


def cited_at(outcomes: Sequence[Outcome], first: int) -> float | None:
    """Return the share of questions with an expected article among the first so many citations."""
    return _mean(any(one & set(o.case.articles) for one in o.cited[:first]) for o in _with_gold(outcomes))


def answer_recall_at(outcomes: Sequence[Outcome], first: int) -> float | None:
    """Return the share of questions with an answer's words in one of the first so many passages.

    Also known as recall@k of open-domain question answering (Karpukhin et al., EMNLP 2020).
    """
    asked = [o for o in outcomes if o.case.answerable and o.case.answers]
    return _mean(any(stands_in(a, p) for p in o.passages[:first] for a in o.case.answers) for o in asked)


def short_answers(
    outcomes: Sequence[Outcome], compare: Callable[[str, str], float], *, answered_only: bool = False
) -> float | None:
    """Return the mean likeness of the short answer to the nearest expected one; an answer that is missing counts 0.

    Args:
        outcomes: All of them.
        compare: ``exact_match`` or ``token_f1``.
        answered_only: Leave the questions out that got no short answer.
    """
    asked = [o for o in outcomes if o.case.answerable and o.case.answers]
    if answered_only:
        asked = [o for o in asked if o.answer.short_answer]
    return _mean(max(compare(o.answer.short_answer or "", a) for a in o.case.answers) for o in asked)


def answered(outcomes: Sequence[Outcome]) -> float | None:
    """Return the share of answerable cases that were answered at all."""
    return _mean(o.answer.status == "answered" for o in outcomes if o.case.answerable)


def abstained(outcomes: Sequence[Outcome]) -> float | None:
    """Return the share of unanswerable cases that were refused."""
    return _mean(o.answer.status == "abstained" for o in outcomes if not o.case.answerable)


def verbatim(outcomes: Sequence[Outcome]) -> float | None:
    """Return the share of citations whose quote is the article's text at its offsets."""
    cited = sum(len(outcome.cited) for outcome in outcomes)
    return sum(outcome.verbatim for outcome in outcomes) / cited if cited else None


def supported(outcomes: Sequence[Outcome]) -> float | None:
    """Return the share of statements, those taken out included, that the cited passages support or quote."""
    return _mean(s.verdict != "unsupported" for o in outcomes for s in o.answer.statements)


def area_under_roc(outcomes: Sequence[Outcome]) -> float | None:
    """Return how often an answerable case has more confidence than an unanswerable one (Mann-Whitney U / n m)."""
    sure = [outcome.answer.confidence for outcome in outcomes if outcome.case.answerable]
    unsure = [outcome.answer.confidence for outcome in outcomes if not outcome.case.answerable]
    return _mean((a > b) + 0.5 * (a == b) for a in sure for b in unsure)


def seconds(values: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile (nearest rank)."""
    taken = sorted(values) or [0.0]
    return median(taken), taken[max(0, -(-95 * len(taken) // 100) - 1)]


def _with_gold(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.case.answerable and outcome.case.articles]


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return float(mean(listed)) if listed else None
