"""What is said in an article, and by whom: quotations with their speakers, named, anonymous or an institution; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.briefing.candidates import SAYS_VERB, Who, candidates
from assistant.briefing.people import Person, people
from assistant.briefing.types import SpeakerKind

_SHORTEST = 4
"""Words of a quotation; less is a word in inverted commas."""
_BACK = 3
"""Sentences before a 'he said' in which the one meant is looked for first."""

QUOTATION = re.compile(r"“([^“”\n]{3,}?)”|(?<![\w”\"])\"([^\"\n]{3,}?)\"|(?<![\w’])‘((?:[^‘’\n]|’(?=\w)){8,}?)’(?!\w)")


_NAMED = re.compile(r"\b(?:known as|dubbed|so-called|titled|entitled|nicknamed|termed|headlined)(?: the| an?)? $")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold words between quotation marks, and who says them.

    Attributes:
        start: Where the words begin in the article's text, behind the mark …
        end: … and end.
    """

    start: int
    end: int
    speaker: str
    role: str
    kind: SpeakerKind


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of an article whose speaker it tells, in order."""
    return list(_Reader(text).quotations())


class _Reader:
    """Read an article paragraph by paragraph, remembering who spoke last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._people = people(text)
        self._last: Who | None = None
        self._spoke = -1  # where the paragraph begins in which that one spoke

    def quotations(self) -> Iterator[Quotation]:
        for line in re.finditer(r"[^\n]+", self._text):
            said = [match for match in QUOTATION.finditer(self._text, *line.span()) if _is_speech(match, self._text)]
            before: Who | None = None
            stop = line.start()
            for number, match in enumerate(said):
                following = said[number + 1].start() if number + 1 < len(said) else line.end()
                who = self._speaker(line.start(), stop, match, following, before)
                stop = match.end()
                if who is not None:
                    self._last = before = who
                    self._spoke = line.start()
                    if len(match.group().split()) >= _SHORTEST:
                        group = next(number for number in (1, 2, 3) if match[number] is not None)
                        yield Quotation(*match.span(group), who.name, who.role, who.kind)
            if not said:
                self._last = self._subject(self._text[line.start() : line.end()]) or self._last

    def _speaker(self, head: int, stop: int, match: re.Match[str], following: int, before: Who | None) -> Who | None:
        """Return who says a quotation: told right behind it, in its sentence before it, or as the one before it."""
        behind = self._text[match.end() : following]
        sentence = re.split(r"(?<=[.!?])[”\"’]? +(?=[A-Z“\"‘])", behind)[0]
        inner = match.group()[:-1].rstrip()
        carries_on = inner.endswith((",", "?", "!", "…", "—")) and bool(sentence.strip(" .,"))
        opened = self._text[stop : match.start()].rstrip().endswith((",", ":")) and sentence.lstrip()[:1].isupper()
        if carries_on and not opened and not re.match(r"\s*(?:and|but) ", sentence):
            told = self._told_behind(sentence, head, match.start())
            if told is not None:
                return told
        ahead = self._text[stop : match.start()]
        clause = re.split(r"(?<=[.!?]) +", ahead)[-1]
        if clause.strip(" ,;:-–—"):
            told = self._told_ahead(clause, head, stop, match.start())
            if told is not None:
                return told
        if before is not None:
            return before
        if SAYS_VERB.search(sentence):
            told = self._told_behind(sentence, head, match.start())
            if told is not None:
                return told
        return self._earlier(head, match.start()) or self._last

    def _told_behind(self, sentence: str, head: int, at: int) -> Who | None:
        """Return who is told behind a quotation ('…,” said the mayor')."""
        verb = SAYS_VERB.search(sentence)
        if verb is None:
            return None
        found = self._found(sentence)
        ahead = [who for who in found if who.at < verb.start()]
        if ahead:
            people_ahead = [who for who in ahead if who.kind == "named"]
            return self._meant((people_ahead or ahead)[-1 if people_ahead else 0], head, at)
        after = [who for who in found if who.at >= verb.end()]
        piece = re.split(r",? (?:who|whose|as|after|when|while|in|at|on|clutching)\b", sentence[verb.end() :])[0]
        named = [who for who in after if who.kind == "named" and who.at < verb.end() + len(piece)]
        return self._meant((named or after)[0], head, at) if named or after else None

    def _told_ahead(self, clause: str, head: int, stop: int, at: int) -> Who | None:
        """Return who is told in the sentence before a quotation, as in 'the mayor said that they had “no choice”'."""
        found = self._found(clause)
        colon = re.search(r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*):\s*$", clause)
        if colon and colon[1].split()[-1] in self._people:
            return _person(self._people[colon[1].split()[-1]], 0)
        verbs = list(SAYS_VERB.finditer(clause))
        owner = re.match(r"\s*([A-Z]\w+)[’']s\b", clause)
        if not found and owner and clause.rstrip().endswith(":") and owner[1] in self._people:
            return _person(self._people[owner[1]], 0)
        if not found or not verbs:
            return self._meant(found[0], head, at) if found and clause.rstrip().endswith((":", ",")) else None
        for verb in reversed(verbs):
            ahead = [who for who in found if who.at < verb.start() and not _TOLD.search(clause[: who.at])]
            if ahead:
                close = [who for who in ahead if _adjoins(clause[who.end : verb.start()])]
                return self._meant((close or ahead[:1])[-1], head, at)
        return self._meant(found[0], head, at)

    def _meant(self, who: Who, head: int, at: int) -> Who | None:
        """Return a candidate, or whom it stands for where it is a pronoun."""
        if not _is_pronoun(who):
            return who
        low = who.name.lower()
        found = self._earlier(head, at, pronoun=low)
        if found is not None:
            return found
        return self._last if self._last is not None and _fits(self._last, low) else None

    def _earlier(self, head: int, at: int, *, pronoun: str = "") -> Who | None:
        """Return the nearest one named before a place: in its paragraph first, then in the two before it."""
        text = self._text
        for _ in range(_BACK):
            plain = QUOTATION.sub(lambda match: "_" * len(match.group()), text[head:at])
            pieces = [self._found(sentence) for sentence in reversed(re.split(r"(?<=[.!?]) +", plain))]
            for sure in (True, False) if pronoun in ("he", "she") else (False,):
                for piece in pieces:
                    found = [
                        who for who in piece if _fits(who, pronoun, sure=sure) and who.name.lower() not in _PRONOUNS
                    ]
                    wanted = [who for who in found if who.kind == ("institution" if pronoun == "it" else "named")]
                    if wanted or (found and pronoun in ("", "they")):
                        return (wanted or found)[0]
            if not pronoun or head == 0:
                return None
            at = head - 1
            head = text.rfind("\n", 0, max(0, at)) + 1
            while at > 0 and not text[head:at].strip():
                at = head - 1
                head = text.rfind("\n", 0, max(0, at)) + 1
            if self._last is not None and self._spoke == head and _fits(self._last, pronoun):
                return self._last
        return None

    def _found(self, piece: str) -> list[Who]:
        return candidates(piece, self._people, self._text)

    def _subject(self, line: str) -> Who | None:
        found = [who for who in self._found(line) if who.kind == "named" and not _is_pronoun(who)]
        return found[-1] if found else None


_PRONOUNS = frozenset({"he", "she", "they", "it"})
_TOLD = re.compile(r"\b(?:told|tells|asked|by|of|beside|with|to|from) (?:[a-z]+ )?$")


def _adjoins(between: str) -> bool:
    """Say whether only an apposition or an adverb stands between one who speaks and the verb."""
    return bool(re.fullmatch(r"(?:,[^,]{2,100},)? ?(?:(?!and )\w+ ){0,2}", between))


def _is_pronoun(who: Who) -> bool:
    return who.name.lower() in _PRONOUNS


def _person(person: Person, at: int) -> Who:
    return Who(at, at, person.name, person.role, "named", person)


def _fits(who: Who, pronoun: str, *, sure: bool = False) -> bool:
    """Say whether a pronoun can stand for somebody; surely only where the article tells their sex."""
    if pronoun in ("he", "she"):
        sex = who.person.sex if who.person else ""
        return who.kind != "institution" and ((not sex and not sure) or sex == ("f" if pronoun == "she" else "m"))
    return pronoun != "it" or who.kind == "institution"


def _is_speech(match: re.Match[str], text: str) -> bool:
    """Say whether somebody says the words: a name that a thing goes by is not said."""
    return len(match.group().split()) >= 2 and not _NAMED.search(text, max(0, match.start() - 40), match.start())
