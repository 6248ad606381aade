"""A claim checked against an archive, part by part: the sentences for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.citations import Citations, reports
from assistant.lookup.claim_parts import parts
from assistant.lookup.conflicts import conflicts
from assistant.lookup.types import Against, Claim, ClaimVerdict, Conflict, Part
from assistant.nlp import facts
from assistant.nlp.entailment import Judgement, premise_of
from assistant.nlp.lexical import content_words
from assistant.reader.judge import bundled_judge
from assistant.types import Citation, Evidence
from assistant.verification.exact_checks import find_missing, read_source, restate_figures
from corpus import Archive, CannotCompile, Hit, Scope, sentence_spans

_SEARCHED = 30
"""Passages that each of the two searches gives."""
_READ, _MARGIN = 4, 0.1
"""Passages that the judge reads at most, those whose words share most with the claim, and how much less than the best
one they may share. Of 140 of the claims below the best one is of the right article for 91 %."""
_SUPPORTS, _OPPOSES = 0.6, 0.8
"""Probabilities from which the judge is believed that a passage says so, or says otherwise. Of 160 claims over real
articles (2022, odd weeks; statements of the development tenth) 64 % of the true ones are called supported, 7 %
contradicted; 6 % of the false ones supported; 66 % of the contradicted ones so. At 0.7 and 0.7: 62, 12, 4 and 76 %."""
_ON_TOPIC = 0.4
"""Share of a claim's words that a passage must have to speak against it."""
_RIVAL = 0.8
"""Part of the surest 'otherwise' that the surest 'so' must reach where both are printed."""
_SHOWN = 3
"""Sentences for and against that are shown, each."""


def check_claim(archive: Archive, text: str, *, scope: Scope) -> Claim:
    """Return what an archive says of a claim.

    Args:
        archive: Where to look.
        text: One statement or several.
        scope: Which articles count; nothing published after its as-of day does.
    """
    book = Citations()
    checked = tuple(_checked(archive, part, scope, book) for part in parts(text))
    verdict = _verdict([part.verdict for part in checked])
    closest = _closest(archive, text, scope) if verdict == "not in the archive" else ()
    behind = reports([citation for part in checked for citation in part.support])
    return Claim(text, scope, verdict, checked, behind, closest, archive.coverage(scope))


def _verdict(told: Sequence[ClaimVerdict]) -> ClaimVerdict:
    if "contradicted" in told:
        return "contradicted"
    if told and all(verdict == "supported" for verdict in told):
        return "supported"
    return "partly" if {"supported", "partly"} & set(told) else "not in the archive"


@dataclass(frozen=True, slots=True)
class _Read:
    """Hold a passage read for a claim.

    Attributes:
        span: That tells of it.
        entailed: How likely it says the same, in [0, 1].
        contradicted: How likely it says otherwise.
        conflicts: In what it says otherwise; empty where it does not.
    """

    evidence: Evidence
    span: tuple[int, int]
    entailed: float
    contradicted: float
    conflicts: tuple[Conflict, ...]

    @property
    def day(self) -> str:
        return self.evidence.hit.article.published or ""


def _checked(archive: Archive, part: str, scope: Scope, book: Citations) -> Part:
    hits = _near(part, archive.search(part, scope, limit=_SEARCHED))
    best = _shared(part, hits[0]) if hits else 0.0
    hits = [hit for hit in hits[:_READ] if _shared(part, hit) >= best - _MARGIN]
    stories = archive.stories_of([hit.article.id for hit in hits], as_of=scope.as_of)
    read = [_read(part, Evidence(n, hit, stories.get(hit.article.id))) for n, hit in enumerate(hits, start=1)]
    read.sort(key=lambda item: item.day, reverse=True)
    support = [item for item in read if item.entailed >= _SUPPORTS]
    against = [item for item in read if item.conflicts and item.entailed < _SUPPORTS]
    if support and against and not _stands(support, against):
        support = []
    cited = tuple(_cite(book, item) for item in support[:_SHOWN])
    other = tuple(Against(_cite(book, item), item.conflicts) for item in against[:_SHOWN])
    verdict: ClaimVerdict = "supported" if support else "contradicted" if against else "not in the archive"
    everyone = Citations()
    return Part(part, verdict, cited, other, reports([_cite(everyone, item) for item in support]))


def _stands(support: Sequence[_Read], against: Sequence[_Read]) -> bool:
    """Return whether what says so outweighs what says otherwise: it is newer, or nearly as sure."""
    if support[0].day > against[0].day:
        return True
    sure, rival = max(item.entailed for item in support), max(item.contradicted for item in against)
    return support[0].day == against[0].day and sure >= _RIVAL * rival


def _cite(book: Citations, item: _Read) -> Citation:
    number = book.cite(item.evidence, *item.span)
    return book.all()[number - 1]


def _near(part: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the passages in order of how much of the part's words they hold."""
    return sorted(hits, key=lambda hit: (-_shared(part, hit), -hit.meaning))


def _shared(part: str, hit: Hit) -> float:
    """Return the share of a part's words that a passage and its headline hold."""
    wanted = set(content_words(part))
    return len(wanted & set(content_words(f"{hit.article.title} {hit.passage.text}"))) / max(1, len(wanted))


def _read(part: str, evidence: Evidence) -> _Read:
    """Read a passage: does it say so, and in what does it say otherwise?"""
    judgement = _judged(part, evidence)
    found = sorted(_told(part, evidence.hit), key=lambda told: len(told[1]))
    span = found[0][0] if found else _nearest(part, evidence.hit)
    conflicts = found[0][1] if found else ()
    on_topic = _shared(part, evidence.hit) >= _ON_TOPIC
    if not conflicts and judgement.contradicted >= _OPPOSES and on_topic:
        conflicts = (Conflict("sense", part, evidence.hit.article.text[slice(*span)]),)
    return _Read(evidence, span, judgement.entailed, judgement.contradicted, conflicts)


def _judged(part: str, evidence: Evidence) -> Judgement:
    """Return what a passage says of a part; a figure, day or quoted words that it lacks are not entailed."""
    text, sources = facts.flat(part), [read_source(evidence)]
    try:
        found = bundled_judge().judge(premise_of(evidence), [restate_figures(text, sources[0])])[0]
    except CannotCompile:
        return Judgement(0.0, 0.0, 1.0)
    return replace(found, entailed=0.0) if find_missing(text, sources) else found


def _nearest(part: str, hit: Hit) -> tuple[int, int]:
    """Return the span of the sentence of a passage that shares the most words with a part."""
    passage, wanted = hit.passage, set(content_words(part))
    spans = sentence_spans(passage.text) or [(0, len(passage.text))]
    start, end = max(spans, key=lambda span: len(wanted & set(content_words(passage.text[slice(*span)]))))
    return passage.start + start, passage.start + end


def _told(part: str, hit: Hit) -> Iterator[tuple[tuple[int, int], tuple[Conflict, ...]]]:
    """Yield the sentences of a passage that tell of the same thing, each with what they say otherwise."""
    for start, end in sentence_spans(hit.passage.text):
        differing = conflicts(part, hit.passage.text[start:end])
        if differing is not None:
            yield (hit.passage.start + start, hit.passage.start + end), differing


def _closest(archive: Archive, text: str, scope: Scope) -> tuple[Citation, ...]:
    book = Citations()
    for number, hit in enumerate(_near(text, archive.search(text, scope, limit=_SEARCHED))[:_SHOWN], start=1):
        evidence = Evidence(number, hit)
        book.cite(evidence, *_nearest(text, hit))
    return book.all()
