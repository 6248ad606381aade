"""A text looked up: candidates, alignment, verdict, order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from assistant.cite import citation, spoken_day
from assistant.lookup.align import align
from assistant.lookup.candidates import Candidate, candidates
from assistant.lookup.judge import Judged, Side, judge
from assistant.lookup.types import Finding, LookUp
from assistant.lookup.words import ellipses, share_in, words
from assistant.search import find
from assistant.types import Citation
from assistant.wording import content_words
from corpus import Archive, Article, Passage, Scope, sentence_spans

_HELD = 0.6
"""Share of the text's words that an article must print in order to count as printing it."""
_PART_HELD = 0.4
"""The same for each part between two ellipses."""
_FEW = 4
"""Words below which a text is found word for word or not at all: fewer are alike by chance."""
_CLOSEST = 3
_READ = 8
"""Passages that the nearest sentences are taken from."""
_ORDER = {"verbatim": 0, "shortened": 1, "altered": 2}


def look_up(archive: Archive, text: str, *, scope: Scope, limit: int = 5) -> LookUp:
    """Return who printed a quote or a sentence, the verbatim prints first, of those the earliest first.

    Args:
        archive: Where to look.
        text: A quote, with or without quotation marks, or a sentence; an ellipsis stands for words left out.
        scope: Which articles count; nothing published after its as-of day does.
        limit: Findings that are returned.
    """
    coverage = archive.coverage(scope)
    quote = Side(text, words(text))
    if not quote.words:
        note = "There is no word to look up."
        return LookUp(text, scope, "not found", coverage=coverage, notes=(note,))
    pool, capped = candidates(archive, text, quote.words, scope)
    findings = sorted(_findings(quote, pool), key=_place)
    numbered = tuple(_numbered(finding, n) for n, finding in enumerate(findings[:limit], start=1))
    first = next((finding for finding in numbered if finding.verdict == "verbatim" and finding.day), None)
    return LookUp(
        text, scope, findings[0].verdict if findings else "not found", numbered, len(findings), first,
        closest=() if findings else _closest(archive, text, scope), coverage=coverage,
        notes=tuple(_notes(findings, len(numbered), scope, first=first, capped=capped)),
    )  # fmt: skip


def _findings(quote: Side, pool: Sequence[Candidate]) -> list[Finding]:
    marks = ellipses(quote.text, quote.words)
    found = []
    for candidate in pool:
        article = Side(candidate.article.text, words(candidate.article.text))
        if share_in(quote.words, {word.form for word in article.words}) < _HELD:
            continue  # in whatever order: no need to align
        alignment = align(quote.words, article.words, marks=marks)
        if alignment.held < _HELD or alignment.weakest < _PART_HELD:
            continue
        judged = judge(alignment, quote, article, marks=marks)
        if judged and (judged.verdict != "altered" or len(quote.words) >= _FEW):
            found.append(_finding(candidate, judged, alignment.held))
    return found


def _finding(candidate: Candidate, judged: Judged, held: float) -> Finding:
    article, passage = candidate.article, _passage(candidate, judged.start)
    spans = [span for span in sentence_spans(article.text) if span[0] < judged.end and span[1] > judged.start]
    first, last = (
        (min(judged.start, spans[0][0]), max(judged.end, spans[-1][1])) if spans else (judged.start, judged.end)
    )
    return Finding(
        verdict=judged.verdict,
        citation=citation(1, article, passage, judged.start, judged.end),
        context=citation(1, article, passage, first, last),
        differences=judged.differences,
        held=round(held, 3),
    )


def _passage(candidate: Candidate, start: int) -> Passage:
    """Return the found passage that holds an offset, else the nearest one."""
    return min((hit.passage for hit in candidate.hits), key=lambda p: max(p.start - start, start - p.end + 1, 0))


def _place(finding: Finding) -> tuple[int, float, datetime, str]:
    """Sort by verdict, altered ones by how much of the text they hold, then by the moment of publication."""
    near = -round(finding.held, 1) if finding.verdict == "altered" else 0.0
    return _ORDER[finding.verdict], near, _moment(finding.citation.published), finding.citation.article_id


def _moment(published: str | None) -> datetime:
    """Return when it was published at the latest: a day without a time ends with its last minute."""
    if published is None:
        return datetime.max.replace(tzinfo=UTC)
    moment = datetime.fromisoformat(published)
    if len(published) == len("2025-03-12"):
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _numbered(finding: Finding, number: int) -> Finding:
    return replace(
        finding, citation=replace(finding.citation, number=number), context=replace(finding.context, number=number)
    )


def _closest(archive: Archive, text: str, scope: Scope) -> tuple[Citation, ...]:
    """Return, of the nearest articles, the sentence each that shares the most words with the text."""
    wanted = set(content_words(text))
    nearest: dict[str, tuple[Article, Passage, int, int]] = {}
    for hit in find(archive, text, scope, limit=_READ):
        article, passage = hit.article, hit.passage
        spans = [(passage.start + start, passage.start + end) for start, end in sentence_spans(passage.text)]
        shared = [len(wanted & set(content_words(article.text[start:end]))) for start, end in spans]
        if any(shared):
            start, end = spans[shared.index(max(shared))]
            nearest.setdefault(article.id, (article, passage, start, end))
    return tuple(citation(n, *place) for n, place in enumerate(list(nearest.values())[:_CLOSEST], start=1))


def _notes(findings: Sequence[Finding], shown: int, scope: Scope, *, first: Finding | None, capped: bool) -> list[str]:
    notes = []
    if first is not None and first.day is not None:
        outlet = first.outlet or "an unknown outlet"
        notes.append(f"First print in this archive: {outlet}, {spoken_day(first.day, as_of=scope.as_of)}.")
        notes.extend(_longer(findings, first, scope))
    if capped:
        notes.append(
            "Very many passages hold these words; not all were looked at, so the first print may be an earlier one."
        )
    if len(findings) > shown:
        notes.append(f"{shown} of {len(findings)} findings are shown.")
    if any(finding.verdict == "verbatim" and finding.day is None for finding in findings):
        notes.append("An undated article prints these words too; it may be the first.")
    return notes


def _longer(findings: Sequence[Finding], first: Finding, scope: Scope) -> list[str]:
    """Say who printed more of it before: what stands alone later may have been cut from there."""
    before = [finding for finding in findings if finding.verdict == "shortened" and finding.day]
    before = [f for f in before if _moment(f.citation.published) < _moment(first.citation.published)]
    if not before or before[0].day is None:
        return []
    outlet, day = before[0].outlet or "an unknown outlet", spoken_day(before[0].day, as_of=scope.as_of)
    return [f"A longer form was printed earlier: {outlet}, {day}."]
