"""A chat model's answer: retriever | numbered passages | prompt | chat model | parser, streamed and taken apart."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from assistant.generation.citation_parsing import MarkerStream, Resolved, resolve
from assistant.generation.events import Event, Token
from assistant.llm.prompts import prompt_values
from assistant.settings import ModelSettings
from assistant.types import Evidence, Question


def stream_model_answer(
    model: ModelSettings, question: Question, evidence: Sequence[Evidence], searches: Sequence[tuple[Any, str]]
) -> Generator[Event, None, Resolved]:
    """Yield a chat model's text as it comes; return it as sentences with the numbers that they cite.

    Args:
        model: Which, and where.
        question: As it was understood.
        evidence: The passages that it is shown, with their numbers.
        searches: The retrievers that the chain begins with, and what each is asked for; a search that was made a
            moment ago is not made again.

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
    for piece in stream_from(model, JoinedRetriever(parts=searches), question.search, fill):
        text += piece
        if ready := shown.feed(piece):
            yield Token(ready)
    if rest := shown.finish():
        yield Token(rest)
    return resolve(text, evidence)
