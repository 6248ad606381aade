"""A question that asks several things: its parts, each searched for by itself, and their answers joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.citations import reports
from assistant.query import compared, split_question
from assistant.types import Also, Answer, Citation, Evidence, FirstLine, Marked, Part, Question, Statement

_A_PART = 3
"""Statements of a part: with all of them, the answer to two questions is a page."""


def parts_of(question: Question, read: Callable[[str], Question]) -> tuple[Question, ...]:
    """Return the parts of a question as questions; the question alone where it asks one thing.

    Args:
        question: As it was understood.
        read: Understands one part; filters that were set by hand hold for it, too.
    """
    if question.form == "compare":
        return tuple(_side(question, side, read) for side in compared(question.standalone)) or (question,)
    assert question.scope.as_of is not None
    texts = split_question(question.standalone, as_of=question.scope.as_of)
    if len(texts) == 1:
        return (question,)
    parts = (read(text) for text in texts)
    return tuple(_kept_to(question, part) for part in parts)


def _kept_to(question: Question, part: Question) -> Question:
    """Return a part; one that names no days or outlets itself keeps to those of the whole."""
    return part if part.chips else replace(part, scope=question.scope)


def _side(question: Question, side: str, read: Callable[[str], Question]) -> Question:
    """Return one side of a comparison: an outlet is asked by itself, anything else is searched for."""
    own = next((name for name in question.scope.outlets if _opens(side, name)), None)
    label = side[:1].upper() + side[1:]
    if own is None:
        return replace(_kept_to(question, read(side)), standalone=label, form="summary")
    rest = side[side.lower().index(_bare(own)) + len(_bare(own)) :].strip()
    part = read(f"What did {own} report {rest}?")
    scope = replace(part.scope, outlets=(own,))
    return replace(part, standalone=label, search=part.search if rest else own, scope=scope, form="summary")


def _opens(side: str, outlet: str) -> bool:
    return _bare(side).startswith(_bare(outlet))


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


def renumbered(found: Sequence[Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """Return the passages of all parts, each once, numbered from 1."""
    items = {item.hit.passage.id: item for part in found for item in part}
    return tuple(replace(item, number=number) for number, item in enumerate(items.values(), start=1))


def joined(question: Question, answers: Sequence[Answer]) -> Answer:
    """Return the answers to the parts as one, its citations numbered anew; what is not held is named.

    Args:
        question: The whole question.
        answers: One for each part, in order.
    """
    if all(answer.status == "abstained" for answer in answers):
        nearest = max(answers, key=lambda answer: answer.confidence)
        return replace(nearest, question=question)
    citations: dict[tuple[str, int, int], Citation] = {}
    statements: list[Statement] = []
    parts = []
    for answer in answers:
        held = answer.statements if answer.status == "answered" else ()
        places = _placed(held, answer.citations, statements, citations)
        lead, short = (answer.lead, answer.headline) if held else ("", None)
        at = _moved(answer.short_answer_at, answer.citations, citations) if held and answer.headline else None
        parts.append(Part(answer.question.standalone, places, lead, short, at))
    made = tuple(citations.values())
    notes = dict.fromkeys(note for answer in answers for note in answer.notes)
    return Answer(
        question=question,
        status="answered",
        statements=tuple(statements),
        citations=made,
        reports=reports(made),
        parts=tuple(parts),
        notes=(*_missing(parts), *notes),
        confidence=max(answer.confidence for answer in answers),
        answer=_first_line(parts, statements),
        also=_also(answers, citations),
    )


def _first_line(parts: Sequence[Part], statements: Sequence[Statement]) -> FirstLine | None:
    """Return the first line of all parts: their short answers where each has one, else the first part's."""
    answered = [part for part in parts if part.statements]
    first = [statements[part.statements[0]] for part in answered]
    numbers = tuple(dict.fromkeys(number for statement in first for number in statement.citations))
    if answered and all(part.short_answer for part in answered):
        return FirstLine("; ".join(part.short_answer or "" for part in answered), "span", numbers)
    return FirstLine(first[0].text, "sentence", first[0].citations) if first else None


def _also(answers: Sequence[Answer], citations: Mapping[tuple[str, int, int], Citation]) -> tuple[Also, ...]:
    """Return what differs from the answers or came before them, as far as what it cites is cited in the whole."""
    found = []
    for answer in answers:
        numbers = {item.number: citations.get((item.article_id, item.start, item.end)) for item in answer.citations}
        for line in answer.also if answer.status == "answered" else ():
            kept = tuple(known.number for number in line.citations if (known := numbers.get(number)))
            if len(kept) == len(line.citations):
                found.append(replace(line, citations=kept))
    return tuple(dict.fromkeys(found))


def _placed(
    held: Sequence[Statement],
    own: Sequence[Citation],
    statements: list[Statement],
    citations: dict[tuple[str, int, int], Citation],
) -> tuple[int, ...]:
    """Add what a part says beyond the others to the joined answer; return where it stands there.

    A part that says nothing else points to the first that another part says, too.
    """
    said = [next((at for at, other in enumerate(statements) if each.text in other.text), None) for each in held]
    fresh = [each for each, at in zip(held, said, strict=True) if at is None][:_A_PART]
    begin = len(statements)
    statements += [_renumbered(statement, own, citations) for statement in fresh]
    return tuple(range(begin, len(statements))) or tuple(at for at in said[:1] if at is not None)


def _renumbered(
    statement: Statement, own: Sequence[Citation], citations: dict[tuple[str, int, int], Citation]
) -> Statement:
    """Return a statement with numbers of the joined answer, adding its citations there."""
    numbers = []
    for citation in own:
        if citation.number in statement.citations:
            key = (citation.article_id, citation.start, citation.end)
            citations.setdefault(key, replace(citation, number=len(citations) + 1))
            numbers.append(citations[key].number)
    return replace(statement, citations=tuple(numbers))


def _moved(
    at: Marked | None, own: Sequence[Citation], citations: Mapping[tuple[str, int, int], Citation]
) -> Marked | None:
    """Return where a part's short answer stands under the joined answer's numbers."""
    quote = next((item for item in own if at is not None and item.number == at.citation), None)
    known = citations.get((quote.article_id, quote.start, quote.end)) if quote else None
    return replace(at, citation=known.number) if at is not None and known is not None else None


def _missing(parts: Sequence[Part]) -> list[str]:
    """Name the parts that the archive does not answer."""
    return [f"Not in this archive: {part.asked[:1].lower()}{part.asked[1:]}" for part in parts if not part.statements]
