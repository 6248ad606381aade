"""Which words between quotation marks belong to which report, and which go on with the one before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.nlp.speech.quotation_frames import read_clause, read_governor, read_lead, read_subject
from assistant.nlp.speech.reported_speech import Report

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Doc
    from assistant.nlp.speech.quotation_marks import QuotedSpan

_DASHES = ("—", "–", "―", "-")
_NEAR = 2
"""Tokens that may stand between a quotation and the clause that says who said it."""


@dataclass(slots=True)
class Utterance:
    """Gather what one report says: its clause and its quoted pieces.

    Attributes:
        report: The cue with its source; None where the words stand for themselves.
        pieces: The quoted words that belong to it, in order.
        follows: The utterance whose speaker goes on, where no cue tells.
    """

    report: Report | None
    pieces: list[QuotedSpan] = field(default_factory=list)
    follows: Utterance | None = None


def gather_utterances(doc: Doc, quoted: Sequence[QuotedSpan], reports: Sequence[Report]) -> list[Utterance]:
    """Give each quoted piece to the report that it belongs to; reports without any stand alone."""
    return _Gatherer(doc, quoted, reports).gather()


class _Gatherer:
    def __init__(self, doc: Doc, quoted: Sequence[QuotedSpan], reports: Sequence[Report]) -> None:
        self._doc = doc
        self._quoted = quoted
        self._by_report = [Utterance(report) for report in reports]
        self._loose: list[Utterance] = []
        self._line_starts = _line_starts(doc.text)

    def gather(self) -> list[Utterance]:
        before: Utterance | None = None  # whose words the quotation before this one were
        for place, piece in enumerate(self._quoted):
            last = self._quoted[place - 1] if place else None
            own = self._find_own(place)
            if own is None:
                own = self._find_carried(piece, last, before)
            if own is None:
                own = self._find_led(piece) or self._find_ahead(place)
            if own is not None:
                own.pieces.append(piece)
            before = own
        return sorted((*self._by_report, *self._loose), key=_place)

    def _find_own(self, place: int) -> Utterance | None:
        """Return the utterance whose cue stands in the sentence of a piece: behind it, around it or before it."""
        piece = self._quoted[place]
        return self._behind(place) or self._around(piece) or self._ahead_of(place)

    def _behind(self, place: int) -> Utterance | None:
        """Return the utterance whose clause follows a piece: '…,' said Ann Lee."""
        piece = self._quoted[place]
        if self._doc.text[piece.end : piece.end + 1] in (".", ";", ":"):
            return None  # 'said “a day earlier”. Lee came'
        if self._is_led_in(piece):
            return None
        if self._doc.text[piece.inner[1] - 1] == "." and not self._goes_on_behind(piece):
            return None
        end = self._quoted[place + 1].start if place + 1 < len(self._quoted) else len(self._doc.text)
        for each in self._by_report:
            report = each.report
            if report is None or report.source is None or not piece.end <= report.cue[0] < end:
                continue
            if self._line_of(report.cue[0]) != self._line_of(piece.end - 1):
                return None
            first = min(report.cue[0], report.source[0] if report.source[0] >= piece.end else report.cue[0])
            if self._tokens_between(piece.end, first) <= _NEAR:
                return each if self._is_free(each) else None
            break
        return self._read_clause(piece, end)

    def _read_clause(self, piece: QuotedSpan, end: int) -> Utterance | None:
        """Return what a clause right behind a quotation reports, whatever its verb: '…,' Lee shot back."""
        return self._adopt(read_clause(self._doc, (piece.end, min(end, self._line_end(piece.end)))))

    def _line_end(self, at: int) -> int:
        end = self._doc.text.find("\n", at)
        return end if end >= 0 else len(self._doc.text)

    def _is_led_in(self, piece: QuotedSpan) -> bool:
        """Say whether a cue with a comma or a colon leads in a piece that ends its sentence: 'she asked, “Why?”'."""
        before = self._doc.text[: piece.start].rstrip(" ")
        return before[-1:] in (",", ":") and self._doc.text[piece.inner[1] - 1] in ".?!"

    def _is_free(self, each: Utterance) -> bool:
        """Say whether a cue behind a piece has no content of its own behind itself."""
        report = each.report
        return report is not None and not any(start > report.cue[1] for start, _ in report.content)

    def _around(self, piece: QuotedSpan) -> Utterance | None:
        """Return the utterance whose content clause holds the beginning of a piece, or its end."""
        for each in self._by_report:
            for start, end in each.report.content if each.report is not None else ():
                if start <= piece.inner[0] < end or start <= piece.inner[1] - 1 < end:
                    return each
        return None

    def _ahead_of(self, place: int) -> Utterance | None:
        """Return the utterance whose cue stands before a piece in its sentence: 'Ann Lee said: …'."""
        piece = self._quoted[place]
        start = self._sentence_start(piece.start)
        before = [
            each
            for each in self._by_report
            if each.report is not None and start <= each.report.cue[0] < piece.start and each.report.source is not None
        ]
        first = self._doc.char_span(*piece.inner, alignment_mode="contract")
        above = {token.i for token in first.root.ancestors} if first is not None else set()
        hung = [each for each in before if each.report is not None and each.report.verb in above]
        nearest = max(hung or before, key=_place_of_cue, default=None)
        return nearest or self._adopt(self._read_governor(piece, start))

    def _read_governor(self, piece: QuotedSpan, start: int) -> Report | None:
        """Return the report of whatever verb the quoted words hang on: 'Lee has gone after them as “a danger”'."""
        return read_governor(self._doc, piece.inner, start)

    def _find_carried(self, piece: QuotedSpan, last: QuotedSpan | None, before: Utterance | None) -> Utterance | None:
        """Return the utterance that a piece without a cue goes on with."""
        if last is None or before is None or not self._stands_alone(piece):
            return None
        same_line = self._line_of(last.start) == self._line_of(piece.start)
        if same_line or not last.closed:
            return before
        return None

    def _find_ahead(self, place: int) -> Utterance | None:
        """Return the utterance of the sentence before that leads in a piece which stands alone."""
        piece = self._quoted[place]
        if not self._stands_alone(piece):
            return None
        text = self._doc.text
        lead = text[: piece.start].rstrip()
        line = self._line_of(piece.start)
        if lead and self._line_of(len(lead) - 1) == line:
            report = read_subject(self._doc, (self._sentence_start(len(lead) - 1), len(lead)))
            if report is not None:
                return self._adopt(report, keep=True)
        for each in reversed(self._by_report):
            report = each.report
            if report is None or report.cue[0] >= piece.start or report.source is None:
                continue
            near = line - self._line_of(report.cue[0])
            if near == 0 or (near == 1 and self._leads(each, lead)):
                follower = Utterance(None, follows=each)
                self._loose.append(follower)
                return follower
            return None
        return None

    def _find_led(self, piece: QuotedSpan) -> Utterance | None:
        """Return the utterance that a colon opens, in the line of a piece or at the end of the one before."""
        text = self._doc.text
        lead = text[: piece.start].rstrip()
        if not lead.endswith(":"):
            return None
        start = max(lead.rfind("\n") + 1, self._sentence_start(len(lead) - 1))
        return self._adopt(read_lead(self._doc, (start, len(lead) - 1)))

    def _adopt(self, report: Report | None, *, keep: bool = False) -> Utterance | None:
        """Take a report among those found; it stands for one of the same verb, or, with ``keep``, goes on with it."""
        if report is None:
            return None
        known = next((each for each in self._by_report if each.report and each.report.verb == report.verb), None)
        if keep and known is not None:
            follower = Utterance(None, follows=known)
            self._loose.append(follower)
            return follower
        made = Utterance(report)
        self._by_report = [each for each in self._by_report if each.report is None or each.report.verb != report.verb]
        self._by_report.append(made)
        self._by_report.sort(key=_place)
        return made

    def _leads(self, each: Utterance, lead: str) -> bool:
        return lead.endswith(":") or (each.report is not None and each.report.manner == "speech")

    def _stands_alone(self, piece: QuotedSpan) -> bool:
        """Say whether nothing but marks stands before a piece in its sentence."""
        start = self._sentence_start(piece.start)
        return not any(letter.isalnum() for letter in self._doc.text[start : piece.start])

    def _sentence_start(self, at: int) -> int:
        span = self._doc.char_span(at, at + 1, alignment_mode="expand")
        return span.sent.start_char if span is not None else at

    def _goes_on_behind(self, piece: QuotedSpan) -> bool:
        """Say whether the sentence goes on behind a quotation that ends with a full stop: 'said Lee', '— Ann Lee'."""
        behind = self._doc.text[piece.end : piece.end + 3].lstrip()
        return behind[:1] in _DASHES or behind.lstrip(" ,")[:1].islower()

    def _tokens_between(self, start: int, end: int) -> int:
        return len(self._doc.text[start:end].split()) if start < end else 0

    def _line_of(self, at: int) -> int:
        return bisect_right(self._line_starts, at)


def _line_starts(text: str) -> list[int]:
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts


def _place_of_cue(each: Utterance) -> int:
    return each.report.cue[0] if each.report is not None else -1


def _place(each: Utterance) -> int:
    spans = [piece.start for piece in each.pieces]
    return min([*spans, *([each.report.cue[0]] if each.report is not None else [])], default=0)
