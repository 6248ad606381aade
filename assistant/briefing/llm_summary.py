"""In brief in a chat model's words: over the same evidence, each sentence checked as an answer's are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.briefing.context import Desk, key_of, words_key
from assistant.briefing.documents import Sentence
from assistant.briefing.types import Line
from assistant.generation.answers import state_sentence
from assistant.generation.checking import Checked, check_sentence
from assistant.generation.citation_parsing import resolve
from assistant.generation.repair import repair_sentences
from assistant.llm.usage import Meter
from assistant.retrieval.permissions import passages_for
from assistant.settings import ModelSettings
from assistant.types import Evidence, Question
from corpus import Scope

_PASSAGES = 10
"""Passages that the model is given."""
_POINTS = 6
_TASK = "Brief a reader in three to six sentences, the newest state first, on: "


@dataclass(frozen=True, slots=True)
class Prose:
    """Hold what a chat model wrote of a briefing.

    Attributes:
        lines: The sentences that hold against their own passages.
        struck: The number of those that do not.
        notes: What was left out for it, and what it used.
    """

    lines: tuple[Line, ...]
    struck: int
    notes: tuple[str, ...]


def write_prose(model: ModelSettings, scope: Scope, chosen: Sequence[Sentence], desk: Desk) -> Prose:
    """Return In brief in a chat model's words; what does not hold goes back to it once, with the reason.

    Args:
        model: Which, and where.
        scope: Its as-of day is told to the model.
        chosen: What the briefing would show in the articles' own words; their passages are the evidence.
        desk: Has the topic, and takes the citations.

    Raises:
        ModelError: It cannot be asked, or its answer is none.
    """
    from assistant.llm.streaming import stream_answer  # LangChain's chat models take seconds to load

    text, meter = f"{_TASK}{desk.reading.topic}", Meter(model)
    evidence, left_out = passages_for(model, _numbered(chosen), text)
    if not evidence:
        return Prose((), 0, left_out)
    question = Question(text=text, standalone=text, search=desk.reading.topic, scope=scope)
    resolved = resolve("".join(stream_answer(model, question, evidence, meter=meter)), evidence)
    checked = [check_sentence(sentence, evidence) for sentence in resolved.sentences]
    checked = repair_sentences(model, checked, evidence, meter)
    held = [_line(one, evidence, desk) for one in checked if one.verdict != "unsupported"]
    used = (f"{model.model}: {meter.usage.told}.",) if meter.usage else ()
    return Prose(tuple(held[:_POINTS]), len(checked) - len(held), (*left_out, *used))


def _numbered(chosen: Sequence[Sentence]) -> list[Evidence]:
    passages = {sentence.evidence.hit.passage.id: sentence.evidence for sentence in chosen}
    return [Evidence(n, item.hit, item.story) for n, item in enumerate(list(passages.values())[:_PASSAGES], start=1)]


def _line(checked: Checked, evidence: Sequence[Evidence], desk: Desk) -> Line:
    cited = {item.number: item for item in evidence if item.number in checked.sentence.numbers}
    days = [item.hit.article.day for item in cited.values() if item.hit.article.day]
    key = key_of(words_key(checked.sentence.text))
    return Line(statement=state_sentence(checked, cited, desk.book), day=max(days, default=None), key=key)
