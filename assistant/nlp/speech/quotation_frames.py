"""What the words beside a quotation tell of who said it, whatever their verb: a clause, a lead-in, a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.nlp.speech.reported_speech import (
    CLAUSES,
    Report,
    Span,
    cue_span,
    depth,
    find_subject,
    runs_of,
    subtree_span,
    trim,
)

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Doc, Token
    from assistant.nlp.spacy_pipeline import Span as TokenSpan

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_JOINING = frozenset({"CC", "IN", "WDT", "WP", "WRB", "TO"})
_COPULAS = frozenset({"be", "have", "do", "seem", "appear", "become"})
_DASHES = ("—", "–", "―", "-")
_CLAUSE = 20
"""Tokens behind a quotation among which the verb of a clause that says who said it is looked for."""
_LONGEST_NAME = 6
"""Tokens of a name before a colon that says who speaks."""
_TAKEN_FOR_OBJECTS = frozenset({"dobj", "attr", "dep", "oprd"})
"""What the parser may take the subject behind its verb for: '…,” said Ann Lee'."""


def read_clause(doc: Doc, region: Span) -> Report | None:
    """Return the report that a clause right behind a quotation makes, whatever its verb: 'Lee shot back'."""
    words = _words_in(doc, region)
    if words is None:
        return None
    if doc.text[: words.start_char].rstrip(" ").endswith(_DASHES):
        return _read_signature(words)
    if words[0].tag_ in _JOINING and words[0].lower_ != "as":
        return None  # '…”, which two officials took to mean'
    for verb in words[:_CLAUSE]:
        if verb.pos_ == "VERB" and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.lemma_ not in _COPULAS:
            subject = _near_subject(verb, (words.start, words.end))
            if subject is None or min(subject.left_edge.i, verb.i) > words.start + 1:
                return None
            return Report(cue_span(verb), verb.i, "speech", subtree_span(subject), subject.i, ())
    return None


def _near_subject(verb: Token, around: tuple[int, int]) -> Token | None:
    """Return the subject of a verb that stands among some tokens; behind the verb it may be taken for an object."""
    subject = find_subject(verb, bytes(len(verb.doc.text) + 1))
    if subject is not None and around[0] <= subject.i < around[1]:
        return subject
    behind = [child for child in verb.children if child.dep_ in _TAKEN_FOR_OBJECTS and child.pos_ in _NOUNS]
    return next((child for child in behind if around[0] <= child.i < around[1]), None)


def _read_signature(words: TokenSpan) -> Report | None:
    """Return the report of a name behind a dash: '“We go.” — Ann Lee'."""
    name = [word for word in words if word.is_alpha]
    if not name or len(words) > _LONGEST_NAME or any(word.pos_ in ("VERB", "AUX") for word in words):
        return None
    span = trim(words.doc.text, (words.start_char, words.end_char))
    return Report((span[0], span[0]), words.start, "speech", span, words.root.i, ()) if name[0].is_title else None


def _words_in(doc: Doc, region: Span) -> TokenSpan | None:
    span = trim(doc.text, region)
    return doc.char_span(*span, alignment_mode="contract") if span[0] < span[1] else None


def read_lead(doc: Doc, region: Span) -> Report | None:
    """Return the report that words before a colon make: 'Lee went even further: …', 'Lee: …'."""
    words = _words_in(doc, region)
    if words is None:
        return None
    span = (words.start_char, words.end_char)
    verbs = [word for word in words if word.pos_ in ("VERB", "AUX") and word.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    for verb in sorted(verbs, key=depth):
        subject = _near_subject(verb, (words.start, words.end))
        if subject is not None:
            return Report(cue_span(verb), verb.i, "speech", subtree_span(subject), subject.i, ())
    if not verbs and len(words) <= _LONGEST_NAME and any(word.pos_ == "PROPN" for word in words):
        return Report((span[1], span[1] + 1), words.end, "speech", span, words.root.i, ())
    return None


def read_governor(doc: Doc, inner: Span, start: int) -> Report | None:
    """Return the report of the verb that quoted words hang on, whatever it is, where somebody is its subject."""
    words = doc.char_span(*inner, alignment_mode="contract")
    if words is None or words.root.head is words.root:
        return None
    for verb in words.root.ancestors:
        if verb.idx < start or inner[0] <= verb.idx < inner[1]:
            return None
        if verb.pos_ == "VERB":
            subject = find_subject(verb, bytes(len(doc.text) + 1))
            if subject is not None and subject.idx < inner[0] and _is_somebody(subject):
                held = [child for child in verb.rights if child.dep_ in CLAUSES["verdict"]]
                content = runs_of(word for child in held for word in child.subtree)
                return Report(cue_span(verb), verb.i, "verdict", subtree_span(subject), subject.i, content)
            return None
    return None


def _is_somebody(noun: Token) -> bool:
    return noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or noun.lower_ in ("he", "she", "they", "we", "i", "who")


def read_subject(doc: Doc, region: Span) -> Report | None:
    """Return a report of whom the sentence before a quotation is about: 'Lee got up. “We go.”'."""
    words = _words_in(doc, region)
    if words is None:
        return None
    verb = words.root
    subject = find_subject(verb, bytes(len(doc.text) + 1)) if verb.pos_ in ("VERB", "AUX") else None
    if subject is None or not _is_somebody(subject) or not words.start <= subject.i < words.end:
        return None
    return Report(cue_span(verb), verb.i, "speech", subtree_span(subject), subject.i, ())
