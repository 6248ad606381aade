"""What people are called by their office or trade, and where an article says it beside a name; pure."""

from __future__ import annotations

import re

TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|President|Prime Minister|Vice President|Minister|"
    r"Senator|Sen|Representative|Rep|Congressman|Congresswoman|Governor|Gov|Mayor|Judge|Justice|General|Gen|Colonel|"
    r"Col|Captain|Capt|Major|Lieutenant|Lt|Sergeant|Sgt|Corporal|Chief|Inspector|King|Queen|Prince|Princess|Pope|"
    r"Father|Brother|Sister|Rev|Secretary|Chancellor|Commissioner|Director|Chairman|Sheriff|Coach|Speaker|Premier)\.?"
)
_KIN = (
    r"mother|father|aunt|uncle|brother|sister|son|daughter|husband|wife|widow|widower|cousin|nephew|niece|"
    r"grandmother|grandfather|grandson|granddaughter|partner|friend|neighbou?r|rival|colleague"
)
_FAMILY = rf"(?:{_KIN})"
ROLES = (
    r"(?:minister|president|secretary|governor|mayor|director|chief|head|leader|coach|spokes(?:man|woman|person)|"
    r"officer|executive|prosecutor|judge|justice|lawyer|counsel|envoy|analyst|economist|engineer|professor|pensioner|"
    r"docker|researcher|captain|striker|chairman|chairwoman|chair|boss|baker|worker|driver|nurse|farmer|forester|"
    r"librarian|registrar|senator|congressman|congresswoman|representative|lawmaker|MP|CEO|general|colonel|sergeant|"
    r"corporal|premier|chancellor|speaker|commissioner|ambassador|actor|actress|singer|author|writer|founder|"
    r"co-founder|fan|superfan|expert|adviser|advisor|aide|pathologist|gatekeeper|landlord|king|queen|prince|actuary|"
    r"rower|councillor|councilman|councilwoman|scientist|activist|campaigner|journalist|reporter|editor|columnist|"
    r"commentator|correspondent|manager|producer|inspector|attorney|doctor|physician|epidemiologist|virologist|"
    r"teacher|student|owner|physio|hairdresser|player|member|deputy|candidate|historian|pilot|resident|witness|victim|"
    r"superintendent|sheriff|trooper|billionaire|whistleblower|investor|strategist|pollster|biographer|critic|fellow|"
    r"official|diplomat|shopkeeper|priest|pastor|bishop|archbishop|imam|rabbi|whip|politician|lobbyist|negotiator|"
    r"mediator|soldier|principal|psychologist|lecturer|scholar|trader|banker|builder|contractor|consultant|"
    r"secretary-general|comedian|musician|rapper|hunter|host|anchor|presenter|model|designer|architect|astronaut|chef|"
    r"surgeon|barrister|broker|poet|novelist|playwright|filmmaker|tycoon|magnate|entrepreneur|developer|blogger|runner|"
    r"footballer|goalkeeper|midfielder|defender|boxer|biologist|chemist|physicist|meteorologist|sociologist|"
    r"immunologist|suspect|survivor|veteran|trader|treasurer|"
    rf"{_KIN})"
)
_STOPS = frozenset(
    "a an the and or but nor so yet if as when while after before since until in on at by for from of to with about "
    "against than like into over under between among via including per that which who whose whom where why how what "
    "is are was were be been being has have had do does did will would can could may might must shall should not no "
    "said says say told tells asked adds added wrote called calls let made make makes named he she they it we i you "
    "his her its their my our your this these those one both some only also even just now then later earlier soon "
    "once again still meanwhile today yesterday monday tuesday wednesday thursday friday saturday sunday because "
    "though although out up down off across near please without within around there here under comes came".split()
)
_OPENS = frozenset("former ex-president then-president then current acting deputy vice outgoing incoming".split())
_ROLE_BEFORE = re.compile(
    rf"(?<![\w’'-])(?P<role>(?:[\w’'&.-]+ ){{0,7}}?(?i:{ROLES})(?: (?:of|to|"
    rf"for) (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}})?) $"
)
_ROLE_BEFORE_COMMA = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|(?P<whose>[A-Z]\w+[’']s?)) (?P<role>(?:[\w’'-]+ ){0,4}?"
    rf"{ROLES}(?: (?:of|for|to|at|in) [^,.;:]{{3,50}})?), $"
)
_ROLE_AFTER = re.compile(
    r"^(?: \([^)]{1,20}\))?, (?P<owner>(?:the|an?|its|his|her|their|one of the|one of) )?(?P<role>(?:(?!(?:to|with|of|"
    r"in|"
    r"for|at|and|who|whose|which|where|said|told|was|is|has|had)\b)[\w’'&./-]+ ){0,6}?"
    rf"(?i:{ROLES})s?\b(?! [A-Z]\w+ [A-Z]\w+,)[^,.;:()“”\"]{{0,90}}?)(?=[,.;)]| (?:who|which|that)\b)"
)
_ROYAL = r"(?:King|Queen|Prince|Princess|Pope)"
_RELATIVE = re.compile(r" (?:who|whose|which|that|where|when|while|as|if|but|because|after|before|said|says|told)\b.*$")
_SPEAKS = re.compile(r" (?:said|says|told|tells|added|adds|explained|confirmed|wrote|noted|testified|acknowledged)\b")
_LEANS = re.compile(
    r"(?:(?:own|late|then|ex-|former|long-time|longtime|onetime|one-time|"
    r"prominent|vocal|fellow|close|old|best|elder|younger|older|big|little) ?)*"
    rf"(?:{_KIN}|leader|head|member|chief|chair|director|official|officer|captain|deputy|critic|fan|owner|manager|"
    rf"spokes(?:man|woman|person)|attorney|lawyer|adviser|advisor|aide|representative|"
    r"member of the \w+ team)s?",
    re.IGNORECASE,
)
"""Roles that tell nothing without whose or of what they are."""
_VERB = re.compile(
    r"\b(?:believes|thinks|leads|will|would|could|can|his|her|their|is|are|was|were|has|had|said|says|revealed|goes|"
    r"told|called)\b"
)


def is_role(word: str) -> bool:
    """Say whether a word is what somebody is: 'minister', 'Spokesperson'."""
    return bool(re.fullmatch(rf"{ROLES}s?|{TITLES}", word, re.IGNORECASE))


def tells_nothing(role: str) -> bool:
    """Say whether a role lacks what it leans on: 'wife', 'leader'."""
    return bool(_LEANS.fullmatch(role))


def role_before(text: str, start: int, end: int | None = None) -> str:
    """Return what stands before a name and says what its bearer is: 'former Health Secretary'."""
    before = text[max(0, start - 110) : start]
    before = re.split(r"(?:[,;:!?()“”\"\n–—]|(?<!\b[A-Z])\.)(?= )", before)[-1] if not before.endswith(", ") else before
    found = _ROLE_BEFORE.search(before)
    if found:
        return _trimmed(found["role"])
    closed = end is None or text[end : end + 1] in (",", ".", ":")  # 'the mayor, Ann Lee, …', and no list of people
    apart = _ROLE_BEFORE_COMMA.search(before) if closed else None
    role = _trimmed(apart["role"]) if apart else ""
    return f"{apart['whose']} {role}" if apart and apart["whose"] and tells_nothing(role) else role


def role_after(text: str, end: int) -> str:
    """Return what stands behind a name between commas and says what its bearer is: 'an analyst at a bank'."""
    found = _ROLE_AFTER.match(text[end : end + 150])
    if not found or _SPEAKS.search(found["role"]):  # 'They freed Ann Lee, an official said'
        return ""
    role = _RELATIVE.sub("", found["role"]).strip()
    if (found["owner"] or "").startswith("one of"):
        role = f"{found['owner']}{role}"
    if _VERB.search(role) or ((found["owner"] or "").strip().lower() in ("his", "her", "their") and _is_family(role)):
        return ""
    return role


_TELLS = re.compile(
    r"(?:say|tell|warn|add|write|claim|argue|insist|admit|explain|repl(?:y|ie)|fume|sob|cr(?:y|ie))s?|wrote"
)
"""Verbs behind a quotation, before the role of who says it: '…,” warns the baker Ann Lee'."""


def _trimmed(phrase: str) -> str:
    """Return a phrase without the words at its beginning that belong to the sentence and not to the role."""
    words = phrase.split()
    last = next(
        (
            place
            for place, word in enumerate(words)
            if is_role(word) and (place + 1 == len(words) or words[place + 1] in ("of", "to", "for", "at", "in"))
        ),
        0,
    )
    if re.fullmatch(_ROYAL, words[last]) and last + 1 == len(words):
        return words[last]
    first = 0
    whose = ""
    for place in range(last - 1, -1, -1):
        low = words[place].lower().strip("’'")
        if (
            low in _STOPS
            or not low.strip("-–—")
            or _TELLS.fullmatch(low)
            or re.fullmatch(r"[a-z]{3,}(?:ed|ing)", words[place])
        ):
            first, whose = place + 1, low
            break
        if low in _OPENS or low.startswith(("ex-", "then-")):
            first = place
            break
    role = re.sub(r"^(?:(?:AP|AFP|CNN|NBC|BBC|Reuters|Images|Getty) )+", "", " ".join(words[first:]))
    return "" if whose in ("his", "her", "their", "its", "my", "our") and _is_family(role) else role


def _is_family(role: str) -> bool:
    return bool(re.search(rf"\b{_FAMILY}$", role, re.IGNORECASE)) or bool(re.match(rf"{_FAMILY}\b", role))
