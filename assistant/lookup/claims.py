"""A claim checked against an archive, part by part: the sentences for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations import Citations, reports
from assistant.lookup.claim_parts import parts
from assistant.lookup.conflicts import conflicts
from assistant.lookup.types import Against, Claim, ClaimVerdict, Conflict, Part
from assistant.nlp import facts
from assistant.nlp.lexical import content_words
from assistant.reader.judge import bundled_judge
from assistant.types import Citation, Evidence
from assistant.verification import premise_of
from assistant.verification.exact_checks import find_missing, read_source
from corpus import Archive, Hit, Scope, sentence_spans

_SEARCHED = 30
"""Passages that each of the two searches gives."""
_READ = 8
"""Passages that are read, those first whose sentences share most with the claim."""
_SUPPORTS, _OPPOSES = 0.6, 0.6
"""Probabilities from which the judge is believed that a passage says so, or says otherwise."""
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
        says: It says the same, in these words or in others.
        alike: It says so in nearly the same words, so that no figure, name, day or 'not' can have slipped.
        conflicts: In what it says otherwise.
    """

    evidence: Evidence
    span: tuple[int, int]
    says: bool
    alike: bool
    conflicts: tuple[Conflict, ...]

    @property
    def day(self) -> str:
        return self.evidence.hit.article.published or ""


def _checked(archive: Archive, part: str, scope: Scope, book: Citations) -> Part:
    hits = _near(part, archive.search(part, scope, limit=_SEARCHED))
    stories = archive.stories_of([hit.article.id for hit in hits], as_of=scope.as_of)
    read = [_read(part, Evidence(n, hit, stories.get(hit.article.id))) for n, hit in enumerate(hits, start=1)]
    read.sort(key=lambda item: item.day, reverse=True)
    against = [item for item in read if item.conflicts]
    newest = against[0].day if against else ""
    support = [item for item in read if item.says and (item.alike or not against or item.day > newest)]
    cited = tuple(_cite(book, item) for item in support[:_SHOWN])
    other = tuple(Against(_cite(book, item), item.conflicts) for item in against[:_SHOWN])
    verdict: ClaimVerdict = "supported" if support else "contradicted" if against else "not in the archive"
    everyone = Citations()
    return Part(part, verdict, cited, other, reports([_cite(everyone, item) for item in support]))


def _cite(book: Citations, item: _Read) -> Citation:
    number = book.cite(item.evidence, *item.span)
    return book.all()[number - 1]


def _near(part: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the passages whose words hold most of the part's."""
    wanted = set(content_words(part))
    shared = {hit.passage.id: len(wanted & set(content_words(hit.passage.text))) for hit in hits}
    return sorted(hits, key=lambda hit: (-shared[hit.passage.id], -hit.meaning))[:_READ]


def _read(part: str, evidence: Evidence) -> _Read:
    """Read a passage: a sentence that says otherwise in the same words cannot also be one that says it."""
    found = sorted(_told(part, evidence.hit), key=lambda told: len(told[1]))
    if found and found[0][1]:
        return _Read(evidence, found[0][0], says=False, alike=False, conflicts=found[0][1])
    judgement = bundled_judge().judge(premise_of(evidence), [part])[0]
    span = found[0][0] if found else _nearest(part, evidence.hit)
    missing = find_missing(facts.flat(part), [read_source(evidence)])
    if judgement.contradicted >= _OPPOSES:
        printed = evidence.hit.article.text[slice(*span)]
        return _Read(evidence, span, says=False, alike=False, conflicts=(Conflict("sense", part, printed),))
    says = judgement.entailed >= _SUPPORTS and not missing
    return _Read(evidence, span, says=says, alike=bool(found), conflicts=())


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
