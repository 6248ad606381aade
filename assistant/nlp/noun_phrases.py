"""Find the noun phrases of a question: what it is about, without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.nlp.names import is_name

_TOKEN = re.compile(r"[\w&](?:[\w’'&.-]*\w)?")
_DETERMINERS = frozenset("the a an this that these those its his her their our your".split())
_PREPOSITIONS = frozenset(
    "in at of from to by for with on near about over after before during between against into under regarding "
    "according through across without within".split()
)
_BIND = frozenset("of in at near from to between".split())
"""Prepositions that tie one noun phrase to the next: 'the night train from Merrin to Halden'."""
_DO = frozenset("did does do will would can could should may might must".split())
_BE = frozenset("was were is are has have had been".split())
_STOP = frozenset(
    "who whom whose what which when where why how and or but so if because while as until since many much long "
    "often far big high large old it he she they him them i we you me us there then now too also again yet still "
    "more most else ever already just really exactly actually very first last next any anybody anyone anything "
    "not no himself herself itself themselves somebody someone something nobody everybody everything all both each per "
    "than only same other another together being be "
    "tell show give list find compare summarise summarize explain describe please up out off down ago today yesterday "
    "tomorrow january february march april may june july august september october november december".split()
)
_VERB = re.compile(
    r"\w+(?<!e)ed|stolen|taken|given|seen|known|shown|written|chosen|broken|spoken|driven|fallen|hidden|beaten|found|held|"
    r"sold|built|lost|won|made|said|told|bought|caught|paid|sent|shot|hit|hurt|cut|shut|met|kept|born|begun|sunk|sworn|"
    r"drawn|thrown|grown|took|went|came|gave|began|fell|rose|became|got|wrote|spoke|broke|happens?|says?",
    re.IGNORECASE,
)
"""Words that end a run of nouns: past forms, which no noun of a question's ordinary words is."""
_GENERIC = re.compile(
    r"(?:(?:the|a|an|this|that|its|his|her|their)\s+)?(?:people|persons?|one|ones|man|men|woman|women|things?|reasons?|way|"
    r"kind|sort|number|share|percentage|outlets?|articles?|(?:news)?papers?|stories|reports?|time|day|week|month|year|end|state|latest|news|money|more|place|role|part)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold a noun phrase and where it stands.

    Attributes:
        subject: Whether it is what the question's verb is said of.
        after: The preposition before it, in small letters; empty where there is none.
        asked: Whether it is the thing asked for ('which union', 'how many bodies').
    """

    text: str
    start: int
    end: int
    subject: bool = False
    after: str = ""
    asked: bool = False

    @property
    def definite(self) -> str:
        """Return it as what is known by now: 'the lynx' for 'a lynx', 'the bodies' for 'how many bodies'."""
        words = re.sub(r"^(?:an?|this|that|these|those)\s+", "the ", self.text, flags=re.IGNORECASE)
        return f"the {words}" if self.asked and words[:1].islower() else words


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    name: bool
    gap: str

    @property
    def low(self) -> str:
        return self.word.lower()

    @property
    def is_noun(self) -> bool:
        """Say whether it may be part of a noun phrase: a name, or no word that closes one."""
        closed = _DETERMINERS | _PREPOSITIONS | _DO | _BE | _STOP
        return self.name or (self.low not in closed and self.word[0].isalnum() and not self.word[0].isdigit())


def noun_phrases(text: str) -> tuple[Phrase, ...]:
    """Return the noun phrases of a question that say something, in reading order."""
    found = []
    for phrase in _bound(text, list(_runs(_tokens(text)))):
        if not _GENERIC.fullmatch(phrase.text):
            found.append(phrase)
    return tuple(found)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        gap = text[found[-1].end : match.start()] if found else ""
        found.append(_Token(match[0], match.start(), match.end(), is_name(text, match.start(), match.end()), gap))
    return found


def _runs(tokens: list[_Token]) -> Iterator[tuple[Phrase, bool]]:
    """Yield runs of nouns with their determiner, and whether what follows may be tied on by a preposition."""
    place, auxiliary = 0, ""
    while place < len(tokens):
        begin, determined = place, tokens[place].low in _DETERMINERS and not tokens[place].name
        first = begin + determined
        end = _end_of_run(tokens, first)
        if end == first:
            place = begin + 1
            auxiliary = tokens[begin].low if tokens[begin].low in _DO | _BE else ""
            continue
        before = tokens[begin - 1].low if begin else ""
        after = before if before in _PREPOSITIONS else ""
        asked = before in {"which", "what", "many", "much", "whose"}
        asking = begin == 1 and auxiliary in _BE  # 'Is Lumen compulsory?'
        cut = _without_verb(tokens, first, end=end) if auxiliary in _DO or asking else end
        tied = auxiliary in _DO and cut == end and end < len(tokens) and tokens[end].low in _BIND | {"and"}
        names = [index for index in range(first, cut) if tokens[index].name]
        if names and not (determined or after or auxiliary or asked):
            begin = names[0]  # 'criticised Lena Oske', after 'who'
        plural = before == "and" and tokens[cut - 1].low.endswith("s")  # 'the draft and monitors'
        if determined or names or asked or after or auxiliary or plural:
            yield _phrase(tokens[begin:cut], subject=bool(auxiliary), after=after, asked=asked), cut == end
        # 'did the flood in Brenna start': the verb comes after what is tied on.
        place, auxiliary = (end + 1, auxiliary) if tied else (end, "")


def _end_of_run(tokens: list[_Token], first: int) -> int:
    """Return where the nouns from a place on end: before any other word, a verb or a stop."""
    end = first
    if (
        first < len(tokens)
        and not tokens[first].name
        and _VERB.fullmatch(tokens[first].word)
        and not _determined(tokens, first)
    ):
        return first
    while end < len(tokens) and tokens[end].is_noun:
        token = tokens[end]
        verb = not token.name and (_VERB.fullmatch(token.word) or (tokens[end - 1].name and token.low.endswith("ing")))
        if end > first and (verb or re.search(r"[,;:.?!]", token.gap)):
            break
        end += 1
    return end


def _determined(tokens: list[_Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].low in _DETERMINERS


def _without_verb(tokens: list[_Token], first: int, *, end: int) -> int:
    """Return where a subject after 'did' ends once the verb is left out: 'the ferry sink'."""
    following = tokens[end].low if end < len(tokens) else ""
    if end - first < 2 or tokens[end - 1].name or _VERB.fullmatch(following):
        return end
    if following == "of" and not tokens[end - 2].name:
        return end
    return end - 1


def _phrase(tokens: list[_Token], *, subject: bool, after: str, asked: bool) -> Phrase:
    words = tokens[0].word
    for token in tokens[1:]:
        words += f"{token.gap if token.gap.strip() else ' '}{token.word}"
    words = re.sub(r"['’]s?$", "", words)
    return Phrase(words, tokens[0].start, tokens[-1].end, subject, after, asked)


def _bound(text: str, runs: list[tuple[Phrase, bool]]) -> Iterator[Phrase]:
    """Yield phrases joined with those that a preposition ties to them."""
    held: Phrase | None = None
    open_end = False
    for phrase, whole in runs:
        if held is not None and open_end and phrase.after in _BIND and _touch(text, held, phrase):
            held = replace(held, text=f"{held.text} {text[held.end : phrase.end].strip()}", end=phrase.end)
            held = replace(held, text=text[held.start : held.end])
        else:
            if held is not None:
                yield held
            held = phrase
        open_end = whole
    if held is not None:
        yield held


def _touch(text: str, one: Phrase, other: Phrase) -> bool:
    return text[one.end : other.start].strip().lower() == other.after


def is_verb(word: str) -> bool:
    """Say whether a word is a past form: 'died', 'found'."""
    return _VERB.fullmatch(word) is not None


def subject_of(text: str) -> Phrase | None:
    """Return what the verb of a question is said of, None where that is the thing asked for."""
    return next((phrase for phrase in noun_phrases(text) if phrase.subject), None)


def about(text: str) -> Phrase | None:
    """Return what a question wants to hear about: 'the strike' in 'What did the Ledger report about the strike?'."""
    topics = {"about", "on", "over", "regarding", "of", "against"}
    return next((phrase for phrase in reversed(noun_phrases(text)) if phrase.after in topics), None)
