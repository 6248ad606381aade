"""A chat model's answer: retriever | numbered passages | prompt | chat model | parser, streamed and checked."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from assistant.generation.checking import Checked, SentenceChecker
from assistant.generation.citation_parsing import MarkerStream, Resolved, resolve
from assistant.generation.events import Event, Token
from assistant.llm.prompts import prompt_values
from assistant.llm.usage import Meter
from assistant.settings import ModelSettings
from assistant.types import Evidence, Question


def stream_model_answer(
    model: ModelSettings,
    question: Question,
    evidence: Sequence[Evidence],
    searches: Sequence[tuple[Any, str]],
    meter: Meter | None = None,
) -> Generator[Event, None, tuple[Resolved, list[Checked]]]:
    """Yield a chat model's text as it comes; return it taken apart, and its sentences with their verdicts.

    Args:
        model: Which, and where.
        question: As it was understood.
        evidence: The passages that it is shown, with their numbers.
        searches: The retrievers that the chain begins with, and what each is asked for; a search that was made a
            moment ago is not made again.
        meter: Is told what the call used.

    Raises:
        ModelError: It cannot be asked, or its answer is none.
    """
    from assistant.llm.streaming import stream_from  # LangChain's chat models take seconds to load
    from assistant.retrieval.retriever import JoinedRetriever, hits_of

    def fill(documents: Sequence[Any]) -> dict[str, str]:
        known = {hit.passage.id for hit in hits_of(documents)}
        return prompt_values(question, [item for item in evidence if item.hit.passage.id in known])

    text = ""
    shown = MarkerStream([item.number for item in evidence])
    with SentenceChecker(evidence) as checker:
        for piece in stream_from(model, JoinedRetriever(parts=searches), question.search, fill, meter=meter):
            text += piece
            if ready := shown.feed(piece):
                yield Token(ready)
            checker.see(text, piece)
        if rest := shown.finish():
            yield Token(rest)
        resolved = resolve(text, evidence)
        return resolved, checker.check(resolved.sentences)
