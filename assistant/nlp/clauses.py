"""What a sentence's main clause does, and where a time of it stands, read from the parse.

News tells of something done; a lead-in, a caption or an outlook tells how things are or may become.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.nlp.spacy_pipeline import parse
from assistant.nlp.speech.reported_speech import read_verbs

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Doc, Token
    from assistant.nlp.spacy_pipeline import Span as TokenSpan

Place = Literal["main", "beside", "in passing"]
"""Where a time stands: with what the sentence tells, with what is told beside that, or with a noun."""

_LINKED = frozenset({"acomp", "attr", "oprd"})
"""Dependencies of what somebody or something is or becomes."""
_BESIDE = frozenset({"advcl", "acl", "appos", "pcomp"})
_IN_A_NOUN = frozenset({"compound", "nmod", "amod", "poss"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
_TIMES = frozenset({"DATE", "TIME"})
_FIGURES = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """Hold a text of a sentence or two as it is parsed, from ``start`` in the parse."""

    _doc: Doc
    _start: int
    _end: int

    def tells_act(self) -> bool:
        """Say whether a main clause tells of something done or to be done, and not of how things are."""
        return any(_is_act(root) for root in self._roots())

    def place_of(self, start: int, end: int) -> Place:
        """Return where the words of a span, a time, stand in the text."""
        span = self._span(start, end)
        return "main" if span is None else _place_of(span.root)

    def is_figure(self, start: int, end: int, *, span: bool) -> bool:
        """Say whether a number is one of something, and not a day of the month, a part of a name, or who tells it.

        Args:
            start: Where the number with what it counts stands in the text …
            end: … and ends.
            span: It is a span of time ('45 days'), which the parse takes for a date.
        """
        words = self._span(start, end)
        if words is None:
            return True
        kind = words[0].ent_type_
        if kind and kind not in _FIGURES and not (span and kind in _TIMES):
            return False
        return not _tells(words.root)

    def _span(self, start: int, end: int) -> TokenSpan | None:
        return self._doc.char_span(self._start + start, self._start + end, alignment_mode="expand")

    def _roots(self) -> Iterator[Token]:
        whole = self._doc.char_span(self._start, self._end, alignment_mode="expand")
        for token in whole if whole is not None else ():
            if token.dep_ == "ROOT":
                yield token


def read_clauses(texts: Sequence[str]) -> list[Clauses]:
    """Return the clauses of some sentences, parsed at once, in order."""
    if not texts:
        return []
    lines = [text.replace("\n", " ") for text in texts]
    doc = parse("\n".join(lines))
    found = []
    start = 0
    for line in lines:
        found.append(Clauses(doc, start, start + len(line)))
        start += len(line) + 1
    return found


def _is_act(root: Token) -> bool:
    """Say whether a main verb, or one beside it, tells of an act; what somebody says counts as one."""
    verbs = [root, *(each for each in root.conjuncts if each.pos_ in _VERBS)]
    return any(_is_done(verb) for verb in verbs if verb.pos_ in _VERBS)


def _is_done(verb: Token) -> bool:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if verb.lemma_ == "be":
        return any(child.dep_ == "xcomp" and child.pos_ == "VERB" for child in verb.children)  # 'is to open'
    if any(helper.tag_ == "MD" for helper in helpers) or any(child.dep_ in _LINKED for child in verb.children):
        return False
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers))
    return past or (verb.tag_ in ("VBZ", "VBP") and read_verbs().get(verb.lemma_) == "speech")


def _place_of(token: Token) -> Place:
    """Return where a time stands, by what it hangs on up to the verb that it tells the time of."""
    if token.dep_ in _IN_A_NOUN and token.head.pos_ in _NOUNS and token.head.ent_type_ != token.ent_type_:
        return "in passing"
    found: Place = "main"
    lead_in = False
    for node in (token, *token.ancestors):
        if node.dep_ == "relcl" or (node.dep_ == "acl" and not _is_set_off(node)):
            return "in passing"
        if node.dep_ in _BESIDE:
            found = "beside"
        lead_in |= node is not token and node.dep_ == "pobj" and node.i < node.sent.root.i
    return "beside" if lead_in else found


def _is_set_off(clause: Token) -> bool:
    """Say whether a comma stands before a clause, as in 'A meeting, held on Tuesday, broke up'."""
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == ","


def _tells(counted: Token) -> bool:
    """Say whether those who are counted are who tells something: 'two people said', 'according to two people'."""
    head = counted.head
    if counted.dep_ == "nsubj":
        return head.pos_ == "VERB" and read_verbs().get(head.lemma_) == "speech"
    return counted.dep_ == "pobj" and head.head.lower_ == "according"
