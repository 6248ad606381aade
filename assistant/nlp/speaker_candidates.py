"""Everybody whom a piece of an article names or points to: people, 'he', 'an insider', 'the ministry'; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.nlp.people import Person
from assistant.nlp.roles import ROLES, is_role
from assistant.types import SpeakerKind

_HUMAN = (
    r"(?:source|insider|official|diplomat|aide|spokes(?:man|woman|person)|adviser|advisor|officer|soldier|sergeant|"
    r"resident|neighbou?r|witness|man|woman|person|employee|worker|dealer|fan|delegate|banker|trader|expert|analyst|"
    r"lawyer|attorney|critic|relative|member|guard|negotiator|voter|protester|friend|colleague|survivor|staffer|"
    r"strategist|economist|husband|wife|widow|partner|daughter|son|mother|father|brother|sister|ally|minister|"
    r"researcher|scientist|doctor|reader|user|customer|passenger|parent|student|teacher|lawmaker|senator|judge|"
    r"executive|investor|campaigner|activist|leader|boy|girl|reporter|journalist|farmer|driver|user|author|backbencher|"
    r"MP|voice|[Cc]onservative|[Rr]epublican|[Dd]emocrat|observer|caller|commenter|owner|engineer|plaintiff|"
    r"prosecutor|juror|"
    r"nurse|sheriff|pensioner|teenager|veteran|trucker|shopper|supporter|opponent|rival|figure|deputy|manager|agent|clerk)"
)
_MANY = (
    r"(?:[Ss]ources|[Ii]nsiders|[Oo]fficials|[Dd]iplomats|[Rr]esidents|[Nn]eighbours|[Oo]fficers|[Ss]oldiers|"
    r"[Ee]xperts|"
    r"[Aa]nalysts|[Ll]ocals|[Aa]llies|[Aa]ides|[Cc]ritics|[Ww]itnesses|[Ll]awyers|[Aa]ttorneys|[Pp]rosecutors|"
    r"[Pp]eople|[Ff]riends|[Ff]ans|[Ww]orkers|[Ee]mployees|[Rr]esearchers|[Ss]cientists|[Ee]conomists|[Dd]octors|"
    r"[Ii]nvestors|[Mm]inisters|[Ss]enators|[Ll]awmakers|[Rr]epublicans|[Dd]emocrats|[Cc]onservatives|[Aa]uthorities|"
    r"[Pp]rotesters|[Aa]ctivists|[Cc]ampaigners|[Pp]arents|[Ff]amilies|[Uu]sers|[Aa]uthors|[Ii]nvestigators|[Jj]udges|"
    r"[Ss]upporters|[Oo]pponents|[Mm]embers|MPs|[Ss]hareholders|[Oo]rganizers|[Oo]rganisers|[Cc]ompanies)"
)
THINGS = (
    r"(?:statement|report|memo|letter|notice|note|paper|draft|document|agreement|minority|post|tweet|message|email|"
    r"e-mail|filing|complaint|lawsuit|indictment|ruling|manual|article|editorial|disclosure|study|survey|book|speech|"
    r"announcement|website|thread|memoir|text|caption|summary|account|op-ed|blog|release|readout|transcript|order|"
    r"decision|opinion|verdict|bulletin|guidance|analysis|video|affidavit|motion|suit|petition|resolution)"
)
_BODY = (
    r"(?:ministry|government|company|office|agency|authority|bank|board|court|council|commission|committee|police|army|"
    r"military|department|union|party|club|federation|association|firm|palace|campaign|network|newspaper|airline|"
    r"university|hospital|team|group|organi[sz]ation|outlet|administration|delegation|embassy|paper|magazine|"
    r"broadcaster|"
    r"district|regulator|side|watchdog|charity|institute|lab|family|couple|panel|jury|crowd|White House|bureau|centre|"
    r"center|platform|platforms|service|coalition|parliament|mission|trust|foundation|operator|insurer|utility|maker)"
)
_MODS = (
    r"(?:(?!(?:an?|the|who|that|which|said|says|told|was|is|has|had|of|for|in|at|to|from|by|and|or|but|with|on)\b)"
    r"[\w’'&-]+ )"
)
_DET = r"(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Oo]ne|[Aa]nother|[Aa]ny|[Ss]ome|[A-Z][\w-]+[’']s?)"
_NUMBER = (
    r"(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost|[Oo]ther|[Tt]he|[Hh]is|[Hh]er|"
    r"(?!(?:When|As|After|While|If|Because|Before|Although|Since|But|And|That|How|Why|In|At|For) )[A-Z]\w+)"
)
_ADJECTIVE = (
    r"(?!(?:told|tells|told|said|says|asked|to|of|for|by|with|from|in|on|at|and|but|that|which|who|as|when|if|than|"
    r"when|"
    r"while|are|were|is|was|have|had)\b)[\w’'-]+"
)
_PRONOUN = re.compile(r"\b(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b(?![’'](?:s|re|d|ll)\b)")
_ONE = re.compile(
    r"\b(?P<one>[Oo]ne of (?:them|the \w+(?: \w+)?)|[Oo]ne(?= (?:who )?(?:said|says|added|told|wrote|spoke|of)\b)|"
    r"[Tt]he other(?= (?:said|added|spoke|told))|[Aa]nother(?=,|(?: \w+)? (?:said|added|spoke|told|wrote))|"
    r"[Tt]wo of them|[Ss]omebody|[Ss]omeone|[Nn]obody)\b|(?<=\bsaid )(?P<after>one)\b|(?<=\bsays )(?P<behind>one)\b"
)
_SOMEBODY = re.compile(rf"\b(?P<somebody>{_DET} {_MODS}{{0,5}}?{_HUMAN}\b)(?!-| {_HUMAN}\b)")
_PLENTY = re.compile(rf"\b(?P<plenty>(?:{_NUMBER} )?(?:{_ADJECTIVE} )?{_MANY})\b")
_BY_ROLE = re.compile(rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?P<role>{_MODS}{{0,3}}?{ROLES})\b(?![’'-])")
_INSTITUTION = re.compile(
    rf"\b(?P<body>{_DET} {_MODS}{{0,4}}?(?:{_BODY}|{THINGS}))\b(?![’'-])(?! (?:{_HUMAN}|{_MANY})\b)|"
    r"(?P<capital>(?:[Tt]he |(?:[Tt]he )?[A-Z][\w-]*[’']s? )?(?:[OD][’'](?=[A-Z]))?[A-Z](?:[\w&-]|"
    r"\.(?=\w))*(?:(?: (?:of|for|and|on|&) (?:the )?| )[A-Z](?:[\w&-]|\.(?=\w))*)*)"
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
    thing: bool = False
    owner: bool = False

    @property
    def pronoun(self) -> str:
        """Return the pronoun that it is; empty where it is none."""
        low = self.name.lower()
        return low if low in ("he", "she", "they", "it") else ""


_POINTERS: tuple[tuple[re.Pattern[str], SpeakerKind], ...] = (
    (_PRONOUN, "named"),
    (_ONE, "anonymous"),
    (_SOMEBODY, "anonymous"),
    (_PLENTY, "anonymous"),
    (_INSTITUTION, "institution"),
)
_THEIRS = re.compile(rf" (?:{_HUMAN}|{_MANY})\b")
_WHOSE = re.compile(
    r" (?:for|of|at|with|from|in|close to|familiar with|who) [^,.;:«»]{2,50}?"
    r"(?=[,.;]|$| (?:said|says|told|also|has|had|on)\b)"
)
"""What tells more of somebody without a name: 'an official at the ministry'."""
_PART = r"(?:[A-Z]\.){2}|[A-ZÀ-Þ](?:[\w-]|[’'](?=[A-Z]))*(?:(?<= [A-Z])\.|(?<=\b[A-Z])\.|(?<=St)\.)?"
_NAMES = re.compile(rf"(?:{_PART})(?: (?:{_PART}|(?:de|da|del|van|von|bin|al)(?= )))*")
_OFFICE_OF = re.compile(rf"(?<![\w.])(?:[A-Z][\w.]* ){{0,3}}(?i:{ROLES}) (?:of|for) (?:the )?$")
"""The head of an office that runs on to a name: 'U.S. Secretary of | State Ann Lee'."""
_THING = re.compile(rf"{THINGS}$")
_NEVER = frozenset(
    "i we you in on at the a an but and so if as when while after before for from with by to of this that these those "
    "there here what who why how where no yes not now then monday tuesday wednesday thursday friday saturday sunday "
    "jan feb mar apr jun jul aug sept oct nov dec "
    "january february march april may june july august september october november december his her its their my our "
    "asked still also however meanwhile earlier later according such once last next despite since until during because "
    "although though two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty hundreds thousands millions instead "
    "yesterday today tonight tomorrow another both each some many most all speaking writing".split()
)


def candidates(piece: str, known: Mapping[str, Person], holders: Holders) -> list[Who]:
    """Return everybody whom a piece of text names or points to, in order.

    Args:
        piece: A sentence, what stands in quotation marks blanked out.
        known: The people of its article, by every name.
        holders: Who bears a role in it.
    """
    found = list(_named(piece, known))
    taken = [(who.at, who.end) for who in found if not who.owner]
    for match in _BY_ROLE.finditer(piece):
        if not _overlaps(match.span(), taken):
            holder = holders.of(match["role"])
            if holder is not None:
                found.append(Who(*match.span(), holder.name, holder.role, "named", holder))
                taken.append(match.span())
    for pattern, kind in _POINTERS:
        for match in pattern.finditer(piece):
            group = match.lastgroup or ""
            name = match[group].strip()
            beside = piece[match.start() - 1 : match.start()], piece[match.end() : match.end() + 1]
            credit = "/" in beside or beside == ("(", ")")  # '(CNN)The mayor said'
            if group == "capital" and (is_role(name.split()[-1]) or credit):
                continue  # an office before a name: 'Illinois Rep. Ann Lee'
            if group == "capital" and " " not in name and _THEIRS.match(piece, match.end()):
                continue  # 'Federal officers'
            if group == "capital" and name.split()[-1].lower() in _NEVER:
                name = re.sub(r"(?: on)? \S+$", "", name)
            free = not _overlaps(match.span(group), taken) and name.lower() not in _NEVER
            if free and not _owns(piece, match.end(group)):
                start, end = match.span(group)
                whose = (
                    _WHOSE.match(piece, end) if kind == "anonymous" and not name.lower().startswith("the ") else None
                )
                name += whose.group() if whose else ""
                found.append(Who(start, end, name, "", kind, thing=bool(_THING.search(name))))
                taken.append((start, end))
    return sorted(found, key=lambda who: who.at)


def _named(piece: str, known: Mapping[str, Person]) -> Iterator[Who]:
    """Yield the people whom a piece of text names, those as well to whom something belongs: 'Ann Lee’s memo'."""
    for match in _NAMES.finditer(piece):
        person = _person_in(match.group(), known)
        if person is not None and piece[match.end() : match.end() + 1] != "/":  # no photographer: 'Ann Lee/Agency'
            owner = _owns(piece, match.end())
            office = _OFFICE_OF.search(piece, max(0, match.start() - 60), match.start())
            leads = office is not None and not match.group().startswith(person.name.split()[0])
            start = office.start() if office is not None and leads else match.start()
            yield Who(start, match.end(), person.name, person.role, "named", person, owner=owner)


def _person_in(run: str, known: Mapping[str, Person]) -> Person | None:
    """Return whom a run of capitalised words ends on: 'Health Secretary Ann Lee'."""
    words = run.rstrip(".").split()
    for start in range(len(words)):
        person = known.get(" ".join(words[start:]))
        if person is not None:
            if not start or len(words) - start > 1:
                return person
            return _titled(words[start - 1], person, known)
    return known.get(" ".join(words[:-1])) if len(words) > 1 and words[-1].lower() in _NEVER else None


def _titled(word: str, person: Person, known: Mapping[str, Person]) -> Person:
    """Return who has a surname and the title before it, where the article has another such: 'President Lee'."""
    if not is_role(word) or not person.role or word.lower() in person.role.lower():
        return person
    last = person.name.split()[-1]
    return next((each for name, each in known.items() if name.endswith(f" {last}") and word in each.role), person)


class Holders:
    """Tell who bears a role in an article: 'the judge', where there is one."""

    def __init__(self, known: Mapping[str, Person]) -> None:
        self._by_role: dict[str, list[Person]] = {}
        for person in {person.name: person for person in known.values()}.values():
            for word in set(re.findall(r"[\w-]+", person.role.lower())):
                self._by_role.setdefault(word, []).append(person)

    def of(self, role: str) -> Person | None:
        """Return the only one with a role, by all its words where several have the last one."""
        if re.match(r"(?:new|then|former|next|current)\b", role):
            return None  # not the one who bears the office in another sentence
        held = self._by_role.get(role.lower().split()[-1], [])
        if len(held) > 1 and len(role.split()) > 1:
            held = [person for person in held if all(word in person.role.lower() for word in role.lower().split())]
        return held[0] if len(held) == 1 else None


def _owns(piece: str, end: int) -> bool:
    return piece[end : end + 2] in ("’s", "'s", "’ ", "' ")


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
