"""Who is meant where an article says 'he', 'the company', 'one of them': those whom it was about last; pure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from assistant.nlp.attribution import main_subject
from assistant.nlp.speaker_candidates import Who

_FEMALE = re.compile(r"(?:woman|girl|wife|widow|mother|sister|daughter|actress)\b")
_MALE = re.compile(r"(?:(?<!wo)man|boy|husband|father|brother|son|actor)\b")
_GROUP = re.compile(
    r"(?i:sources|insiders|officials|diplomats|residents|neighbours|soldiers|experts|analysts|allies|aides|critics|"
    r"witnesses|people|men|women|families|[a-z]+ers)\b"
)
_MANY = re.compile(rf"{_GROUP.pattern}|\b[a-z]{{3,}}[^\Ws’']s$")
_SENT = re.compile(
    r"(?:statement|post|tweet|letter|message|email|e-mail|filing|note|thread|speech|video|blog|text|memo)$"
)
_SENDS = re.compile(
    r"\b(?:statement|post|tweet|letter|message|email|e-mail|filing|notice|note|thread|speech|video|blog|text|memo|posted|"
    r"tweeted|wrote)\b"
)
_BY_OFFICE = re.compile(
    r"(?:prosecutor|judge|minister|senator|attorney|doctor|plaintiff|juror|negotiator|reporter|journalist|teacher|"
    r"executive|owner|president|governor|mayor|secretary|engineer|nurse|expert|analyst|lawmaker)$"
)
"""Those who are somebody of whom the article says so."""
_NEAR = 5
"""Of how many of whom an article was about last 'they' and 'it' may be."""
_ASKS = re.compile(r"^\W*When\b.* (?:asked|pressed|told) $")
_RELATED = re.compile(r"\b(?:which|where|whom) $")
_UNKNOWN = re.compile(
    r"(?:source|insider|official|diplomat|resident|man|woman|person|voter|fan|officer|soldier|witness|neighbou?r|user|"
    r"spokes\w+|guard|employee|worker|dealer|friend|relative|aide|ally|adviser|advisor|lawyer|voice|member)$"
)
"""Those who stay without a name: 'the diplomat' is nobody whom the article named before."""


class Speakers:
    """Remember whom an article was about, and who spoke."""

    def __init__(self) -> None:
        self.last: Who | None = None
        self._about: deque[Who] = deque(maxlen=12)  # the newest last
        self._beside: deque[Who] = deque(maxlen=12)
        self._sex: dict[str, str] = {}
        self._group = ""
        self._sender: Who | None = None
        self._spoke_before = False

    def spoke(self, who: Who) -> None:
        """Note who speaks."""
        self.last = who
        self._about.append(who)

    def about(self, who: Who) -> None:
        """Note that the article is about somebody now."""
        self._about.append(who)

    def next_paragraph(self, spoken: bool) -> None:
        """Note that a paragraph ends, and whether somebody spoke in it."""
        self._spoke_before = spoken

    def going_on(self, paragraph: str) -> Who | None:
        """Return who goes on speaking in a paragraph that is all quotation."""
        whole = not re.sub(r"«_*»", "", paragraph).strip(" .,;:-–—")
        return self.last if whole and self._spoke_before else None

    def read(self, sentence: str, found: Sequence[Who]) -> Who | None:
        """Note whom a sentence is about, and return that one."""
        for who in found:
            group = _GROUP.search(who.name) if who.person is None else None
            if group:
                self._group = group.group().lower()
            if who.person is not None:
                self._beside.append(who)
        self._sends(sentence, found)
        if not sentence.rstrip().endswith((".", "!", "?", "»", ")", ":", "…", "_")):
            return None  # a headline, or a caption
        about = main_subject(sentence, found, len(sentence))
        meant = self.meant(about, sentence, found) if about is not None else None
        if meant is not None:
            self._about.append(meant)
        return meant if meant is not None and (meant.person is not None or meant.kind == "anonymous") else None

    def _sends(self, sentence: str, found: Sequence[Who]) -> None:
        """Note who made the statement that a sentence tells of."""
        for sent in _SENDS.finditer(sentence):
            before = [who for who in found if who.end <= sent.start() and not who.thing]
            who = main_subject(sentence, before, sent.start())
            meant = self.meant(who, sentence, found) if who is not None else None
            self._sender = meant or self._sender

    def meant(self, who: Who, sentence: str, found: Sequence[Who], verb: re.Match[str] | None = None) -> Who | None:
        """Return a candidate, or whom it stands for where it is a pronoun or leans on somebody told before."""
        if who.pronoun:
            return self._pronoun(who, sentence, found, verb)
        low = who.name.lower()
        if who.thing and _SENT.search(low):
            of = re.match(r"(?:[Tt]he )?([A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*) [a-z]", who.name)
            by = next((each for each in found if each.owner and each.at <= who.at < each.end), None)
            if by is not None:  # 'Lee’s statement'
                return replace(by, owner=False)
            if of is not None and low.startswith("the "):  # 'the FIFA statement'
                return replace(who, name=of[1], thing=False)
        if who.kind == "anonymous" and self._group and re.fullmatch(r"one|another|the other|(?:one|two) of them", low):
            counted = low if low in ("another", "the other") else low.split()[0]
            return replace(who, name=f"{counted} of the {self._group}")
        if who.person is None and low.startswith(("the ", "his ", "her ", "its ", "their ")):
            return self._definite(who, low)
        return who

    def _pronoun(self, who: Who, sentence: str, found: Sequence[Who], verb: re.Match[str] | None) -> Who | None:
        pronoun = who.pronoun
        own = [each for each in found if each.end <= who.at and not each.pronoun and self._fits(each, pronoun)]
        first = main_subject(sentence, own, who.at)
        aside = verb is not None and re.match(r"[^\w]*(?:[,.»]|$)", sentence[verb.end() :])
        if first is not None and not aside:
            return self._learn(first, pronoun)
        if own and (_RELATED.search(sentence, 0, who.at) or _ASKS.search(sentence, 0, own[-1].at)):
            return self._learn(own[-1], pronoun)
        if pronoun in ("he", "she") and not (self._about and self._fits(self._about[-1], pronoun)):
            for each in reversed(self._about):
                if self._fits(each, pronoun) and self._sex_of(each):
                    return each
        near = [*reversed(self._about)][: _NEAR if pronoun in ("they", "it") else None]
        for each in [*near, *([first] if first is not None else []), *reversed(self._beside)]:
            if self._fits(each, pronoun):
                return self._learn(each, pronoun)
        return None

    def _definite(self, who: Who, low: str) -> Who | None:
        """Return whom 'the actor', 'the statement' or 'her memo' stands for."""
        last = self.last
        if who.thing:
            pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}.get(low.split()[0])
            if pronoun:
                return next((each for each in reversed(self._about) if self._fits(each, pronoun)), None)
            if _SENT.search(low):
                return self._sender
            return who
        if who.kind == "institution":
            noun = low.split()[-1]
            for each in reversed(self._about):
                name = each.name.lower()
                if each.person is None and name.split()[-1] == noun and not name.startswith("the "):
                    return each if name not in ("a group", "a team", "an organization") else None
            return who
        if who.kind != "anonymous" or low.startswith(("his ", "her ", "its ", "their ")):
            return who
        if last is not None and last.kind == "anonymous" and last.name.lower().split()[-1] == low.split()[-1]:
            return last
        if not _UNKNOWN.search(low) and len(low.split()) < 4 and not low.endswith("s"):
            someone = next((each for each in reversed(self._about) if each.person is not None), who)
            return who if _BY_OFFICE.search(low) and low.split()[-1] not in someone.role.lower() else someone
        return who

    def _fits(self, who: Who, pronoun: str) -> bool:
        if pronoun in ("he", "she"):
            if who.kind == "institution" or (who.person is None and _MANY.search(who.name)):
                return False
            sex = self._sex_of(who)
            return not sex or sex == ("f" if pronoun == "she" else "m")
        if pronoun == "they":
            return who.person is None and not who.thing and not who.pronoun
        return who.kind == "institution"

    def _sex_of(self, who: Who) -> str:
        if who.person is None:
            return "f" if _FEMALE.search(who.name) else "m" if _MALE.search(who.name) else ""
        return self._sex.get(who.name) or who.person.sex

    def _learn(self, who: Who, pronoun: str) -> Who:
        if who.person is not None and pronoun in ("he", "she"):
            self._sex.setdefault(who.name, "f" if pronoun == "she" else "m")
        return who

    def told(self, who: Who) -> Who | None:
        """Return a speaker as a reader is told, who has not read what stands before."""
        low = who.name.lower()
        if who.pronoun:
            return None
        if who.thing and _SENT.search(low) and not re.search(r"[’']s ", who.name):
            return None
        return who
