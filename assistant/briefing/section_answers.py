"""A section of a briefing as the answer to a question that asks for one: 'timeline of …', 'where do they differ on …'.

It is chosen and arranged out of the articles' own sentences, with a chat model as without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.briefing import TITLES, Difference, Event, Line, brief
from assistant.citations import reports
from assistant.nlp.lexical import words_by_stem
from assistant.types import Answer, FirstLine, Part, Question, SectionName, Statement
from corpus import Archive, Hit

_COMMON = 0.5
"""Share of the passages found whose articles have a word of the topic."""


def summarize(archive: Archive, question: Question, hits: Sequence[Hit]) -> Answer:
    """Return the lines of a short briefing on what a question asks a summary of.

    Args:
        archive: Where the articles are.
        question: As it was understood.
        hits: What its words find: a word that few of them have is of the asking, not of the topic.
    """
    answer = section_answer(archive, question, "in_brief", _topic(question.search, hits))
    return replace(answer, lead="")


def _topic(asked: str, hits: Sequence[Hit]) -> str:
    """Return the words of a question that most of what it finds has; all of them where none is."""
    held = [set(words_by_stem(f"{hit.article.title} {hit.article.text}")) for hit in hits]
    kept = [
        word for stem, word in words_by_stem(asked).items() if sum(stem in own for own in held) >= _COMMON * len(held)
    ]
    return " ".join(kept) or asked


def section_answer(archive: Archive, question: Question, name: SectionName, topic: str) -> Answer:
    """Return the lines of a section, or an abstention where the archive has nothing to put in it.

    Args:
        archive: Where the articles are.
        question: As it was understood.
        name: Of the section.
        topic: Of the briefing.
    """
    made = brief(archive, topic, scope=question.scope, only=[name])
    lines = [line for section in made.sections if section.name == name for line in section.lines]
    if not lines:
        note = f"The archive has nothing for ‘{TITLES[name]}’ on {topic}."
        return Answer(question=question, status="abstained", notes=(note,))
    statements: list[Statement] = []
    parts: list[Part] = []
    for line in lines:
        said = list(_said(line))
        if isinstance(line, Difference):
            places = range(len(statements), len(statements) + len(said))
            parts.append(Part(f"{line.about[:1].upper()}{line.about[1:]} ({line.relation})", tuple(places)))
        statements += said
    used = {number for statement in statements for number in statement.citations}
    cited = tuple(citation for citation in made.citations if citation.number in used)
    return Answer(
        question=question,
        status="answered",
        statements=tuple(statements),
        citations=cited,
        reports=reports(cited),
        lead=f"{TITLES[name]}: {topic}, from {_counted(len({item.article_id for item in cited}))}.",
        parts=tuple(parts),
        notes=made.notes,
        confidence=1.0,
        answer=_first_line(lines) if name == "in_brief" else None,
    )


def _first_line(lines: Sequence[Line]) -> FirstLine:
    """Return the first line of a summary: its first sentence."""
    first = next(_said(lines[0]))
    return FirstLine(first.text, "sentence", first.citations, lines[0].day)


def _said(line: Line) -> Iterator[Statement]:
    """Yield the sentences of a line: of an event under its day, of a difference one a side."""
    if isinstance(line, Difference):
        yield from (side.statement for side in line.sides)
    elif isinstance(line, Event):
        told = line.statement.attribution
        yield replace(line.statement, attribution=f"{line.when.label}: {told}" if told else line.when.label)
    else:
        yield line.statement


def _counted(articles: int) -> str:
    return "one article" if articles == 1 else f"{articles} articles"
