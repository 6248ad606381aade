"""What the evidence says to a question: its sentences by how well they answer, short answers, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.nlp.entailment import Judgement, premise_of
from assistant.reader.answer_selection import Candidate, candidates
from assistant.reader.answerability import confidence
from assistant.reader.judge import Judge
from assistant.reader.model import Reading, Reads, read_hits
from assistant.reader.relevance import judge_sentences, judge_verdicts, rank_by_relevance
from assistant.reader.sentence_ranking import Sentence, score_sentences
from assistant.types import Evidence, Form, Question
from corpus import CannotCompile

_ALONE, _FEW, _MANY = 10, 6, 20
"""Sentences that the judge reads by themselves: for one answer, for how sure it makes us alone, for many answers."""
_COUNTS: dict[Form, int] = {"fact": _ALONE, "quote": _MANY, "opinion": _MANY, "list": _MANY}
"""Forms whose sentences are ordered by how likely each answers; other forms ask for what no sentence answers."""
_JUDGED, _SPOKEN = 2, 4
"""Passages that the judge reads whole, the best first; and for yes or no."""
_OPEN = re.compile(
    r"^\W*(?:why|when|where|how)\s+((?:did|does|do|is|are|was|were|has|have|had|will|would|can|could)\b.+)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold what a passage says to a question for yes or no."""

    evidence: Evidence
    judgement: Judgement

    @property
    def strength(self) -> float:
        """Return the larger probability, of yes or of no."""
        return max(self.judgement.entailed, self.judgement.contradicted)

    @property
    def says_yes(self) -> bool:
        """Say whether it is yes sooner than no."""
        return self.judgement.entailed >= self.judgement.contradicted

    @property
    def day(self) -> date | None:
        """Return the day of its article."""
        return self.evidence.hit.article.day

    @property
    def outlet(self) -> str | None:
        """Return who printed it."""
        return self.evidence.hit.article.outlet


@dataclass(frozen=True, slots=True)
class ReadPassages:
    """Hold what the reader and the judge make of the evidence.

    Attributes:
        sentences: Scored, best first.
        short: Short answers, likeliest first.
        sure: Probability that the evidence answers.
        spoken: Of a question for yes or no, what each of the best passages says.
        leans_yes: Whether the sentence that says most to it by itself, which is the first, says yes; None where none is
            read so.
        premise: Probability that a passage speaks to what the question takes for granted; 1 where that is nothing.
        asked: What it takes for granted, as a question for yes or no; empty where that is nothing.
    """

    sentences: Sequence[Sentence]
    short: Sequence[Candidate]
    sure: float
    spoken: Sequence[Spoken] = ()
    leans_yes: bool | None = None
    premise: float = 1.0
    asked: str = ""


def read_passages(question: Question, evidence: Sequence[Evidence], *, reader: Reads, judge: Judge) -> ReadPassages:
    """Read the passages for a question.

    Args:
        question: As it was understood.
        evidence: Best first.
        reader: Finds spans in all of them.
        judge: Says of the best of them whether they answer.
    """
    readings = read_hits(reader, question.core, [item.hit for item in evidence])
    sentences = score_sentences(question.core, evidence, readings, wanted=question.answer_type)
    if question.form == "yes or no":
        spoken = _put_question(judge, question.core, evidence[:_SPOKEN])
        sure = confidence(question.core, sentences, [1 - each.judgement.neutral for each in spoken])
        short = candidates(question, sentences, evidence, readings)
        ordered, leans_yes = _lead_by_verdict(judge, question.core, sentences)
        return ReadPassages(ordered, short, sure, spoken, leans_yes)
    asked = taken_for_granted(question.core)
    questions = [question.core, *([asked] if asked else [])]
    shares = _judge_alone(judge, questions, sentences[: _COUNTS.get(question.form, _FEW)])
    ranked = rank_by_relevance(sentences, [share[0] for share in shares])
    judged = _answer_by(judge, questions, _passages_of(ranked))
    sure = confidence(question.core, ranked, [each[0].answers for each in judged])
    granted = [*(share[-1] for share in shares), *(each[-1].answers for each in judged)]
    ordered = ranked if question.form in _COUNTS else sentences
    short = candidates(question, ordered, evidence, readings)
    premise = max(granted, default=1.0) if asked else 1.0
    return ReadPassages(ordered, short, sure, premise=premise, asked=asked or "")


def taken_for_granted(question: str) -> str | None:
    """Return what 'Why did she resign?' takes for granted, as a question for yes or no: 'Did she resign?'."""
    found = _OPEN.match(question)
    return found[1][0].upper() + found[1][1:] if found else None


def _put_question(judge: Judge, question: str, evidence: Sequence[Evidence]) -> list[Spoken]:
    try:
        return [Spoken(item, judge.judge(premise_of(item), [question])[0]) for item in evidence]
    except CannotCompile:
        return []


def _lead_by_verdict(
    judge: Judge, question: str, sentences: Sequence[Sentence]
) -> tuple[Sequence[Sentence], bool | None]:
    """Return the sentences, that first which says most to a question for yes or no, and whether it says yes."""
    read = sentences[:_ALONE]
    try:
        verdicts = judge_verdicts(judge, question, read)
    except CannotCompile:
        return sentences, None
    if not verdicts:
        return sentences, None
    paired = zip(read, verdicts, strict=True)
    first, said = max(paired, key=lambda pair: pair[0].score * max(pair[1].entailed, pair[1].contradicted))
    return [first, *(each for each in sentences if each is not first)], said.entailed >= said.contradicted


def _judge_alone(judge: Judge, questions: Sequence[str], sentences: Sequence[Sentence]) -> list[list[float]]:
    try:
        return judge_sentences(judge, questions, sentences)
    except CannotCompile:
        return []


def _passages_of(sentences: Sequence[Sentence]) -> list[Evidence]:
    """Return the passages of the best sentences."""
    found: dict[str, Evidence] = {}
    for sentence in sentences:
        found.setdefault(sentence.evidence.hit.passage.id, sentence.evidence)
    return list(found.values())[:_JUDGED]


def _answer_by(judge: Judge, questions: Sequence[str], evidence: Sequence[Evidence]) -> list[list[Reading]]:
    try:
        return [judge.answer(premise_of(item), questions) for item in evidence]
    except CannotCompile:
        return []
