"""What the times of an article are held against: the day on which it was written, or the year that a heading names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.nlp.temporal.mentions import CLAUSE, EXACT_DAY, TO_COME, WITH_YEAR, YEAR_HOLDS, Mention
from assistant.nlp.temporal.resolution import day_told, month_number, of_year

_KEPT_UP, _LATER = 21, 2
"""Days after publication up to which an outlet goes on changing an article, and how many such days tell that it did."""
_HEADING = re.compile(r"^((?:19|20)\d\d)(?:\s*[:–—-]|\s*$)", re.MULTILINE)


def anchor(text: str, published: date) -> date | None:
    """Return the day that an article's 'Tuesday' is held against: a text kept up to date tells of later days.

    None where it was written anew long after it was published first, so that nobody can know what its 'Tuesday' is.
    """
    later = []
    year: tuple[int, int] = (0, -YEAR_HOLDS)
    for match in EXACT_DAY.finditer(text):
        number, month = int(match["d2"] or match["d1"]), month_number(match["m2"] or match["m1"])
        past = not TO_COME.search(text[max(0, match.start() - CLAUSE) : match.start()])
        if told := WITH_YEAR.match(text, match.end()):
            year = int(told[1]), told.end()
            day = day_told(number, month, year[0], published, coming=False)
            if day is not None and past and (day - published).days > _KEPT_UP:
                return None
        elif match.start() - year[1] >= YEAR_HOLDS or "\n" in text[year[1] : match.start()]:
            day = day_told(number, month, None, published, coming=False)
            if day is not None and past and 0 < (day - published).days <= _KEPT_UP:
                later.append(day)
    return max(later) if len(set(later)) >= _LATER else published


def headed_years(text: str) -> list[tuple[int, int]]:
    """Return the years that stand as headings in a text ('2021: The prince dies'), each with its place."""
    return [(match.start(), int(match[1])) for match in _HEADING.finditer(text)]


def under_heading(found: Sequence[Mention], start: int, years: Sequence[tuple[int, int]]) -> list[Mention]:
    """Return times with the year of the heading that they stand under, where they name none.

    Args:
        found: Of a sentence.
        start: Where it begins in its article.
        years: The headings of the article.
    """
    year = next((year for at, year in reversed(years) if at < start), None)
    if year is None:
        return list(found)
    return [_in_year(mention, year) for mention in found]


def _in_year(mention: Mention, year: int) -> Mention:
    exact = EXACT_DAY.match(mention.when.words) and not re.search(r"\d{4}", mention.when.words)
    when = of_year(mention.when, year) if exact else None
    return replace(mention, when=when, planned=False) if when is not None else mention
