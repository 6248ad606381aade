"""Sentences in the order that a kind of question asks for: the newest first, in order of time, one an article."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from assistant.generation.whole_sentences import distinct
from assistant.nlp.lexical import words_by_stem
from assistant.nlp.sentences import SPEECH
from assistant.reader.sentence_ranking import Sentence
from assistant.types import Form

_CLOSE = 0.7
"""Share of the best sentence's score that one needs to stand in a list, a course of events or the news on a topic."""
_NEARLY = 0.5
"""The same share of the best sentence's relevance, where the judge has read them."""
_LEAD, _OPENING = 0.3, 500
"""Bonus of a sentence among the first characters of its article: news says there what is new."""
_SHORTEST = 8
"""Words that a sentence needs to tell by itself what an article is about."""
_NEWEST, _STEPS, _ITEMS = 4, 7, 8
"""Sentences of an answer to 'the latest', to 'how did it change', to 'list'."""
_OF_A_SIDE = 3
"""Sentences of a summary of passages, such as a side of a comparison."""
_VOICES = 4
"""Sentences of an answer to 'what does … think of'."""
_SPOKEN = 0.15
"""Bonus of a sentence that quotes somebody, where words or opinions are asked for."""
_ON_TOPIC = 0.8
"""Share of the topic's words that an article needs in headline and opening, beside the one that has most."""
_QUOTED = 3
"""Words between quotation marks that are somebody's words, and no title."""
SPREAD: tuple[Form, ...] = ("latest", "change", "list", "opinion", "summary")
"""Forms that are answered with a sentence each of many articles."""


def arrange(form: Form, ranked: Sequence[Sentence], topic: str = "") -> list[Sentence]:
    """Return the sentences that make the answer to one of the forms in ``SPREAD``, in reading order.

    Args:
        form: What kind of question it is.
        ranked: Scored sentences, best first.
        topic: What the newest is asked of; articles that only mention it in passing are left out.
    """
    if form == "latest":
        return distinct(sorted(_one_an_article(_about(topic, ranked)), key=_newest_first), limit=_NEWEST)
    if form == "change":
        return sorted(distinct(_one_an_article(ranked), limit=_STEPS), key=_in_time)
    if form == "summary":
        return distinct(_close_to_best(ranked), limit=_OF_A_SIDE)
    if form == "opinion":
        return distinct(spoken_first(ranked), limit=_VOICES)
    return distinct(_one_an_article(ranked), limit=_ITEMS)


def spoken_first(ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that come close to the best, those that quote somebody or argue sooner than their like."""
    return sorted(_close_to_best(ranked), key=lambda each: -_standing(each) - _SPOKEN * _is_spoken(each))


def find_words_of(speaker: Collection[str], ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that quote at some length, in a paragraph that names a speaker; the most named first.

    Args:
        speaker: Stems of the names that the question has.
        ranked: Best first.
    """
    named = [(sum(name in words_by_stem(_paragraph_of(each)) for name in speaker), each) for each in ranked]
    quoting = [
        (count, each)
        for count, each in named
        if count and any(len(words.split()) >= _QUOTED for words in SPEECH.findall(each.text))
    ]
    return [each for _, each in sorted(quoting, key=lambda pair: -pair[0])]


def _paragraph_of(sentence: Sentence) -> str:
    text = sentence.evidence.hit.article.text
    end = text.find("\n", sentence.end)
    return text[text.rfind("\n", 0, sentence.start) + 1 : end if end >= 0 else len(text)]


def _close_to_best(ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that come close to the best: by relevance where the judge has read them, else by score."""
    if ranked and ranked[0].answers is not None:
        return [each for each in ranked if each.relevance >= _NEARLY * ranked[0].relevance]
    return [each for each in ranked if each.score >= _CLOSE * ranked[0].score]


def _standing(sentence: Sentence) -> float:
    return sentence.score if sentence.answers is None else sentence.relevance


def _about(topic: str, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of the articles that have the topic's words in headline and opening, as news does."""
    asked = set(words_by_stem(topic))
    shares: dict[str, int] = {}
    for sentence in ranked:
        article = sentence.evidence.hit.article
        if article.id not in shares:
            shares[article.id] = len(asked & set(words_by_stem(f"{article.title} {article.text[:_OPENING]}")))
    least = _ON_TOPIC * max(shares.values(), default=0)
    return [each for each in ranked if shares[each.evidence.hit.article.id] >= least]


def _is_spoken(sentence: Sentence) -> bool:
    return sentence.evidence.hit.article.kind == "opinion" or SPEECH.search(sentence.text) is not None


def _one_an_article(ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return the best sentence of each story that comes close to the best of all."""
    close = [each for each in _close_to_best(ranked) if len(each.text.split()) >= _SHORTEST]
    first: dict[str, Sentence] = {}
    for sentence in sorted(close, key=lambda each: -_standing(each) - _LEAD * (each.start < _OPENING)):
        hit = sentence.evidence.hit
        first.setdefault(hit.story or hit.article.id, sentence)
    return sorted(first.values(), key=lambda each: -_standing(each))


def _in_time(sentence: Sentence) -> tuple[bool, date]:
    """Order by day of publication; what has none comes last."""
    day = sentence.evidence.hit.article.day
    return day is None, day or date.max


def _newest_first(sentence: Sentence) -> tuple[bool, int]:
    day = sentence.evidence.hit.article.day
    return day is None, -(day or date.min).toordinal()
