"""Sentences: the whole ones around a span, and what of them stands outside quotation marks; pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.nlp.spacy_pipeline import parse
from corpus import sentence_spans

SPEECH = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)")
"""Words between quotation marks of any kind, with the marks."""


_RUN = re.compile(r"[!-~]{151,}")
"""Signs without a blank between them: an address has a hundred."""
_LONGEST_SENTENCE = 2_000
"""Characters: a long sentence of the news has 400, a list of names 1,500."""
_NUMBER = re.compile(r"\d+")
_NUMBERS = 60
"""Numbers of a sentence: a table in one line has more, and no one of them says of what it is."""
_FORM = frozenset(("AUX", "PUNCT", "SPACE"))
"""Parts of speech that say how something is asked or stated, not what of."""


def is_readable(sentence: str) -> bool:
    """Say whether a sentence is one that somebody wrote to be read, not a table, a code or a text without stops."""
    if len(sentence) > _LONGEST_SENTENCE or _RUN.search(sentence):
        return False
    return len(sentence) < 2 * _NUMBERS or len(_NUMBER.findall(sentence)) <= _NUMBERS


@lru_cache(maxsize=64)
def readable(text: str) -> str:
    """Return an article with line ends for the sentences that cannot be read; every other character keeps its place.

    Rules for names, quotations and speakers take time with the square of a sentence's length and more.
    """
    return "\n".join(line if is_readable(line) else _readable_line(line) for line in text.split("\n"))


def _readable_line(line: str) -> str:
    kept = ["\n"] * len(line)
    for start, end in sentence_spans(line):
        if is_readable(line[start:end]):
            kept[start:end] = line[start:end]
    return "".join(kept)


def unquoted(text: str) -> str:
    """Return a text without what stands between quotation marks."""
    return SPEECH.sub(" ", text)


def lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole lines around a span."""
    tail = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if tail < 0 else tail


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole sentences around a span."""
    head, tail = lines_around(text, start, end)
    spans = [(head + a, head + b) for a, b in sentence_spans(text[head:tail])]
    spans = [span for span in spans if span[0] < end and span[1] > start]
    return (min(start, spans[0][0]), max(end, spans[-1][1])) if spans else (start, end)


def subject_words(sentence: str) -> str:
    """Return what a question or a claim is about: 'Finland join NATO' of 'Will Finland join NATO?'.

    Left out are auxiliaries, question words and marks; where nothing would be left, the sentence is returned.
    """
    kept = [token.text for token in parse(sentence) if token.pos_ not in _FORM and not token.tag_.startswith("W")]
    return " ".join(kept) or sentence
