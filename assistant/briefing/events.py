"""An event as sentences tell it, and the sentences of many articles that tell of one event brought together; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.briefing.documents import Sentence
from assistant.nlp.quantities import find_numbers
from assistant.nlp.similarity import Encode
from assistant.nlp.temporal.briefing_periods import When

FLOOR = 0.26
"""Weight that an event needs."""
_ALIKE, _ALIKE_APART = 0.5, 0.72
"""Cosine from which two sentences on one day tell of the same event; the second where they have different figures: a
toll that rises twice a day is told twice."""
_ALIKE_UNDATED = 0.62
"""Cosine from which what names no day is of an event of which the day is told: explainers tell it again for weeks."""
_DAYS = 3
"""Days up to which a time is so short that two things alike in it are one; in a month or a year they are seldom."""
_ALIKE_NEAR = 0.7
"""Cosine from which an event that is told less precisely is one that is told of a day in that time."""
_RECALLED = 0.16
"""Given for each further text that tells of the same: what later articles come back to is what counts."""
_MOST_RECALLED = 4
_OWN = 0.15
"""Taken off a sentence whose main clause is of another day, where another tells of the same."""
_CLOSE = 3
"""Sentences apart in one article from which 'last November' and '18 November' are of one event."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Hold an event as one sentence tells it, with the weight of its being in a timeline.

    Attributes:
        recalled: The texts that tell of it …
        also: … and their sentences that could stand in its place.
        beside: Its day is not that of the sentence's main clause.
    """

    sentence: Sentence
    when: When
    weight: float
    planned: bool = False
    recalled: frozenset[str] = frozenset()
    also: tuple[Sentence, ...] = ()
    beside: bool = False

    @property
    def printed(self) -> tuple[str, int]:
        """Return when its article was printed, and where in it the sentence stands."""
        return self.sentence.article.published or "", self.sentence.start


def merged(found: Sequence[Happened], encode: Encode) -> Iterator[Happened]:
    """Yield each event once, by its weightiest sentence, with all texts that tell of it."""
    ranked = sorted(found, key=lambda event: (-event.weight, event.printed))
    if not ranked:
        return
    vectors = encode([event.sentence.text for event in ranked])
    groups: list[list[int]] = []
    for at, event in enumerate(ranked):
        home = next((group for group in groups if _same(ranked[group[0]], event, vectors[group[0]], vectors[at])), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    for group in groups:
        yield _told_once([ranked[at] for at in group])


def _same(one: Happened, other: Happened, vector: NDArray[np.float32], beside: NDArray[np.float32]) -> bool:
    """Say whether two sentences tell of one event."""
    alike = float(vector @ beside)
    if (one.when.first, one.when.last) == (other.when.first, other.when.last):
        figures = [_figures(event.sentence.text) for event in (one, other)]
        apart = all(figures) and not figures[0] & figures[1]
        least = _ALIKE if (one.when.last - one.when.first).days <= _DAYS else _ALIKE_NEAR
        return alike >= max(least, _ALIKE_APART if apart else 0.0)
    within = one.when.first <= other.when.last and other.when.first <= one.when.last
    if not (one.when.words and other.when.words) and (one.when.words or other.when.words) and alike >= _ALIKE_UNDATED:
        return True
    near = one.sentence.article.id == other.sentence.article.id
    near = near and 0 < abs(one.sentence.place - other.sentence.place) <= _CLOSE
    return within and (near or alike >= _ALIKE_NEAR)


def _figures(text: str) -> frozenset[float]:
    return frozenset(number.low for number in find_numbers(text, days=True) if number.kind != "clock")


def _told_once(group: Sequence[Happened]) -> Happened:
    """Return the best of some tellings with the day that is told most precisely, raised for each more."""
    best = max(group, key=lambda event: event.weight - _OWN * event.beside)
    stories = frozenset(story for event in group for story in event.recalled)
    within = (
        event.when for event in group if event.when.first <= best.when.last and best.when.first <= event.when.last
    )
    sharpest = min(within, key=lambda when: (when.last - when.first).days)
    when = best.when if best.when.last == best.when.first else sharpest
    raised = _RECALLED * min(len(stories) - 1, _MOST_RECALLED)
    planned = all(event.planned for event in group)
    also = tuple(event.sentence for event in group if event is not best and event.weight >= FLOOR)
    return replace(best, when=when, weight=best.weight + raised, planned=planned, recalled=stories, also=also)
