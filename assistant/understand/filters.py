"""The filters that the words of a question ask for: days, outlets, kinds of article, and the day it is asked as of."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.types import Chip
from assistant.understand.article_kinds import KindsFound, find_kinds, joint_kinds
from assistant.understand.dates import DateFound, find_windows, window_of
from assistant.understand.days import label_of, long_day
from assistant.understand.outlets import OutletFound, find_outlets
from corpus import Scope

_F = TypeVar("_F", DateFound, OutletFound, KindsFound)
_AS_OF = re.compile(r"as\s+of\b", re.IGNORECASE)
# Characters; longer is pasted text, whose dates and names frame nothing (and the rules are quadratic in the length).
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Filters:
    """Hold what a question keeps to.

    Attributes:
        scope: Days, outlets, kinds and as-of day, those given by hand before those of the words.
        chips: One a filter that came from the words.
        left: The question without those words.
    """

    scope: Scope
    chips: tuple[Chip, ...]
    left: str


def filters_of(text: str, given: Scope, *, outlets: Sequence[str], dismissed: Collection[str] = ()) -> Filters:
    """Read the filters out of a question.

    Args:
        text: The question, standing alone.
        given: Filters that were set by hand, the as-of day among them; each wins over the words. Words that name an
            earlier as-of day are taken: nothing later than either is used.
        outlets: Names of the archive's outlets.
        dismissed: Words of chips that a person took off.
    """
    assert given.as_of is not None
    if len(text) > _LONGEST:
        return Filters(given, (), text)

    def kept(found: Sequence[_F]) -> list[_F]:
        return [one for one in found if text[one.start : one.end] not in dismissed]

    named = [] if given.outlets else kept(find_outlets(text, outlets))
    kinds = [] if given.kinds else kept(find_kinds(text))
    heard = [found.end for found in named]
    dates = kept(find_windows(text, given.as_of, heard=heard))
    said = next((found for found in dates if _AS_OF.match(text, found.start) and found.window.until), None)
    if said is not None and said.window.until is not None:
        given = replace(given, as_of=said.window.until)
        dates = [
            found for found in kept(find_windows(text, said.window.until, heard=heard)) if found.start != said.start
        ]
    dates = [] if given.window else dates
    scope = replace(
        given,
        window=given.window or window_of(dates),
        outlets=given.outlets or tuple(dict.fromkeys(found.name for found in named)),
        kinds=given.kinds or joint_kinds(kinds),
    )
    chips = _chips(text, said, dates=dates, named=named, kinds=kinds)
    return Filters(scope, chips, _without(text, [*([said] if said else []), *dates, *named, *kinds]))


def _chips(
    text: str,
    said: DateFound | None,
    *,
    dates: Sequence[DateFound],
    named: Sequence[OutletFound],
    kinds: Sequence[KindsFound],
) -> tuple[Chip, ...]:
    """Return one chip a filter, each with the words that it was read from, and how."""
    chips = []
    if said is not None and said.window.until is not None:
        day, words = long_day(said.window.until), text[said.start : said.end]
        chips.append(Chip("as_of", f"as of {day}", words, f"‘{words}’: nothing published after {day} is used"))
    chips += [Chip("window", label_of(found.window), text[found.start : found.end], found.reason) for found in dates]
    chips += [Chip("outlet", found.name, text[found.start : found.end], found.reason) for found in named]
    chips += [Chip("kind", found.label, text[found.start : found.end], found.reason) for found in kinds]
    return tuple(chips)


def _without(text: str, filters: Sequence[DateFound | OutletFound | KindsFound]) -> str:
    """Return the question without the words that became filters; the whole question where nothing would be left."""
    kept = text
    for found in sorted(filters, key=lambda found: found.start, reverse=True):
        outlet_next = any(isinstance(other, OutletFound) and other.start == found.end + 1 for other in filters)
        the = "the" if found.possessive and not outlet_next else ""
        kept = f"{kept[: found.start]} {the} {kept[found.end :]}"
    kept = re.sub(r"\s+", " ", kept)
    kept = re.sub(r"\bthe the\b", "the", kept, flags=re.IGNORECASE)
    kept = re.sub(r"\s+([,.;:?!])", r"\1", kept)
    kept = re.sub(r"([,;:])(?:\s*[,;:])+|[,;:]+\s*(?=[.?!]|$)", r"\1", kept)
    kept = re.sub(r"^[\s,;:.]+", "", kept).strip()
    return kept if re.search(r"\w", kept) else text
