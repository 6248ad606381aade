"""Who the words for a speaker mean: a name in full, a role, a pronoun's person, a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.nlp.speech.entities import (
    Entity,
    Gender,
    Person,
    is_title_word,
    pronoun_gender,
    read_bodies,
    read_entities,
    read_people,
)
from assistant.nlp.speech.reported_speech import Report, depth
from assistant.types import SpeakerKind

if TYPE_CHECKING:
    from assistant.nlp.spacy_pipeline import Doc, Token
    from assistant.nlp.speech.quotation_marks import QuotedSpan

_BACK = 14
"""Sentences before a pronoun in which the one meant is looked for."""
_LONGEST = 14
"""Tokens of a speaker without a name."""
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_OF_NOBODY = frozenset("i we you this these those what there".split())
_DOCUMENTS = frozenset("statement letter post tweet message email e-mail memo note notice release".split())
_INDEFINITE = frozenset({"a", "an", "another", "some", "one"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Hold who says something.

    Attributes:
        name: In full where the text names a person, else the words for them.
        role: What the text says that they are; empty where it does not.
        gender: Empty where the text does not tell.
    """

    name: str
    role: str
    kind: SpeakerKind
    gender: Gender = ""
    plural: bool = False


class SpeakerReader:
    """Tell who the source of a report is; reports are to be given in reading order."""

    def __init__(self, doc: Doc, quoted: Sequence[QuotedSpan]) -> None:
        self._doc = doc
        self._quoted = bytearray(len(doc.text) + 1)
        for span in quoted:
            self._quoted[span.start : span.end] = b"\x01" * (span.end - span.start)
        self._person_at: dict[int, Person] = {}
        self._entity_at: dict[int, Entity] = {}
        self._people = read_people(doc)
        for person in self._people:
            for start, end in person.mentions:
                self._person_at |= dict.fromkeys(self._tokens(start, end), person)
        for entity in read_entities(doc):
            self._entity_at |= dict.fromkeys(self._tokens(entity.start, entity.end), entity)
        self._sentence_of = {token.i: place for place, sent in enumerate(doc.sents) for token in sent}
        self._sentences = list(doc.sents)
        self._said: dict[int, list[Speaker]] = defaultdict(list)

    def _tokens(self, start: int, end: int) -> range:
        span = self._doc.char_span(start, end, alignment_mode="expand")
        return range(span.start, span.end) if span is not None else range(0)

    def read(self, report: Report) -> Speaker | None:
        """Return who says what a report reports; None where the text does not tell."""
        if report.subject is None or report.subject >= len(self._doc):
            return None
        subject = self._doc[report.subject]
        if subject.lower_ == "it" and (report.manner != "speech" or subject.head.i != report.verb):
            return None  # 'Lee called it “a nod to the past”'
        found = self._resolve(subject)
        if found is not None and report.manner == "speech":
            self._said[self._sentence_of[report.verb if report.verb < len(self._doc) else report.subject]].append(found)
        return found

    def _resolve(self, subject: Token) -> Speaker | None:
        if subject.lower_ in _RELATIVE and subject.head.dep_ == "relcl":
            subject = subject.head.head
        elif subject.lower_ == "who":
            before = (self._person(token) for token in reversed(self._doc[subject.sent.start : subject.i]))
            return next((found for found in before if found is not None), None)
        gender = pronoun_gender(subject)
        if gender:
            return self._find_before(subject, gender, plural=False)
        if subject.lower_ == "they":
            return self._find_before(subject, "", plural=True)
        if subject.lower_ == "it":
            return self._find_body(subject)
        if subject.lower_ in _OF_NOBODY or subject.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            return None
        return self._issuer(subject) or self._named(subject) or self._role(subject)

    def _issuer(self, noun: Token) -> Speaker | None:
        """Return who speaks in a statement or a letter: whose it is, else who spoke just before."""
        if noun.lemma_.lower() not in _DOCUMENTS:
            return None
        owner = next((child for child in noun.children if child.dep_ in ("poss", "compound")), None)
        if owner is not None and (owner.i in self._person_at or owner.i in self._entity_at):
            return self._named(owner)
        here = self._sentence_of[noun.i]
        if not any(word.lower_ == "the" for word in noun.lefts):
            return None
        return next((said for place in (here, here - 1, here - 2) for said in reversed(self._said[place])), None)

    def _named(self, noun: Token) -> Speaker | None:
        """Return the person or the body that a noun phrase names."""
        for each in (noun, *(child for child in noun.children if child.dep_ == "appos")):
            person = self._person_at.get(each.i)
            if person is not None:
                others = [self._person_at[other.i] for other in each.conjuncts if other.i in self._person_at]
                names = list(dict.fromkeys([person.name, *(other.name for other in others)]))
                return Speaker(" and ".join(names), person.role, "named", person.gender if len(names) == 1 else "")
        if is_title_word(noun.text):  # 'the Ambassador to France Ann Lee'
            held = [self._person_at[each.i] for each in noun.subtree if each.i in self._person_at and each.i > noun.i]
            if held:
                return Speaker(held[0].name, held[0].role, "named", held[0].gender)
        entity = self._entity_at.get(noun.i)
        if entity is None or any(word.lower_ in _INDEFINITE for word in noun.lefts):
            return None
        if entity.kind == "other" and " " in entity.text and not any(word.lower_ == "the" for word in noun.lefts):
            return Speaker(entity.text, "", "named")
        article = next((word.text + " " for word in noun.lefts if word.lower_ == "the"), "")
        return Speaker(article + entity.text, "", "institution", plural=noun.tag_ == "NNPS")

    def _role(self, noun: Token) -> Speaker | None:
        """Return whom a common noun means: the person of that role, else the words themselves."""
        article = next((word.lower_ for word in noun.lefts if word.dep_ == "det"), "")
        plural = noun.tag_ in ("NNS", "NNPS")
        if article in ("the", "this", "that") and not plural:
            holder = self._holder(noun)
            if holder is not None:
                return Speaker(holder.name, holder.role, "named", holder.gender)
        body = noun.lemma_.lower() in read_bodies()
        if body and article in ("the", "this", "that") and (named := self._body_before(noun)):
            return Speaker(named, "", "institution", plural=True)
        if not article and not plural:  # 'mother of two Ann Lee', as a title has none
            held = [self._person_at[each.i] for each in noun.subtree if each.i in self._person_at and each.i > noun.i]
            if held and self._doc[noun.i + 1].dep_ != "punct":
                return Speaker(held[0].name, held[0].role, "named", held[0].gender)
        words = self._phrase(noun)
        if not words:
            return None
        return Speaker(words, "", "institution" if body else "anonymous", plural=plural or body)

    def _holder(self, noun: Token) -> Person | None:
        """Return the person named last before a role that the text gives this very role."""
        held = [
            (max(start for start, _ in person.mentions if start < noun.idx), person)
            for person in self._people
            if noun.lemma_.lower() in person.role.lower().split() and person.mentions[0][0] < noun.idx
        ]
        return max(held, key=lambda pair: pair[0])[1] if held else None

    def _body_before(self, noun: Token) -> str:
        """Return the name of the body that a common noun repeats: 'the ministry' for 'the Harbour Ministry'."""
        word = noun.lemma_.lower()
        named = [
            entity
            for entity in dict.fromkeys(self._entity_at.values())
            if entity.start < noun.idx and " " in entity.text and entity.text.split()[-1].lower() == word
        ]
        return f"the {max(named, key=lambda entity: entity.start).text}" if named else ""

    def _phrase(self, noun: Token) -> str:
        start, end = noun.left_edge.i, noun.i + 1
        for child in noun.rights:
            if child.dep_ not in ("prep", "amod") or any(each.i in self._person_at for each in child.subtree):
                break
            end = child.right_edge.i + 1
        words = [token for token in self._doc[start:end] if not token.is_space]
        if len(words) > _LONGEST:
            words = [token for token in self._doc[start : noun.i + 1] if not token.is_space][-_LONGEST:]
        text = self._doc.text[words[0].idx : words[-1].idx + len(words[-1])] if words else ""
        return " ".join(text.split()).strip(" ,“”\"'")

    def _find_before(self, pronoun: Token, gender: Gender, *, plural: bool) -> Speaker | None:
        """Return whom a pronoun means: in the nearest paragraph the last speaker or subject that agrees, else name."""
        here = self._sentence_of[pronoun.i]
        for paragraph in self._paragraphs_before(here):
            for read in (self._leading, self._naming):
                for place in paragraph:
                    fitting = (each for each in read(place, pronoun.i) if _agrees(each, gender, plural=plural))
                    if (found := next(fitting, None)) is not None:
                        return found
        return None

    def _find_body(self, pronoun: Token) -> Speaker | None:
        """Return the body that 'it' means: the one that the sentence before it, in its paragraph, is about."""
        paragraph = next(self._paragraphs_before(self._sentence_of[pronoun.i]), [])
        for place in paragraph[:2]:
            found = next((each for each in self._leading(place, pronoun.i) if _is_body(each)), None)
            if found is not None:
                return found
        return None

    def _paragraphs_before(self, here: int) -> Iterator[list[int]]:
        """Yield the sentences of the paragraph of a sentence up to it, and of those before, the nearest first."""
        own: list[int] = []
        for place in range(here, max(-1, here - _BACK), -1):
            own.append(place)
            if place == 0 or "\n" in self._sentences[place - 1].text_with_ws:
                yield own
                own = []
        if own:
            yield own

    def _leading(self, place: int, until: int) -> Iterator[Speaker]:
        """Yield who speaks in a sentence, and its subjects, outside quotation marks."""
        if self._sentences[place].end <= until:
            yield from reversed(self._said[place])
        subjects = (token for token in self._loose(place, until) if token.dep_ in ("nsubj", "nsubjpass"))
        for token in sorted(subjects, key=depth):
            found = self._person(token) if token.tag_ not in ("NNS", "NNPS") else self._role(token)
            if found is None and token.pos_ in ("NOUN", "PROPN"):
                found = self._named(token) or (self._role(token) if token.lemma_.lower() in read_bodies() else None)
                found = found if (found is not None and found.plural) or _is_body(found) else None
            if found is not None:
                yield found

    def _naming(self, place: int, until: int) -> Iterator[Speaker]:
        """Yield whom a sentence names beside."""
        for token in self._loose(place, until):
            if (found := self._person(token)) is not None:
                yield found

    def _loose(self, place: int, until: int) -> list[Token]:
        return [token for token in self._sentences[place] if token.i < until and not self._quoted[token.idx]]

    def _person(self, token: Token) -> Speaker | None:
        for each in (token, *(child for child in token.children if child.dep_ == "appos")):
            if (person := self._person_at.get(each.i)) is not None:
                return Speaker(person.name, person.role, "named", person.gender)
        return None


def _is_body(speaker: Speaker | None) -> bool:
    return speaker is not None and speaker.kind == "institution"


def _agrees(speaker: Speaker, gender: Gender, *, plural: bool) -> bool:
    if plural:
        return speaker.plural or speaker.kind == "institution"
    return not speaker.plural and speaker.kind != "institution" and speaker.gender in ("", gender)
