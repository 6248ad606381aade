"""Answers made of evidence: in the articles' own words, in a model's words after they were checked, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.citations import Citations, attribution, citation, reports, span_of_days, spoken_day
from assistant.generation.arrangement import arrange
from assistant.generation.citation_parsing import CitedSentence, Resolved
from assistant.reader.answer_selection import Candidate
from assistant.reader.judge import bundled_judge
from assistant.reader.sentence_ranking import Sentence
from assistant.types import SURE_OF_WORDS, Answer, Citation, Evidence, Form, Marked, Question, Statement
from assistant.verification import best_quote, verify

_CLOSEST = 2
"""Near misses that an abstention shows."""


def from_articles(
    question: Question, sentences: Sequence[Sentence], *, sure: bool, short: tuple[Candidate, Sentence] | None = None
) -> Answer:
    """Return the answer in the articles' own words.

    Args:
        question: As it was understood.
        sentences: Scored sentences of the evidence, best first; at least one.
        sure: Whether the lead needs no word of doubt.
        short: The answer in a few words, and the sentence that holds it; that sentence is among the answer's.
    """
    as_of = question.scope.as_of
    book = Citations()
    statements = tuple(
        Statement(
            text=sentence.text,
            citations=(book.cite(sentence.evidence, sentence.start, sentence.end),),
            verdict="quoted",
            attribution=attribution(sentence.evidence.hit.article, as_of=as_of, story=sentence.evidence.story),
        )
        for sentence in arrange(question.form, sentences, **_placed(short))
    )
    cited = book.all()
    days = [date.fromisoformat(item.published[:10]) for item in cited if item.published]
    return Answer(
        question=question,
        status="answered",
        statements=statements,
        citations=cited,
        reports=reports(cited),
        short_answer=short[0].text if short else None,
        short_answer_at=_marked(short[0], cited) if short else None,
        short_answer_confidence=min(1.0, short[0].weight) if short else 0.0,
        lead=_lead(cited, days, as_of, sure=sure, form=question.form),
        notes=(*book.recalls(as_of), *_corrected(cited, as_of)),
    )


def _placed(short: tuple[Candidate, Sentence] | None) -> dict[str, Sentence]:
    """Return where the sentence with the short answer must stand: first where it is sure, else somewhere."""
    return {} if short is None else {"first" if short[0].weight >= SURE_OF_WORDS else "last": short[1]}


def _marked(answer: Candidate, cited: Sequence[Citation]) -> Marked | None:
    """Return where the short answer stands in a quote."""
    article = answer.evidence.hit.article.id
    for item in cited:
        if item.article_id == article and item.start <= answer.start and answer.end <= item.end:
            return Marked(item.number, answer.start, answer.end)
    return None


def _lead(cited: Sequence[Citation], days: Sequence[date], as_of: date | None, *, sure: bool, form: Form) -> str:
    articles = len({item.article_id for item in cited})
    what = "one article" if articles == 1 else f"{articles} articles"
    when = f", {span_of_days(days, as_of=as_of)}" if days else ""
    if form == "latest" and days:
        return f"Newest first; the newest is of {spoken_day(max(days), as_of=as_of)}{_age(max(days), as_of)}:"
    if form == "change" and days:
        return f"In order of publication, {what}{when}{_copied(cited)}:"
    if form == "list":
        return f"One sentence of each of {what}{when}{_copied(cited)}:"
    doubt = "" if sure else "This comes close and may not answer it. "
    return f"{doubt}In the words of {what}{when}{_copied(cited)}:"


def _age(day: date, as_of: date | None) -> str:
    """Say how long before the as-of day something was printed."""
    if as_of is None:
        return ""
    days = (as_of - day).days
    ago = {0: "that is the as-of day", 1: "a day before the as-of day"}.get(days, f"{days} days before the as-of day")
    return f", {ago}"


def _copied(cited: Sequence[Citation]) -> str:
    """Say how many outlets printed the cited texts, where some of them are copies; those that differ are versions."""
    versions = len({(item.story, item.article_id) for item in cited})
    counted = reports(cited)
    if not any(item.also_in for item in cited) and versions == counted.independent:
        return ""
    independent = "one report" if counted.independent == 1 else f"{counted.independent} independent reports"
    told = f" in {versions} versions" if versions > counted.independent else ""
    return f" ({counted.outlets} outlets, {independent}{told})"


def _corrected(cited: Sequence[Citation], as_of: date | None) -> Iterable[str]:
    """Tell of the corrections that the cited articles carry, each once."""
    told = set()
    for item in cited:
        if item.corrections and item.article_id not in told:
            told.add(item.article_id)
            day = f" of {spoken_day(date.fromisoformat(item.published[:10]), as_of=as_of)}" if item.published else ""
            yield f"{item.outlet or 'An outlet'} has corrected its article{day}: “{item.corrections[0]}”"


def verify_answer(question: Question, resolved: Resolved, evidence: Sequence[Evidence], *, model: str) -> Answer | None:
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
    cited, as_of = book.all(), question.scope.as_of
    return Answer(
        question=question,
        status="answered",
        statements=statements,
        citations=cited,
        reports=reports(cited),
        lead=f"From {_copied(cited).strip(' ()')}:" if _copied(cited) else "",
        notes=(*_notes(resolved.unknown, statements), *book.recalls(as_of), *_corrected(cited, as_of)),
        model=model,
    )


def _checked(sentence: CitedSentence, numbered: dict[int, Evidence], book: Citations) -> Statement:
    cited = [numbered[number] for number in sentence.numbers]
    verdict, reason = verify(sentence.text, cited, bundled_judge())
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
        citation(number, s.evidence.hit.article, s.evidence.hit.passage, s.start, s.end, story=s.evidence.story)
        for number, s in enumerate(list(seen.values())[:_CLOSEST], start=1)
    )
    return Answer(question=question, status="abstained", closest=closest, confidence=confidence)
