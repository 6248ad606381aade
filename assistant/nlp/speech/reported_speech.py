"""What a parse says is said or thought, and by whom: the verb that reports, its subject and its content clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Doc, Token
    from assistant.nlp.speech.quotation_marks import QuotedSpan

Manner = Literal["speech", "thought", "verdict"]
Span = tuple[int, int]
"""Where words begin and end in the text."""

_SUBJECTS = frozenset({"nsubj", "csubj"})
CLAUSES = {
    "speech": ("ccomp", "xcomp"),
    "thought": ("ccomp", "xcomp"),
    "verdict": ("ccomp", "xcomp", "oprd", "dobj", "prep"),
}
_TOLD = frozenset("advise ask assure inform notify remind reassure tell thank urge warn instruct beg".split())
"""Verbs whose plain object is who hears it."""
_HEARERS = 4
"""Tokens up to which those who hear it are told with the cue: 'told reporters'."""
_OF_OBJECT = frozenset({"for", "of", "as", "over"})
"""Prepositions that carry on what a verdict is of: 'accused him of lying'."""
_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl", "dep"})
"""Dependencies over which a verb without a subject has that of the verb above."""
_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
_EDGES = " \n\t,.;:–—-"


@dataclass(frozen=True, slots=True)
class Report:
    """Hold a cue with its source and its content.

    Attributes:
        cue: The verb with its auxiliaries and, where it is short, who hears it ('told reporters'), or 'according to'.
        verb: The cue's main token.
        source: Where the words for who says it stand; None where nobody is named.
        subject: The head token of the source; None likewise.
        content: The pieces of the content clause; none where the parse has none beside the cue.
    """

    cue: Span
    verb: int
    manner: Manner
    source: Span | None
    subject: int | None
    content: tuple[Span, ...]


@cache
def read_verbs() -> dict[str, Manner]:
    """Return the manner of each reporting verb, by lemma."""
    verbs: dict[str, Manner] = {}
    section = ""
    for line in files("assistant.nlp").joinpath("lexicons/reporting_verbs.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif section and not line.startswith("#"):
            verbs |= dict.fromkeys(line.split(), section)  # type: ignore[arg-type]
    return verbs


def find_reports(doc: Doc, quoted: Iterable[QuotedSpan]) -> list[Report]:
    """Find what a text reports outside quotation marks, in order; what another report's content holds is left out."""
    inside = bytearray(len(doc.text) + 1)
    for span in quoted:
        inside[span.start : span.end] = b"\x01" * (span.end - span.start)
    found = [
        report for token in doc if not inside[token.idx] for report in (_read_cue(token, inside),) if report is not None
    ]
    taken = bytearray(len(doc.text) + 1)
    kept = []
    for report in sorted(found, key=lambda each: (depth(doc[each.verb]), each.verb)):
        if not taken[report.cue[0]]:
            kept.append(report)
            for start, end in report.content:
                taken[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda each: each.verb)


def depth(token: Token) -> int:
    """Return how far a token stands below the root of its sentence."""
    return sum(1 for _ in token.ancestors)


def _read_cue(token: Token, inside: bytearray) -> Report | None:
    if token.lower_ == "according":
        return _read_according(token)
    manner = "speech" if _puts_it(token) else read_verbs().get(token.lemma_.lower())
    if manner is None or token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound"):
        return None
    subject = find_subject(token, inside)
    content = _find_content(token, manner, subject)
    return Report(
        cue=cue_span(token),
        verb=token.i,
        manner=manner,
        source=subtree_span(subject) if subject is not None else None,
        subject=subject.i if subject is not None else None,
        content=content,
    )


def _puts_it(verb: Token) -> bool:
    """Say whether a verb is that of 'as Lee put it'."""
    words = {child.lower_ for child in verb.children}
    return verb.lemma_ == "put" and "it" in words and "as" in words


def _read_according(token: Token) -> Report | None:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    source = next((child for child in (to.children if to else ()) if child.dep_ in ("pobj", "pcomp")), None)
    if to is None or source is None:
        return None
    phrase = {each.i for each in token.subtree}
    clause = token.head if token.head is not token else None
    words = [each for each in (clause.sent if clause is not None else ()) if each.i not in phrase]
    cue = (token.idx, to.idx + len(to))
    return Report(cue, token.i, "speech", subtree_span(source), source.i, runs_of(words))


def find_subject(verb: Token, quoted: bytes | bytearray) -> Token | None:
    """Return the head of who does what a verb says, also where another verb shares it with this one.

    ``quoted`` is not zero at the offsets between quotation marks: no subject stands there.
    """
    return _subject_by_parse(verb, quoted) or _subject_by_place(verb, quoted)


def _subject_by_place(verb: Token, quoted: bytes | bytearray) -> Token | None:
    """Return the noun right before a finite verb, where the parse has no subject for it."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    while before.i > verb.sent.start and (before.pos_ in ("ADV", "AUX", "SPACE") or before.text == ","):
        before = before.nbor(-1)
    right = before.pos_ in ("PROPN", "PRON") or (before.pos_ == "NOUN" and verb.nbor(-1) is before)
    return before if right and before.sent == verb.sent and not quoted[before.idx] else None


def _subject_by_parse(verb: Token, quoted: bytes | bytearray) -> Token | None:
    passive = False
    for _ in range(6):
        own = [child for child in verb.children if child.dep_ in _SUBJECTS and not quoted[child.idx]]
        if own:
            return min(own, key=lambda child: abs(child.i - verb.i))
        if passive and (forced := [child for child in verb.children if child.dep_ == "nsubjpass"]):
            return forced[0]  # 'he was prompted to say'
        if any(child.dep_ in ("nsubjpass", "expl") for child in verb.children):
            agent = next((child for child in verb.children if child.dep_ == "agent"), None)
            return next((child for child in agent.children if child.dep_ == "pobj"), None) if agent else None
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            if verb.head.dep_ != "dobj":
                return verb.head
            verb = verb.head.head  # 'the office put out a statement saying'
            continue
        if verb.dep_ not in _SHARING or verb.head is verb:
            return None
        passive = True
        verb = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return None


def _find_content(verb: Token, manner: Manner, subject: Token | None) -> tuple[Span, ...]:
    aside = _read_aside(verb, subject) if manner == "speech" or manner == "thought" else ()
    if aside:
        return aside
    right = [child for child in verb.children if child.dep_ in CLAUSES[manner]]
    if manner == "verdict":
        right = [child for child in right if child.i > verb.i and _carries_verdict(child)]
        right = right if any(child.dep_ != "prep" for child in right) else []
    elif not right and manner == "speech" and verb.lemma_ not in _TOLD:
        right = [child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i]
    return runs_of(sorted((each for child in right for each in _content_words(child, verb)), key=lambda each: each.i))


def _carries_verdict(child: Token) -> bool:
    return child.dep_ != "prep" or child.lower_ in _OF_OBJECT


def _content_words(clause: Token, verb: Token) -> Iterator[Token]:
    """Yield the words of a content clause; a report that the parse hangs into it ends it: 'rose, adding that …'."""
    own = {each.i for each in verb.children if each.dep_ in _SUBJECTS or each.dep_ in _CUE_PARTS} | {verb.i}
    cut: set[int] = set()
    for each in clause.subtree:
        reports = each.tag_ == "VBG" and each.dep_ == "advcl" and read_verbs().get(each.lemma_) == "speech"
        if reports and each.i > max(clause.i, verb.i) and each.doc[each.i - 1].text == ",":
            cut.update(inner.i for inner in each.subtree)
    for each in clause.subtree:
        if each.i not in cut and each.i not in own:
            yield each


def _read_aside(verb: Token, subject: Token | None) -> tuple[Span, ...]:
    """Return the rest of a sentence that a cue is put behind or into between commas: 'Prices, he said, will fall'."""
    if subject is None:
        return ()
    if verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.children):  # 'as Lee put it'
        own = {each.i for each in verb.subtree}
        return runs_of(each for each in verb.head.subtree if each.i not in own)
    if verb.dep_ not in ("ROOT", "parataxis", "ccomp", "conj"):
        return ()
    sentence = verb.sent
    words = {each.i for each in subject.subtree} | {verb.i}
    words |= {each.i for each in verb.children if each.dep_ in (*_CUE_PARTS, "advmod", "npadvmod")}
    first, last = min(words), max(words)
    before = [each for each in sentence if each.i < first]
    if not before or first == sentence.start or sentence.doc[first - 1].text not in (",", "”", "''", '"', "?", "!"):
        return ()
    if last - first >= len(words) + 3 or len([each for each in before if not each.is_punct]) < 2:
        return ()
    after = [each for each in sentence if each.i > last]
    closing = not any(each.is_alpha for each in after)
    if closing:
        return runs_of(before)
    if after[0].text == "," and verb.dep_ in ("parataxis", "ROOT", "ccomp") and not _has_clause(verb, last):
        return runs_of([*before, *after])
    return ()


def _has_clause(verb: Token, last: int) -> bool:
    return any(child.dep_ in ("ccomp", "xcomp", "conj", "advcl", "dobj") and child.i > last for child in verb.children)


def cue_span(verb: Token) -> Span:
    """Return where a verb stands with its auxiliaries and a short hearer: 'had told reporters'."""
    parts = [verb, *(child for child in verb.children if child.dep_ in _CUE_PARTS and abs(child.i - verb.i) <= 3)]
    if verb.lemma_ in _TOLD:
        parts += [
            child.right_edge
            for child in verb.children
            if child.dep_ in ("dobj", "dative") and 0 < child.right_edge.i - verb.i <= _HEARERS
        ]
    first, last = min(parts, key=lambda each: each.i), max(parts, key=lambda each: each.i)
    return first.idx, last.idx + len(last)


def subtree_span(head: Token) -> Span:
    """Return where the words of a phrase stand, from its first to its last."""
    doc, first, last = head.doc, head.left_edge, head.right_edge
    return trim(doc.text, (first.idx, last.idx + len(last)))


def runs_of(words: Iterable[Token]) -> tuple[Span, ...]:
    """Return the runs of neighbouring words as spans of the text; marks and spaces at their ends are left out."""
    runs: list[list[Token]] = []
    for word in words:
        if runs and word.i == runs[-1][-1].i + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    spans = (
        trim(run[0].doc.text, (run[0].idx, run[-1].idx + len(run[-1])))
        for run in runs
        if any(word.is_alpha or word.like_num for word in run)
    )
    return tuple(span for span in spans if span[0] < span[1])


def trim(text: str, span: Span) -> Span:
    """Return a span without spaces and marks of punctuation at its ends."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end
