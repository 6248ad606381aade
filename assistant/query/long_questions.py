"""What is asked at the end of a long text: the sentence, and of a very long one the clause, that holds the question."""

from __future__ import annotations

import re

from corpus import sentence_spans

_LONG = 25
"""Words from which a question is looked through for what it asks."""
_WHOLE = 14
"""Words that what is asked has at least, together with the sentence before it."""
_ASKING = re.compile(
    r",\s+(?=(?:(?:for|from|in|at|on|by|to|with|of|and)\s+)?(?:who|whom|whose|what|when|where|which|why|how|whether)\b)",
    re.IGNORECASE,
)


def find_question(text: str) -> str:
    """Return what a text asks: itself where it is short, else its last sentences, or the last clause that asks."""
    if len(text.split()) < _LONG:
        return text
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asked = sentences.pop()
    if len(asked.split()) >= _LONG:
        clauses = _ASKING.split(asked)
        return clauses[-1] if len(clauses) > 1 else asked
    while sentences and len(asked.split()) < _WHOLE:
        asked = f"{sentences.pop()} {asked}"
    return asked
