"""Parts of people's names, as nameparser knows them: particles, suffixes, honorifics, capitals; pure functions."""

from __future__ import annotations

import re
from functools import cache

_MC = re.compile(r"\bMC(?=[^\W\d_]{3})")
_MIXED = re.compile(r"([^\W\d_]*[a-zà-ÿ])([^\W\d_]+)")  # 'McGILL', 'LeBLANC'
_INNER = re.compile(r"(?<=['’-])[^\W\d_]")


@cache
def _known(kind: str) -> frozenset[str]:
    """Return the words of a kind that nameparser has, lower case."""
    from nameparser.config import CONSTANTS  # here, because half of all by-lines need none of it

    sets = {
        "particles": [CONSTANTS.prefixes],
        "suffixes": [CONSTANTS.suffix_acronyms, CONSTANTS.suffix_not_acronyms],
        "titles": [CONSTANTS.titles],
    }[kind]
    return frozenset(word for words in sets for word in words)


def is_particle(word: str) -> bool:
    """Say whether a word may stand before a family name ('van', 'de la')."""
    return word.casefold() in _known("particles")


def is_suffix(words: str) -> bool:
    """Say whether words stand behind a name ('Jr.', 'III', 'M.D.')."""
    bare = words.replace(".", "").casefold()
    return bool(bare) and len(bare) <= 5 and bare in _known("suffixes") and (len(bare) < 4 or not words.istitle())


def is_title(words: str) -> bool:
    """Say whether words end as a title or a profession does ('Marine Biologist')."""
    last = words.split()[-1].casefold()
    return len(last) > len("dean") and last in _known("titles")


def name_in_parts(name: str) -> tuple[str, str, str]:
    """Return the first names, the family name with its particles, and the suffix; '' for what a name does not have."""
    words = name.split()
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    if suffix:
        words[-1] = words[-1].rstrip(",")
    cut = len(words) - 1
    while cut > 1 and is_particle(words[cut - 1]):
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:]), suffix


def without_honorific(name: str) -> str:
    """Return a name without 'Dr.' or 'Sir' before it."""
    first, _, rest = name.partition(" ")
    abbreviated = first.endswith(".") and len(first) > len("J.")
    known = first.casefold().rstrip(".") in _known("titles") and (abbreviated or len(first) <= len("Prof"))
    return without_honorific(rest) if known and " " in rest.strip() and not first.isupper() else name


def recased(name: str) -> str:
    """Return a name that is printed in capitals as it is written: 'KEVIN McGILL' is Kevin McGill."""
    letters = [char for char in name if char.isalpha()]
    words = name.split()
    if len(words) > 1 and name.islower():  # of an account's full name
        return " ".join(word if is_particle(word) else word.title() for word in words)
    if sum(map(str.isupper, letters)) * 3 <= len(letters) * 2 or len(letters) < len("AlOz"):
        return name
    return " ".join(_recased(word, inner=0 < index < len(words) - 1) for index, word in enumerate(words))


def _recased(word: str, *, inner: bool) -> str:
    if "." in word[:-1] or (word.endswith(".") and len(word) <= len("J.")) or is_roman(word):
        return word
    if inner and is_particle(word):
        return word.lower()
    if mixed := _MIXED.fullmatch(word):
        return mixed[1] + (mixed[2].capitalize() if mixed[2].isupper() else mixed[2])
    word = _MC.sub("Mc", word)
    if word.startswith("Mc"):
        return f"Mc{word[2:].capitalize()}"
    return _INNER.sub(lambda found: found[0].upper(), word.capitalize())


def is_roman(word: str) -> bool:
    """Say whether a word counts the bearers of a name ('III')."""
    return re.fullmatch(r"[IVX]{2,4}", word) is not None
