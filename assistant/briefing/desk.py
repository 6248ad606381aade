"""What every section is made with: what was read, the book of citations, the encoder, the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from assistant.briefing.reading import Reading, Sentence
from assistant.cite import Citations, attribution
from assistant.match import Encode
from assistant.types import Statement
from assistant.wording import content_words


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold what the sections of one briefing share."""

    reading: Reading
    book: Citations
    encode: Encode
    as_of: date | None

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


def key_of(*parts: object) -> str:
    """Return a short name for a line that is the same in every run that has the line."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=6).hexdigest()


def words_key(text: str) -> str:
    """Return what of a sentence names it: its words without their endings, in order."""
    return " ".join(content_words(text))
