"""Filters that the words of a question name: days, outlets, kinds of article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.nlp.temporal.periods import label_of, long_day
from assistant.query.date_filters import DateFound, find_windows, window_of
from assistant.query.outlet_filters import OutletFound, find_outlets
from assistant.types import Chip
from corpus import KINDS, Scope

# Words for each kind; only such as name articles: 'public opinion', 'an interview in May' and 'the press' do not.
_WORDS = {
    "opinion": r"(?:opinion|comment(?:ary)?)\s+(?:pieces?|articles?|columns?)|editorials?|op-?eds?",
    "live blog": r"live[\s-]?blogs?",
    "press release": r"press\s+releases",
    "wire": r"(?:wire|agency)\s+(?:stories|reports|copy|articles)",
    "interview": r"interview\s+articles|(?<=\bonly )interviews",
    "news": r"(?:straight|hard)\s+news|news\s+(?:articles|reports|stories)\s+only|"
    r"(?<=\bonly )news(?:\s+(?:articles|reports|stories))?",
}
_NOT = r"(?:(?P<only>only\s+)|(?P<no>no|not|without|excluding|except(?:\s+for)?|leave\s+out|but\s+no)\s+(?:any\s+)?)?"
_COMPILED = tuple(
    (kind, re.compile(rf"\b(?:(?:in|from)\s+(?:the\s+)?)?{_NOT}(?P<words>{words})\b", re.IGNORECASE))
    for kind, words in _WORDS.items()
)
# The staff of the editorial page, and an editorial that is talked of, are no filter.
_NO_ARTICLE = re.compile(
    r"\s+(?:staff|boards?|teams?|agenc(?:y|ies)|directors?|offices?|independence|lines?|meetings?|freedom|control)\b"
)
_TALKED_OF = re.compile(
    r"\b(?:who|whom|why|whose)\b[^?]*$|\b(?:write|wrote|writes|written|writing|publish)\s+(?:an?\s+|the\s+)?$", re.I
)


@dataclass(frozen=True, slots=True)
class KindsFound:
    """Hold the kinds that words of a question keep to.

    Attributes:
        kinds: Of ``corpus.KINDS``.
        start: Where the words begin.
        end: Where they end.
        reason: How they were read.
        possessive: Never; filters are cut out of the question alike.
    """

    kinds: tuple[str, ...]
    start: int
    end: int
    reason: str
    possessive: bool = False

    @property
    def label(self) -> str:
        """Return what the chip says."""
        left_out = [kind for kind in KINDS if kind not in self.kinds]
        return f"no {left_out[0]}" if len(left_out) == 1 else " or ".join(self.kinds)


def find_kinds(text: str) -> tuple[KindsFound, ...]:
    """Find the kinds of article that the question keeps to, in reading order."""
    found = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if _NO_ARTICLE.match(text[match.end() :]) or (not match["no"] and _TALKED_OF.search(text[: match.start()])):
                continue
            kinds = tuple(other for other in KINDS if other != kind) if match["no"] else (kind,)
            meant = f"all kinds of article but {kind}" if match["no"] else f"articles of the kind {kind}"
            found.append(KindsFound(kinds, match.start(), match.end(), f"‘{match[0]}’: {meant}"))
    return tuple(sorted(found, key=lambda one: one.start))


def joint_kinds(found: tuple[KindsFound, ...] | list[KindsFound]) -> tuple[str, ...]:
    """Return the kinds that several finds keep to together; empty for all."""
    if not found:
        return ()
    only = [one for one in found if len(one.kinds) == 1]
    if only:
        return tuple(dict.fromkeys(kind for one in only for kind in one.kinds))
    return tuple(kind for kind in KINDS if all(kind in one.kinds for one in found))


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
