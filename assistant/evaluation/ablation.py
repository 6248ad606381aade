"""What each part of the ranking gives: questions searched once, and ranked again with one part left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.assistant import Assistant
from assistant.evaluation import metrics
from assistant.evaluation.dataset import Case
from assistant.evaluation.metrics import Outcome
from assistant.evaluation.runner import outcome_of
from assistant.query import understand
from assistant.retrieval.ranking import Ranking, choose, fuse
from assistant.retrieval.search import ASKED_FOR_NEWS, CANDIDATES, RANKED
from assistant.types import Answer, Question
from corpus import Hit, Scope

Row = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class _Searched:
    """Hold what one question found, before it is ranked."""

    case: Case
    question: Question
    hits: list[Hit]


def rankings(full: Ranking = ASKED_FOR_NEWS) -> dict[str, Ranking]:
    """Return the whole ranking, and each variant of it, by name."""
    return {
        "all": full,
        "words alone": replace(full, words=1.0),
        "meaning alone": replace(full, words=0.0),
        "no age prior": replace(full, recency=0.0),
        "weak age prior": replace(full, recency=0.15),
        "strong age prior": replace(full, recency=0.85),
        "best passage alone speaks for an article": replace(full, gathered=0.0),
        "first passages count as others": replace(full, lead=0.0),
        "outlets not spread": replace(full, spread=1.0),
        "all copies of a story": replace(full, one_a_story=False),
    }


def ablation(
    assistant: Assistant, cases: Sequence[Case], *, tell: Callable[[int], None] = lambda _: None
) -> dict[str, Row]:
    """Return the retrieval figures of each variant; the search is done once a question."""
    searched = []
    outlets = [name for name, _ in assistant.archive.outlets()]
    for number, case in enumerate(cases, start=1):
        day = case.as_of or assistant.today_as_of()
        given = Scope(as_of=day, hidden=case.hidden)
        question = understand(case.question, as_of=day, outlets=outlets, given=given)
        hits = assistant.archive.search(question.search, question.scope, limit=CANDIDATES)
        searched.append(_Searched(case, question, hits))
        tell(number)
    return {name: _row([_ranked(one, ranking) for one in searched]) for name, ranking in rankings().items()}


def _ranked(searched: _Searched, ranking: Ranking) -> Outcome:
    fused = fuse(searched.hits, as_of=searched.question.scope.as_of, ranking=ranking)
    hits = choose(fused, limit=RANKED, ranking=ranking)
    return outcome_of(searched.case, Answer(searched.question, "answered"), hits)


def _row(outcomes: Sequence[Outcome]) -> Row:
    return {
        "Hit@1": metrics.hit_at(outcomes, 1),
        "Hit@5": metrics.hit_at(outcomes, 5),
        "MRR@10": metrics.mrr_at(outcomes, 10),
        "answer recall@5": metrics.answer_recall_at(outcomes, 5),
    }
