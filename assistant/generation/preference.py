"""Whether an answer in a chat model's words says less than the one in the articles' own words would."""

from __future__ import annotations

from assistant.nlp.entailment import Premise
from assistant.reader.judge import Judge
from assistant.types import Answer, Question
from corpus import CannotCompile

_FORMS = ("fact", "quote", "yes or no")
"""Forms that the judge can tell an answer to from text on the same thing."""
_HARDLY = 0.4
"""Share of the articles' probability of answering below which the model's text says less."""
_ANSWERS = 0.1
"""Probability of answering that a model's text needs where the articles' words were too unsure to be shown."""
_MOST_STRUCK = 0.5
"""Share of its sentences, less one, that a model's answer may lose and still stand before the articles' own words."""


def says_less(written: Answer, offline: Answer, judge: Judge) -> bool:
    """Say whether the articles' own words answer a question, by the judge, and the model's text hardly does.

    Args:
        written: In the model's words, checked.
        offline: In the articles' words, from the same passages.
        judge: Says whether a text answers.
    """
    held = [statement.text for statement in written.statements if statement.verdict != "unsupported"]
    if offline.status == "answered" and len(held) <= _MOST_STRUCK * (len(written.statements) - 1):
        return True
    if written.question.form not in _FORMS:
        return False
    asked = written.question
    try:
        says = _answers(judge, " ".join(held), asked)
        if offline.status != "answered":
            return says < _ANSWERS
        return says < _HARDLY * _answers(judge, " ".join(one.text for one in offline.statements), asked)
    except CannotCompile:
        return False


def _answers(judge: Judge, text: str, question: Question) -> float:
    """Return the probability that a text answers; to a question for yes or no, that it says either."""
    premise, asked = Premise(text), [question.standalone]
    if question.form == "yes or no":
        return 1 - judge.judge(premise, asked)[0].neutral
    return judge.answer(premise, asked)[0].answers
