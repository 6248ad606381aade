"""Find the outlets that a question asks to hear from; an outlet that it is about is not one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understand.outlet_names import Named, find_named, is_ordinary

_TOLD = (
    r"(?:report|sa[iy]|wr[io]te|publish|print|cover|carr[yi]|quot|describ|"
    r"tell|told|claim|mention|run\b|ran\b|call|writ)"
)
_ABOUT_MONEY = r"(?!(?:\s+\w+){0,3}\s+(?:loss|losses|profits?|revenues?|earnings|sales|layoffs)\b)"
_MONEY = re.compile(r"\b(?:loss|losses|profits?|revenues?|earnings|sales|layoffs)\b", re.IGNORECASE)
_PAPER = r"(?:\s+(?:magazine|newspaper|paper|online|website))?"
_BEFORE = (
    re.compile(
        r"\b(?:according\s+to|as\s+(?:reported|told|said|published|quoted)\s+(?:by|in|to)|citing|per|via)\s+$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:report(?:ed|s|ing)?|publish(?:ed)?|written|print(?:ed)?|cover(?:ed|age)?|articles?|stor(?:y|ies)|news|"
        r"pieces?|said|says?|claim(?:ed|s)?|quoted|posted|broken|headlines?|version)\b(?:\s+[\w’'-]+){0,6}?\s+"
        r"(?:by|from|in|on)\s+$",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:articles|headlines|reports|version|account|editions?|issues?|pages?)\s+of\s+$", re.IGNORECASE),
)
_LOOSE_BEFORE = re.compile(r"\b(?:in|from|on)\s+$", re.IGNORECASE)
_TAIL = re.compile(r"\b(?:(?:as\s+\w+|according)\s+)?(?:to|by|from|in|on|of|citing|per|via)\s+$", re.IGNORECASE)
# What a journal prints is news elsewhere, as is what was said on air.
_STUDY = re.compile(
    r"\b(?:study|studies|research|papers?\s+published|letter|advert\w*|ads?|poll|survey|findings)\b[^?.;]{0,40}\b(?:in|by|from|on)\s+$",
    re.IGNORECASE,
)
_ON_AIR = re.compile(
    r"\b(?:present\w*|host\w*|anchor\w*|star\w*|appear\w*|aired?|broadcast\w*|interview\w*|debat\w*|show|program\w*)\b"
    r"[^?.;]{0,30}\b(?:in|on|from|by)\s+$",
    re.IGNORECASE,
)
# What is written there is no article.
_PLATFORM = re.compile(r"(?:twitter|facebook|instagram|youtube|tiktok|reddit|linkedin|telegram|threads)", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?!\d|(?:last|this|yesterday|today)\b|(?:the\s+)?\d|[A-Z])")  # the Guardian of the treaty
_COMPARE = re.compile(
    r"\b(?:compare|contrast|difference|differ|differently|(?:dis)?agrees?|contradicts?|which\s+of|versus|vs\.?)\b",
    re.IGNORECASE,
)
_COMPARED_AFTER = re.compile(
    r"^\s*(?:compare[ds]?|differ\w*|versus|vs\.?|against|match\w*|(?:and|or)\s+(?:in\s+)?(?:the\s+)?(?:others?|rest|its\s+rivals?))\b",
    re.IGNORECASE,
)
_COMPARED_BEFORE = re.compile(
    r"\b(?:compare[ds]?\s+(?:with|to)|than|unlike|versus|vs\.?|differ\w*\s+from|against)\s+(?:(?:that|those|the\s+\w+)\s+)?"
    r"(?:(?:of|in|by|from)\s+)?(?:the\s+)?$",
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
_ASKED = re.compile(r"\b(?:did|does|do|has|have|had|was)\s+(?:[\w’']+['’]s\s+)?$", re.IGNORECASE)
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
        reason: How they were read.
    """

    name: str
    start: int
    end: int
    possessive: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Hold a name in the text, where its frame begins, and whether it has one."""

    named: Named
    end: int
    framed: bool
    begin: int


def find_outlets(text: str, outlets: Sequence[str]) -> tuple[OutletFound, ...]:
    """Find the outlets that the question asks to hear from, in reading order."""
    mentions = [_framed(text, named) for named in find_named(text, outlets)]
    comparing = len(mentions) > 1 and _COMPARE.search(text) is not None
    found: list[OutletFound] = []
    for group in _groups(text, mentions):
        if not (comparing or any(mention.framed for mention in group)) or _NOT_BEFORE.search(
            text[: group[0].named.start]
        ):
            continue
        if not comparing and _against_others(text, group):
            continue
        for index, mention in enumerate(group):
            begin = group[index - 1].end if index else mention.begin
            reason = _reason(text, mention)
            found.append(OutletFound(mention.named.name, begin, mention.end, _is_possessive(text, mention), reason))
    return tuple(found)


def _against_others(text: str, group: Sequence[_Mention]) -> bool:
    """Say whether others than these are asked for too: 'the toll in the Flash compared with the real one'."""
    return bool(_COMPARED_AFTER.match(text[group[-1].end :]) or _COMPARED_BEFORE.search(text[: group[0].named.start]))


def _reason(text: str, mention: _Mention) -> str:
    """Say how the words of a name were read."""
    words, name = text[mention.named.start : mention.named.end], mention.named.name
    if mention.named.part:
        return f"‘{words}’: {name}, the one outlet of the archive with such a name"
    return f"‘{words}’: articles of {name}"


def _groups(text: str, mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """Return the names that stand in one list together: 'CNN, Reuters and the BBC'."""
    groups: list[list[_Mention]] = []
    for mention in mentions:
        if groups and _BETWEEN.match(text[groups[-1][-1].end : mention.named.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _is_possessive(text: str, mention: _Mention) -> bool:
    """Say whether the words of a name end in its possessive."""
    return text[: mention.end].lower().endswith(("'s", "’s"))


def _framed(text: str, named: Named) -> _Mention:
    """Return a name, and whether the words around it make it a publisher that is asked for."""
    the = re.search(r"\bthe\s+$", text[: named.start], re.IGNORECASE)
    begin = the.start() if the else named.start
    left, right = text[:begin], text[named.end :]
    words = text[named.start : named.end]
    possessive = re.match(r"['’]s\b", right)
    before = next((m for pattern in _BEFORE if (m := pattern.search(left))), None)
    loose = _LOOSE_BEFORE.search(left)
    platform = loose and loose[0][0].lower() in "io" and _PLATFORM.fullmatch(words)
    if before is None and loose and (not is_ordinary(words) or loose[0][0].islower()):
        before = loose
    asking, money = _ASKED.search(left), _MONEY.search(left)
    after = _AFTER.match(right) and not (asking and money)
    asked = asking and not money and _ASKED_VERB.match(right)
    if (
        platform
        or (possessive and not after)
        or _STUDY.search(left)
        or _ON_AIR.search(left)
        or (is_ordinary(words) and _OF.match(right))
    ):
        before = None
    if before is not None:
        tail = _TAIL.search(left)
        begin = tail.start() if tail else begin
    framed = bool(before or after or asked)
    return _Mention(named, named.end + (possessive.end() if possessive and framed else 0), framed, begin)
