"""Who and what a text names: entities with their kind, and people with their full name, role and gender."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from assistant.nlp.spacy_pipeline import parse
from assistant.nlp.speech.reported_speech import read_verbs
from assistant.nlp.speech.roles_in_text import read_role

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Doc, Token
    from assistant.nlp.spacy_pipeline import Span as TokenSpan

EntityKind = Literal["person", "body", "place", "other"]
Gender = Literal["f", "m", ""]
Span = tuple[int, int]

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "body",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "PRODUCT": "other",
    "LAW": "other",
    "NORP": "other",
}
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "himself": "m"}
_PRONOUNS |= dict.fromkeys(("she", "her", "hers", "herself"), "f")


@dataclass(frozen=True, slots=True)
class Entity:
    """Hold a name where it stands in the text, without titles and articles."""

    text: str
    start: int
    end: int
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Person:
    """Hold somebody whom a text names.

    Attributes:
        name: The fullest form that the text prints.
        role: What the text says that they are, as printed; empty where it does not.
        gender: By titles and pronouns; empty where the text does not tell.
        mentions: Where the name, or a part of it, stands.
    """

    name: str
    role: str
    gender: Gender
    mentions: tuple[Span, ...]


@cache
def read_titles() -> dict[str, Gender]:
    """Return the titles before names, in small letters without a full stop, with the gender that they tell."""
    titles: dict[str, Gender] = {}
    for line in files("assistant.nlp").joinpath("lexicons/titles.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, gender = line.partition(" ")
            titles[word.lower()] = "f" if gender == "f" else "m" if gender == "m" else ""
    return titles


@cache
def read_bodies() -> frozenset[str]:
    """Return the common nouns for bodies that speak as one."""
    lines = files("assistant.nlp").joinpath("lexicons/bodies.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def find_entities(text: str) -> tuple[Entity, ...]:
    """Find the named entities of a text, in reading order."""
    return tuple(read_entities(parse(text)))


def find_people(text: str) -> tuple[Person, ...]:
    """Find the people whom a text names, by their first mention."""
    return read_people(parse(text))


def read_entities(doc: Doc) -> Iterator[Entity]:
    """Yield the named entities of a parse: those that the model finds, and other runs of proper nouns."""
    kinds = _vote(doc)
    taken: set[int] = set()
    spans: list[tuple[TokenSpan, EntityKind]] = []
    for found in doc.ents:
        span = _without_edges(found)
        if found.label_ in _KINDS and span is not None:
            spans.append((span, kinds.get(span.text, _KINDS[found.label_])))
            taken.update(range(found.start, found.end))
    for run in _proper_runs(doc, taken):
        spans.append(
            (run, kinds.get(run.text, "person" if _is_titled(run) or _is_aged(run) or _is_plain_name(run) else "other"))
        )
    surnames = {span.text.split()[-1] for span, kind in spans if kind == "person" and " " in span.text}
    for span, kind in sorted(spans, key=lambda pair: pair[0].start):
        own: EntityKind = "person" if span.text in surnames else kind
        yield Entity(span.text, span.start_char, span.end_char, own)


def _vote(doc: Doc) -> dict[str, EntityKind]:
    """Return the kind that most mentions of a name have; one with a title is a person's."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for found in doc.ents:
        span = _without_edges(found)
        if span is not None and found.label_ in _KINDS:
            votes[span.text][_kind_here(span, _KINDS[found.label_])] += 1
    return {name: count.most_common(1)[0][0] for name, count in votes.items()}


def _kind_here(span: TokenSpan, kind: EntityKind) -> EntityKind:
    """Return the kind of a name at one place: its title, age or verb may tell more than the model."""
    if _is_titled(span) or _is_aged(span):
        return "person"
    if span.start > 0 and span.doc[span.start - 1].lower_ == "the":
        return "body" if kind == "person" else kind  # 'she showed the Ledger her bills'
    return "person" if _speaks(span, kind) else kind


def _is_aged(span: TokenSpan) -> bool:
    """Say whether an age stands behind a name: 'Ann Lee, 52,'."""
    behind = [token.text for token in span.doc[span.end : span.end + 3]]
    return len(behind) > 2 and behind[0] == "," and behind[1].isdigit() and len(behind[1]) < 3 and behind[2] in ",.;"


def _speaks(span: TokenSpan, kind: EntityKind) -> bool:
    """Say whether a name of plain words is beside what a person is, or the subject of saying."""
    if not 1 < len(span) <= 3 or not all(token.is_alpha and token.is_title for token in span):
        return False
    head = span.root.head
    beside = span.root.dep_ == "appos" and head.pos_ in ("NOUN", "ADJ")
    if kind == "body":  # 'the governor, Petra Nygaard,' and not 'the firm, Harbour Mutual,'
        return beside and len(span) == 2 and head.tag_ == "NN" and head.lemma_.lower() not in read_bodies()
    subject = span.root.dep_ == "nsubj" and read_verbs().get(head.lemma_) == "speech"
    return (beside or subject) and span[-1].lower_ not in read_bodies()


def _without_edges(span: TokenSpan) -> TokenSpan | None:
    """Return the words of a name without its article, its titles and its genitive."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].pos_ == "DET" or doc[start].is_space or is_title_word(doc[start].text)):
        start += 1
    while start < end and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return doc[start:end] if start < end and any(token.is_alpha for token in doc[start:end]) else None


def _proper_runs(doc: Doc, taken: set[int]) -> Iterator[TokenSpan]:
    start: int | None = None
    for token in doc:
        proper = token.pos_ == "PROPN" and token.text[:1].isupper() and token.i not in taken
        proper = proper and (not token.ent_type_ or token.ent_type_ in _KINDS)
        if proper and start is None:
            start = token.i
        if start is not None and not proper:
            span = _without_edges(doc[start : token.i])
            if span is not None and not _is_office(span):
                yield span
            start = None
    if start is not None and (span := _without_edges(doc[start : len(doc)])) is not None:
        yield span


def _is_office(span: TokenSpan) -> bool:
    """Say whether proper nouns are an office before a name: 'Health Secretary Ann Lee'."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return is_title_word(span[-1].text) or (after is not None and after.ent_type_ == "PERSON")


def is_title_word(word: str) -> bool:
    """Say whether a word is a title before a name: 'Sen.', 'Professor'."""
    return word[:1].isupper() and word.rstrip(".").lower() in read_titles()


def _is_plain_name(span: TokenSpan) -> bool:
    """Say whether two or three plain words that the model has no kind for can be a person's name."""
    article = span.start > 0 and span.doc[span.start - 1].lower_ == "the"
    plain = all(token.is_alpha and token.is_title for token in span)
    subject = span.root.dep_ not in ("pobj", "compound", "poss")
    return 1 < len(span) <= 3 and plain and subject and not article and span[-1].lower_ not in read_bodies()


def _is_titled(span: TokenSpan) -> bool:
    return span.start > 0 and is_title_word(span.doc[span.start - 1].text)


def read_people(doc: Doc) -> tuple[Person, ...]:
    """Return the people whom a parse names; a surname alone is of the one whom the text names in full."""
    mentions = [entity for entity in read_entities(doc) if entity.kind == "person"]
    groups = _join_names(mentions)
    people = [
        Person(name, _best_role(doc, own), _gender(doc, own), tuple((each.start, each.end) for each in own))
        for name, own in groups.items()
    ]
    return tuple(sorted(people, key=lambda person: person.mentions[0]))


def _join_names(mentions: Sequence[Entity]) -> dict[str, list[Entity]]:
    full: dict[str, list[Entity]] = {}
    for each in mentions:
        if " " in each.text:
            full.setdefault(each.text, []).append(each)
    longest = {name: _fullest(name, full) for name in full}
    groups: dict[str, list[Entity]] = defaultdict(list)
    for each in mentions:
        if each.text in longest:
            groups[longest[each.text]].append(each)
            continue
        bearers = [name for name in dict.fromkeys(longest.values()) if each.text in _short_forms(name)]
        groups[_most_likely(bearers, full, each) if bearers else each.text].append(each)
    return groups


def _fullest(name: str, full: dict[str, list[Entity]]) -> str:
    """Return the longest name that has all words of another in order: 'Ann M. Lee' for 'Ann Lee'."""
    words = _plain(name)
    longer = [other for other in full if len(other) > len(name) and _within(words, _plain(other))]
    return max(longer, key=len, default=name)


def _within(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return short[-1] == long[-1] and all(word in rest for word in short)


def _plain(name: str) -> list[str]:
    words = [word.strip(".,").lower() for word in name.split()]
    return [word for word in words if word not in _SUFFIXES] or words


def _short_forms(name: str) -> set[str]:
    words = [word for word in name.split() if word.strip(".,").lower() not in _SUFFIXES]
    return {words[-1], words[0], " ".join(words[1:])} if words else set()


def _most_likely(names: list[str], full: dict[str, list[Entity]], mention: Entity) -> str:
    """Return whom a part of a name means where several share it: the one named most, and before."""
    before = [name for name in names if full[name][0].start < mention.start] or names
    surname = [name for name in before if name.split()[-1] == mention.text.split()[-1]] or before
    return max(surname, key=lambda name: (len(full[name]), -full[name][0].start))


def _best_role(doc: Doc, mentions: Sequence[Entity]) -> str:
    for each in mentions:
        span = doc.char_span(each.start, each.end)
        role = read_role(span) if span is not None else ""
        if role:
            return role
    return ""


def _gender(doc: Doc, mentions: Sequence[Entity]) -> Gender:
    """Return what titles tell, else most pronouns that agree with a mention as the subject of their sentence."""
    count: Counter[Gender] = Counter()
    for each in mentions:
        span = doc.char_span(each.start, each.end)
        if span is None:
            continue
        before = doc[span.start - 1].text.rstrip(".").lower() if span.start else ""
        if told := read_titles().get(before, ""):
            return told
        count.update(_agreeing(doc, span))
    most = count.most_common(2)
    return "" if not most or (len(most) > 1 and most[0][1] == most[1][1]) else most[0][0]


def _agreeing(doc: Doc, span: TokenSpan) -> Iterator[Gender]:
    """Yield the gender of the pronouns behind a mention, until another person is named."""
    sentence = span.sent
    following = doc[sentence.end].sent.end if sentence.end < len(doc) else sentence.end
    subject = span.root.dep_ in ("nsubj", "nsubjpass", "poss")
    for token in doc[span.end : following if subject else sentence.end]:
        if token.ent_type_ == "PERSON" or "\n" in token.text:
            return
        if token.lower_ in _PRONOUNS:
            yield _PRONOUNS[token.lower_]


def pronoun_gender(token: Token) -> Gender:
    """Return the gender of a pronoun of the third person; empty for other words."""
    return _PRONOUNS.get(token.lower_, "")
