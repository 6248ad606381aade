"""The figures of a run by name, for people and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from assistant.evaluation import metrics
from assistant.evaluation.feedback import holds
from assistant.evaluation.metrics import Outcome, exact_match, token_f1
from corpus import ArchiveStatus

Figures = dict[str, float | int | None]


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return every figure by name; what has no case to stand on is None."""
    gold = [o for o in outcomes if o.case.answerable and o.case.articles]
    measured: Figures = {
        "questions": len(outcomes),
        "questions with a known article": len(gold),
        "Hit@1": metrics.hit_at(outcomes, 1),
        "Hit@5": metrics.hit_at(outcomes, 5),
        "MRR@10": metrics.mrr_at(outcomes, 10),
        "answer recall@5": metrics.answer_recall_at(outcomes, 5),
        "right article cited first": metrics.cited_at(outcomes, 1),
        "right article in the first 3 citations": metrics.cited_at(outcomes, 3),
        "short answer, exact match": metrics.short_answers(outcomes, exact_match),
        "short answer, token F1": metrics.short_answers(outcomes, token_f1),
        "of those given, exact match": metrics.short_answers(outcomes, exact_match, answered_only=True),
        "of those given, token F1": metrics.short_answers(outcomes, token_f1, answered_only=True),
        "answerable, answered": metrics.answered(outcomes),
        "unanswerable, abstained": metrics.abstained(outcomes),
        "confidence, area under ROC": metrics.area_under_roc(outcomes),
        "citations verbatim": metrics.verbatim(outcomes),
        "statements supported": metrics.supported(outcomes),
    }
    return {name: _rounded(value) for name, value in (measured | timings(outcomes)).items()}


def timings(outcomes: Sequence[Outcome]) -> Figures:
    """Return seconds a question, the whole and each stage: median and 95th percentile."""
    stages = list(dict.fromkeys(stage for outcome in outcomes for stage in outcome.answer.timings))
    values = {"a question": [outcome.seconds for outcome in outcomes]}
    values |= {stage: [o.answer.timings[stage] for o in outcomes if stage in o.answer.timings] for stage in stages}
    found: Figures = {}
    for name, taken in values.items():
        middle, slow = metrics.seconds(taken)
        found |= {f"seconds, {name}, median": middle, f"seconds, {name}, 95th percentile": slow}
    return found


def absence(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of questions that were asked both with their answer and with it hidden."""
    measured: Figures = {
        "asked with the answer hidden": sum(not o.case.answerable for o in outcomes),
        "answer hidden, abstained": metrics.abstained(outcomes),
        "answer there, answered": metrics.answered(outcomes),
        "confidence there against hidden, area under ROC": metrics.area_under_roc(outcomes),
    }
    return {name: _rounded(value) for name, value in measured.items()}


def feedback(outcomes: Sequence[Outcome], lacking: int) -> Figures:
    """Return the figures of questions that people rated; those of thumbs up are in ``figures``, too.

    Args:
        outcomes: Of the rated questions that have an expectation.
        lacking: How many have none.
    """
    bad = [o for o in outcomes if o.case.unwanted]
    good = [o for o in outcomes if not o.case.unwanted]
    return {
        "rated": len(outcomes) + lacking,
        "rated good, as good again": _rounded(_share(good)),
        "rated bad, that article not cited first any more": _rounded(_share(bad)),
        "rated, and nobody said what was expected": lacking,
    }


def _share(outcomes: Sequence[Outcome]) -> float | None:
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else None


def footprint(status: ArchiveStatus) -> Figures:
    """Return what the archive takes of the disk, and this process of memory at its most (bytes)."""
    try:
        import resource  # not on Windows
    except ImportError:
        most = None
    else:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    each = status.size // status.articles if status.articles else None
    return {"articles": status.articles, "bytes on disk an article": each, "peak memory, bytes": most}


def in_words(value: float | int | None) -> str:
    """Return a figure as a table shows it."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _rounded(value: float | int | None) -> float | int | None:
    return round(value, 4) if isinstance(value, float) else value
