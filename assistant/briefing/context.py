"""What every section is made with: what was read, the book of citations, the encoder, the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.events import Happened
from assistant.briefing.figures.figure_groups import Slot, slots
from assistant.briefing.timeline import happenings
from assistant.citations import Citations, attribution
from assistant.nlp.lexical import content_words
from assistant.nlp.similarity import Encode
from assistant.types import Statement


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold what the sections of one briefing share.

    Attributes:
        alone: Only one section is asked for: it is given in full.
    """

    reading: Reading
    book: Citations
    encode: Encode
    as_of: date | None
    alone: bool = False
    _slots: list[list[Slot]] = field(default_factory=list)
    _events: list[list[Happened]] = field(default_factory=list)

    def events(self) -> list[Happened]:
        """Return what happened, each event once, found once."""
        if not self._events:
            self._events.append(happenings(self.reading, self.encode))
        return self._events[0]

    def slots(self) -> list[Slot]:
        """Return the things that the topic has figures of, brought together once."""
        if not self._slots:
            self._slots.append(slots(self.reading, self.encode))
        return self._slots[0]

    def quoted(self, sentence: Sentence) -> Statement:
        """Return a sentence word for word, cited."""
        return Statement(
            text=sentence.text,
            citations=(self.book.cite(sentence.evidence, sentence.start, sentence.end),),
            verdict="quoted",
            attribution=attribution(sentence.article, as_of=self.as_of, story=sentence.evidence.story),
        )

    def joined(self, text: str, sentences: Sequence[Sentence]) -> Statement:
        """Return a line of our own on some sentences, which it cites."""
        numbers = [self.book.cite(item.evidence, item.start, item.end) for item in sentences]
        return Statement(text=text, citations=tuple(dict.fromkeys(numbers)), verdict="supported")


class Remembered:
    """Turn texts into vectors, each text once: sections look at the same sentences."""

    def __init__(self, encode: Encode) -> None:
        """Take the encoder that turns texts into vectors (n x d) of length 1."""
        self._encode = encode
        self._known: dict[str, NDArray[np.float32]] = {}

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a text, in order (n x d); at least one text."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            self._known |= dict(zip(missing, self._encode(missing), strict=True))
        return np.stack([self._known[text] for text in texts])


def key_of(*parts: object) -> str:
    """Return a short name for a line that is the same in every run that has the line."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=6).hexdigest()


def words_key(text: str) -> str:
    """Return what of a sentence names it: its words without their endings, in order."""
    return " ".join(content_words(text))
