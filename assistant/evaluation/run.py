"""Ask every case and gather the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from assistant.assistant import Assistant
from assistant.evaluation import metrics
from assistant.evaluation.cases import Case
from assistant.evaluation.metrics import Outcome
from assistant.types import Answer


def run(assistant: Assistant, cases: Iterable[Case], *, tell: Callable[[int], None] = lambda _: None) -> list[Outcome]:
    """Ask every case; ``tell`` hears how many are done."""
    outcomes = []
    for number, case in enumerate(cases, start=1):
        outcomes.append(_outcome(assistant, case, assistant.ask(case.question, as_of=case.as_of)))
        tell(number)
    return outcomes


def _outcome(assistant: Assistant, case: Case, answer: Answer) -> Outcome:
    texts = {c.article_id: assistant.archive.article(c.article_id).text for c in answer.citations}
    return Outcome(
        case=case,
        answer=answer,
        cited=tuple(frozenset(filter(None, (c.article_id, c.url))) for c in answer.citations),
        verbatim=sum(texts[c.article_id][c.start : c.end] == c.quote for c in answer.citations),
    )


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return every figure by name."""
    middle, slow = metrics.seconds(outcomes)
    return {
        "questions": len(outcomes),
        "right article first": round(metrics.hit_at(outcomes, 1), 3),
        "right article in the first 3 citations": round(metrics.hit_at(outcomes, 3), 3),
        "answerable, answered": round(metrics.answered(outcomes), 3),
        "unanswerable, abstained": round(metrics.abstained(outcomes), 3),
        "confidence, area under ROC": round(metrics.area_under_roc(outcomes), 3),
        "citations verbatim": round(metrics.verbatim(outcomes), 3),
        "seconds a question, median": round(middle, 3),
        "seconds a question, 95th percentile": round(slow, 3),
    }
