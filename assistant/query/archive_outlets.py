"""The archive's own names of the outlets that somebody names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.errors import OutletUnknown

if TYPE_CHECKING:
    from corpus import Archive

_TOLD = 5
"""Outlets that are named where there is none of the name given."""


def outlets_of(archive: Archive, named: Sequence[str] | None) -> tuple[str, ...]:
    """Return the archive's own names of the outlets that an option names, by any name that they go by.

    Raises:
        OutletUnknown: The archive has none of that name.
    """
    if not named:
        return ()
    from corpus import outlet_aliases  # loads the stores, which `newsdesk --help` need not wait for

    held = [name for name, _ in archive.outlets()]
    forms = {_folded(name): name for name in held}
    for outlet in held:  # after all names: where two outlets share an alias, the one that is called so has it
        for alias in outlet_aliases(outlet):
            forms.setdefault(_folded(alias), outlet)
    for name in named:
        if _folded(name) not in forms:
            raise OutletUnknown(f"no outlet of the archive is called {name!r}; {_nearest(name, forms, held)}")
    return tuple(dict.fromkeys(forms[_folded(name)] for name in named))


def _folded(name: str) -> str:
    """Return the letters and digits of a name, without 'The'."""
    return re.sub(r"[\W_]+", "", name.casefold().strip().removeprefix("the "))


def _nearest(name: str, forms: Mapping[str, str], held: Sequence[str]) -> str:
    """Say which outlets there are: those with a name like it, else those with most articles."""
    like = [forms[form] for form in get_close_matches(_folded(name), forms, n=_TOLD, cutoff=0.5)]
    told = list(dict.fromkeys(like)) or held[:_TOLD]
    heading = "nearest" if like else "it has most of"
    return f"{heading}: {', '.join(told)}" if told else "it holds no articles yet"
