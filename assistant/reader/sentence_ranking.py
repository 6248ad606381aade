"""Sentences of the evidence, each with its score: which of them the judge should read."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.nlp.lexical import after_dateline, names, words_by_stem
from assistant.reader.answer_types import Kind, holds, kind_of
from assistant.reader.model import Reading
from assistant.types import AnswerType, Evidence
from corpus import sentence_spans

_WORDS, _AROUND, _PLACE, _READER, _KIND = 0.30, 0.30, 0.30, 0.25, 0.15
"""Weights of a sentence's score: asked words found in it; in it, its neighbours and the headline; rank of its passage;
what the reader finds in it; kind of thing asked for (0.15 instead of 0.06: 3 more of 200 questions right). From a grid
on 76 questions over the demonstration articles: the answer is in the best sentence for 0.58 to 0.63, without the reader
for 0.57. Cosines of the encoder brought nothing."""
_NO_STOP = 0.1
"""Taken off a line that does not end like a sentence: a link, a caption, a headline. It changes no figure here; answers
over saved pages read better for it."""
_NAMES = 0.15
"""Taken off where the passage and its headline have none of the question's names."""
_SHORTEST = 4
"""Words that a sentence needs to stand alone."""


_STOP = re.compile(r"[.!…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a sentence of the evidence with its place in the article and its score.

    Attributes:
        coverage: Share of the question's words, weighted, that it has.
        reader: Probability that the answer stands in it, as the reader judges its passage.
        names: Share of the question's names that its passage and headline have; 1 where it names none.
        before: Where the sentence before it starts on the same line; its own start where there is none.
        answers: Probability that it answers by itself, as the judge says; None where the judge has not read it.
        relevance: Probability that it holds the answer, from all of these; 0 where the judge has not read it.
    """

    evidence: Evidence
    start: int
    end: int
    text: str
    score: float = 0.0
    coverage: float = 0.0
    reader: float = 0.0
    names: float = 1.0
    before: int = 0
    answers: float | None = None
    relevance: float = 0.0

    def encloses(self, evidence: Evidence, start: int, end: int) -> bool:
        """Say whether it holds a span of the same article."""
        same = self.evidence.hit.article.id == evidence.hit.article.id
        return same and self.start <= start and end <= self.end


def score_sentences(
    question: str,
    evidence: Sequence[Evidence],
    readings: Mapping[str, Reading] | None = None,
    *,
    wanted: AnswerType | None = None,
) -> list[Sentence]:
    """Return every sentence of the evidence with its score, best first.

    Args:
        question: The standalone question.
        evidence: Passages, best first.
        readings: What the reader makes of the passages, by their ids; without any, words alone decide.
        wanted: What the answer must be; None reads it from the question's words.
    """
    passages = [found for item in evidence if (found := _sentences(item))]
    texts = [sentence.text for passage in passages for sentence in passage]
    if not texts:
        return []
    scale = _Scale(question, texts, evidence, readings or {}, kind_of(question, wanted))
    scored = [sentence for passage in passages for sentence in scale.score(passage)]
    return sorted((sentence for sentence in scored if _says_something(sentence.text)), key=lambda s: -s.score)


def _says_something(text: str) -> bool:
    """Say whether a sentence can answer: it is no scrap, and no question of the article's own."""
    return len(text.split()) >= _SHORTEST and not text.endswith("?")


def _sentences(item: Evidence) -> list[Sentence]:
    passage, text = item.hit.passage, item.hit.article.text
    found: list[Sentence] = []
    for start, end in sentence_spans(passage.text):
        a, b = passage.start + start, passage.start + end
        a = after_dateline(text, a, b)
        joined = bool(found) and "\n" not in text[found[-1].end : a]
        found.append(Sentence(item, a, b, text[a:b], before=found[-1].start if joined else a))
    return found


class _Scale:
    """Score sentences against one question."""

    def __init__(
        self,
        question: str,
        texts: Sequence[str],
        evidence: Sequence[Evidence],
        readings: Mapping[str, Reading],
        kind: Kind,
    ) -> None:
        asked = words_by_stem(question)
        frequency = Counter(stem for text in texts for stem in words_by_stem(text))
        self._weights = {stem: math.log(1 + len(texts) / (0.5 + frequency[stem])) for stem in asked}
        self._total = sum(self._weights.values()) or 1.0
        self._named = names(question) & set(asked)
        self._kind = kind
        self._best_hit = max(item.hit.score for item in evidence) or 1.0
        self._readings = readings

    def score(self, passage: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences of one passage with their scores."""
        hit = passage[0].evidence.hit
        title = set(words_by_stem(hit.article.title))
        each = [set(words_by_stem(sentence.text)) for sentence in passage]
        whole = title.union(*each)
        named = len(self._named & whole) / len(self._named) if self._named else 1.0
        scored = []
        for place, sentence in enumerate(passage):
            around = title.union(*each[max(place - 1, 0) : place + 2])
            coverage = self._share(each[place])
            reader = self._reader(sentence)
            score = (
                _WORDS * coverage
                + _AROUND * self._share(around)
                + _PLACE * hit.score / self._best_hit
                + _READER * math.sqrt(reader)
                + self._bonus(sentence.text)
                - (0.0 if _STOP.search(sentence.text) else _NO_STOP)
                - _NAMES * (1 - named)
            )
            scored.append(replace(sentence, score=score, coverage=coverage, reader=reader, names=named))
        return scored

    def _share(self, stems: set[str]) -> float:
        return sum(weight for stem, weight in self._weights.items() if stem in stems) / self._total

    def _reader(self, sentence: Sentence) -> float:
        """Return how likely the answer stands in a sentence: its spans' shares, times its passage's own likelihood."""
        reading = self._readings.get(sentence.evidence.hit.passage.id)
        if reading is None:
            return 0.0
        begin = sentence.evidence.hit.passage.start
        inside = (
            span.share
            for span in reading.spans
            if sentence.start <= begin + span.start and begin + span.end <= sentence.end
        )
        return min(1.0, sum(inside) * reading.answers)

    def _bonus(self, text: str) -> float:
        if self._kind == "other":
            return 0.0
        return _KIND if holds(text, self._kind) else -_KIND
