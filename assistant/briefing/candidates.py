"""Everybody whom a piece of an article names or points to: people, 'he', 'an insider', 'the ministry'; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.briefing.people import Person
from assistant.briefing.types import SpeakerKind

_SAYS = (
    r"(?:said|says|say|told|tells|asked|asks|added|adds|wrote|writes|replied|insist(?:s|ed)|warn(?:s|ed)|argue[sd]|"
    r"explain(?:s|ed)|announce[sd]|declare[sd]|tweeted|posted|testified|recall(?:s|ed)|note[sd]|confirm(?:s|ed)|"
    r"claim(?:s|ed)|"
    r"continue[sd]|state[sd]|call(?:s|ed)|urge[sd]|admit(?:s|ted)|joke[sd]|conclude[sd]|promise[sd]|predict(?:s|ed)|"
    r"answer(?:s|ed)|"
    r"sob(?:s|bed)|wail(?:s|ed)|beam(?:s|ed)|crow(?:s|ed)|growl(?:s|ed)|fume[sd]|whisper(?:s|ed)|snap(?:s|ped)|"
    r"thunder(?:s|ed)|"
    r"quip(?:s|ped)|concede[sd]|describe[sd]|demand(?:s|ed)|think(?:s)?|thought|expect(?:s|ed)|spoke|remark(?:s|ed)|"
    r"read[s]?|"
    r"maintain(?:s|ed)|suggest(?:s|ed)|label(?:s|led|ed)|stress(?:es|ed)|shout(?:s|ed)|cr(?:ies|ied)|agree[sd]|"
    r"reckon(?:s|ed)|"
    r"observe[sd]|vow(?:s|ed)|hope[sd]|put|puts|go(?:es)? on|went on|cautioned|tells|acknowledged|assured?|"
    r"refers? to|according to)"
)
SAYS_VERB = re.compile(rf"\b{_SAYS}\b")
_PRONOUN = re.compile(r"\b(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b(?![’'])")
_SOMEBODY = (
    r"(?:source|insider|official|diplomat|aide|spokes(?:man|woman|person)|adviser|advisor|officer|soldier|sergeant|"
    r"resident|"
    r"neighbou?r|witness|man|woman|person|employee|worker|dealer|fan|delegate|banker|trader|expert|analyst|lawyer|"
    r"critic|"
    r"relative|member|guard|negotiator|voter|protester|friend|colleague|survivor|staffer|strategist|economist|"
    r"husband|wife|widow|partner|daughter|son)"
)
_ANONYMOUS = re.compile(
    r"\b(?P<anonymous>(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|"
    r"[Oo]ne of the) (?:[\w’'-]+ ){0,3}?"
    rf"{_SOMEBODY}s?\b(?: (?:close to|familiar with|with knowledge of|in|at|for|of|from|who)\b[^,.;:“”\"]{{0,60}})?|"
    r"(?:[Tt]wo |[Tt]hree |[Ss]everal |[Ss]ome |[A-Z]\w+ )?(?:[a-z-]+ )?(?:[Ss]ources|[Ii]nsiders|[Oo]fficials|"
    r"[Dd]iplomats|[Rr]esidents|"
    r"[Nn]eighbours|[Oo]fficers|[Ss]oldiers|[Ee]xperts|[Aa]nalysts|[Ll]ocals)\b|"
    r"[Oo]ne of (?:them|the \w+)|[Ss]omebody(?: who [^,.;:“”\"]{0,50})?|[Ss]omeone)"
)
_ONE = re.compile(r"^\s*(?:says|said) (?P<one>one)\b|^(?P<other>[Tt]he other|[Aa]nother|[Oo]ne) (?:said|added|spoke)")
_ROLE = re.compile(
    r"\b[Tt]he (?P<role>(?:[a-z]+ ){0,2}?(?:judge|mayor|minister|president|governor|coach|prosecutor|doctor|witness|"
    r"lawyer|director|"
    r"envoy|mediator|corporal|librarian|registrar|striker|captain|secretary|senator|chancellor|general|colonel|pope|"
    r"king|"
    r"prime minister|chief executive|chairman|chairwoman|actor|singer|professor|researcher))\b"
)
_IN_WRITING = re.compile(
    r"\b(?:in|on|via|by|through) (?:an?|the|his|her|its) (?:\w+ ){0,2}"
    r"(?:statement|letter|post|tweet|memo|message|report)$"
)
"""Where somebody says it, and not who."""
_BODY = (
    r"(?:ministry|government|company|office|agency|authority|bank|board|court|council|commission|committee|police|army|"
    r"military|department|union|party|club|statement|report|memo|letter|notice|note|paper|draft|document|agreement|"
    r"minority|"
    r"federation|association|firm|palace|campaign|network|newspaper|post|tweet|message|airline|university|hospital|"
    r"team)"
)
_INSTITUTION = re.compile(
    r"\b(?P<institution>(?:[Tt]he )?[A-Z]{3,6}(?= (?:said|says|told|added|wrote|called|described)\b)|"
    rf"(?:[Tt]he |[Aa]n? |[Ii]ts |[Hh]is |[Hh]er )(?:[\w’'-]+ ){{0,3}}?{_BODY}\b|"
    r"(?:[Tt]he )?(?:[A-Z][\w’'-]+ ){0,3}(?:Ministry|Office|Bank|Company|Systems|Department|Agency|Authority|House|"
    r"Kremlin|Pentagon|"
    r"Waterworks|Group|Council|Commission|Committee|Union|Police)\b)"
)


@dataclass(frozen=True, slots=True)
class Who:
    """Hold a candidate: where it stands in a piece of text, and who it is."""

    at: int
    end: int
    name: str
    role: str
    kind: SpeakerKind
    person: Person | None = None


_POINTERS: tuple[tuple[re.Pattern[str], SpeakerKind], ...] = (
    (_PRONOUN, "named"),
    (_ONE, "anonymous"),
    (_ANONYMOUS, "anonymous"),
    (_INSTITUTION, "institution"),
)


def candidates(piece: str, known: Mapping[str, Person], text: str) -> list[Who]:
    """Return everybody whom a piece of text names or points to, in order.

    Args:
        piece: A sentence, or a part of one.
        known: The people of its article, by every name.
        text: The article's.
    """
    found: list[Who] = []
    for match in re.finditer(r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'.-]*|de|van|von|bin|al))*", piece):
        person = _person_in(match.group(), known)
        if person is not None and not re.search(r"[’']s?$", match.group()):
            found.append(Who(match.start(), match.end(), person.name, person.role, "named", person))
    taken = [(who.at, who.end) for who in found]
    for match in _ROLE.finditer(piece):
        holder = _holder(match["role"], known, text)
        if holder is not None and not _overlaps(match, taken):
            found.append(Who(match.start(), match.end(), holder.name, holder.role, "named", holder))
            taken.append(match.span())
    for pattern, kind in _POINTERS:
        for match in pattern.finditer(piece):
            if not _overlaps(match, taken) and not _IN_WRITING.search(piece[: match.end()]):
                group = next(name for name, value in match.groupdict().items() if value is not None)
                found.append(Who(match.start(group), match.end(group), match[group].strip(), "", kind))
                taken.append(match.span(group))
    return sorted(found, key=lambda who: who.at)


def _holder(role: str, known: Mapping[str, Person], text: str) -> Person | None:
    """Return the only one whom the article gives a role: 'the judge'."""
    last = role.split()[-1]
    every = {person.name: person for person in known.values()}
    held = [person for person in every.values() if re.search(rf"\b{last}\b", person.role, re.IGNORECASE)]
    titled = [
        person
        for person in every.values()
        if re.search(rf"\b{last.title()} (?:\w+ )?{person.name.split()[-1]}\b", text)
    ]
    both = held or titled
    return both[0] if len(both) == 1 else None


def _person_in(run: str, known: Mapping[str, Person]) -> Person | None:
    words = re.sub(r"[’']s?$", "", run).split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size, -1, -1):
            person = known.get(" ".join(words[start : start + size]))
            if person is not None:
                return person
    return None


def _overlaps(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in taken)
