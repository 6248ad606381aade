"""A text looked up: candidates, alignment, verdict, order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from assistant.citations import citation, spoken_day
from assistant.lookup.alignment import align
from assistant.lookup.candidates import Candidate, candidates
from assistant.lookup.passages import stretch
from assistant.lookup.tokens import ellipses, share_near, words
from assistant.lookup.types import Finding, LookUp, Print
from assistant.lookup.verdicts import Judged, Side, judge
from assistant.nlp.lexical import content_words
from assistant.nlp.sentences import lines_around, sentences_around
from assistant.nlp.speech.quotations import find_speaker
from assistant.types import Citation
from corpus import Archive, Article, Passage, Scope, Story, sentence_spans

_HELD = 0.65
"""Share of the text's words that an article must print, in order, to count as printing it."""
_ALIKE = 0.72
"""The same for both together, the printed words in between too. Of 50 real sentences with a fifth of their words
altered, all had 0.77 and more; of 60 whose article was held out, one had, and it was a sentence of another report."""
_PART_HELD = 0.4
"""The same for each part between two ellipses."""
_FEW = 4
"""Words below which a text is found word for word or not at all: fewer are alike by chance."""
_FIRST_WORDS, _PASSAGES = 6, 50
"""Words by which the passage of what was matched is found, and passages that may hold them."""
_CLOSEST = 3
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
    found = sorted(_matches(quote, pool), key=_place)
    stories = archive.stories_of([match.candidate.article.id for match in found], as_of=scope.as_of)
    findings = [_finding(archive, match, stories.get(match.candidate.article.id), scope) for match in found]
    numbered = tuple(_numbered(finding, n) for n, finding in enumerate(findings[:limit], start=1))
    first = next((finding for finding in numbered if finding.verdict == "verbatim" and finding.day), None)
    return LookUp(
        text, scope, findings[0].verdict if findings else "not found", numbered, len(findings), first,
        prints=tuple(_print(finding) for finding in findings if finding.verdict == "verbatim"),
        closest=() if findings else _closest(archive, text, scope), coverage=coverage,
        notes=tuple(_notes(findings, len(numbered), scope, first=first, capped=capped)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Match:
    """Hold an article that prints the text, and how."""

    candidate: Candidate
    judged: Judged
    held: float
    strange: int


def _matches(quote: Side, pool: Sequence[Candidate]) -> list[_Match]:
    marks = ellipses(quote.text, quote.words)
    found = []
    for candidate in pool:
        text = candidate.article.text
        start, end = stretch(text, quote.words, marks=len(marks))
        if share_near(quote.words, text[start:end]) < _HELD:
            continue  # in whatever order: no need to align
        article = Side(text, words(text, start, end))
        alignment = align(quote.words, article.words, marks=marks)
        if alignment.held < _HELD or alignment.alike < _ALIKE or alignment.weakest < _PART_HELD:
            continue
        judged = judge(alignment, quote, article, marks=marks)
        if judged and (judged.verdict != "altered" or len(quote.words) >= _FEW):
            found.append(_Match(candidate, judged, alignment.held, alignment.strange))
    return found


def _finding(archive: Archive, match: _Match, story: Story | None, scope: Scope) -> Finding:
    article, judged = match.candidate.article, match.judged
    passage = _passage(archive, match, scope)
    first, last = sentences_around(article.text, judged.start, judged.end)
    said = find_speaker(article.text, judged.start, judged.end)
    return Finding(
        verdict=judged.verdict,
        citation=citation(1, article, passage, judged.start, judged.end, story=story),
        context=citation(1, article, passage, first, last, story=story),
        differences=judged.differences,
        held=round(match.held, 3),
        speaker=said[0].name if said else "",
        how=said[1] if said else "",
        corrections=tuple(_corrections(article, story, scope)),
    )


def _print(finding: Finding) -> Print:
    cited = finding.citation
    return Print(cited.article_id, cited.outlet, cited.published, cited.title, cited.story)


def _corrections(article: Article, story: Story | None, scope: Scope) -> Iterator[str]:
    """Yield what the article or a copy of it corrected, each once, with who and when."""
    told: set[str] = set()
    for copy in (article, *(copy.article for copy in (story.copies if story else ()))):
        for notice in copy.corrections:
            if notice not in told:
                told.add(notice)
                day = copy.updated or copy.published
                when = f", {spoken_day(date.fromisoformat(day[:10]), as_of=scope.as_of)}" if day else ""
                yield f"{copy.outlet or 'Outlet unknown'}{when}: {notice}"


def _passage(archive: Archive, match: _Match, scope: Scope) -> Passage:
    """Return the passage that holds the beginning of what was matched, or the nearest one that is known."""
    article, start, end = match.candidate.article, match.judged.start, match.judged.end
    known = [hit.passage for hit in match.candidate.hits]
    if not any(passage.start <= start < passage.end for passage in known):
        few = article.text[start : words(article.text, start, end)[:_FIRST_WORDS][-1].end]
        found = archive.phrase(few, scope, limit=_PASSAGES)
        known += [hit.passage for hit in found if hit.article.id == article.id]
    return _nearest(known, article, start, end)


def _nearest(known: Sequence[Passage], article: Article, start: int, end: int) -> Passage:
    """Return the passage that is nearest to a span; a nameless one of its own where none is known."""
    near = min(known, key=lambda p: max(p.start - start, start - p.end + 1, 0), default=None)
    return near or Passage("", article.id, article.version, 0, start, end, article.text[start:end])


def _place(match: _Match) -> tuple[int, int, datetime, str]:
    """Sort by verdict, altered ones by how many words differ, then by the moment of publication."""
    article, verdict = match.candidate.article, match.judged.verdict
    near = match.strange if verdict == "altered" else 0
    return _ORDER[verdict], near, _moment(article.published), article.id


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
    """Return, of the articles whose words are nearest, the sentence each that shares the most words with the text."""
    wanted = set(content_words(text))
    nearest = []
    for article in archive.listing(scope, query=text, limit=_CLOSEST):
        head, tail = lines_around(article.text, *stretch(article.text, words(text), marks=0))
        spans = [(head + start, head + end) for start, end in sentence_spans(article.text[head:tail])]
        shared = [len(wanted & set(content_words(article.text[start:end]))) for start, end in spans]
        if any(shared):
            start, end = spans[shared.index(max(shared))]
            known = [hit.passage for hit in archive.phrase(article.text[start:end], scope) if hit.article == article]
            nearest.append((article, _nearest(known, article, start, end), start, end))
    return tuple(citation(n, *place) for n, place in enumerate(nearest, start=1))


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
