"""Understand a question: follow-up to standalone, dates to a window, outlet names to a filter."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from assistant.types import Chip, Question, Turn
from assistant.understand.dates import DateFound, find_dates, find_windows, window_of
from assistant.understand.days import label_of
from assistant.understand.followup import standalone
from assistant.understand.kinds import form_of, topic_of
from assistant.understand.names import find_names, is_name
from assistant.understand.outlets import OutletFound, find_outlets
from assistant.understand.parts import compared, split_question
from assistant.understand.references import refers_back
from corpus import Scope

__all__ = [
    "compared", "find_dates", "find_names", "find_outlets", "find_windows", "form_of", "is_name", "refers_back",
    "split_question", "standalone", "understand",
]  # fmt: skip


# Characters; longer is pasted text, whose dates and names frame nothing (and the rules are quadratic in the length).
_LONGEST = 1000


def understand(
    text: str,
    *,
    as_of: date,
    outlets: Sequence[str],
    history: Sequence[Turn] = (),
    given: Scope | None = None,
    dismissed: Collection[str] = (),
    asked_as: str = "",
) -> Question:
    """Read a question: what it asks on its own, and which days and outlets it keeps to.

    Args:
        text: What was typed.
        as_of: The day that the question is asked on; nothing published later is used.
        outlets: Names of the archive's outlets.
        history: Earlier turns of the conversation, the oldest first.
        given: Filters that were set by hand; each wins over what the text says, and makes no chip.
        dismissed: Words of chips that a person took off: they stay words of the question.
        asked_as: The standalone form where it was written by hand; empty lets the rules find it.
    """
    given = given or Scope()
    today = given.as_of or as_of
    full = " ".join(asked_as.split()) or standalone(" ".join(text.split()), history, as_of=today, outlets=outlets)
    named: list[OutletFound] = []
    if not given.outlets and len(full) <= _LONGEST:
        named = [found for found in find_outlets(full, outlets) if full[found.start : found.end] not in dismissed]
    dates: list[DateFound] = []
    if not given.window and len(full) <= _LONGEST:
        windows = find_windows(full, today, heard=[found.end for found in named])
        dates = [found for found in windows if full[found.start : found.end] not in dismissed]
    window = given.window or window_of(dates)
    return Question(
        text=text,
        standalone=full,
        search=topic_of(_without(full, [*dates, *named])),
        scope=replace(
            given,
            window=window,
            outlets=given.outlets or tuple(dict.fromkeys(found.name for found in named)),
            as_of=today,
        ),
        chips=_chips(full, dates, named=named),
        form=form_of(full),
    )


def _chips(text: str, dates: Sequence[DateFound], *, named: Sequence[OutletFound]) -> tuple[Chip, ...]:
    """Return one chip a filter, each with the words that it was read from."""
    windows = [Chip("window", label_of(found.window), text[found.start : found.end], found.reason) for found in dates]
    outlets = [Chip("outlet", found.name, text[found.start : found.end], found.reason) for found in named]
    return (*windows, *outlets)


def _without(text: str, filters: Sequence[DateFound | OutletFound]) -> str:
    """Return the question without the words that became filters; the whole question where nothing would be left."""
    kept = text
    for found in sorted(filters, key=lambda found: found.start, reverse=True):
        outlet_next = any(isinstance(other, OutletFound) and other.start == found.end + 1 for other in filters)
        the = "the" if found.possessive and not outlet_next else ""
        kept = f"{kept[: found.start]} {the} {kept[found.end :]}"
    kept = re.sub(r"\s+", " ", kept)
    kept = re.sub(r"\bthe the\b", "the", kept, flags=re.IGNORECASE)
    kept = re.sub(r"\s+([,.;:?!])", r"\1", kept)
    kept = re.sub(r"([,;:])(?:\s*[,;:])+|[,;:]+(?=[.?!]|$)", r"\1", kept)
    kept = re.sub(r"^[\s,;:.]+", "", kept).strip()
    return kept if re.search(r"\w", kept) else text
