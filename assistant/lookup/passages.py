"""Where in an article a quote may stand: the stretch that has most of its words; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.lookup.tokens import Word

_WIDER = 1.3
"""How much longer the printed words may be than the quoted ones, with words put in."""
_AROUND = 500
"""Characters before and after the stretch that are read, too: a quote may begin or end with altered words."""
_LEFT_OUT = 3000
"""Characters that an ellipsis may stand for."""
_MOST = 100
"""Places of one word that are looked at: one that stands there more often does not tell where the quote is."""


def stretch(text: str, quoted: Sequence[Word], *, marks: int) -> tuple[int, int]:
    """Return the span of an article's text to lay a quote along: to take the words out of all of it takes longer.

    Args:
        text: The article's.
        quoted: The quote's words, at least one.
        marks: Ellipses in the quote.
    """
    plain = text.lower()
    forms = {word.form for word in quoted if word.weight == 1}
    places = sorted((at, form) for form in forms for at in _places(plain, form))
    if not places or len(plain) != len(text):
        return 0, len(text)
    width = _WIDER * (quoted[-1].end - quoted[0].start) + marks * _LEFT_OUT
    first, last = _densest(places, width)
    start = max(0, first - _AROUND)
    return (text.rfind(" ", 0, start) + 1 if start else 0), min(len(text), last + _AROUND)


def _places(plain: str, form: str) -> Iterator[int]:
    at = plain.find(form)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = plain.find(form, at + 1)


def _densest(places: Sequence[tuple[int, str]], width: float) -> tuple[int, int]:
    """Return where the window begins and ends that has most of the words, the shortest of such."""
    inside: Counter[str] = Counter()
    best, left = (0, 0, 0, 0), 0
    for at, form in places:
        inside[form] += 1
        while at - places[left][0] > width or inside[places[left][1]] > 1:
            inside[places[left][1]] -= 1
            if not inside[places[left][1]]:
                del inside[places[left][1]]
            left += 1
        best = max(best, (len(inside), places[left][0] - at, places[left][0], at))
    return best[2], best[3]
