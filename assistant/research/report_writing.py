"""A report in a model's words: sections over numbered passages, each sentence checked as an answer's is."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from assistant.citations import Citations
from assistant.generation.answers import state_sentence
from assistant.generation.checking import Checked, check_sentence
from assistant.generation.citation_parsing import resolve
from assistant.generation.repair import repair_sentences
from assistant.llm.prompts import UNSTATED
from assistant.llm.streaming import stream_report
from assistant.llm.usage import Meter
from assistant.research.types import ReportSection, Writing
from assistant.settings import ModelSettings
from assistant.types import Citation, Evidence

_HEADING = re.compile(r"^\s*(?:#{1,4}\s+(.+?)\s*#*|\*\*(.+?)\*\*:?)\s*$")
_FIRST = "In short"
"""Title of what stands before the first heading."""
_MOST = 40
"""Passages that the report is written from: some 10,000 tokens."""
_LONGEST_TITLE, _LONGEST_QUESTION = 90, 240


def write_report(
    model: ModelSettings, question: str, plan: str, evidence: Sequence[Evidence], meter: Meter
) -> Generator[Writing, None, tuple[tuple[ReportSection, ...], tuple[str, ...], tuple[Citation, ...]]]:
    """Yield the report as the model writes it; return its sections, checked, its open questions and its citations.

    Args:
        model: Which, and where.
        question: What is asked.
        plan: What the model noted at the end of its search.
        evidence: What was found.
        meter: Is told what the calls used.

    Raises:
        ModelError: It cannot be asked, or its report is none.
    """
    shown = choose_passages(plan, evidence)
    text = ""
    for piece in stream_report(model, question, plan, shown, meter=meter):
        text += piece
        yield Writing(piece)
    drafts = list(_sections(text, shown))
    checked = [each for _, part in drafts for each in part]
    repaired = repair_sentences(model, checked, shown, meter)
    book = Citations()
    numbered = {item.number: item for item in shown}
    sections = []
    for title, part in drafts:
        own = {each.sentence.text for each in part}
        kept = [each for each in repaired if each.sentence.text in own or each.first in own]
        if kept:
            sections.append(ReportSection(title, tuple(state_sentence(each, numbered, book) for each in kept)))
    return tuple(sections), tuple(_open_questions(text, shown)), book.all()


def choose_passages(plan: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the passages that the plan names and then those found first, as many as a report is written from."""
    named = {int(number) for number in re.findall(r"\d{1,3}", plan)}
    chosen = sorted(evidence, key=lambda item: (item.number not in named, item.number))[:_MOST]
    return sorted(chosen, key=lambda item: item.number)


def _sections(text: str, evidence: Sequence[Evidence]) -> Iterator[tuple[str, list[Checked]]]:
    for title, body in _split(text):
        sentences = resolve(body, evidence).sentences
        if sentences:
            yield title, [check_sentence(sentence, evidence) for sentence in sentences]


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Yield headings with the text below them."""
    title, body = _FIRST, ""
    for line in text.rpartition("</think>")[2].splitlines():
        if heading := _HEADING.match(line):
            yield title, body
            title, body = (heading[1] or heading[2])[:_LONGEST_TITLE], ""
        else:
            body += line + "\n"
    yield title, body


def _open_questions(text: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Yield what the model names as not stated; one that runs on is no question."""
    for _, body in _split(text):
        for line in body.splitlines():
            for phrase in resolve(line, evidence).unstated:
                if len(phrase) <= _LONGEST_QUESTION:
                    yield phrase.removeprefix(UNSTATED).strip()
