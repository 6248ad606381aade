"""Question in, checked answer out, as one runnable of LangChain: retriever, prompt, model, citations, verification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.generation.answers import abstain, compose_answer
from assistant.generation.checking import check_sentence
from assistant.generation.citation_parsing import resolve
from assistant.generation.repair import repair_sentences
from assistant.llm.chat_model import build_chat_model
from assistant.llm.prompts import prompt_values
from assistant.llm.streaming import build_chain
from assistant.settings import ModelSettings
from assistant.types import Answer, Evidence, Question

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    AnswerChain = Runnable[str, dict[str, Any]]


def build_answer_chain(
    model: ModelSettings,
    understand: Callable[[str], Question],
    search: Callable[[Question], Sequence[Evidence]],
) -> AnswerChain:
    """Return a runnable that takes a question and gives question, evidence, text and answer.

    It streams them in this order, the text piece by piece; the answer, an ``assistant.types.Answer``, comes last.

    Args:
        model: Which, and where.
        understand: Reads a question.
        search: Returns the numbered passages that the model may be shown.
    """
    from langchain_core.runnables import RunnableLambda, RunnablePassthrough

    def fill(state: dict[str, Any]) -> dict[str, str]:
        return prompt_values(state["question"], state["evidence"])

    def answer(state: dict[str, Any]) -> Answer:
        return _checked(model, state["question"], state["evidence"], state["text"])

    begin: Runnable[str, dict[str, Any]] = RunnableLambda(lambda asked: {"question": understand(asked)})
    write = build_chain(build_chat_model(model), structured=model.structured)
    return (
        begin
        | RunnablePassthrough.assign(evidence=RunnableLambda(lambda state: search(state["question"])))
        | RunnablePassthrough.assign(text=RunnableLambda(fill) | write)
        | RunnablePassthrough.assign(answer=RunnableLambda(answer))
    )


def _checked(model: ModelSettings, question: Question, evidence: Sequence[Evidence], text: str) -> Answer:
    """Return a model's text as an answer, each sentence checked; none where none of them holds."""
    written = resolve(text, evidence)
    checked = [check_sentence(sentence, evidence) for sentence in written.sentences]
    repaired = repair_sentences(model, checked, evidence)
    return compose_answer(question, written, repaired, evidence, model=model.model) or abstain(
        question, (), confidence=0.0
    )
