"""Sentences that can stand alone: with the one before where they point back, none twice; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.nlp.lexical import alike, content_words
from assistant.reader.sentence_ranking import Sentence

_SAME = 0.7
"""Share of common words from which two sentences say the same."""
_LONGEST = 500
"""Characters up to which the sentence before is put in front."""

_POINTS_BACK = re.compile(
    r"^[\"“'‘(]?(He|She|It|They|His|Her|Its|Their|This|That|These|Those|Both|Neither|"
    r"The (two|latter|former|move|decision|deal))\b"
)


def whole(sentence: Sentence, chosen: Sequence[Sentence]) -> Sentence | None:
    """Return a sentence with the one before it where it points back; None where it was chosen already."""
    taken = [c for c in chosen if c.evidence.hit.article.id == sentence.evidence.hit.article.id]
    if any(sentence.start < other.end and other.start < sentence.end for other in taken):
        return None
    begin = sentence.before
    free = not any(begin < other.end and other.start < sentence.end for other in taken)
    if not _POINTS_BACK.match(sentence.text) or sentence.end - begin > _LONGEST or not free:
        return sentence
    return replace(sentence, start=begin, text=sentence.evidence.hit.article.text[begin : sentence.end])


def distinct(sentences: Iterable[Sentence], *, limit: int) -> list[Sentence]:
    """Return the first few of them that do not repeat one another, each with what it points back to."""
    kept: list[Sentence] = []
    words: list[list[str]] = []
    for sentence in sentences:
        stems = content_words(sentence.text)
        if len(kept) == limit:
            break
        if not any(alike(stems, other) >= _SAME for other in words) and (full := whole(sentence, kept)):
            kept.append(full)
            words.append(stems)
    return kept
