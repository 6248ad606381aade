"""Find the outlets that a question asks to hear from; an outlet that it is about is not one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.query import outlet_frames as frames
from assistant.query.outlet_names import Named, find_named, is_ordinary


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
    comparing = len(mentions) > 1 and frames.COMPARE.search(text) is not None
    found: list[OutletFound] = []
    for group in _groups(text, mentions):
        if not (comparing or any(mention.framed for mention in group)) or frames.NOT_BEFORE.search(
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
    if frames.CHECKED.search(text, group[-1].end):
        return True
    return bool(
        frames.COMPARED_AFTER.match(text[group[-1].end :])
        or frames.COMPARED_BEFORE.search(text[: group[0].named.start])
    )


def _reason(text: str, mention: _Mention) -> str:
    """Say how the words of a name were read."""
    words, name = text[mention.named.start : mention.named.end], mention.named.name
    if mention.named.part:
        return f"‘{words}’: {name}, as no other outlet of the archive is called so"
    return f"‘{words}’: articles of {name}"


def _groups(text: str, mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """Return the names that stand in one list together: 'CNN, Reuters and the BBC'."""
    groups: list[list[_Mention]] = []
    for mention in mentions:
        if groups and frames.BETWEEN.match(text[groups[-1][-1].end : mention.named.start]):
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
    before = next((m for pattern in frames.BEFORE if (m := pattern.search(left))), None)
    loose = frames.LOOSE_BEFORE.search(left)
    platform = loose and loose[0][0].lower() in "io" and frames.PLATFORM.fullmatch(words)
    if before is None and loose and (not is_ordinary(words) or loose[0][0].islower()):
        before = loose
    asking, money = frames.ASKED.search(left), frames.MONEY.search(left)
    after = frames.AFTER.match(right) and not (asking and money)
    asked = asking and not money and frames.ASKED_VERB.match(right)
    if (
        platform
        or (possessive and not after)
        or frames.STUDY.search(left)
        or frames.ON_AIR.search(left)
        or (is_ordinary(words) and frames.OF.match(right))
    ):
        before = None
    if possessive and frames.TALKED_OF.search(left) and not before:
        after = None
    shown = frames.SHOWN_LEFT.match(left) and frames.SHOWN_RIGHT.match(right)
    if before is not None:
        tail = frames.TAIL.search(left)
        begin = tail.start() if tail else begin
    framed = bool(before or after or asked or shown)
    return _Mention(named, named.end + (possessive.end() if possessive and framed else 0), framed, begin)
