"""In brief in a chat model's words: over the same evidence, each sentence checked as an answer's are."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing.context import Desk, key_of, words_key
from assistant.briefing.documents import Sentence
from assistant.briefing.types import Line
from assistant.generation.citation_parsing import CitedSentence, resolve
from assistant.reader.judge import bundled_judge
from assistant.settings import ModelSettings
from assistant.types import Evidence, Question, Statement
from assistant.verification import best_quote, verify
from corpus import Scope

_PASSAGES = 10
"""Passages that the model is given."""
_POINTS = 6
_TASK = "Brief a reader in three to six sentences, the newest state first, on: "


def written(
    model: ModelSettings, topic: str, scope: Scope, chosen: Sequence[Sentence], desk: Desk
) -> tuple[list[Line], int]:
    """Return the sentences of a chat model that hold against their own passages, and the number of those that do not.

    Args:
        model: Which, and where.
        topic: Of the briefing.
        scope: Its as-of day is told to the model.
        chosen: What the briefing would show in the articles' own words; their passages are the evidence.
        desk: Takes the citations.

    Raises:
        ModelError: It cannot be asked, or its answer is none.
    """
    from assistant.llm.streaming import stream_answer  # LangChain's chat models take seconds to load

    evidence = _numbered(chosen)
    text = f"{_TASK}{topic}"
    question = Question(text=text, standalone=text, search=topic, scope=scope)
    resolved = resolve("".join(stream_answer(model, question, evidence)), evidence)
    lines = [line for sentence in resolved.sentences if (line := _line(sentence, evidence, desk)) is not None]
    return lines[:_POINTS], len(resolved.sentences) - len(lines)


def _numbered(chosen: Sequence[Sentence]) -> list[Evidence]:
    passages = {sentence.evidence.hit.passage.id: sentence.evidence for sentence in chosen}
    return [Evidence(n, item.hit, item.story) for n, item in enumerate(list(passages.values())[:_PASSAGES], start=1)]


def _line(sentence: CitedSentence, evidence: Sequence[Evidence], desk: Desk) -> Line | None:
    cited = [item for item in evidence if item.number in sentence.numbers]
    verdict, _ = verify(sentence.text, cited, bundled_judge())
    if verdict == "unsupported":
        return None
    numbers = tuple(dict.fromkeys(desk.book.cite(item, *best_quote(sentence.text, item)) for item in cited))
    newest = max((item.hit.article.day for item in cited if item.hit.article.day), default=None)
    return Line(statement=Statement(sentence.text, numbers, verdict), day=newest, key=key_of(words_key(sentence.text)))
