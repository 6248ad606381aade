"""Who said what on a topic, word for word; pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.salience import weigh
from assistant.nlp.lexical import alike, content_words
from assistant.nlp.people import people
from assistant.nlp.quotes import Quotation, quotations
from assistant.types import SpeakerKind

_LINES = 12
"""Voices that a briefing shows; asked for alone there are all."""
_A_SPEAKER = 2
"""Lines of one speaker in a briefing."""
_NAMED, _INSTITUTION = 0.2, 0.1
"""Given for a speaker with a name, and for an institution."""
_WORDS = 12
"""Words from which a quotation says enough."""
_SAME = 0.7
"""Share of the fewer words from which two quotations are of the same words."""
_MOSTLY = 0.7
"""Share of the articles that give a surname the same first name from which it is that one."""
_SHORT = 0.25
"""Taken off one that has fewer."""
_SCRAP, _PIECE = 0.4, 0.08
"""Taken off a few words that tell nothing, and off a part of a sentence."""
_FEW = 6
"""Words below which a quotation tells nothing."""
_ROYAL = ("King", "Queen", "Prince", "Princess", "Pope")
"""Who is called by the given name alone."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold what somebody says in one go: the sentences that have it, and the words between the marks."""

    sentence: Sentence
    quotes: tuple[str, ...]
    speaker: str
    role: str
    kind: SpeakerKind
    weight: float


def spoken(reading: Reading) -> list[Spoken]:
    """Return everything that is said in the articles on a topic, with the speaker, the weightiest first."""
    articles: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        articles[sentence.article.id].append(sentence)
    found = [said for own in articles.values() for said in _of_article(own, reading)]
    return sorted(_in_full(found), key=lambda said: (-said.weight, said.sentence.article.id, said.sentence.start))


def voices(found: Sequence[Spoken]) -> list[Spoken]:
    """Return those that a briefing shows: different speakers, by the day."""
    chosen: list[Spoken] = []
    heard: Counter[str] = Counter()
    for said in found:
        again = any(_says_the_same(said, other) for other in chosen)
        if len(chosen) < _LINES and not again and heard[said.speaker] < (_A_SPEAKER if said.kind == "named" else 1):
            chosen.append(said)
            heard[said.speaker] += 1
    return sorted(chosen, key=lambda said: (said.sentence.article.published or "", said.sentence.start))


def _says_the_same(one: Spoken, other: Spoken) -> bool:
    return alike(content_words(" ".join(one.quotes)), content_words(" ".join(other.quotes))) >= _SAME


def _of_article(own: Sequence[Sentence], reading: Reading) -> Iterator[Spoken]:
    """Yield what is said in one article; quotations of one speaker that follow each other are one."""
    text = own[0].article.text
    before: tuple[Sentence, list[Quotation]] | None = None
    for quotation in quotations(text):
        sentence = _around(own, quotation)
        if sentence is None:
            continue
        if before is not None and _goes_on(text, before, sentence, quotation):
            start, said = before[0], before[1]
            end = max(start.end, sentence.end)
            before = (replace(start, end=end, text=text[start.start : end]), [*said, quotation])
            continue
        if before is not None:
            yield _spoken(before, reading)
        before = (sentence, [quotation])
    if before is not None:
        yield _spoken(before, reading)


def _around(own: Sequence[Sentence], quotation: Quotation) -> Sentence | None:
    """Return the sentence that has a quotation, or as one those over which it runs."""
    first = next((place for place, each in enumerate(own) if each.start <= quotation.start < each.end), None)
    if first is None:
        return None
    text, start = own[first].article.text, own[first].start
    for each in own[first:]:
        if quotation.end <= each.end:
            whole = text[start : each.end]
            return replace(own[first], end=each.end, text=whole) if "\n" not in whole else None
    return None


def _goes_on(text: str, before: tuple[Sentence, list[Quotation]], sentence: Sentence, quotation: Quotation) -> bool:
    last = before[1][-1]
    between = text[before[0].end : sentence.start]
    return last.speaker == quotation.speaker and "\n" not in between and not between.strip()


def _spoken(told: tuple[Sentence, list[Quotation]], reading: Reading) -> Spoken:
    sentence, said = told
    quotes = tuple(sentence.article.text[quotation.start : quotation.end] for quotation in said)
    first = said[0]
    weight = 0.5 * weigh(sentence, reading) + 0.5 * sentence.about
    weight += {"named": _NAMED, "institution": _INSTITUTION}.get(first.kind, 0.0)
    words = sum(len(quote.split()) for quote in quotes)
    weight -= _SHORT * (words < _WORDS) + _SCRAP * (words < _FEW)
    weight -= _PIECE * all(quote[:1].islower() for quote in quotes)
    return Spoken(sentence, quotes, first.speaker, first.role, first.kind, weight)


def _in_full(found: Sequence[Spoken]) -> Iterator[Spoken]:
    """Give speakers the full name and the role by which another article on the topic calls them."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for article in {said.sentence.article.id: said.sentence.article for said in found}.values():
        known = people(article.text)
        for called, person in known.items():
            if " " in person.name and person.name.split()[0] != called != person.name:
                names[called][person.name] += 1
                names[called][person.name] += person.name in article.title
        for person in {person.name: person for person in known.values()}.values():
            if person.role:
                roles[person.name][person.role] += 1
    for said in found:
        name = said.speaker
        full = _full(names[name]) if said.kind != "anonymous" and said.role not in _ROYAL else ""
        role = said.role or next((role for role, _ in roles[full or name].most_common(1)), "")
        yield replace(said, speaker=full or name, role=role, kind="named" if full else said.kind)


def _full(names: Counter[str]) -> str:
    """Return the full name that nearly all articles mean by one; empty where they differ."""
    name, times = names.most_common(1)[0] if names else ("", 0)
    return name if times >= max(2, _MOSTLY * sum(names.values())) else ""
