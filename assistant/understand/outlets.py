"""Find the outlets that a question asks to hear from; an outlet that it is about is not one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import outlet_aliases

# Names that are words as well: read only with a capital, and only where a frame makes them a publisher.
_ORDINARY = re.compile(
    r"(?:time|times|sun|mirror|express|independent|people|star|mail|post|week|nation|hill|guardian|observer|"
    r"standard|metro|globe|herald|record|today|variety|fortune|wired|vice|slate|verge|atlantic|economist|"
    r"spectator|telegraph|wire|courier|ledger|flash|market|monitor|tribune|chronicle|journal|examiner|"
    r"citizen|local|conversation|intercept)",
    re.IGNORECASE,
)
_PUBLIC_SECOND = re.compile(
    r"(?:co|com|org|net|gov|ac|edu|or|ne)",
    re.IGNORECASE,
)
_SUBDOMAINS = re.compile(
    r"(?:www|m|edition|amp|news|us|uk|en)",
    re.IGNORECASE,
)
_LONGEST_NAME = 6  # words; 'Radio Norrmark International' has three
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9’'.&-]*[A-Za-z0-9]|[A-Za-z0-9&]")

_TOLD = (
    r"(?:report|sa[iy]|wr[io]te|publish|print|cover|carr[yi]|quot|describ|"
    r"tell|told|claim|mention|run\b|ran\b|call|writ)"
)
_ABOUT_MONEY = r"(?!(?:\s+\w+){0,3}\s+(?:loss|losses|profits?|revenues?|earnings|sales|layoffs)\b)"
_MONEY = re.compile(r"\b(?:loss|losses|profits?|revenues?|earnings|sales|layoffs)\b", re.IGNORECASE)
_PAPER = r"(?:\s+(?:magazine|newspaper|paper|online|website))?"
_BEFORE = (
    r"\b(?:according\s+to|as\s+(?:reported|told|said|published|quoted)\s+(?:by|in|to)|citing|per|via)\s+$",
    r"\b(?:report(?:ed|s|ing)?|publish(?:ed)?|written|print(?:ed)?|cover(?:ed|age)?|articles?|stor(?:y|ies)|news|pieces?|"
    r"said|says?|claim(?:ed|s)?|quoted|posted|broken|headlines?|version)\b(?:\s+[\w’'-]+){0,6}?\s+(?:by|from|in|on|of)\s+$",
)
_LOOSE_BEFORE = r"\b(?:in|from|on)\s+$"
_COMPARE = re.compile(
    r"\b(?:compare|contrast|difference|differ|differently|(?:dis)?agrees?|contradicts?|which\s+of|versus|vs\.?)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:not|except(?:\s+for)?|besides|other\s+than|apart\s+from|without|excluding|outside(?:\s+of)?)\s+(?:\w+\s+)?$|"
    r"\b(?:bought|sold|owned|acquired|founded|sued|hired|fined|taken\s+over|employed|run)\s+(?:by|from)\s+$|"
    r"\b(?:resign\w*|fired|sacked|stake|shares?|invest\w*|interest|jobs?|staff|layoffs|depart\w*|quit|retired?|journalists?|"
    r"reporters?|editors?|strike|cuts?|stopped|bought|work\w*)\s+(?:[\w’'-]+\s+)?(?:in|from|on|at|of)\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^{_PAPER}(?:['’]s?\s+(?:[\w-]+\s+){{0,3}}?(?:report|"
    rf"coverage|reporting|articles?|stor|editorial|headline|account|version|"
    rf"correspondent|piece|front\s+page|view)|\s+(?:reports?\b|reported|says\b|said\b|wrote\b|writes\b|published|printed|"
    rf"covered|claimed|claims\b|quoted|described|called|articles?\b|coverage|stories|story\b|headlines)){_ABOUT_MONEY}",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:did|does|do|has|have|had|was)\s+$", re.IGNORECASE)
_ASKED_VERB = re.compile(
    rf"^{_PAPER}(?:\s+(?:and|or)\s+[\w’'.& -]{{1,60}}?)?(?:\s+(?:last|this|yesterday|today|on|in|\w+day|\w+ly|week|"
    rf"month|year|also|first|ever|have|to|been|already|just|really)\b){{0,4}}\s+{_TOLD}\w*{_ABOUT_MONEY}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^\s*(?:,|&|and|or|with|versus|vs\.?|to|against)(?:\s+(?:and|in|by|from|the))*\s*(?:the\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class OutletFound:
    """Hold one outlet that a question asks to hear from.

    Attributes:
        name: As the archive writes it.
        start: Where its words begin, with 'according to', 'in' or 'the'.
        end: Where they end.
        possessive: Whether the words are a possessive ("the Ledger's").
    """

    name: str
    start: int
    end: int
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """Point at a name in the text, without its frame."""

    name: str
    start: int
    end: int
    framed: bool
    begin: int


def find_outlets(text: str, outlets: Sequence[str]) -> tuple[OutletFound, ...]:
    """Find the outlets that the question asks to hear from, in reading order."""
    mentions = [_framed(text, name, start=start, end=end) for name, start, end in _named(text, _forms(outlets))]
    comparing = len(mentions) > 1 and _COMPARE.search(text) is not None
    found: list[OutletFound] = []
    for group in _groups(text, mentions):
        if not (comparing or any(mention.framed for mention in group)) or _NOT_BEFORE.search(text[: group[0].start]):
            continue
        for index, mention in enumerate(group):
            begin = group[index - 1].end if index else mention.begin
            found.append(OutletFound(mention.name, begin, mention.end, _is_possessive(text, mention)))
    return tuple(found)


def _groups(text: str, mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """Return the names that stand in one list together: 'CNN, Reuters and the BBC'."""
    groups: list[list[_Mention]] = []
    for mention in mentions:
        if groups and _BETWEEN.match(text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _is_possessive(text: str, mention: _Mention) -> bool:
    """Say whether the words of a name end in its possessive."""
    return text[: mention.end].lower().endswith(("'s", "’s"))


def _squash(words: str) -> str:
    """Return the letters and digits alone, so that 'Fox News' and 'foxnews' are the same."""
    return re.sub(r"[\W_]+", "", words.lower().replace("&", "and"))


def _forms(outlets: Sequence[str]) -> dict[str, str]:
    """Return the squashed forms by which outlets are named, and the outlet of each."""
    forms: dict[str, str] = {}
    for outlet in outlets:
        names = [outlet]
        labels = outlet.lower().removeprefix("https://").removeprefix("http://").split("/")[0].split(".")
        if len(labels) > 1 and " " not in outlet:
            kept = labels[:-2] if len(labels) > 2 and _PUBLIC_SECOND.fullmatch(labels[-2]) else labels[:-1]
            names += [".".join(label for label in labels if label not in {"www", "m"}), kept[-1]]
            names += [kept[-2]] if len(kept) > 1 and not _SUBDOMAINS.fullmatch(kept[-2]) else []
        for name in map(_squash, names):
            forms.setdefault(name, outlet)
            if name.startswith("the") and len(name) > len("the") + 2:
                forms.setdefault(name.removeprefix("the"), outlet)
    for outlet in outlets:  # after all names: where two outlets share an alias, the one that is called so has it
        for name in map(_squash, outlet_aliases(outlet)):
            forms.setdefault(name, outlet)
    forms.pop("", None)
    return forms


def _spellings(words: Sequence[str]) -> Iterator[str]:
    """Yield how a name may be written in a host: 'newyorktimes', 'nytimes', 'wsj'."""
    yield _squash("".join(words))
    if len(words) > 1 and all(word[0].isupper() for word in words):
        letters = [re.sub(r"\W", "", word) for word in words]
        for count in range(1, len(letters) + 1):
            spelling = "".join(word[0] for word in letters[:count] if word) + "".join(letters[count:])
            if len(spelling) > 2:
                yield spelling.lower()


def _named(text: str, forms: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield the outlets that the text names, the longest name first at each place, with start and end."""
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        for count in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            group = words[position : position + count]
            start, end = group[0].start(), group[-1].end()
            possessive = re.search(r"['’]s?$", text[start:end])
            end -= len(possessive[0]) if possessive else 0
            name = _lookup(text[start:end], forms)
            if name is not None:
                yield name, start, end
                position += count - 1
                break
        position += 1


def _lookup(words: str, forms: Mapping[str, str]) -> str | None:
    """Return the outlet of a name, None where it is none or an ordinary word without its capital."""
    parts = words.split()
    core = parts[1:] if len(parts) > 1 and parts[0].lower() == "the" else parts
    if len(core) == 1 and _ORDINARY.fullmatch(core[0]) and not core[0][0].isupper():
        return None
    if any(re.search(r"[,;:?!]$", part) for part in parts[:-1]):
        return None
    return next((forms[key] for key in _spellings(core) if key in forms), forms.get(_squash(words)))


def _framed(text: str, name: str, *, start: int, end: int) -> _Mention:
    """Return a mention, and whether the words around it make it a publisher that is asked for."""
    the = re.search(r"\b(?:the)\s+$", text[:start], re.IGNORECASE)
    begin = the.start() if the else start
    left, right = text[:begin] + "", text[end:]
    words = text[start:end]
    single = " " not in words.strip() and "." not in words
    strict = single and _ORDINARY.fullmatch(words) is not None
    before = next((m for pattern in _BEFORE if (m := re.search(pattern, left, re.IGNORECASE))), None)
    loose = re.search(_LOOSE_BEFORE, left, re.IGNORECASE)
    if before is None and loose and (not strict or loose[0][0].islower()):
        before = loose
    asked = _ASKED.search(left) and not _MONEY.search(left) and _ASKED_VERB.match(right)
    money = _ASKED.search(left) and _MONEY.search(left)
    framed = bool(before or (_AFTER.match(right) and not money) or asked)
    if before is not None:
        tail = re.search(
            r"\b(?:(?:as\s+\w+|according)\s+)?(?:to|by|from|in|on|of|citing|per|via)\s+$", left, re.IGNORECASE
        )
        begin = tail.start() if tail else begin
    possessive = re.match(r"['’]s\b", right)
    return _Mention(name, start, end + (possessive.end() if possessive and framed else 0), framed, begin)
