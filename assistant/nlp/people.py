"""Who is named in an article: full names, what they are called otherwise, and what they are; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.nlp.given_names import SEX
from assistant.nlp.roles import ROLES, TITLES, is_role, role_after, role_before, tells_nothing
from assistant.nlp.sentences import readable

_WORD = (
    r"(?:(?:O|D)[’'][A-Z][a-z]+|St\.|[A-ZÀ-Þ][a-zà-ÿ]*(?:[A-Z][a-z]+)?(?<=[a-zà-ÿ])"
    r"(?:-(?!based|led|born|backed|style|wide|era|owned|run|related|like|made)[A-Z]?[a-z]+)?|(?:al|el|ul|bin)-[A-Z]"
    r"[a-z]+|(?!(?:U\.[SKN]|D\.C|E\.U)\.)(?:[A-Z]\.){1,2})"
)
_RUN = re.compile(
    rf"(?<![\w’'.-]){_WORD}(?:(?: (?:de|da|del|der|van|von|bin|al|el|la|le|di|du|dos|ten))? {_WORD}){{0,6}}"
)
_NOBODY = frozenset(
    "the a an in on at by for from of to and but or nor so yet if as when while after before since until it he she "
    "they we i you his her its their this that these those there here what who why how where one two three four five "
    "six seven eight nine ten no not yes nothing nobody every everyone most many some such all both each another other "
    "under over then now last next first monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept oct nov dec spring summer autumn winter asked according "
    "despite among only even still just also perhaps maybe clearly certainly surely obviously finally eventually "
    "initially originally ultimately reportedly allegedly apparently unfortunately sadly recently previously "
    "additionally similarly elsewhere afterward afterwards moreover nevertheless nonetheless otherwise regardless "
    "therefore thus whether instead meanwhile however correction reached outside inside later "
    "earlier soon once again today yesterday tonight will would can could did does is are was were has had have let "
    "like unlike with without during following because although though citing speaking writing responding noting "
    "killed said says fellow former then current new late old young good great dear ms mr".split()
)
_NO_PERSON = re.compile(
    r"\b(?:Ministry|Office|Company|Bank|University|Institute|Union|Group|Party|Street|Bridge|Road|River|Dam|Court|"
    r"Council|Parliament|Senate|House|Palace|Hospital|School|Agency|Authority|Association|Federation|Club|United|City|"
    r"Park|Hotel|Times|Post|News|Flash|Ledger|Courier|Wire|Journal|Herald|Mutual|Credit|Systems|Waterworks|Police|Army|"
    r"Navy|Force|Forces|Department|Committee|Commission|Board|Service|Services|Cent(?:er|re)s?|Institutes|Square|Avenue|Islands?|"
    r"Sea|Ocean|Mountain|Republic|Kingdom|States?|Nations|World|League|Cup|Games|Act|Law|Bill|Report|Line|Station|"
    r"Airport|Stadium|Ground|Polytechnic|Policy|Media|Social|College|Church|Cathedral|Museum|Society|Foundation|Trust|"
    r"Fund|Exchange|Market|Corp|Inc|Ltd|Co|Radio|Television|International|National|Democrat(?:ic|s)?|Republicans?|"
    r"Conservatives?|Labour|Tory|Tories|Greens?|Twitter|Facebook|Instagram|YouTube|Google|Apple|Amazon|Netflix|Meta|"
    r"Tesla|Microsoft|SpaceX|Reuters|Associated|Press|Guardian|Supreme|Federal|White|Affairs|Chiefs|Staff|Command|"
    r"Point|"
    r"Playbook|Foreign|Defen[cs]e|Security|Health|Treasury|Cabinet|Congress|Commons|Lords|Administration|Government|"
    r"Campaign|Coalition|Alliance|Network|Magazine|Mail|Telegraph|Mirror|Express|Independent|Financial|Daily|Weekly|"
    r"Sky|Fox|Bay|Beach|County|Township|Valley|Hills?|Lake|Mount|Port|Fort|North|South|East|West|Northern|Southern|"
    r"Eastern|Western|Central|New|Strait|Peninsula|Province|District|Region|Territory|Capitol|Hall|Tower|Plaza|Mall|"
    r"Store|Airlines?|Airways|Railway|Railways|Rail|Transport|Research|Studies|Science|Sciences|Technologies|Capital|"
    r"Partners|Holdings|Ventures|Industries|Motors|Energy|Pharma|Day|Year|Week|War|Prize|Award|Awards|Oscars|Festival|"
    r"Summit|Forum|Conference|Convention|Treaty|Amendment|Chinese|British|American|Russian|Ukrainian|French|German|"
    r"Italian|Spanish|Japanese|Korean|Taiwanese|Indian|Israeli|Palestinian|Iranian|Canadian|Australian|European|"
    r"African|Asian|Scottish|Welsh|Irish|English|Christian (?:Science|Church)|Muslim|Jewish|Catholic|Evangelical|"
    r"Elementary|Middle|Secondary|High|Academy|Rights|Watch|Affair|Project|Initiative|Program|Programme|Plan|Deal|"
    r"Diseases?|Infectious|Medicine|Medical|Clinic|Prevention|Control|Virus|Safety|Images|Covid|Omicron|Delta|Brexit|"
    r"Truth|Space|Super|Bowl|Open|Championship|Rovers|Athletic|Sister(?:s)|Wars?|Island)\b"
)
_NAMESAKE = re.compile(
    rf"(?:{'|'.join(SEX)}) (?:[A-Z]\. )?(?:Park|Hall|West|East|North|Hills?|Day|Lake|Law|White|Fox|French|English|"
    rf"Church|"
    r"Post|Young|Bay|Cook|Ford|Bush|Banks|Wall|Rock|Page|Price|Green|Greens?|Fort|New|Union|Watch|Bell)"
)
"""Surnames that are words of places and bodies as well."""
_PLACED = re.compile(r"\b(?:in|at|near|outside|around|across) $")
_AREA = re.compile(r"\b(?:in|from|against|across|between|with|by) $")
_MODIFIES = re.compile(rf" {ROLES}\b")
_PARTY = re.compile(r"Republicans?|Democrat(?:ic)?|Conservative|Tory|Labour")
_AIM = re.compile(r"\b(?:for|from|in|against|across|between|with|by|over|to|of) $")
_THE = re.compile(r"\b[Tt]he $")
_TRAILS = re.compile(r"[A-Z]\.|(?:Prince|Princess|King|Queen|President|Minister|Senator|Rep|Sen|Gov|Dr|Mr|Mrs|Ms)\.?")
_LEADS = re.compile(r"[A-Z][a-z]{3,}ing")
_FOLLOWED = re.compile(r"^(?:,? who\b|, \d{2}\b(?!,? \d)|,? whose\b)")
_ACTS = re.compile(r"^(?:,? (?:had|has|was|is|thinks|wanted|put|came|went|took|of [A-Z]\w+|at [A-Z]\w+)\b)")
_SPEAKS = re.compile(
    r"^(?:,[^,.;:]{2,80},|,)? (?:has |had |also |later )?(?:said|says|told|tells|asked|called|wrote|added|warned|put|"
    r"declined|described|announced|replied|insisted|argued|noted|admitted|denied|claimed|thinks|expects|confirmed|"
    r"rang|spoke|explained|tweeted|testified|recalled|acknowledged)\b"
)
_SPOKEN = re.compile(r"(?:said|says|told|asked|added|warned|wrote|sobbed|claimed|replied|according to|adds|argues) $")
_TITLED = re.compile(rf"\b{TITLES} $")
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Sister|Duchess|[\w-]*woman|actress|mother|aunt|sister|daughter|wife|"
    r"widow|grandmother|she|her|herself)\b"
)
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Brother|Father|Duke|(?!wo)(?:spokes|chair|congress|council)man|actor|father|uncle|"
    r"brother|son|husband|grandfather|he|his|him|himself)\b"
)


_FIRST = 2
"""How many mentions in full being the first of a family outweighs: the surname alone is that one's."""
_WILL = re.compile(r"(?<=[a-z,’”'\"] )Will (?!Will\b)([A-Z][a-z]+)")
"""A given name within a sentence, where the verb has no capital."""


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
    text = readable(text)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _RUN.finditer(text):
        start, end = _bare(text, match.start(), match.end())
        if start < end and (_NAMESAKE.fullmatch(text[start:end]) or not _NO_PERSON.search(text, start, end)):
            places[text[start:end]].append((start, end))
    alone = {name: where for name, where in places.items() if " " not in name}
    found: dict[str, Person] = {}
    families = _families(text, places, alone)
    for last, names in families.items():
        for name in names:
            found[name] = _person(text, name, [*places[name], *(alone.get(last, []) if name == names[0] else [])])
            found.setdefault(last, found[name])
            if name.count(" ") == 2:  # a double surname: 'Holt Lee'
                found.setdefault(name.partition(" ")[2], found[name])
    for name in (name for names in families.values() for name in names):
        if not name.startswith("St."):
            found.setdefault(name.split()[0], found[name])
    for name, where in alone.items():
        if name not in found and _is_person(text, name, where) and not _is_land(text, name, where):
            found[name] = _person(text, name, where)
    return found


_Places = Mapping[str, list[tuple[int, int]]]


def _families(text: str, places: _Places, alone: _Places) -> dict[str, list[str]]:
    """Return the full names by surname, the one first whom the surname alone means."""
    full: dict[str, list[str]] = defaultdict(list)
    tails: set[str] = set()
    long = sorted((name for name in places if " " in name), key=lambda name: -name.count(" "))
    for name in long:
        if name in tails and name.split()[0] not in SEX:
            continue
        if not _is_team(text, name, alone) and _is_person(text, name, places[name]):
            full[name.split()[-1]].append(name)
            tails.add(name.partition(" ")[2])
    for name in long:  # a relative: 'Anders Bertrane' beside Lio Bertrane
        words = name.split()
        if len(words) == 2 and words[-1] in full and name not in full[words[-1]] and name not in tails:
            first = alone.get(words[0], [])
            if not _is_place(text, places[name]) and not any(_AREA.search(text, max(0, at - 9), at) for at, _ in first):
                full[words[-1]].append(name)
    return {last: _by_mentions(names, places) for last, names in full.items()}


def _by_mentions(names: list[str], places: _Places) -> list[str]:
    earliest = min(names, key=lambda name: places[name][0])
    given = [name for name in names if name.split()[0] in SEX]
    plain = [name for name in given or names if name.count(" ") < 2 or "." in name]
    double = {name for name in names if name not in plain and plain}  # 'Mia Holt Lee' is 'Lee' where no other is
    return sorted(names, key=lambda name: (name in double, -len(places[name]) - _FIRST * (name == earliest)))


@lru_cache(maxsize=8)
def _called_will(text: str) -> frozenset[str]:
    """Return the surnames of those whose given name is 'Will'."""
    return frozenset(match[1] for match in _WILL.finditer(text))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name begins and ends in a run of capitalised words, without offices, titles and openings."""
    words = [(match.start() + start, match.end() + start) for match in re.finditer(r"\S+", text[start:end])]
    told = [text[slice(*word)] for word in words]
    words = words[: next((place for place, word in enumerate(told) if word in told[:place]), len(told))]
    while len(words) > 1 and _TRAILS.fullmatch(text, *words[-1]):
        words = words[:-1]
    while words and _opens(text[slice(*words[-1])]) and not (len(words) == 2 and text[slice(*words[0])] in SEX):
        words = words[:-1]
    for place in range(1, len(words) - 1):  # 'Joint Chiefs of Staff Mark Lee'
        if text[slice(*words[place])] in SEX and _NO_PERSON.search(text, words[0][0], words[place - 1][1]):
            words = words[place:]
            break
    for place in range(len(words) - 1, 0, -1):
        if is_role(text[slice(*words[place - 1])]) and not is_role(text[slice(*words[place])]):
            words = words[place:]
            break
    while words and (
        _LEADS.fullmatch(text, *words[0]) or _opens(text[slice(*words[0])]) or is_role(text[slice(*words[0])])
    ):
        if len(words) == 2 and text[slice(*words[0])] == "Will" and text[slice(*words[1])] in _called_will(text):
            break
        words = words[1:]
    if len(words) > 2 and _PARTY.fullmatch(text, *words[0]):
        words = words[1:]
    if words and words[0][0] > 9 and text[: words[0][0]].endswith("Secretary of ") and len(words) > 2:
        words = words[1:]
    return (words[0][0], words[-1][1]) if words else (end, end)


def _opens(word: str) -> bool:
    return word.lower() in _NOBODY


def _is_team(text: str, name: str, alone: _Places) -> bool:
    """Say whether a name is that of a team: 'the Mariners' do things."""
    where = alone.get(name.split()[-1], [])
    return (name.endswith("ers") and name.split()[0] not in SEX) or (
        name.endswith("s") and any(_THE.search(text, max(0, start - 4), start) for start, _ in where)
    )


def _is_place(text: str, where: list[tuple[int, int]]) -> bool:
    """Say whether things happen in what a name is of."""
    placed = sum(bool(_PLACED.search(text, max(0, start - 9), start)) for start, _ in where)
    return placed > 1 or 0 < placed * 3 >= len(where)


def _is_land(text: str, name: str, where: list[tuple[int, int]]) -> bool:
    """Say whether a single word is where things happen, and nobody with a title: 'in France'."""
    return _is_place(text, where) and not any(_TITLED.search(text, max(0, at - 20), at) for at, _ in where)


def _is_person(text: str, name: str, where: list[tuple[int, int]]) -> bool:
    words = name.split()
    if len(words) > 1 and words[0] in SEX:
        return True
    if any(_sure(text, start, end) for start, end in where):
        return True
    if _is_place(text, where) or any(_THE.search(text, max(0, start - 4), start) for start, _ in where):
        return False
    for start, end in where:
        after = text[end : end + 100]
        if (len(words) > 1 or name[1:2] in "’'") and (
            _SPEAKS.match(after) or (_SPOKEN.search(text, max(0, start - 14), start) and not _MODIFIES.match(after))
        ):
            return True
        if len(words) in (2, 3) and not re.search(r"\b(?:in|at|of|from|to) $", text[max(0, start - 6) : start]):
            acts = len(words) == 2 and _ACTS.match(after)
            if acts or role_after(text, end):
                return True
    return False


def _sure(text: str, start: int, end: int) -> bool:
    """Say whether a title, a role or an age beside a name makes it somebody's."""
    after = text[end : end + 16]
    if _TITLED.search(text, max(0, start - 20), start) and not after.startswith(("’s ", "'s ")):
        return True
    alone, near = " " not in text[start:end], max(0, start - 24)
    of = r"\b(?:of|to|for)(?: the)?(?: [A-Z]\w*)? $" if alone else r"\b(?:of|to|for) $"
    aim = alone and _AIM.search(text, max(0, start - 9), start)  # 'a win for France, who'
    return bool(_FOLLOWED.match(after) and not aim) or (
        bool(role_before(text, start)) and not re.search(of, text[near:start])
    )


def _person(text: str, name: str, where: list[tuple[int, int]]) -> Person:
    role = ""
    for start, end in where:
        role = role_after(text, end) or role_before(text, start, end)
        if role and not set(role.split()) & set(name.split()):
            break
        role = ""
    return Person(name, "" if tells_nothing(role) else role, _sex(text, name, where))


def _sex(text: str, name: str, where: list[tuple[int, int]]) -> str:
    """Return what titles, else the given name, else the pronouns in the same sentence tell."""
    for start, _ in where:
        title = text[max(0, start - 14) : start]
        for sex, words in (
            ("f", r"Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Sister"),
            ("m", r"Mr|Sir|Lord|King|Prince|Brother"),
        ):
            if re.search(rf"\b(?:{words})\.? (?:[A-Z]\w+ )?$", title):
                return sex
    if name.split()[0] in SEX and len(name.split()) > 1:
        return SEX[name.split()[0]]
    her = his = 0
    for start, end in where:
        near = re.split(r"[.\n“\"]", text[end : end + 120])[0]
        before = text[max(0, start - 30) : start].rpartition(",")[2].rpartition(".")[2]
        her += len(_FEMALE.findall(near)) + 2 * len(_FEMALE.findall(before))
        his += len(_MALE.findall(near)) + 2 * len(_MALE.findall(before))
    return "f" if her > his else "m" if his > her else ""
