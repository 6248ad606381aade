"""The words of a short answer as a person would give them: whole words, a whole name, no marks at the edges; pure."""

from __future__ import annotations

import re

_EDGES = " \t\n\r,;:.!?\"'“”‘’«»()[]►•–—-…"
_WORD_BEFORE = re.compile(r"([A-Z][\w’'&-]*) $")
_WORD_AFTER = re.compile(r" ([A-Z][\w&-]*)")
_CHANGED = re.compile(r"[\d.,]+(?: (?:%|per ?cent))? to ([\d.,]+.*)", re.IGNORECASE)
"""A figure that became another one ('from 31 to 29'): what holds is the second."""
_AGE = re.compile(r"\bhow old\b", re.I)
_OPENING = frozenset("The A An In On At He She It They But And When After While As For With Since I".split())
"""Words with a capital that open a sentence and are no part of a name."""
_NO_NAME = _OPENING | frozenset(
    "Mr Mrs Ms Dr Sir Lord President Prime Minister Senator Rep Sen Gov Queen King Prince Mayor Captain "
    "Judge General Colonel Professor Chancellor Secretary Councillor Governor Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December".split()
)
"""Words with a capital that stand beside a name and are not it: titles and days."""


def completed(question: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the answer that a found span of a text stands for.

    It keeps to one line, covers whole words, and a whole name where it has a part of one ('Djokovic': 'Novak
    Djokovic'). For 'how old' it is the number alone. On 210 questions of RealTimeQA's tune half this moved exact match
    from 0.32 to 0.34 (0.28 to 0.31 with an earlier reader).

    Args:
        question: The standalone question.
        text: Of the passage.
        start: Of what was found.
        end: Likewise.
    """
    start, end = _trimmed(text, *_longest_line(text, start, end))
    if start == end:
        return start, end
    start, end = _whole_words(text, start, end)
    words = text[start:end].split()
    if words[0][:1].isupper() and words[-1][:1].isupper():
        start, end = _whole_name(text, start, end)
    if change := _CHANGED.fullmatch(text[start:end]):
        start += change.start(1)
    if _AGE.search(question) and (number := re.search(r"\d+", text[start:end])):
        start, end = start + number.start(), start + number.end()
    return _trimmed(text, start, end)


def _longest_line(text: str, start: int, end: int) -> tuple[int, int]:
    line = max(text[start:end].split("\n"), key=len)
    start = text.index(line, start)
    return start, start + len(line)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the ends of its first and last word, hyphens and apostrophes inside them included."""
    while start and (text[start - 1].isalnum() or (text[start - 1] in "-’'" and text[max(start - 2, 0)].isalnum())):
        start -= 1
    while end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum())):
        end += 1
    return start, end


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span over the words with a capital on both sides of it, up to titles, days and the sentence's start."""
    while (before := _WORD_BEFORE.search(text, max(0, start - 40), start)) and before.group(1) not in _NO_NAME:
        start = before.start(1)
    while (after := _WORD_AFTER.match(text, end)) and after.group(1) not in _NO_NAME:
        end = after.end()
    return start, end
