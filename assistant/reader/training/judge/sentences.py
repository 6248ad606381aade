"""Single sentences as passages: which sentence of a text answers a question, and which only speak of the same thing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.reader.training.judge.types import ANSWERED, UNANSWERED, Group, Item

Spans = Sequence[tuple[int, int]]

_SHORTEST, _LONGEST = 4, 60
"""Words of a sentence that is read by itself."""
_NEGATIVES = 3
"""Sentences that do not answer, for each question, those that share most of its words before others."""


def make_sentence_groups(
    groups: Iterable[Group], split: Callable[[str], Spans], stems: Callable[[str], Sequence[str]], *, seed: int
) -> Iterator[Group]:
    """Yield a group for each sentence of each passage, with the passage's questions that are read against it.

    A question is answered by the sentence that holds its answer, and not by others, nor by any where the passage does
    not answer it. A sentence that has the words of the answer in another place is left out for that question, for
    nobody knows.

    Args:
        groups: Passages with their questions.
        split: Gives the spans of the sentences of a text.
        stems: Gives the words of a text that carry meaning.
        seed: Of what is drawn.
    """
    draw = random.Random(seed)  # noqa: S311 - not a secret
    for group in groups:
        asked = [item for item in group.items if item.label in (ANSWERED, UNANSWERED)]
        spans = [span for span in split(group.passage) if _is_readable(group.passage[span[0] : span[1]])]
        read: dict[tuple[int, int], list[Item]] = {span: [] for span in spans}
        for item in asked:
            for span, own in _place_question(item, group.passage, spans, stems, draw):
                read[span].append(own)
        for (start, end), items in read.items():
            if items:
                yield Group(group.passage[start:end], tuple(items), group.heading, group.source)


def _is_readable(sentence: str) -> bool:
    return _SHORTEST <= len(sentence.split()) <= _LONGEST


def _place_question(
    item: Item, passage: str, spans: Spans, stems: Callable[[str], Sequence[str]], draw: random.Random
) -> Iterator[tuple[tuple[int, int], Item]]:
    """Yield the sentences that a question is read against, each with the question as it is labelled there."""
    answer = passage[item.span[0] : item.span[1]] if item.span else None
    if item.label == ANSWERED and answer is None:
        return
    words = set(stems(item.text))
    others = []
    for start, end in spans:
        if item.span and start <= item.span[0] and item.span[1] <= end:
            own = (item.span[0] - start, item.span[1] - start)
            yield (start, end), Item(item.text, ANSWERED, own, kind="sentence")
        elif answer is None or answer.lower() not in passage[start:end].lower():
            others.append((len(words & set(stems(passage[start:end]))) + draw.random(), (start, end)))
    for _, span in sorted(others, reverse=True)[:_NEGATIVES]:
        yield span, Item(item.text, UNANSWERED, kind="sentence")
