"""Sentences of articles that can stand alone in a briefing, with their weight; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.briefing.topic import share_held
from assistant.briefing.types import Point
from assistant.types import Evidence
from assistant.variance import Spans, differing
from assistant.wording import after_dateline, content_words
from corpus import Article, Hit, sentence_spans

_TOPIC, _LEAD, _TITLE, _PLACE = 0.45, 0.3, 0.25, 0.2
"""Parts of a weight: the topic's words, nearness to the beginning, the headline's words, the passage's score."""
_FIGURE, _REPORT = 0.12, 0.08
"""Given for a figure, and for a verb of reporting or deciding."""
_OPENING = 700
"""Characters after which a sentence counts as no part of the opening."""
_ALONE, _PRONOUN, _SPOKEN, _ASIDE, _SHOUT, _OFF = 0.6, 0.1, 0.2, 0.3, 0.3, 0.15
"""Taken off what leans on the sentence before it, what may (a pronoun near its beginning), what is mostly speech, a
reporter's own tale, an exclamation, and what holds no word of the topic."""
_OTHERWISE = 0.4
"""Given for what an earlier copy of the text says otherwise: a toll that rose is the news of a text told before."""
_SHORTEST, _LONGEST = 7, 60
"""Words of a point …"""
_SHORTEST_OTHERWISE = 3
"""… and of one that an earlier copy says otherwise ('Two men were killed.')."""
_SAME = 0.6
"""Share of the longer one's words from which two points with the same figures say the same."""

_LEANS = re.compile(
    r"[\"“'‘(]?(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|Both|But|And|So|Yet|Then|Still|Nor|Or|Not|"
    r"There|Here|Instead|Also|Another|One of|All (?:\S+ )?of|Each|Some|Most|None|As for|Such|Neither|"
    r"Of (?:the|that|those)|The (?:\w+ )?(?:new|previous|latest) (?:total|count|figure)|"
    r"The (?:two|latter|former|move|decision|deal|same|explanation|(?:figure|number|sum|gap|difference)(?! of)))\b"
)
_PRONOUN_EARLY = re.compile(r"(?:\S+ ){1,3}(?:he|she|it|they)\b")
_REPORTS = re.compile(
    r"\b(?:said|says|told|according to|announced|reported|ruled|voted|agreed|accepted|rejected|turned down|refused|"
    r"found|ordered|proposes?d?|approved|passed|lowered|raised|fined|resigned|died|killed|opened|began|ended|won|lost)\b"
)
_OWN_TALE = re.compile(r"\b(?:I|my|me|we|our|us|you|your)\b")
_SPEECH = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FIGURES = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)


def points(evidence: Sequence[Evidence], weighed: Mapping[str, float]) -> list[Point]:
    """Return what a briefing may show, weightiest first.

    Args:
        evidence: Passages of articles on the topic.
        weighed: The topic's stems with their weight.
    """
    best = max((item.hit.score for item in evidence), default=0.0) or 1.0
    otherwise = _otherwise([item.hit for item in evidence])
    found = []
    for item in evidence:
        for start, end in _spans(item):
            text = item.hit.article.text[start:end]
            news = any(begin < end and start < stop for begin, stop in otherwise.get(item.hit.article.id, ()))
            shortest = _SHORTEST_OTHERWISE if news else _SHORTEST
            if shortest <= len(text.split()) <= _LONGEST and not text.rstrip("\"”’'").endswith(("?", ":", "…")):
                weight = _PLACE * item.hit.score / best + _OTHERWISE * news + _weight(item, start, text, weighed)
                found.append(Point(item, start, end, weight, news))
    return sorted(found, key=lambda point: (-point.weight, point.evidence.hit.article.id, point.start))


def _otherwise(hits: Sequence[Hit]) -> dict[str, Spans]:
    """Return where articles say something else than an earlier copy of their text among them."""
    stories: dict[str, dict[str, Article]] = {}
    for hit in hits:
        stories.setdefault(hit.story, {})[hit.article.id] = hit.article
    found: dict[str, Spans] = {}
    for story, copies in stories.items():
        first, *later = sorted(copies.values(), key=lambda article: (article.published or "", article.id))
        if story:
            found |= {article.id: differing(article.text, first.text) for article in later}
    return found


def _weight(item: Evidence, start: int, text: str, weighed: Mapping[str, float]) -> float:
    article = item.hit.article
    plain = _SPEECH.sub(" ", text)
    topic = 0.5 * share_held(text, weighed) + 0.5 * share_held(f"{article.title} {text}", weighed)
    weight = _TOPIC * topic + _LEAD * max(0.0, 1 - start / _OPENING)
    weight += _TITLE * _share(content_words(article.title), content_words(text))
    weight += _FIGURE * bool(_FIGURES.search(plain)) + _REPORT * bool(_REPORTS.search(plain))
    weight -= _SHOUT * plain.rstrip().endswith("!") + _OFF * (not share_held(text, weighed))
    weight -= _ALONE * bool(_LEANS.match(text))
    weight -= _PRONOUN * bool(_PRONOUN_EARLY.match(text))
    weight -= _SPOKEN * (len(plain.split()) < 0.5 * len(text.split()))
    return weight - _ASIDE * bool(_OWN_TALE.search(plain))


def _share(wanted: Sequence[str], held: Sequence[str]) -> float:
    return len(set(wanted) & set(held)) / len(set(wanted)) if wanted else 0.0


def _spans(item: Evidence) -> Iterator[tuple[int, int]]:
    """Yield a passage's sentences; those that share one quotation are one, and a dateline is no part of it."""
    passage, text = item.hit.passage, item.hit.article.text
    begin: int | None = None
    for left, right in sentence_spans(passage.text):
        start, end = passage.start + left, passage.start + right
        if begin is not None and "\n" in text[begin:start]:
            begin = None  # the quotation runs on into the next paragraph: no whole sentence to show
        begin = start if begin is None else begin
        if _balanced(text[begin:end]):
            yield after_dateline(text, begin, end), end
            begin = None


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def says_the_same(one: Point, other: Point) -> bool:
    """Say whether two points tell the same, with the same figures."""
    figures = [{found.lower() for found in _FIGURES.findall(point.text)} for point in (one, other)]
    stems = [set(content_words(point.text)) for point in (one, other)]
    longer = max(stems, key=len)
    return figures[0] == figures[1] and len(stems[0] & stems[1]) >= _SAME * len(longer)
