"""Who said what on a topic, word for word; pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.salience import weigh
from assistant.nlp.lexical import alike, content_words
from assistant.nlp.sentences import readable
from assistant.nlp.speech.entities import Person, find_people
from assistant.nlp.speech.quotation_marks import find_quoted_spans
from assistant.nlp.speech.quotations import Quotation, find_quotations, find_quotations_around
from assistant.nlp.speech.speaker_resolution import Speaker
from assistant.types import SpeakerKind

_LINES = 12
"""Voices that a briefing shows; asked for alone there are all."""
_READ = 36
"""Quotations whose speakers are looked for in a briefing, the weightiest: a parse takes a quarter of a second a
thousand words."""
_AGAIN = 0.25
"""Taken off for each line that its speaker has already."""
_KINDS: dict[SpeakerKind, float] = {"named": 0.2, "institution": 0.1, "anonymous": -0.2}
"""Given for a speaker with a name, and for an institution; what the parse takes for a speaker without a name may be a
thing."""
_KNOWN = 0.3
"""Given for a speaker whom all articles name, less for fewer."""
_WORDS = 12
"""Words from which a quotation says enough."""
_SAME = 0.7
"""Share of the fewer words from which two quotations are of the same words."""
_SHORT = 0.25
"""Taken off one that has fewer."""
_SCRAP, _PIECE = 0.4, 0.08
"""Taken off a few words that tell nothing, and off a part of a sentence."""
_FEW = 6
"""Words below which a quotation tells nothing."""
_PLACES = 2
"""Articles in which the full name and the role of a speaker are looked for."""
_NAME_BEFORE = r"\b[A-Z][\w’'.-]+ (?:[A-Z]\. )?"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold what somebody says in one go: the sentences that have it, and the words between the marks."""

    sentence: Sentence
    quotes: tuple[str, ...]
    speaker: str
    role: str
    kind: SpeakerKind
    weight: float

    @property
    def surname(self) -> str:
        """Return what tells the speaker from others, in small letters."""
        return self.speaker.split()[-1].lower() if self.kind == "named" else self.speaker.lower()


def find_voices(reading: Reading, *, all_of_them: bool) -> list[Spoken]:
    """Return what is said in the articles on a topic, with who says it.

    Args:
        reading: The articles.
        all_of_them: Give everything that is said, the weightiest first; else what a briefing shows, by the day.
    """
    articles: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        articles[sentence.article.id].append(sentence)
    quoted = {key: list(_quoted(own)) for key, own in articles.items()}
    spans = (
        {key: [span for span, _ in own] for key, own in quoted.items()} if all_of_them else _weightiest(quoted, reading)
    )
    found: list[Spoken] = []
    for own, near in ((articles[key], near) for key, near in spans.items() if near):
        text = readable(own[0].article.text)
        heard = find_quotations(text) if all_of_them else find_quotations_around(text, near)
        found += _of_article(own, heard, reading)
    found.sort(key=lambda said: (-said.weight, said.sentence.article.id, said.sentence.start))
    if all_of_them:
        return _in_full(found, reading)
    return sorted(
        _in_full(_different(found), reading),
        key=lambda said: (said.sentence.article.published or "", said.sentence.start),
    )


def _quoted(own: Sequence[Sentence]) -> Iterator[tuple[Span, Sentence]]:
    """Yield the words between quotation marks of an article, each with the sentence that has them."""
    for span in find_quoted_spans(own[0].article.text):
        sentence = _around(own, *span.inner)
        if sentence is not None:
            yield span.inner, sentence


def _weightiest(quoted: Mapping[str, Sequence[tuple[Span, Sentence]]], reading: Reading) -> dict[str, list[Span]]:
    """Return the spans that are likely to be shown, by article."""
    ranked = sorted(
        (
            (-_weigh(sentence, [sentence.article.text[slice(*span)]], reading), key, span)
            for key, own in quoted.items()
            for span, sentence in own
        )
    )
    kept: dict[str, list[Span]] = defaultdict(list)
    for _, key, span in ranked[:_READ]:
        kept[key].append(span)
    return kept


def _weigh(sentence: Sentence, quotes: Sequence[str], reading: Reading) -> float:
    """Return the weight of a quotation, whoever says it."""
    words = sum(len(quote.split()) for quote in quotes)
    weight = 0.5 * weigh(sentence, reading) + 0.5 * sentence.about
    weight -= _SHORT * (words < _WORDS) + _SCRAP * (words < _FEW)
    return weight - _PIECE * all(quote[:1].islower() for quote in quotes)


def _different(found: Sequence[Spoken]) -> list[Spoken]:
    """Return those that a briefing shows: as many speakers as there are, and nothing twice."""
    chosen: list[Spoken] = []
    heard: Counter[str] = Counter()
    left = list(found)
    while left and len(chosen) < _LINES:
        best = max(left, key=lambda said: said.weight - _AGAIN * heard[said.surname])
        chosen.append(best)
        heard[best.surname] += 1
        left = [said for said in left if said is not best and not _says_the_same(said, best)]
    return chosen


def _says_the_same(one: Spoken, other: Spoken) -> bool:
    return alike(content_words(" ".join(one.quotes)), content_words(" ".join(other.quotes))) >= _SAME


def _of_article(own: Sequence[Sentence], heard: Sequence[Quotation], reading: Reading) -> Iterator[Spoken]:
    """Yield what is said in one article; quotations of one speaker that follow each other are one."""
    text = own[0].article.text
    before: tuple[Sentence, list[Span], Speaker] | None = None
    for quotation in heard:
        if quotation.speaker is None:
            continue
        for piece in quotation.pieces:
            sentence = _around(own, *piece)
            if sentence is None:
                continue
            if before is not None and _goes_on(text, before, sentence, quotation.speaker):
                start, said, speaker = before
                end = max(start.end, sentence.end)
                before = (replace(start, end=end, text=text[start.start : end]), [*said, piece], speaker)
                continue
            if before is not None:
                yield _spoken(before, reading)
            before = (sentence, [piece], quotation.speaker)
    if before is not None:
        yield _spoken(before, reading)


def _around(own: Sequence[Sentence], start: int, end: int) -> Sentence | None:
    """Return the sentence that has a span, or as one those over which it runs."""
    first = next((place for place, each in enumerate(own) if each.start <= start < each.end), None)
    if first is None:
        return None
    text, begin = own[first].article.text, own[first].start
    for each in own[first:]:
        if end <= each.end:
            whole = text[begin : each.end]
            return replace(own[first], end=each.end, text=whole) if "\n" not in whole else None
    return None


def _goes_on(text: str, before: tuple[Sentence, list[Span], Speaker], sentence: Sentence, speaker: Speaker) -> bool:
    between = text[before[0].end : sentence.start]
    return before[2].name == speaker.name and "\n" not in between and not between.strip()


def _spoken(told: tuple[Sentence, list[Span], Speaker], reading: Reading) -> Spoken:
    sentence, pieces, speaker = told
    quotes = tuple(sentence.article.text[slice(*piece)] for piece in pieces)
    weight = _weigh(sentence, quotes, reading) + _KINDS[speaker.kind]
    said = Spoken(sentence, quotes, speaker.name, speaker.role, speaker.kind, weight)
    if said.kind != "named":
        return said
    known = sum(speaker.name.split()[-1] in article.text for article in reading.articles)
    return replace(said, weight=weight + _KNOWN * known / len(reading.articles))


def _in_full(found: Sequence[Spoken], reading: Reading) -> list[Spoken]:
    """Give speakers the full name and the role by which their own article, or another one, calls them."""
    known: dict[tuple[str, str], Person | None] = {}
    full = []
    for said in found:
        lacks = " " not in said.speaker or (said.kind == "named" and not said.role)
        if said.kind == "anonymous" or not lacks:
            full.append(said)
            continue
        key = (said.sentence.article.id, said.speaker)
        if key not in known:
            known[key] = _find_person(said, reading)
        person = known[key]
        name = person.name if person is not None and " " not in said.speaker else said.speaker
        role = said.role or (person.role if person is not None else "")
        full.append(replace(said, speaker=name, role=role, kind="named" if person is not None else said.kind))
    return full


def _find_person(said: Spoken, reading: Reading) -> Person | None:
    """Return who has a speaker's surname where an article names them in full, with a role if one tells it."""
    surname = said.speaker.split()[-1]
    named = re.compile(_NAME_BEFORE + re.escape(surname) + r"\b")
    own = said.sentence.article
    best: Person | None = None
    read = 0
    for article in (own, *(article for article in reading.articles if article.id != own.id)):
        match = named.search(article.text)
        if match is None:
            continue
        start = article.text.rfind("\n", 0, match.start()) + 1
        end = article.text.find("\n", match.end())
        line = article.text[start : end if end >= 0 else len(article.text)]
        persons = [each for each in find_people(line) if each.name.split()[-1] == surname and " " in each.name]
        persons = [each for each in persons if " " not in said.speaker or each.name == said.speaker]
        for person in persons[:1]:
            if person.role:
                return person
            best = best or person
        read += 1
        if read >= _PLACES:
            break
    return best
