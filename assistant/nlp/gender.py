"""Say whom 'he' or 'she' can mean: by 'Mr' and 'Ms', by common first names, by the pronouns said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MALE = r"(?:Mr|Sir|King|Prince|Brother|Father)"
_FEMALE = r"(?:Mrs|Ms|Miss|Dame|Queen|Princess|Sister)"
# First names of people whom English news writes most about.
_WOMEN = frozenset(
    "mary anna anne emma elizabeth liz kim serena venus maria marie sarah laura linda barbara susan jessica karen lisa "
    "nancy betty sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon "
    "cynthia kathleen amy angela ruth brenda nicole katherine catherine kate samantha christine helen rachel carolyn "
    "janet hillary nikki kamala giorgia ursula taylor amber meghan melania ghislaine olivia sophia julia".split()
)
_MEN = frozenset(
    "james john robert michael david william richard joseph thomas charles daniel matthew anthony mark donald steven "
    "paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric "
    "jonathan stephen larry justin scott brandon benjamin samuel frank gregory raymond alexander patrick jack dennis "
    "jerry tyler aaron henry joe elon boris vladimir volodymyr emmanuel rand tom mike jim bill bob barack rishi harry "
    "novak rafael roger".split()
)


def of_sex(names: Sequence[str], said: str, *, female: bool) -> tuple[str, ...]:
    """Return the people that 'she' (``female``) or 'he' can mean; those of whom nothing tells are among them."""
    return tuple(name for name in names if _is_woman(name, names, said) in (female, None))


def _is_woman(name: str, names: Sequence[str], said: str) -> bool | None:
    """Say whether a person is a woman; None where nothing tells."""
    surname = re.escape(name.split()[-1])
    for title, woman in ((_FEMALE, True), (_MALE, False)):
        if re.search(rf"\b{title}\.?\s+(?:[A-Z]\w+\s+)?{surname}\b", said):
            return woman
    first = {word.lower() for word in name.split()[:-1]}
    if first & _WOMEN or first & _MEN:
        return bool(first & _WOMEN)
    others = [re.escape(other.split()[-1]) for other in names if other != name]
    hers = 0
    for sentence in re.split(r"(?<=[.?!…])\s", said):
        if re.search(rf"\b{surname}\b", sentence) and not any(re.search(rf"\b{o}\b", sentence) for o in others):
            hers += len(re.findall(r"\b(?:she|her|herself)\b", sentence, re.IGNORECASE))
            hers -= len(re.findall(r"\b(?:he|his|him|himself)\b", sentence, re.IGNORECASE))
    return None if hers == 0 else hers > 0
