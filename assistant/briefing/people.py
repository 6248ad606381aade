"""Who is named in an article: full names, what they are called otherwise, and what they are; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|President|Prime Minister|Vice President|Minister|"
    r"Senator|Sen|"
    r"Representative|Rep|Congressman|Congresswoman|Governor|Gov|Mayor|Judge|Justice|General|Gen|Colonel|Col|Captain|"
    r"Capt|"
    r"Major|Lieutenant|Lt|Sergeant|Sgt|Corporal|Chief|Inspector|King|Queen|Prince|Princess|Pope|Father|Brother|"
    r"Sister|Rev|"
    r"Secretary|Chancellor|Commissioner|Director|Chairman|Sheriff|Coach)\.?"
)
_WORD = r"(?:(?:O|D)[’'][A-Z][a-z]+|[A-Z][a-zà-ÿ’']+(?:-[A-Z][a-z]+)?|[A-Z][a-z]*[A-Z][a-z]+|[A-Z]\.)"
_JOIN = r"(?: (?:de|da|del|der|van|von|bin|al|el|la|le|di|du|dos|ten))?"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:{_JOIN} {_WORD}){{0,3}}")
_NOBODY = frozenset(
    "the a an in on at by for from of to and but or nor so yet if as when while after before since until it he she "
    "they we "
    "i you his her its their this that these those there here what who why how where one two three four five six "
    "seven eight "
    "nine ten no not yes nothing nobody every everyone most many some such all both each another other under over "
    "then now "
    "last next first monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july "
    "august september october november december spring summer autumn winter asked according despite among only even "
    "still "
    "just also perhaps instead meanwhile however correction reached outside inside".split()
)
_NO_PERSON = re.compile(
    r"(?:Ministry|Office|Company|Bank|University|Institute|Union|Group|Party|Street|Bridge|Road|River|Dam|Court|"
    r"Council|"
    r"Parliament|Senate|House|Palace|Hospital|School|Agency|Authority|Association|Federation|Club|United|City|Park|"
    r"Hotel|"
    r"Times|Post|News|Flash|Ledger|Courier|Wire|Journal|Herald|Mutual|Credit|Systems|Waterworks|Police|Army|Navy|Force|"
    r"Department|Committee|Commission|Board|Service|Services|Center|Centre|Square|Avenue|Island|Islands|Sea|Ocean|"
    r"Mountain|"
    r"Republic|Kingdom|States|Nations|World|League|Cup|Games|Act|Law|Bill|Report|Line|Station|Airport|Stadium|Ground|"
    r"Polytechnic|Policy|Media|Social|Street|College|Church|Cathedral|Museum|Society|Foundation|Trust|Fund|Exchange|"
    r"Market|Corp|Inc|Ltd|PLC|LLC|"
    r"Co|"
    r"Radio|TV|Television|International|National|Democrat(?:ic|s)?|Republicans?|Conservatives?|Labour|Greens?|Twitter|"
    r"Facebook|"
    r"Google|Apple|Amazon|Netflix|Meta|Tesla|Microsoft|Reuters|Associated|Press|BBC|CNN|Guardian|Supreme|Federal|"
    r"White)\b"
)
_AFTER = re.compile(r"^(?:,? who\b|, \d{2}\b|, whose\b)")
_ACTS = re.compile(
    r"^(?:,? (?:had|has|was|is|thinks|wanted|put|came|went|took|of [A-Z]\w+|at [A-Z]\w+)\b|, (?:a|an|the) [a-z]+)"
)
_SPEAKS = re.compile(
    r"^(?:,[^,.;:]{2,80},|,)? (?:has |had |also |later )?(?:said|says|told|tells|asked|called|wrote|added|warned|put|"
    r"declined|"
    r"described|announced|replied|insisted|argued|noted|admitted|denied|claimed|thinks|expects|confirmed|rang|spoke|"
    r"explained)\b"
)
_SPOKEN = re.compile(r"(?:said|says|told|asked|added|warned|wrote|sobbed|claimed|replied|according to|adds|argues) $")
_ROLES = (
    r"(?:minister|president|secretary|governor|mayor|director|chief|head|leader|coach|spokes\w+|officer|executive|"
    r"prosecutor|"
    r"judge|lawyer|counsel|envoy|analyst|economist|engineer|professor|pensioner|docker|researcher|captain|striker|"
    r"chairman|"
    r"chairwoman|boss|baker|worker|driver|nurse|farmer|forester|librarian|registrar|senator|lawmaker|general|colonel|"
    r"commissioner|ambassador|actor|actress|singer|author|founder|mother|father|aunt|uncle|brother|sister|son|"
    r"daughter|fan|"
    r"superfan|expert|adviser|pathologist|gatekeeper|landlord|king|queen|rival|actuary|rower|councillor|scientist|"
    r"activist|"
    r"campaigner|journalist|reporter|manager|producer|officer|inspector|lawyer|attorney|doctor|teacher|student|owner|"
    r"physio|hairdresser|player|member|deputy|candidate|historian|pilot|resident|witness|victim|neighbour|neighbor)"
)
_ROLE_BEFORE = re.compile(
    rf"((?:(?:[A-Z][\w’'-]+|[a-z][\w’'-]+) ){{0,5}}{_ROLES}(?: of [A-Za-z ]{{3,30}})?),? $", re.IGNORECASE
)
_ROLE_AFTER = re.compile(r"^, ((?:the |a |an |its |his |her )?[^,.;:()“”\"]{4,90})(?=[,.])")
_ROLE_IN = re.compile(rf"\b{_ROLES}\b", re.IGNORECASE)
_ROLE_FIRST = re.compile(
    rf"(?!(?:CEO|CFO|COO) [A-Z])(?:(?!(?:to|with|of|in|for|at|and)\b)[\w’'-]+ ){{0,4}}{_ROLES}\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"^(?:who|whose|and|but|said|told|according)\b|\b(?:is|are|was|were|has|had|said|says|revealed|goes)\b"
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|spokeswoman|chairwoman|actress|mother|aunt|sister|daughter)\b"
)
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|actor|father|uncle|brother|son|Brother)\b")


@dataclass(frozen=True, slots=True)
class Person:
    """Hold somebody whom an article names.

    Attributes:
        name: In full.
        role: What the article says that they are; empty where it does not.
        sex: ``f``, ``m`` or empty.
    """

    name: str
    role: str = ""
    sex: str = ""


@lru_cache(maxsize=128)
def people(text: str) -> dict[str, Person]:
    """Return the people of an article, by every name that it calls them by."""
    runs = [(match.start(), match.end(), _bare(match.group())) for match in _RUN.finditer(text)]
    known: dict[str, list[tuple[int, int]]] = {}
    for _, end, name in runs:
        words = name.split()
        if words and not _NO_PERSON.search(name) and not all(word.lower() in _NOBODY for word in words):
            known.setdefault(name, []).append((end - len(name), end))
    found: dict[str, Person] = {}
    for name in sorted(known, key=lambda each: (-len(each.split()), -len(known[each]))):
        if name in found or (len(name.split()) == 1 and name in {key.split()[-1] for key in found}):
            continue
        if _is_place(text, name):
            continue
        if any(_is_person(text, start, end, name) for start, end in known[name]):
            person = Person(name, _role(text, known[name]), _sex(text, name, known[name]))
            found[name] = person
            found.setdefault(name.split()[-1], person)
            found.setdefault(name.split()[0], person)
    for name in known:  # a relative: 'Anders Bertrane' beside Lio Bertrane
        if len(name.split()) == 2 and name not in found and name.split()[-1] in found:
            found[name] = Person(name, _role(text, known[name]), _sex(text, name, known[name]))
    return found


def _bare(run: str) -> str:
    """Return a run of capitalised words without titles and words that open a sentence."""
    words = re.sub(r"[’']s$", "", run).split()
    while words and (words[0].lower().rstrip(".") in _NOBODY or re.fullmatch(_TITLES, words[0])):
        words = words[1:]
    return " ".join(dict.fromkeys(words))


def _is_place(text: str, name: str) -> bool:
    """Say whether a name is that of a place or of a team: things happen in it, or 'the Mariners' do them."""
    last = re.escape(name.split()[-1])
    return bool(re.search(rf"\b(?:in|at|near|outside|around|across) {re.escape(name)}\b", text)) or (
        last.endswith("s") and bool(re.search(rf"\b[Tt]he {last}\b", text))
    )


def _is_person(text: str, start: int, end: int, name: str) -> bool:
    before, after = text[max(0, start - 40) : start], text[end : end + 100]
    if re.search(rf"\b{_TITLES} $", before) or _ROLE_BEFORE.search(before):
        return True
    if re.match(r", \d{2}\b", after):
        return True
    if _SPEAKS.match(after) or _SPOKEN.search(before):
        return len(name.split()) > 1 or not re.search(r"\b(?:in|at|from|of|the) $", before)
    if len(name.split()) not in (2, 3) or re.search(r"\b(?:the|in|at|of|from|to) $", before):
        return False
    role = _ROLE_AFTER.match(after)
    acts = len(name.split()) == 2 and bool(_ACTS.match(after))
    return acts or bool(_AFTER.match(after)) or (role is not None and bool(_ROLE_IN.search(role[1])))


def _role(text: str, places: list[tuple[int, int]]) -> str:
    """Return what an article says that somebody is: before the name, or behind it between commas."""
    for start, end in places:
        after = _ROLE_AFTER.match(text[end : end + 100])
        if after and _ROLE_FIRST.match(after[1]) and not _CLAUSE.search(after[1]):
            return after[1].strip()
        before = _ROLE_BEFORE.search(text[max(0, start - 80) : start])
        if before:
            role = re.sub(
                r"^(?:[a-z]\w*ed|said|says|told|the|a|and|that|but|from|by|when|as|of) ", "", before[1].strip()
            )
            role = re.sub(r"^.*\b(?:of|by|with|for|from|to) (?=former|the )", "", role)
            role = re.split(r"\b(?:said|says|told|that|and|but) ", role)[-1]
            return "" if text[start:end].split()[-1] in role else role
    return ""


def _sex(text: str, name: str, places: list[tuple[int, int]]) -> str:
    last = re.escape(name.split()[-1])
    if re.search(rf"\b(?:Mrs|Ms|Miss|Lady|Dame|Sister|Queen)\.? (?:\w+ )?{last}\b", text):
        return "f"
    if re.search(rf"\b(?:Mr|Sir|Lord|Brother|Father|King)\.? (?:\w+ )?{last}\b", text):
        return "m"
    around = " ".join(text[max(0, start - 30) : end + 40] for start, end in places)
    female, male = bool(_FEMALE.search(around)), bool(_MALE.search(around))
    if female != male:
        return "f" if female else "m"
    near = " ".join(re.split(r"[.\n]", text[end : end + 120])[0] for _, end in places)
    her, his = len(re.findall(r"\b(?:she|her|herself)\b", near)), len(re.findall(r"\b(?:he|his|him|himself)\b", near))
    return "f" if her > his else "m" if his > her else ""
