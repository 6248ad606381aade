"""What is said in an article, and by whom: quotations with their speakers, named, anonymous or an institution; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.nlp.attribution import SAYS, WEAK, closing, is_transitive, main_subject, subject, verbs
from assistant.nlp.people import people
from assistant.nlp.sentences import readable
from assistant.nlp.speaker_candidates import Holders, Who, candidates
from assistant.nlp.speakers import Speakers
from assistant.types import SpeakerKind

_SHORTEST = 4
"""Words of a quotation; less is a word in inverted commas."""
_LONGEST_NAME = 14
"""Words, all with capitals, from which it is no name of a thing."""
QUOTATION = re.compile(r"“([^“”\n]{3,}?)”|(?<![\w”\"])\"([^\"\n]{3,}?)\"|(?<![\w’])‘((?:[^‘’\n]|’(?=\w)){8,}?)’(?!\w)")
_NAMED = re.compile(
    r"\b(?:known as|dubbed|so-called|titled|entitled|nicknamed|termed|headlined|called|film|movie|show|series|song|"
    r"book|album|novel|author of|co-author of)(?: the| an?|,)? $"
)
_TITLE_WORD = r"(?:[A-Z0-9][\w’'-]*|of|the|and|a|in|to|for|at|on|with|from)"
_TITLE = re.compile(rf"{_TITLE_WORD}(?:[ :,-]+{_TITLE_WORD})*[,.?!]?")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Prof|Rev|No|Jr|Sr|vs|Reps|Sens|[A-Z])\.$"
)
_ATTRIBUTES = re.compile(rf"(?:[\w.’'-]+ ){{1,4}}?{SAYS.pattern}")
_CREDIT = re.compile(
    r"\bGetty Images\b|\w/(?:Getty|Reuters|AFP|AP|EPA|PA|Shutterstock|Bloomberg)\b|\b(?:AP|Pool) Photo\b"
)
_OPENED = re.compile(r"(?::|,|\b(?:said|says|wrote|added|asked|replied|responded|tweeted))\s*$")
_JOINS = re.compile(
    r"\s*(?:and|but|while|when|as|after|which|that|for|in|on|at|of|to|is|was|are|were|would|will|has|had)\b"
)
_AT_END = re.compile(r".*(?:,|»)\s*$|.*,\s.*$")


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


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Hold a quotation in its sentence: where its marks stand there, and its words in the article."""

    at: int
    end: int
    inner: tuple[int, int]


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of an article whose speaker it tells, in order."""
    return list(_Reader(text).quotations())


class _Reader:
    """Read an article paragraph by paragraph, remembering who spoke last."""

    def __init__(self, text: str) -> None:
        self._text = readable(text)
        self._people = people(self._text)
        self._holders = Holders(self._people)
        self._speakers = Speakers()
        self._carried = False  # the paragraph before opened a quotation that it did not close

    def quotations(self) -> Iterator[Quotation]:
        for line in re.finditer(r"[^\n]+", self._text):
            if _CREDIT.search(line.group()) and not QUOTATION.search(line.group()):
                continue  # a caption: the article is not about those whom it shows
            yield from self._paragraph(line.start(), line.end())

    def _paragraph(self, start: int, end: int) -> Iterator[Quotation]:
        matches = list(QUOTATION.finditer(self._text, start, end))
        blank = _blanked(self._text, start, end, matches)
        carried = self._carried
        self._carried = bool(re.search(r"“[^”]*$", self._text[start:end]))
        before: Who | None = None  # who speaks in this paragraph, or whom its last sentence is about
        spoken = False
        waiting: list[_Quoted] = []
        for low, high in _sentences(blank, self._text, start):
            sentence = blank[low:high]
            quoted = [_quoted(match, start + low) for match in matches if low <= match.start() - start < high]
            found = candidates(sentence, self._people, self._holders)
            alone = not re.sub(r"«_*»", "", sentence).strip(" .,;:-–—")
            for place, each in enumerate(quoted):
                following = quoted[place + 1].at if place + 1 < len(quoted) else len(sentence)
                previous = quoted[place - 1].end if place else 0
                if alone:
                    who = before or (self._speakers.last if carried else None)
                    if who is None:
                        waiting.append(each)
                        continue
                    who = self._speakers.meant(who, sentence, found)
                else:
                    who = self._told(sentence, found, each, previous, following)
                    if who is None and place and spoken:
                        who = before
                if who is None:
                    continue
                before, spoken = who, True
                self._speakers.spoke(who)
                for early in waiting:
                    yield from self._made(early, who)
                waiting = []
                yield from self._made(each, who)
            says = self._says(sentence, found) if not quoted else None
            about = says or self._speakers.read(sentence, found)
            if says is not None:
                self._speakers.read(sentence, found)
            if not quoted:
                before = about if about is not None else None if not spoken else before
                spoken = spoken and about is None
        after = before or self._speakers.going_on(blank)
        for early in waiting:
            if after is not None:
                yield from self._made(early, after)
        self._speakers.next_paragraph(spoken or bool(waiting and after))

    def _told(self, sentence: str, found: list[Who], each: _Quoted, previous: int, following: int) -> Who | None:
        """Return who says a quotation: told behind it, else before it in its sentence, else behind all of it."""
        last = self._text[each.inner[1] - 1]
        tail = sentence[each.end : following]
        head = sentence[previous : each.at]
        carries_on = last in ",?!…—-" or tail.lstrip().startswith((",", "–", "—"))
        if carries_on and not _OPENED.search(head) and not (last != "," and _JOINS.match(tail)):
            for verb in verbs(sentence, each.end, following)[:1]:
                told = verb["according"] or verb.group().startswith("report")
                if told and (teller := self._named_before(sentence, found, each.at)):
                    return teller
                who = subject(sentence, found, verb, each.end, following)
                if who is not None:
                    return self._speakers.meant(who, sentence, found, verb)
            if re.match(r",? comes? the (?:reply|answer)", tail):
                return None
        for verb in verbs(sentence, each.end, following)[:1]:
            behind = subject(sentence, found, verb, each.end, following) if verb.start() == each.end + 1 else None
            if last == "," and behind is not None and behind.person is not None:
                return behind  # 'They were not shy: “…,” said Ann Lee'
        if head.endswith(" reading: "):
            return None
        nearest = _nearest(verbs(sentence, 0, each.at))
        if not nearest or is_transitive(nearest[0]):
            last_word = closing(sentence, found, each.end)
            if last_word is not None:
                return self._speakers.meant(last_word, sentence, found)
        for verb in nearest:
            who = subject(sentence, found, verb, 0, each.at)
            if who is not None:
                return self._speakers.meant(who, sentence, found, verb)
        if sentence[: each.at].rstrip().endswith(":") and (who := main_subject(sentence, found, each.at)):
            return self._speakers.meant(who, sentence, found)
        for verb in verbs(sentence, each.end, len(sentence)):
            who = subject(sentence, found, verb, each.end, len(sentence))
            if who is not None and _AT_END.match(sentence[each.end : min(who.at, verb.start())]):
                return self._speakers.meant(who, sentence, found, verb)
        return None

    def _named_before(self, sentence: str, found: list[Who], at: int) -> Who | None:
        """Return the person who says a quotation that an agency reports: 'Ann Lee said “…,” the agency reported'."""
        for verb in _nearest(verbs(sentence, 0, at)):
            who = subject(sentence, found, verb, 0, at)
            meant = self._speakers.meant(who, sentence, found, verb) if who is not None else None
            if meant is not None and meant.person is not None:
                return meant
        return None

    def _says(self, sentence: str, found: list[Who]) -> Who | None:
        """Return who says something in a sentence without a quotation."""
        for verb in verbs(sentence, 0, len(sentence)):
            who = subject(sentence, found, verb, 0, len(sentence))
            meant = self._speakers.meant(who, sentence, found, verb) if who is not None else None
            if meant is not None and meant.kind != "institution":
                self._speakers.about(meant)
                return meant
        return None

    def _made(self, each: _Quoted, who: Who) -> Iterator[Quotation]:
        words = self._text[slice(*each.inner)]
        if len(re.findall(r"\w+", words)) < _SHORTEST or _is_name(self._text, each.inner):
            return
        told = self._speakers.told(who)
        if told is not None:
            yield Quotation(*each.inner, told.name, told.role, told.kind)


def _nearest(told: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return verbs with the nearest to a quotation behind them first; those of thinking stay behind the others."""
    return sorted(told, key=lambda verb: (bool(WEAK.match(verb.group())), -verb.start()))


def _quoted(match: re.Match[str], offset: int) -> _Quoted:
    group = next(number for number in (1, 2, 3) if match[number] is not None)
    return _Quoted(match.start() - offset, match.end() - offset, match.span(group))


def _blanked(text: str, start: int, end: int, matches: list[re.Match[str]]) -> str:
    """Return a paragraph with its quotations blanked out, one that it does not close as well; as long as it was."""
    pieces = []
    at = start
    for match in matches:
        pieces += [text[at : match.start()], "«", "_" * (len(match.group()) - 2), "»"]
        at = match.end()
    rest = text[at:end]
    opened = re.search(r"“[^”]*$", rest)
    if opened:
        rest = rest[: opened.start()] + "_" * len(opened.group())
    return "".join([*pieces, rest])


def _sentences(blank: str, text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences; a quotation that a 'he said' follows is one with it."""
    begin = 0
    for gap in re.finditer(r"(?<=[.!?»])[)’”\"]? +(?=[A-Z«(“])", blank):
        at = gap.start()
        if blank[at - 1] == "»":
            last = text[start + at - 2]
            if last not in ".!?…" or (last in "!?…" and _ATTRIBUTES.match(blank, gap.end())):
                continue
        elif _ABBREVIATED.search(blank, max(0, at - 6), at):
            continue
        yield begin, at
        begin = gap.end()
    if begin < len(blank):
        yield begin, len(blank)


def _is_name(text: str, inner: tuple[int, int]) -> bool:
    """Say whether words in quotation marks are the name of a thing, and nothing that is said."""
    start, end = inner
    if _NAMED.search(text, max(0, start - 40), start - 1):
        return True
    words = text[start:end].split()
    return len(words) < _LONGEST_NAME and words[-1][:1].isupper() and bool(_TITLE.fullmatch(text, start, end))
