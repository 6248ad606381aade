"""Answers made of evidence: in a model's words after they were checked, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assistant.citations import Citations, citation, reports, spoken_day
from assistant.generation.checking import Checked
from assistant.generation.citation_parsing import Resolved
from assistant.reader.sentence_ranking import Sentence
from assistant.types import Answer, Citation, Evidence, Question, Statement
from assistant.verification import best_quote

_CLOSEST = 2
"""Near misses that an abstention shows."""


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


def compose_answer(
    question: Question,
    written: Resolved,
    checked: Sequence[Checked],
    evidence: Sequence[Evidence],
    *,
    model: str,
) -> Answer | None:
    """Return the answer in a chat model's words; None where no sentence holds.

    Args:
        question: As it was understood.
        written: The model's text, taken apart.
        checked: Its sentences with their verdicts.
        evidence: What the model was given.
        model: Its name.
    """
    if all(each.verdict == "unsupported" for each in checked):
        return None
    book = Citations()
    numbered = {item.number: item for item in evidence}
    statements = tuple(state_sentence(each, numbered, book) for each in checked)
    cited, as_of = book.all(), question.scope.as_of
    left_open = (f"Not stated in the passages: {phrase}." for phrase in written.unstated)
    notes = (*left_open, *_notes(written.unknown, statements), *book.recalls(as_of), *_corrected(cited, as_of))
    return Answer(
        question=question,
        status="answered",
        statements=statements,
        citations=cited,
        reports=reports(cited),
        lead=f"From {_copied(cited).strip(' ()')}:" if _copied(cited) else "",
        notes=notes,
        model=model,
    )


def state_sentence(checked: Checked, numbered: Mapping[int, Evidence], book: Citations) -> Statement:
    """Return a checked sentence as a statement, its passages cited in a book; one that does not hold cites nothing."""
    text, first = checked.sentence.text, checked.first
    if checked.verdict == "unsupported":
        return Statement(text, (), checked.verdict, checked.reason)
    cited = [numbered[number] for number in checked.sentence.numbers]
    numbers = [book.cite(item, *best_quote(text, item)) for item in cited]
    return Statement(text, tuple(dict.fromkeys(numbers)), checked.verdict, first=first)


def _notes(unknown: int, statements: Sequence[Statement]) -> Iterable[str]:
    if unknown:
        what = "a source that does not exist" if unknown == 1 else f"{unknown} sources that do not exist"
        yield f"The model cited {what}; removed."
    struck = sum(statement.verdict == "unsupported" for statement in statements)
    if struck:
        what = "One sentence" if struck == 1 else f"{struck} sentences"
        yield f"{what} of the model did not hold against the cited articles; taken out."
    again = sum(bool(statement.first) for statement in statements)
    if again:
        what = "One sentence" if again == 1 else f"{again} sentences"
        yield f"{what} did not hold at first; the model wrote {'it' if again == 1 else 'them'} anew."


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
