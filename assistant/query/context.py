"""What a follow-up can refer to: the question before, its answer, and what was said before that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.nlp.names import Name, find_names, people
from assistant.nlp.noun_phrases import Phrase, about, noun_phrases, subject_of

_LONGEST = 2000
"""Characters of an answer, and of what lies further back, that are looked at."""
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)"
_WHO_IS = re.compile(r"^who\s+(?:is|was|are|were)\s+(?P<what>(?:the\s|[A-Z\w’']+['’]s\s).+)$", re.IGNORECASE)
_WHO_DID = re.compile(rf"^who\s+(?P<rest>(?!{_AUXILIARY}\b)\w+\s.+|(?:is|was|has|had|will)\s+\w.+)$", re.IGNORECASE)
_WHICH_DID = re.compile(
    rf"^which\s+(?P<what>[a-z][\w-]*(?:\s+(?!{_AUXILIARY}\b)[a-z][\w-]*)??)\s+(?P<rest>(?!did\b)\w+\s.+)$",
    re.IGNORECASE,
)


ROLE = re.compile(
    r"(?:.*\s)?(?:minister|president|mayor|governor|prosecutors?|judges?|coach|captain|general|director|spokes\w+|lawyers?|"
    r"defence|defense|mother|father|king|queen|senator|premier|chancellor|secretary|chief|boss|driver|author|researchers?)",
    re.IGNORECASE,
)
"""Noun phrases that name a person, or a side, by what they are."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Hold a conversation as a follow-up sees it.

    Attributes:
        previous: The question before, in the form that stands alone, without its mark.
        answer: What was answered as fact.
        earlier: Older questions and answers, the newest first.
        outlets: Names of the archive's outlets.
    """

    previous: str = ""
    answer: str = ""
    earlier: str = ""
    outlets: tuple[str, ...] = ()

    def after(self, question: str, answer: str) -> Talk:
        """Return the conversation once a question was asked and answered."""
        older = f"{self.previous}? … {self.answer} … {self.earlier}" if self.previous else ""
        return Talk(question.rstrip(" ?.!"), answer[:_LONGEST], older[:_LONGEST], self.outlets)

    @property
    def whole(self) -> str:
        """Return all that was said, the newest first."""
        return f"{self.previous} … {self.answer} … {self.earlier}"

    def is_outlet(self, name: str) -> bool:
        """Say whether a name is an outlet's."""
        bare = _bare(name)
        return any(bare == _bare(outlet) or _bare(outlet).endswith(f" {bare}") for outlet in self.outlets)

    def asked_people(self) -> tuple[str, ...]:
        """Return the people of the question before, a surname alone included where the conversation knows it as one."""
        named = people(self.previous)
        described = re.search(r"\b(?:the one|those) who\s.+", self.previous)
        if named or described:
            return named if described is None else (_innermost(described[0]),)
        known = {name.split()[-1]: name for name in people(f"{self.answer} … {self.earlier}")}
        alone = [name.text for name in find_names(self.previous) if name.kind == "other" and " " not in name.text]
        return tuple(dict.fromkeys(known[name] for name in alone if name in known))

    def person_asked_for(self) -> str:
        """Return who a question with 'who' asked for: by name where the answer has one, else in its own words."""
        who_is, who_did = _WHO_IS.match(self.previous), _WHO_DID.match(self.previous)
        if who_is is None and who_did is None:
            return ""
        told = people(self.answer)
        if len(told) == 1:
            return told[0]
        return who_is["what"] if who_is else f"the one who {who_did['rest']}" if who_did else ""

    def body_asked_for(self) -> str:
        """Return what a question with 'which' asked for: 'the club that bought Bertrane'."""
        which = _WHICH_DID.match(self.previous)
        if which is None:
            return ""
        head, rest = which["what"].split()[-1], re.sub(r"^(?:do|does)\s+", "", which["rest"], flags=re.IGNORECASE)
        named = [
            name for name in find_names(self.answer) if re.search(rf"\b{re.escape(head)}\b", name.text, re.IGNORECASE)
        ]
        if len({name.text for name in named}) == 1:
            return with_the(self.answer, named[0])
        return f"the {which['what']} that {rest}"

    def things(self) -> tuple[Phrase, ...]:
        """Return what 'it' may stand for in the question before, the likeliest first; no people, places or outlets."""
        found = [phrase for phrase in noun_phrases(self.previous) if self._is_thing(phrase)]
        topic, subject = about(self.previous), subject_of(self.previous)
        return tuple(sorted(found, key=lambda phrase: _rank(phrase, subject, topic)))

    def _is_thing(self, phrase: Phrase) -> bool:
        if self.is_outlet(phrase.text) or ROLE.fullmatch(phrase.text):
            return False
        bare = re.sub(r"^(?:the|an?)\s+", "", phrase.text, flags=re.IGNORECASE)
        kinds = {name.kind for name in find_names(self.previous) if name.text == bare}
        # 'defence minister Jonas Reve': a person, with what he is before the name.
        person = not kinds and bool(people(bare)) and bare.endswith(people(bare)[0])
        return not kinds & {"person", "place"} and not person

    def topic(self, beside: str = "") -> str:
        """Return what the question before is about, as far as a follow-up does not say it itself."""
        phrases = [phrase.definite for phrase in self.things() if not phrase.asked]
        if asked := self.body_asked_for():
            phrases = [asked]
        if not phrases:
            phrases = [with_the(self.previous, name) for name in find_names(self.previous)]
            phrases = phrases or [phrase.definite for phrase in self.things()]
        said = set(_words(beside))
        fresh = [phrase for phrase in phrases if not set(_words(phrase)) <= said]
        return " and ".join(list(dict.fromkeys(fresh))[:2])


def _innermost(described: str) -> str:
    """Return 'the one who resigned' of 'the one who replaces the one who resigned', without the verb after it."""
    last = max(described.rfind("the one who"), described.rfind("those who"))
    return described[last:]


def _rank(phrase: Phrase, subject: Phrase | None, topic: Phrase | None) -> tuple[int, int]:
    order = 0 if phrase == subject else 1 if phrase == topic else 3 if phrase.asked else 2
    return order, phrase.start


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").strip()


def _words(text: str) -> Sequence[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in {"the", "a", "an", "of", "in", "and"}]


def with_the(source: str, name: Name) -> str:
    """Return a name with the article that stands before it."""
    return f"the {name.text}" if source[: name.start].lower().endswith("the ") else name.text
