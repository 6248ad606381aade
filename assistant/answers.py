"""Answers made of evidence: in the articles' own words, in a model's words after they were checked, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.citations import CitedSentence, Resolved
from assistant.cite import Citations, attribution, citation, span_of_days
from assistant.compose import pick
from assistant.scoring import Sentence
from assistant.types import Answer, Evidence, Question, Statement
from assistant.verify import best_quote, verify

_CLOSEST = 2
"""Near misses that an abstention shows."""


def from_articles(question: Question, sentences: Sequence[Sentence], *, sure: bool) -> Answer:
    """Return the answer in the articles' own words.

    Args:
        question: As it was understood.
        sentences: Scored sentences of the evidence, best first; at least one.
        sure: Whether the lead needs no word of doubt.
    """
    as_of = question.scope.as_of
    book = Citations()
    statements = tuple(
        Statement(
            text=sentence.text,
            citations=(book.cite(sentence.evidence, sentence.start, sentence.end),),
            verdict="quoted",
            attribution=attribution(sentence.evidence.hit.article, as_of=as_of),
        )
        for sentence in pick(sentences)
    )
    cited = book.all()
    days = [date.fromisoformat(item.published[:10]) for item in cited if item.published]
    return Answer(
        question=question,
        status="answered",
        statements=statements,
        citations=cited,
        lead=_lead(len({item.article_id for item in cited}), days, as_of, sure=sure),
    )


def _lead(articles: int, days: Sequence[date], as_of: date | None, *, sure: bool) -> str:
    what = "one article" if articles == 1 else f"{articles} articles"
    when = f", {span_of_days(days, as_of=as_of)}" if days else ""
    doubt = "" if sure else "This comes close and may not answer it. "
    return f"{doubt}In the words of {what}{when}:"


def from_model(question: Question, resolved: Resolved, evidence: Sequence[Evidence], *, model: str) -> Answer | None:
    """Return the answer in a chat model's words, each sentence checked; None where no sentence holds.

    Args:
        question: As it was understood.
        resolved: The model's text, taken apart.
        evidence: What the model was given.
        model: Its name.
    """
    book = Citations()
    numbered = {item.number: item for item in evidence}
    statements = tuple(_checked(sentence, numbered, book) for sentence in resolved.sentences)
    if all(statement.verdict == "unsupported" for statement in statements):
        return None
    return Answer(
        question=question,
        status="answered",
        statements=statements,
        citations=book.all(),
        notes=tuple(_notes(resolved.unknown, statements)),
        model=model,
    )


def _checked(sentence: CitedSentence, numbered: dict[int, Evidence], book: Citations) -> Statement:
    cited = [numbered[number] for number in sentence.numbers]
    verdict, reason = verify(sentence.text, cited)
    if verdict == "unsupported":
        return Statement(sentence.text, (), verdict, reason)
    numbers = [book.cite(item, *best_quote(sentence.text, item)) for item in cited]
    return Statement(sentence.text, tuple(dict.fromkeys(numbers)), verdict)


def _notes(unknown: int, statements: Iterable[Statement]) -> Iterable[str]:
    if unknown:
        what = "a source that does not exist" if unknown == 1 else f"{unknown} sources that do not exist"
        yield f"The model cited {what}; removed."
    struck = sum(statement.verdict == "unsupported" for statement in statements)
    if struck:
        what = "One sentence" if struck == 1 else f"{struck} sentences"
        yield f"{what} of the model did not hold against the cited articles; taken out."


def abstain(question: Question, sentences: Sequence[Sentence], *, confidence: float) -> Answer:
    """Return 'not in this archive', with the nearest misses."""
    seen: dict[str, Sentence] = {}
    for sentence in sentences:
        seen.setdefault(sentence.evidence.hit.article.id, sentence)
    closest = tuple(
        citation(number, s.evidence.hit.article, s.evidence.hit.passage, s.start, s.end)
        for number, s in enumerate(list(seen.values())[:_CLOSEST], start=1)
    )
    return Answer(question=question, status="abstained", closest=closest, confidence=confidence)
