"""What a person is, as a text prints it beside the name: an office before it or an apposition behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Span as TokenSpan
    from assistant.nlp.spacy_pipeline import Token

_LONGEST = 16
"""Tokens of a role; a longer apposition is a story."""
_ENDS_ROLE = frozenset({"relcl", "acl", "punct", "cc", "conj", "appos"})
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "sir", "madam", "dr", "prof", "rev"})


def read_role(name: TokenSpan) -> str:
    """Return what a text calls a person beside the name: 'former mayor', 'the union's secretary'; empty if nothing."""
    return _read_apposition(name) or _read_before(name) or _read_head(name)


def _read_apposition(name: TokenSpan) -> str:
    """Return the apposition behind a name: 'Ann Lee, the mayor of Dorn,'."""
    for child in name.root.children:
        if (
            child.dep_ == "appos"
            and child.i >= name.end
            and child.pos_ in ("NOUN", "PROPN")
            and child.ent_type_ != "PERSON"
        ):
            return _phrase(child)
    return ""


def _read_before(name: TokenSpan) -> str:
    """Return the words of an office before a name: 'Health Secretary Ann Lee'."""
    doc, start = name.doc, name.start
    while (
        start > name.sent.start
        and doc[start - 1].dep_ in ("compound", "amod", "nmod")
        and _belongs(doc[start - 1], name)
    ):
        start -= 1
    words = [token for token in doc[start : name.start] if not token.is_space]
    noun = any(token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("GPE", "NORP", "PERSON") for token in words)
    if not noun or (len(words) == 1 and words[0].text.rstrip(".").lower() in _COURTESY):
        return ""
    return " ".join(doc[start : name.start].text.split())


def _belongs(token: Token, name: TokenSpan) -> bool:
    head = token.head
    return (name.start <= head.i < name.end or token.i < head.i <= name.start) and not token.is_punct


def _read_head(name: TokenSpan) -> str:
    """Return the noun that a name is the apposition of: 'the mayor, Ann Lee,'."""
    root = name.root
    noun = root.head if root.dep_ == "appos" else None
    while noun is not None and noun.pos_ == "PROPN" and noun.dep_ == "pobj":
        noun = noun.head.head  # 'the mayor of Dorn, Ann Lee,'
    return _phrase(noun, name.start) if noun is not None and noun.pos_ == "NOUN" and noun.i < name.start else ""


def _phrase(noun: Token, limit: int | None = None) -> str:
    """Return the words of a noun phrase, from behind its article to where a clause or a token begins."""
    doc = noun.doc
    start, end = noun.left_edge.i, noun.i + 1
    for child in sorted(noun.rights, key=lambda each: each.i):
        if child.dep_ in _ENDS_ROLE or child.ent_type_ == "PERSON":
            break
        end = min(child.right_edge.i + 1, len(doc) if limit is None else limit)
    while start < noun.i and (doc[start].pos_ in ("DET", "PUNCT", "SPACE") or doc[start].dep_ == "det"):
        start += 1
    words = " ".join(doc[start:end].text.split()).strip(" ,;")
    return words if 0 < end - start <= _LONGEST and "\n" not in words else ""
