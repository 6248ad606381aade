"""Which new articles are about which saved searches: the encoder proposes, the judge decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.briefing.topic.relevance import rarity, share_held, share_near, weights
from assistant.citations import citation
from assistant.monitoring.types import Watch
from assistant.nlp.entailment import Judges, Premise, heading_of
from assistant.nlp.sentences import subject_words
from assistant.types import Citation
from corpus import Archive, Article, Passage, Story, sentence_spans

_NEAR = 0.25
"""Cosine of its nearest passage from which an article is put to the judge."""
_WHOLE = 0.18
"""Mean cosine of all its passages from which an article as a whole may be about it: a round-up of the day that has a
paragraph on it reaches 0.15 to 0.17, articles about it 0.2 and more. Both set on the 'tune' part of alerts.json and on
the demonstration archive's dock strike, of whose three reports 0.4 lost two."""
_WORDS = 0.3
"""Share of the score that the topic's own words in title and opening decide."""
_SAYS = 0.5
"""Probability from which an article says what a claim says, or the opposite."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Match:
    """Say that an article is about a saved search.

    Attributes:
        score: How sure that is, 0 to 1.
        said: Of a claim: ``says so`` or ``says otherwise``; '' where it does neither, and of what is no claim.
    """

    watch: Watch
    article: Article
    passage: Passage
    score: float
    said: str = ""


@dataclass(slots=True)
class _Pair:
    """Hold a search and an article while the judge reads.

    Attributes:
        best: Place of the nearest passage.
        words: Share of the search's words in the article's title and opening.
    """

    watch: Watch
    best: int
    words: float
    score: float = 0.0
    place: int = 0
    said: str = ""
    weighed: Mapping[str, float] = field(default_factory=dict)


class Matcher:
    """Match articles with saved searches; what a search is about is read once."""

    def __init__(self, archive: Archive, judge: Judges) -> None:
        """Join an archive and a judge."""
        self._archive, self._judge = archive, judge
        self._subjects: dict[tuple[str, str], str] = {}
        self._vectors: dict[str, Vector] = {}
        self._weights: dict[str, dict[str, float]] = {}

    def match(self, watches: Sequence[Watch], articles: Sequence[Article]) -> list[Match]:
        """Return the articles that are about each search, by its own threshold; quotes are looked up elsewhere."""
        wanted = [watch for watch in watches if watch.kind not in ("quote", "saved result")]
        if not wanted or not articles:
            return []
        self._read(wanted)
        searched = np.stack([self._vectors[self.subject(watch)] for watch in wanted])
        held: dict[str, list[Passage]] = {}
        for passage in self._archive.passages_of(articles):
            held.setdefault(passage.article_id, []).append(passage)
        found: list[Match] = []
        for article in articles:
            if passages := held.get(article.id):
                found += self._match_article(wanted, searched, article, passages)
        return found

    def subject(self, watch: Watch) -> str:
        """Return what a search is about, in words that complete 'is about …'."""
        key = (watch.kind, watch.text)
        if key not in self._subjects:
            text = watch.text.strip().rstrip(".?! ")
            self._subjects[key] = subject_words(text) if watch.kind in ("question", "claim") else text
        return self._subjects[key]

    def quote_best(self, watch: Watch, article: Article, passage: Passage, story: Story | None) -> Citation:
        """Return the citation of the sentence of a passage that holds most of a search's words."""
        weighed = self._weights.get(self.subject(watch), {})
        spans = sentence_spans(passage.text) or [(0, len(passage.text))]
        start, end = max(spans, key=lambda span: (share_held(passage.text[slice(*span)], weighed), -span[0]))
        return citation(1, article, passage, passage.start + start, passage.start + end, story=story)

    def _read(self, watches: Sequence[Watch]) -> None:
        """Encode and weigh the searches that are new."""
        new = list(dict.fromkeys(s for watch in watches if (s := self.subject(watch)) not in self._vectors))
        if not new:
            return
        self._vectors.update(zip(new, self._archive.encode(new), strict=True))
        rare = rarity(self._archive, new)
        self._weights.update({subject: weights(subject, rare) for subject in new})

    def _match_article(
        self, watches: Sequence[Watch], searched: Vector, article: Article, passages: Sequence[Passage]
    ) -> list[Match]:
        cosines = searched @ self._of_passages(passages).T
        near = np.flatnonzero((cosines.max(axis=1) >= _NEAR) & (cosines.mean(axis=1) >= _WHOLE))
        pairs = [self._pair(watches[place], int(cosines[place].argmax()), article) for place in map(int, near)]
        pairs = [pair for pair in pairs if _is_of_outlet(pair.watch, article)]
        self._judge_pairs(pairs, 0, article, passages)
        for place in {pair.best for pair in pairs if pair.score < pair.watch.threshold} - {0}:
            unsure = [pair for pair in pairs if pair.best == place and pair.score < pair.watch.threshold]
            self._judge_pairs(unsure, place, article, passages)
        return [
            Match(pair.watch, article, passages[pair.place], pair.score, pair.said)
            for pair in pairs
            if pair.score >= pair.watch.threshold
        ]

    def _pair(self, watch: Watch, best: int, article: Article) -> _Pair:
        weighed = self._weights[self.subject(watch)]
        return _Pair(watch, best, share_near(article, weighed), weighed=weighed)

    def _judge_pairs(self, pairs: Sequence[_Pair], place: int, article: Article, passages: Sequence[Passage]) -> None:
        """Let the judge say of one passage which searches it is about; the better of two judgements stays."""
        if not pairs:
            return
        premise = Premise(passages[place].text, heading_of(article))
        about = [f"The report is about {self.subject(pair.watch)}." for pair in pairs]
        claims = [pair.watch.text for pair in pairs if pair.watch.kind == "claim"]
        judged = self._judge.judge(premise, [*about, *claims])
        spoken = iter(judged[len(about) :])
        for pair, judgement in zip(pairs, judged, strict=False):
            score = judgement.entailed * (1 - _WORDS + _WORDS * pair.words)
            said = ""
            if pair.watch.kind == "claim":
                claim = next(spoken)
                said = "says so" if claim.entailed >= _SAYS else "says otherwise" if claim.contradicted >= _SAYS else ""
            if score > pair.score:
                pair.score, pair.place, pair.said = score, place, said or pair.said

    def _of_passages(self, passages: Sequence[Passage]) -> Vector:
        """Return the vectors of passages; those that the archive has none of yet are made."""
        known = self._archive.intake().vectors([passage.id for passage in passages])
        missing = [passage for passage in passages if passage.id not in known]
        if missing:
            made = self._archive.encode([passage.text for passage in missing])
            known |= {passage.id: vector for passage, vector in zip(missing, made, strict=True)}
        return np.stack([known[passage.id] for passage in passages])


def _is_of_outlet(watch: Watch, article: Article) -> bool:
    return not watch.outlets or article.outlet in watch.outlets
