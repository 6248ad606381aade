"""What one side says and another denies: a denial with what it denies, and a plain yes against a plain no; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.briefing.documents import MANY, Reading, Sentence
from assistant.briefing.salience import weigh
from assistant.nlp.lexical import content_words
from assistant.nlp.sentences import unquoted
from assistant.nlp.similarity import Encode

_BACK = 4
"""Sentences before a denial in which what it denies is looked for, where it only says 'it' or 'the charges'."""
_AHEAD_OF = 6
"""Sentences of its own article before a denial that need be less alike."""
_SHARE, _LEAST_WORDS = 0.6, 2
"""Share, and count, of the words of what is denied that a sentence must have to be what is denied."""
_ALIKE, _ALIKE_NEAR = 0.5, 0.3
"""Cosine from which it is, in another text and close before the denial."""
_ABOUT = 0.3
"""How much a denial must be about the topic."""
_ABOUT_OF_MANY = 0.3
"""How much what is denied must be about a topic of many articles itself."""
_BARE = 5
"""Words up to which a denial says nothing but that: what its speaker says next is the other side."""
_COMMON = 0.04
"""Share of the sentences on a topic that have a noun from which it tells nothing of what a sentence is on."""
_LONGEST = 40
"""Words of a sentence in a plain yes or no."""

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed)|contradict(?:s|ed)|reject(?:s|ed)(?= (?:the|that|all|any) "
    r"(?:claims?|allegations?|accusations?|suggestions?|charges?))|dismiss(?:es|ed)(?= (?:the |all )?(?:claims?|"
    r"allegations?|reports?|accusations?)))\b"
)
_NOT_DENIED = re.compile(
    r"\b(?:not|n[o’']t|never|without|neither|cannot|confirm(?:ed)? (?:n?or)|to) (?:\w+ ){0,2}(?:den|disput|contradict)"
    r"|\b(?:is|are|was|were|be|been|being|gets?|got) (?:\w+ly )?(?:denied|disputed|rejected|dismissed)\b(?! by)|"
    r"\b(?:denied|denying|denies|deny) (?:[\w’']+ ){0,3}(?:to|entry|access|bail|visas?|permission|entrance|boarding)\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(
    r"\b(?:accus\w+|alleg\w+|charge[sd]?|indict\w+|sued|claim\w*|suspect\w*|blam\w+)\b", re.IGNORECASE
)
_SAYS = re.compile(r"\b(?:says?|said|told|tells|claim(?:s|ed)|alleg\w+|accus\w+|reports?|reported|according to)\b")
_CHARGES = re.compile(
    r"^ (?:(?:all|any|the|these|those|such|both|his|her|their|them|\w+ly) |(?:all )?(?:two|three|four|five) )*"
    r"(?:charges?|allegations?|accusations?|claims?|counts?|wrongdoing|guilt)\b(?! (?:that|of|by))",
    re.IGNORECASE,
)
_IT = re.compile(r"^ (?:it|this|that|(?:that |any )?any such \w+.*|the (?:reports?|story|account))(?=[.,;”\"]|$)")
_OBJECT_ENDS = re.compile(
    r"[.;:“”\"()]|, (?:saying|who|which|but|and|while|after|then|with|calling|adding)\b|\b(?:because|although|but)\b"
)
_UNSURE = re.compile(r"\b(?:if|whether|could|would|might|may|should|unless|perhaps|will)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|none|neither|nor|cannot|nothing|nobody)\b|n[’']t\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:among|includ(?:es?|ed|ing)|contain(?:s|ed|ing)?|part of)\b", re.IGNORECASE)
_NOT_AMONG = re.compile(
    r"(?P<what>[^.;:,“”\"]{3,60}?) (?:is|are|was|were|has|have|had)(?: been)?(?:n[’']t| not)(?: been)? "
    r"(?:among|included|part of|contained)\b"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """Hold what is said, and the sentence that says otherwise, in the words that do."""

    said: Sentence
    denied: Sentence
    word: str
    weight: float

    @property
    def later(self) -> bool:
        """Say whether what was denied at first is told as true by another text later on."""
        return (self.said.article.published or "") > (self.denied.article.published or "")


def denials(reading: Reading, encode: Encode) -> list[Denial]:
    """Return what is said and denied, the weightiest first."""
    own: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        own[sentence.article.id].append(sentence)
    words = [frozenset(content_words(sentence.text)) for sentence in reading.sentences]
    found = [denial for each in own.values() for denial in _of_an_article(each, reading, words, encode)]
    found += _yes_and_no(reading, words)
    return sorted(found, key=lambda denial: -denial.weight)


def _of_an_article(
    own: Sequence[Sentence], reading: Reading, words: Sequence[frozenset[str]], encode: Encode
) -> Iterator[Denial]:
    for at, sentence in enumerate(own):
        match = _DENIES.search(unquoted(sentence.text))
        if match is None or _NOT_DENIED.search(sentence.text) or sentence.text.rstrip("”\"'").endswith("?"):
            continue
        after = unquoted(sentence.text)[match.end() :]
        near = [each for each in own[max(0, at - _BACK) : at] if sentence.place - each.place <= _BACK]
        if _CHARGES.match(after):
            said = next((each for each in reversed(near) if _ACCUSED.search(each.text) and _may_be_said(each)), None)
        elif _IT.match(after):
            said = _claim_before(near, sentence)
        else:
            said = _with_the_words_of(after, sentence, reading, words, encode)
        other = _answer(own, at) if len(sentence.text.split()) <= _BARE else sentence
        least = _ABOUT_OF_MANY if len(reading.articles) >= MANY else 0.0
        if said is not None and max(said.about, sentence.about) >= _ABOUT and said.about >= least:
            weight = weigh(said, reading) + _ABOUT * max(said.about, sentence.about)
            yield Denial(said, other, match.group(), weight)


def _may_be_said(sentence: Sentence) -> bool:
    """Say whether a sentence can be what somebody denies: a plain statement that denies nothing itself."""
    return not _DENIES.search(sentence.text) and not sentence.text.rstrip("”\"'’").endswith(("?", ":"))


def _claim_before(near: Sequence[Sentence], denial: Sentence) -> Sentence | None:
    """Return what 'denies it' is on: of the paragraph before, the sentence that says whose claim it is."""
    able = [each for each in near if _may_be_said(each)]
    if not able:
        return None
    last = able[-1]
    same = [each for each in able if "\n" not in each.article.text[each.end : last.start]]
    return next((each for each in same if _SAYS.search(unquoted(each.text))), None)


def _answer(own: Sequence[Sentence], at: int) -> Sentence:
    """Return what follows a bare denial in the denier's own words, else the denial."""
    after = own[at + 1] if at + 1 < len(own) else None
    quoted = (
        after is not None and after.text[:1] in "\"“‘'" and "\n" not in after.article.text[own[at].end : after.start]
    )
    return after if after is not None and quoted else own[at]


def _with_the_words_of(
    after: str, denial: Sentence, reading: Reading, words: Sequence[frozenset[str]], encode: Encode
) -> Sentence | None:
    """Return the sentence that says what is denied, in most of the words of the denial."""
    end = _OBJECT_ENDS.search(after)
    told = after[: end.start()] if end else after
    denied = frozenset(content_words(told))
    done = denied - frozenset(content_words(" ".join(re.findall(r"\b[A-Z]\w+", told)))) - set(reading.weighed)
    need = max(_LEAST_WORDS, round(_SHARE * len(denied)))
    if len(denied) < _LEAST_WORDS or not done:
        return None
    able = [
        (len(denied & words[at]), each)
        for at, each in enumerate(reading.sentences)
        if len(denied & words[at]) >= need and len(done & words[at]) >= _SHARE * len(done) and each is not denial
        if _may_be_said(each) and not _NOT.search(each.text)
    ]
    if not able:
        return None
    vectors = encode([denial.text, *(each.text for _, each in able)])
    ranked = [
        (shared, float(vector @ vectors[0]), each)
        for (shared, each), vector in zip(able, vectors[1:], strict=True)
        if float(vector @ vectors[0]) >= (_ALIKE_NEAR if _is_just_before(each, denial) else _ALIKE)
    ]
    return max(ranked, key=lambda told: told[:2], default=(0, 0.0, None))[2]


def _is_just_before(said: Sentence, denial: Sentence) -> bool:
    return said.article.id == denial.article.id and 0 < denial.place - said.place <= _AHEAD_OF


def _yes_and_no(reading: Reading, words: Sequence[frozenset[str]]) -> Iterator[Denial]:
    """Yield what one text says is not among the things that another one says are."""
    count: dict[str, int] = defaultdict(int)
    for each in words:
        for word in each:
            count[word] += 1
    for sentence in reading.sentences:
        match = _NOT_AMONG.search(sentence.text)
        if match is None or len(sentence.text.split()) > _LONGEST or _UNSURE.search(match["what"]):
            continue
        things = {stem for stem in content_words(match["what"]) if count[stem] <= max(2, _COMMON * len(words))}
        yes = [
            other
            for at, other in enumerate(reading.sentences)
            if things & words[at] and other.story != sentence.story and _is_plain_yes(other, things)
        ]
        if yes:
            said = max(yes, key=lambda other: weigh(other, reading))
            yield Denial(said, sentence, "not", weigh(said, reading) + _ABOUT * max(said.about, sentence.about))


def _is_plain_yes(sentence: Sentence, things: set[str]) -> bool:
    """Say whether a sentence tells that things are among others, without an 'if' or a 'not'."""
    if len(sentence.text.split()) > _LONGEST or _UNSURE.search(sentence.text) or _NOT.search(sentence.text):
        return False
    return bool(_AMONG.search(sentence.text)) and bool(things & set(content_words(sentence.text)))
