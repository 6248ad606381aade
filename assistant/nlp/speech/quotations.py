"""What is said in a text, and by whom: direct, indirect and mixed quotations with their speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.nlp.sentences import readable
from assistant.nlp.spacy_pipeline import parse
from assistant.nlp.speech.quotation_marks import QuotedSpan, find_quoted_spans, is_title
from assistant.nlp.speech.reported_speech import Manner, Span, find_reports
from assistant.nlp.speech.speaker_resolution import Speaker, SpeakerReader
from assistant.nlp.speech.utterances import Utterance, gather_utterances

QuotationKind = Literal["direct", "indirect", "mixed"]
_KEPT = 128
"""Texts whose quotations are kept in memory."""
_BEFORE, _BEHIND = 2_000, 600
"""Characters before and behind a span that are read to find its speaker: some ten paragraphs and three."""
_FURTHEST_BEFORE = 20_000
"""The same where a paragraph has no end."""
_JUST_BEFORE, _JUST_BEHIND = 500, 150
"""The same where many spans are read at once: whom 'he' means stands in the two or three paragraphs before."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold what somebody says in one go.

    Attributes:
        spans: Where the words said stand, the quotation marks among them.
        pieces: Where the words between quotation marks stand, without the marks.
        kind: Direct where all of it stands between marks, indirect where nothing does.
        manner: Whether it is said, thought, or said of somebody.
        source: Where the words for who says it stand: 'she', 'a spokesman'; None where nobody is named.
        cue: Where the verb stands that reports it.
        speaker: Who that is; None where the text does not tell.
    """

    spans: tuple[Span, ...]
    pieces: tuple[Span, ...]
    kind: QuotationKind
    manner: Manner
    source: Span | None
    cue: Span
    speaker: Speaker | None


@lru_cache(maxsize=_KEPT)
def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find what is said in a text, in reading order."""
    doc = parse(text)
    quoted = [span for span in find_quoted_spans(text) if span.end <= len(doc.text) and not is_title(text, span)]
    utterances = gather_utterances(doc, quoted, find_reports(doc, quoted))
    reader = SpeakerReader(doc, quoted)
    speakers: dict[int, Speaker | None] = {}
    found = []
    for each in utterances:
        report = each.report or (each.follows.report if each.follows else None)
        if report is None:
            continue
        if report.verb not in speakers:
            speakers[report.verb] = reader.read(report)
        content = report.content if each.report is not None else ()
        spans = tuple(_merge(doc.text, list(content), each.pieces))
        if spans:
            pieces = tuple(trim_space(doc.text, piece.inner) for piece in each.pieces)
            kind = _kind_of(doc.text, spans, each)
            found.append(
                Quotation(spans, pieces, kind, report.manner, report.source, report.cue, speakers[report.verb])
            )
    return tuple(found)


def find_quotations_around(text: str, spans: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find what is said in the paragraphs of some spans; of the others only those near them are read, for speakers."""
    return find_quotations(_keep_near(text, spans))


def _keep_near(text: str, spans: Sequence[Span]) -> str:
    """Return a text with line ends for the paragraphs that are far from all spans; what stays keeps its place."""
    kept = []
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        near = any(start <= last + _JUST_BEHIND and end >= first - _JUST_BEFORE for first, last in spans)
        kept.append(line if near else "\n" * len(line))
    return "\n".join(kept)


def find_speaker(text: str, start: int, end: int) -> tuple[Speaker, str] | None:
    """Return who a text lets say the words of a span, and how it puts it ('told reporters'); None where nobody does.

    Only the paragraphs around the span are read, so that a look-up does not wait for whole articles.
    """
    low = max(text.rfind("\n", 0, max(0, start - _BEFORE)) + 1, start - _FURTHEST_BEFORE)
    high = text.find("\n", min(len(text), end + _BEHIND))
    near = readable(text[low : high if high >= 0 else len(text)])
    best, shared = None, 0
    for each in find_quotations(near):
        own = sum(max(0, min(stop + low, end) - max(first + low, start)) for first, stop in each.spans)
        if own > shared and each.speaker is not None:
            best, shared = each, own
    if best is None or best.speaker is None or shared * 2 < end - start:
        return None
    return best.speaker, " ".join(near[slice(*best.cue)].split())


def _kind_of(text: str, spans: tuple[Span, ...], each: Utterance) -> QuotationKind:
    if not each.pieces:
        return "indirect"
    loose = sum(end - start for start, end in spans) - sum(piece.end - piece.start for piece in each.pieces)
    return "direct" if loose <= len(spans) + len(each.pieces) else "mixed"


def trim_space(text: str, span: Span) -> Span:
    """Return a span without spaces at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _merge(text: str, content: list[Span], pieces: list[QuotedSpan]) -> list[Span]:
    """Return the spans of a clause and of quoted pieces as one; a piece that a clause cuts is taken whole."""
    spans = sorted([*content, *((piece.start, piece.end) for piece in pieces)])
    merged: list[Span] = []
    for start, end in spans:
        if merged and not any(letter.isalnum() for letter in text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
