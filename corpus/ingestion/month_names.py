"""The months by their names in the languages of news, out of the Unicode locale data that babel carries."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

_LANGUAGES = (
    "en de fr es it pt nl ru uk be pl cs sk sl hr sr bs mk bg ro hu sv nb nn da fi is et lv lt el tr az ka hy ca eu gl "
    "ga cy sq mt la id ms vi th ko ja zh hi bn ta te ur fa he ar sw af"
).split()
_SHORTEST = 3  # letters of a name that is cut short ('Lok' for the Finnish 'lokakuuta')


def month_named(name: str, language: str | None = None) -> int | None:
    """Return the month, 1 to 12, that a name or its beginning stands for; None where languages differ or none has it.

    'Listopad' is October in Croatian and November in Polish: that is a month only where the language is known.

    Args:
        name: As it is printed.
        language: Code of the language, where it is known; a name that it does not have is looked up in the others.
    """
    key = _fold(name)
    if language in _LANGUAGES and (month := _only(key, _months_of(language))):
        return month
    return _only(key, _months())


def _only(key: str, known: Mapping[str, frozenset[int]]) -> int | None:
    """Return the one month that a folded name or its beginning stands for."""
    exact = known.get(key)
    if exact is not None or len(key) < _SHORTEST:
        return next(iter(exact)) if exact and len(exact) == 1 else None
    begun = {month for full, months in known.items() if full.startswith(key) for month in months}
    return begun.pop() if len(begun) == 1 else None


@cache
def _months() -> Mapping[str, frozenset[int]]:
    """Return the months that each folded name stands for in some language; takes half a second, once."""
    found: dict[str, frozenset[int]] = {}
    for language in _LANGUAGES:
        for name, months in _months_of(language).items():
            found[name] = months | found.get(name, frozenset())
    return found


@cache
def _months_of(language: str) -> Mapping[str, frozenset[int]]:
    """Return the same for one language."""
    from babel import Locale

    found: dict[str, frozenset[int]] = {}
    for names in Locale(language).months.values():
        for month, name in (*names["wide"].items(), *names["abbreviated"].items()):
            found[_fold(name)] = found.get(_fold(name), frozenset()) | {month}
    return found


def _fold(name: str) -> str:
    """Return a name without case, accents, full stops and apostrophes."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char) and char not in ".’' \u200c")
