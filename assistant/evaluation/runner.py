"""Ask every case, and gather what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.assistant import Assistant
from assistant.evaluation.dataset import Case
from assistant.evaluation.metrics import Outcome
from assistant.generation.events import Done, Found
from assistant.query.types import AskRequest
from assistant.types import Answer, Evidence
from corpus import Hit

_PASSAGES = 5
"""Passages that answer recall looks at."""


def run(assistant: Assistant, cases: Iterable[Case], *, tell: Callable[[int], None] = lambda _: None) -> list[Outcome]:
    """Ask every case; ``tell`` hears how many are done."""
    outcomes = []
    for number, case in enumerate(cases, start=1):
        outcomes.append(ask(assistant, case))
        tell(number)
    return outcomes


def ask(assistant: Assistant, case: Case) -> Outcome:
    """Ask one case."""
    evidence: tuple[Evidence, ...] = ()
    further: tuple[Hit, ...] = ()
    answer: Answer | None = None
    request = AskRequest(
        case.question,
        case.as_of,
        case.window,
        case.outlets,
        case.kinds,
        dismissed=case.without,
        hidden=case.hidden,
    )
    for event in assistant.stream(request):
        match event:
            case Found(evidence, further):
                pass
            case Done(answer):
                pass
    assert answer is not None
    texts = {c.article_id: assistant.archive.article(c.article_id).text for c in answer.citations}
    found = outcome_of(case, answer, [*(item.hit for item in evidence), *further])
    return replace(found, verbatim=sum(texts[c.article_id][c.start : c.end] == c.quote for c in answer.citations))


def outcome_of(case: Case, answer: Answer, hits: Sequence[Hit]) -> Outcome:
    """Return what came of a case; nothing is known of its citations' texts yet."""
    articles = {hit.article.id: frozenset(filter(None, (hit.article.id, hit.article.url))) for hit in hits}
    return Outcome(
        case=case,
        answer=answer,
        ranked=tuple(articles.values()),
        passages=tuple(hit.passage.text for hit in hits[:_PASSAGES]),
        cited=tuple(frozenset(filter(None, (c.article_id, c.url))) for c in answer.citations),
    )
