"""Sentences that tell the reader to do something ('Send us your password'): no report of the news does."""

from __future__ import annotations

from assistant.nlp.spacy_pipeline import parse

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_HELPERS = ("aux", "auxpass")
_BASE = "VB"
"""Tag of a verb without an ending."""


def is_command(text: str) -> bool:
    """Say whether a sentence's main verb, or one that is joined to it, is an imperative outside quotation marks."""
    tokens = parse(text)
    quoted = _inside_quotes(text)
    for token in tokens:
        heads = token.dep_ == "ROOT" or (token.dep_ in ("conj", "ccomp", "parataxis") and token.head.dep_ == "ROOT")
        if heads and token.tag_ == _BASE and not quoted[token.idx]:
            children = {child.dep_ for child in token.children}
            if not children & {*_SUBJECTS, *_HELPERS} and (token.dep_ == "ROOT" or _begins(token)):
                return True
    return False


def _begins(token: object) -> bool:
    """Say whether a verb has no subject of its own or of what it is joined to."""
    head = token.head  # type: ignore[attr-defined]
    return not any(child.dep_ in (*_SUBJECTS, *_HELPERS) for child in head.children)


def _inside_quotes(text: str) -> list[bool]:
    """Return for each character whether it stands between quotation marks."""
    inside, marks = False, []
    for letter in text:
        if letter in "“«„" or (letter == '"' and not inside):
            inside = True
        elif letter in "”»" or letter == '"':
            inside = False
        marks.append(inside)
    return marks
