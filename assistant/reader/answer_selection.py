"""The answer itself, a few words of a passage: what the reader found, added up over passages; pure."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.nlp.lexical import normalised, words_by_stem
from assistant.reader.answer_spans import completed
from assistant.reader.answer_types import asks_country, fits, is_country
from assistant.reader.model import Reading, Span
from assistant.reader.sentence_ranking import Sentence
from assistant.types import AnswerType, Evidence, Question

_PLACE = 2.0
"""Power of the passage's score beside the best one's; 0 and 4 give the same within 0.01 (see below)."""
_SENTENCE = 8.0
"""How fast a vote falls with the score of the span's sentence below the best one's: exp(-8 * difference). Exact match
of 210 questions of RealTimeQA's tune half that the reader was not trained on (one is 0.005), with the reader that was
then half trained: 0.248 without, 0.257 at 4, 0.267 at 8 and 12. It is for where no judge
can run. Reading 16 passages instead of 8: 0.338 for 0.343."""
_NO_SENTENCE = 0.5
"""Difference that a span has which stands in no scored sentence: a scrap, a caption, a question of the article's."""
_UNREAD = 0.03
"""Relevance of a sentence that the judge has not read: it had little to say for it."""
_OTHER_KIND = 0.1
"""Factor for a span that is not of the kind that the question asks for; 0.3 and 1 give 0.005 and 0.01 less."""
_ASKED = 0.1
"""Factor for a span that repeats the question."""
_NAMED: tuple[AnswerType, ...] = ("person", "body")
"""Types of an answer that go by their last word."""
_OPEN = re.compile(r"\b(?:why|how|what) (?:did|does|do|has|have|can|could|will|would|happen\w*)\b|\bwhy\b", re.I)
"""Questions for more than a name or a figure ('What did the judge find?'); a few words seldom answer them."""
_OF_OPEN = 0.4
"""Factor for what answers one of these."""
_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.I)
_WHO = re.compile(r"\W*who\s+(?!is\b|was\b|are\b|were\b|did\b|does\b|do\b)", re.I)
_WHERE = re.compile(r"\b(?:from|at|in|near|outside|inside|into|around) (?:the |an? )?$", re.I)
_CHOICE = re.compile(r"\bor\b", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold an answer with where it stands best.

    Attributes:
        text: As it is printed there.
        evidence: Whose passage it stands in.
        start: Offset of its first character in the article's text.
        end: Offset after its last one.
        share: Its part of what all passages say, in [0, 1].
        weight: What was said for it in all, from 0: 1 is a passage that is first in every respect and sure of it.
    """

    text: str
    evidence: Evidence
    start: int
    end: int
    share: float
    weight: float = 0.0


def candidates(
    asked: Question, sentences: Sequence[Sentence], evidence: Sequence[Evidence], readings: Mapping[str, Reading]
) -> list[Candidate]:
    """Return the answers that the passages give, likeliest first; none unless the question asks for a fact in words.

    A span counts with its share of the passage, times how likely the passage answers, times the passage's place in the
    ranking and its sentence's among the sentences. The same words in several passages add up: what many report is
    rarely a slip of the reader.

    Args:
        asked: The question as it was understood.
        sentences: Of the evidence, scored, best first.
        evidence: That was read, best first.
        readings: By passage id; empty where nothing was read.
    """
    question = asked.core
    open_question = asked.form == "fact" and _ASKS.search(question) is not None
    if not (open_question or _CHOICE.search(question)) or not sentences or not readings:
        return []
    best = max((item.hit.score for item in evidence), default=0.0) or 1.0
    # Of a choice, the answer is among the question's own words.
    known = None if _CHOICE.search(question) else frozenset(words_by_stem(question))
    wide = _OF_OPEN if _OPEN.search(question) else 1.0
    votes: dict[str, float] = defaultdict(float)
    strongest: dict[str, tuple[float, Candidate]] = {}
    for item in evidence:
        reading = readings[item.hit.passage.id]
        own = [sentence for sentence in sentences if sentence.evidence.hit.passage.id == item.hit.passage.id]
        weight = reading.answers * (max(item.hit.score, 0.0) / best) ** _PLACE
        for span in reading.spans:
            found = _candidate(question, item, span)
            key = normalised(found.text)
            if not key:
                continue
            vote = weight * wide * span.share * _prior(found, own, sentences[0])
            told = item.hit.passage.text[: found.start - item.hit.passage.start]
            fit = fits(question, found.text, asked.answer_type) and not _is_where(question, told)
            vote *= 1.0 if fit else _OTHER_KIND
            vote *= _ASKED if known is not None and _is_asked(known, found.text, asked.answer_type) else 1.0
            votes[key] += vote
            if key not in strongest or vote > strongest[key][0]:
                strongest[key] = (vote, found)
    return _ordered(_of_kind(question, votes, strongest), strongest)


def _is_asked(known: frozenset[str], text: str, wanted: AnswerType | None) -> bool:
    """Say whether an answer repeats the question: all of its words do, or a name's last one ('Rolf Castane')."""
    stems = list(words_by_stem(text))
    return known.issuperset(stems) or (wanted in _NAMED and bool(stems) and stems[-1] in known)


def _is_where(question: str, before: str) -> bool:
    """Say whether what stands before an answer to 'Who stole it?' makes it a place: 'stolen from the …'."""
    return bool(_WHO.match(question) and _WHERE.search(before))


def _candidate(question: str, item: Evidence, span: Span) -> Candidate:
    passage = item.hit.passage
    start, end = completed(question, passage.text, span.start, span.end)
    return Candidate(passage.text[start:end], item, passage.start + start, passage.start + end, 0.0)


def _prior(found: Candidate, own: Sequence[Sentence], best: Sentence) -> float:
    """Return what the sentence around a span says for it: 1 for the best of all sentences."""
    around = next((each for each in own if each.encloses(found.evidence, found.start, found.end)), None)
    if best.relevance:
        return max(around.relevance if around else 0.0, _UNREAD) / max(best.relevance, _UNREAD)
    return math.exp(_SENTENCE * ((around.score if around else best.score - _NO_SENTENCE) - best.score))


def _of_kind(
    question: str, votes: Mapping[str, float], strongest: Mapping[str, tuple[float, Candidate]]
) -> Mapping[str, float]:
    """Return the votes with what is no country made weak, where a country is asked for and one is among them."""
    named = {key for key, (_, found) in strongest.items() if is_country(found.text)} if asks_country(question) else ()
    return {key: vote * (_OTHER_KIND if named and key not in named else 1.0) for key, vote in votes.items()}


def _ordered(votes: Mapping[str, float], strongest: Mapping[str, tuple[float, Candidate]]) -> list[Candidate]:
    total = sum(votes.values()) or 1.0
    order = sorted(strongest, key=lambda key: -votes[key])
    return [replace(strongest[key][1], share=votes[key] / total, weight=votes[key]) for key in order]
