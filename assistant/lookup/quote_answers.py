"""Who said these words: the answer of a look-up, as an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.citations import spoken_day
from assistant.lookup.types import LookUp
from assistant.types import Answer, FirstLine, Question, Statement

_QUOTED = re.compile(r"[\"“«„]([^\"”»“]{8,})[\"”»“]|(?<!\w)['‘]([^'‘]{8,}?)['’](?!\w)")


def quoted_words(question: str) -> str:
    """Return the words that a question puts in quotation marks, three at least; empty where it has none."""
    found = _QUOTED.search(question)
    words = (found[1] or found[2]).strip(" .,?!") if found else ""
    return words if len(words.split()) > 2 else ""


def answer_with_speaker(question: Question, looked_up: LookUp) -> Answer | None:
    """Return who said what was looked up, with the printed words; None where no article names a speaker."""
    finding = next((each for each in looked_up.findings if each.speaker), None)
    if finding is None:
        return None
    cited = replace(finding.context, number=1)
    when = spoken_day(finding.day, as_of=question.scope.as_of) if finding.day else "date unknown"
    said = Statement(cited.quote, (1,), "quoted", attribution=f"{cited.outlet or 'outlet unknown'}, {when}")
    return Answer(
        question=question,
        status="answered",
        statements=(said,),
        citations=(cited,),
        answer=FirstLine(finding.speaker, "span", (1,), finding.day),
        confidence=finding.held,
    )
