"""The one reader of periods: which words of a question or an article name days, and which days they are; pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from assistant.nlp.temporal.absolute import absolute_mentions
from assistant.nlp.temporal.compound import compound_mentions
from assistant.nlp.temporal.periods import Mention, Period, shift_months
from assistant.nlp.temporal.relative import relative_mentions

Direction = Literal["past", "nearest", "future"]
"""Where a day without a year lies: a question asks for what has been; an article may tell of what is to come."""

_PAST = 0.6
"""What a day in the past counts for where 'on 6 March' can be this year's or last: news mostly looks back."""


def find_periods(text: str) -> list[Mention]:
    """Return words that name periods, the longest where they overlap, in reading order."""
    every = [*absolute_mentions(text), *relative_mentions(text), *compound_mentions(text)]
    every.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    kept: list[Mention] = []
    for mention in every:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def resolve_period(mention: Mention, day: date, direction: Direction = "past") -> Period | None:
    """Return the days that a mention names, None where it names none.

    Args:
        mention: Words of a text.
        day: The day that the text is of: on which a question is asked, or an article was published.
        direction: Where a day or month without a year, or a weekday, lies; other periods are the same in each.
    """
    before = mention.resolve(day)
    if direction == "past" or mention.definite or before is None:
        return before
    step = day + timedelta(days=7) if mention.relative else shift_months(day, 12)
    after = mention.resolve(step) or before
    if direction == "future":
        return before if before[1] >= day else after
    if mention.relative or (day - before[0]).days * _PAST <= (after[0] - day).days:
        return before
    return after
