"""What a briefing is made from: the articles on its topic, sentence by sentence, copies once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.briefing.topic.selection import find_articles
from assistant.nlp.lexical import after_dateline, content_words
from assistant.nlp.sentences import is_readable
from assistant.types import Evidence
from corpus import Archive, Article, Hit, Scope, sentence_spans

MANY = 15
"""Articles from which a topic has more sentences about it than a briefing has lines."""
_SHARED = 2
"""Words that two sentences on the same thing share."""
_FURTHEST = 120
"""Sentences of an article that are read; a live blog has a thousand."""
_SENDER = re.compile(
    r"(?:[A-Z][\w./’' -]{2,30}(?:, [A-Z][\w. ]{1,20})? ?(?=\((?:CNN|AP|AFP|Reuters)))?"
    r"\(?(?:CNN|AP|AFP|Reuters|UPI|BBC News)(?: Business)?\)?(?: ?[-–—:]+ *| +)(?=[A-Z\"“])|"
    r"(?:•|\*|–|—|-) +|"
    r"[A-Z][A-Z .]{2,24}(?:, [A-Z][\w. ]{1,20})? [-–—]+ "
)
"""What stands before a sentence and is no part of it."""
FURNITURE = re.compile(
    r"^[\U0001F300-\U0001FAFF☀-➿]|^[A-Z0-9][^.:]{2,40}:[A-Z]|^(?:Hide Caption|Video Ad Feedback|"
    r"The claim:|Our rating:|"
    r"On today[’']s episode|Read (?:more|our)|Follow |Sign up|Click |Watch |Contributing:|"
    r"Image (?:source|caption)|"
    r"Media caption|"
    r"Photos?:|Related|Editor[’']s note|This (?:story|article) (?:has been|was)|Like what you|Subscribe|Share this|"
    r"Listen to|"
    r"Opinions expressed|Got a (?:tip|story)|What (?:you need|do you) )|Hide Caption|\bof \d+ Photos\b|/Getty Images|"
    r"^[^.]{0,60}/(?:Reuters|AP|AFP|EPA|Shutterstock)\b|"
    r"Getty Images/|"
    r"https?://|@\w+ (?:on Twitter)?$",
    re.IGNORECASE,
)
"""Captions, links and calls that stand between the sentences of an article."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a sentence of an article on the topic, ``article.text[start:end]``.

    Attributes:
        place: Its number in the article, from 0.
        about: How much it has of the words that the articles on the topic share, in [0, 1].
    """

    evidence: Evidence
    start: int
    end: int
    text: str
    place: int
    about: float

    @property
    def article(self) -> Article:
        """Return the article that it stands in."""
        return self.evidence.hit.article

    @property
    def story(self) -> str:
        """Return the id of the text that it belongs to: that of its story, else of its article."""
        return self.evidence.story.id if self.evidence.story else self.article.id


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold all that was read on a topic.

    Attributes:
        weighed: The topic's stems with their weight.
        core: Stems of the words that the articles share and the archive's others lack, with their weight.
        sentences: Of all articles, the earliest copy first; one that an earlier copy has in the same words is left out.
    """

    topic: str
    weighed: Mapping[str, float]
    core: Mapping[str, float]
    articles: tuple[Article, ...]
    evidence: tuple[Evidence, ...]
    sentences: tuple[Sentence, ...]


def read(archive: Archive, topic: str, scope: Scope) -> Reading:
    """Return what the archive has on a topic."""
    found = find_articles(archive, topic, scope)
    articles = {hit.article.id: hit.article for hit in found.hits}
    evidence = _evidence(archive, found.hits, list(articles.values()), scope)
    sentences = tuple(_sentences(evidence, found.core))
    return Reading(topic, found.weighed, found.core, tuple(articles.values()), evidence, sentences)


def find_nearest(sentence: Sentence, others: Iterable[Sentence], most: int = 8) -> list[Sentence]:
    """Return the sentences that share most words with one, and two at the least: what can be on the same thing."""
    own = set(content_words(sentence.text))
    near = [(len(own & set(content_words(other.text))), other) for other in others]
    near = sorted((each for each in near if each[0] >= _SHARED), key=lambda each: (-each[0], *_place(each[1])))
    return [other for _, other in near[:most]]


def _place(sentence: Sentence) -> tuple[str, int]:
    return sentence.article.id, sentence.start


def _evidence(archive: Archive, hits: Sequence[Hit], articles: Sequence[Article], scope: Scope) -> tuple[Evidence, ...]:
    """Return every passage of the articles, the best of their hits first, with the score of its hit."""
    found = {hit.passage.id: hit for hit in hits}
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.article.id, hit)
    stories = archive.stories_of([article.id for article in articles], as_of=scope.as_of)
    known = {article.id: article for article in articles}
    passages = archive.passages_of(articles)
    every = [
        found.get(passage.id) or Hit(passage, known[passage.article_id], story=best[passage.article_id].story)
        for passage in passages
        if passage.version == known[passage.article_id].version
    ]
    return tuple(Evidence(n, hit, stories.get(hit.article.id)) for n, hit in enumerate(every, start=1))


def _story(item: Evidence) -> str:
    return item.story.id if item.story else item.hit.article.id


def _sentences(evidence: Sequence[Evidence], core: Mapping[str, float]) -> Iterator[Sentence]:
    told: set[tuple[str, str]] = set()
    places: Counter[str] = Counter()
    for item in sorted(evidence, key=_printed):
        for start, end in spans(item):
            text = item.hit.article.text[start:end]
            key = (_story(item), " ".join(content_words(text)))
            place = places[item.hit.article.id]
            places[item.hit.article.id] += 1
            if key not in told and place < _FURTHEST and is_readable(text) and not FURNITURE.search(text):
                told.add(key)
                yield Sentence(item, start, end, text, place, _about(text, core))


def _printed(item: Evidence) -> tuple[str, str, int]:
    return item.hit.article.published or "9", item.hit.article.id, item.hit.passage.ordinal


def _about(text: str, core: Mapping[str, float]) -> float:
    """Return how far a sentence is about the topic; three of its weightiest words are enough."""
    return min(1.0, sum(core.get(stem, 0.0) for stem in set(content_words(text))) / 2.0)


def spans(item: Evidence) -> Iterator[tuple[int, int]]:
    """Yield a passage's sentences; those that share one quotation are one, and a dateline is no part of it."""
    passage, text = item.hit.passage, item.hit.article.text
    begin: int | None = None
    for left, right in sentence_spans(passage.text):
        start, end = passage.start + left, passage.start + right
        if begin is not None and "\n" in text[begin:start]:
            begin = None  # the quotation runs on into the next paragraph: no whole sentence to show
        begin = start if begin is None else begin
        if _balanced(text[begin:end]):
            yield _after_sender(text, after_dateline(text, begin, end), end), end
            begin = None


def _after_sender(text: str, start: int, end: int) -> int:
    """Return where a sentence begins once '(CNN) ' or 'UVALDE, Texas – ' is left out."""
    found = _SENDER.match(text, start, end)
    return found.end() if found and found.end() < end else start


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0
