"""What the evidence says to a question: its sentences by how well they answer, short answers, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.nlp.similarity import Encode, WordVectors
from assistant.reader.answer_selection import Candidate, candidates
from assistant.reader.answerability import confidence
from assistant.reader.model import Reads, read_hits
from assistant.reader.sentence_ranking import Sentence, score_sentences
from assistant.types import Evidence, Question


@dataclass(frozen=True, slots=True)
class ReadPassages:
    """Hold what the reader makes of the evidence.

    Attributes:
        sentences: Scored, best first.
        short: Short answers, likeliest first.
        sure: Probability that the evidence answers.
    """

    sentences: Sequence[Sentence]
    short: Sequence[Candidate]
    sure: float


def read_passages(
    question: Question, evidence: Sequence[Evidence], *, reader: Reads, encode: Encode, words: WordVectors
) -> ReadPassages:
    """Read the passages for a question.

    Args:
        question: As it was understood.
        evidence: Best first.
        reader: The trained reader.
        encode: Texts to vectors (n x d) of length 1.
        words: Vectors of single words kept from earlier questions.
    """
    readings = read_hits(reader, question.search, [item.hit for item in evidence])
    sentences = score_sentences(question.search, evidence, encode, words=words)
    short = candidates(question, sentences, evidence, readings)
    return ReadPassages(sentences, short, confidence(question.search, sentences, readings))
