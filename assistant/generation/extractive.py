"""An answer without a model: the few sentences that make it, verbatim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.nlp.lexical import alike, content_words
from assistant.reader.sentence_ranking import Sentence
from assistant.retrieval.text_variants import differ

_PLACE = 0.6
"""Share of an article's best passage, the rest is its best sentence's score, in which articles speak first. Of 115
news-quiz questions of 2022 (RealTimeQA, odd weeks) the right article comes first for 66 % (57 % by sentences alone) and
among the first three for 83 % (82 %); of half of the demonstration questions 89 to 92 % either way."""
_CLOSE = 0.8
"""Share of the best sentence's score that every other one needs: at 0.7 for first ones one more of the 115 questions
has its article among the first three, but answers grow from 3.3 to 3.8 sentences."""
_SAME = 0.7
"""Share of common words from which two sentences say the same."""
_SAME_PLACE = 0.5
"""Share of common words from which sentences of two copies stand in one place ('Nobody was killed', 'Two were')."""
_ARTICLES, _AN_ARTICLE, _SENTENCES = 3, 2, 5
"""Articles that speak first, with a sentence each; sentences of one article; sentences of all. Of half of the
demonstration questions the answer is among one sentence of each for 36 %, with further ones for 53 %."""
_LONGEST = 500
"""Characters up to which the sentence before is put in front."""

_POINTS_BACK = re.compile(
    r"^[\"“'‘(]?(He|She|It|They|His|Her|Its|Their|This|That|These|Those|Both|Neither|"
    r"The (two|latter|former|move|decision|deal))\b"
)


def pick(ranked: Sequence[Sentence], *, first: Sentence | None = None, last: Sentence | None = None) -> list[Sentence]:
    """Return the few sentences that make the answer: the best of up to three articles first, then what else is close.

    A sentence that begins with a word that points back ('He', 'That') brings the one before it along; what another
    copy of the same story says in its place, where that is something else, stands beside it.

    Args:
        ranked: Scored sentences, best first.
        first: One of them that must come first: it surely holds the answer.
        last: One of them that must be there: it may hold the answer.
    """
    if not ranked:
        return []
    chosen: list[Sentence] = []
    count: Counter[str] = Counter()
    for sentence in _candidates(ranked, first):
        article = sentence.evidence.hit.article.id
        if len(chosen) >= _SENTENCES:
            break
        if count[article] < _AN_ARTICLE and (full := whole(sentence, chosen)):
            chosen += [full, *(other for other in ranked if _varies(other, sentence) and whole(other, chosen))]
            count[article] += 1
    chosen = chosen[:_SENTENCES]
    if last is not None and (full := whole(last, chosen)):
        chosen = [*chosen[: _SENTENCES - 1], full]
    return chosen


def _candidates(ranked: Sequence[Sentence], first: Sentence | None) -> list[Sentence]:
    """Return the first sentence of each leading article, then further ones; none repeats one that stands before it."""
    best = ranked[0].score
    kept: list[Sentence] = []
    words: list[list[str]] = []

    def keep(sentence: Sentence) -> bool:
        stems = content_words(sentence.text)
        if any(alike(stems, other) >= _SAME for other in words):
            return False
        kept.append(sentence)
        words.append(stems)
        return True

    spoken = first.evidence.hit.article.id if first is not None and keep(first) else None
    leading = int(spoken is not None)
    for article in _articles(ranked):
        if leading == _ARTICLES:
            break
        if article == spoken:
            continue
        own = (s for s in ranked if s.evidence.hit.article.id == article and s.score >= _CLOSE * best)
        leading += any(map(keep, own))
    for sentence in ranked:
        if sentence.score >= _CLOSE * best:
            keep(sentence)
    return kept


def _varies(sentence: Sentence, known: Sentence) -> bool:
    """Say whether a sentence is what another copy of the same story has in the place of one, and says otherwise."""
    one, other = sentence.evidence.hit, known.evidence.hit
    if one.story != other.story or one.article.id == other.article.id:
        return False
    near = alike(content_words(sentence.text), content_words(known.text)) >= _SAME_PLACE
    return near and differ(sentence.text, known.text)


def _articles(ranked: Sequence[Sentence]) -> list[str]:
    """Return the ids of the articles, the one that should speak first at the front."""
    hits: dict[str, float] = {}
    sentences: dict[str, float] = {}
    for sentence in ranked:
        article, score = sentence.evidence.hit.article.id, sentence.evidence.hit.score
        hits[article] = max(hits.get(article, 0.0), score)
        sentences.setdefault(article, sentence.score)
    best_hit, best = max(hits.values()) or 1.0, ranked[0].score or 1.0
    return sorted(hits, key=lambda i: -(_PLACE * hits[i] / best_hit + (1 - _PLACE) * sentences[i] / best))


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
