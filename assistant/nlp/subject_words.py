"""What a question or a claim is about, without the words that make it one: 'Finland and Sweden join NATO'."""

from __future__ import annotations

from assistant.nlp.spacy_pipeline import parse

_FORM = frozenset(("AUX", "PUNCT", "SPACE"))
"""Parts of speech that say how something is asked or stated, not what of."""


def subject_of(sentence: str) -> str:
    """Return a sentence without auxiliaries, question words and marks; itself where nothing would be left."""
    kept = [token.text for token in parse(sentence) if token.pos_ not in _FORM and not token.tag_.startswith("W")]
    return " ".join(kept) or sentence
