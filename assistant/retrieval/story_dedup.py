"""One copy speaks for a story, and beside it those that say something else; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from assistant.retrieval.text_variants import Spans, differing
from corpus import Article, Hit

_WORD = re.compile(r"\w+")
_NO_WORSE = 0.8
"""Share of a story's best score from which another copy may speak for it: one that was cut may lack the words."""
_BESIDE = 2
"""Copies that stand beside the one that speaks: an early and a late figure, and one slip."""
_LOOKED_AT = 12
"""Further copies that are held against it, best first: of 40 copies, each changed in many places, it takes 50 ms."""
_SAME_TEXT = 0.6
"""Common words, as a share of all words of both, from which two passages count as copies of one text. A share of the
smaller one's words would drop a short article for a digest that has two of its sentences."""


def one_a_story(ranked: Sequence[Hit]) -> list[Hit]:
    """Return hits without those of other copies of a story than the one that speaks for it.

    Of the copies that are hardly worse than the best one, one that carries a correction speaks first, then the one
    that was printed first; an outlet's later copy takes the place of its earlier one. Passages of another copy stay
    where they say something else than what speaks: a number, a name, a 'not'.
    """
    told: dict[str, list[Hit]] = {}
    for hit in ranked:
        told.setdefault(hit.story, []).append(hit)
    dropped = {id(hit) for story, hits in told.items() if story for hit in _silent(hits)}
    return [hit for hit in ranked if id(hit) not in dropped]


def _silent(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits of one story that are not read."""
    if len({hit.article.id for hit in hits}) == 1:
        return
    best = max(hit.score for hit in hits)
    known = {hit.article.id: hit.article for hit in sorted(hits, key=lambda hit: -hit.score)}
    able = {hit.article.id for hit in hits if hit.score >= _NO_WORSE * best}
    replaced = {i for i, article in known.items() if _is_replaced(article, known.values(), able)}
    standing = [article for i, article in known.items() if i not in replaced]
    speaker = min([article for article in standing if article.id in able] or standing[:1], key=_speaks_first)
    beside = _beside(speaker, [article for article in standing if article is not speaker][:_LOOKED_AT])
    for hit in hits:
        spans = beside.get(hit.article.id, ())
        says_else = any(start < hit.passage.end and hit.passage.start < end for start, end in spans)
        if hit.article.id != speaker.id and not says_else:
            yield hit


def _is_replaced(article: Article, others: Collection[Article], able: Collection[str]) -> bool:
    """Say whether its outlet has printed the text anew, and that print may speak or says something else.

    A print that carries a correction stands.
    """
    if article.outlet is None or article.corrections:
        return False
    newer = (o for o in others if o.outlet == article.outlet and (o.published or "") > (article.published or ""))
    return any(other.id in able or differing(other.text, article.text) for other in newer)


def _beside(speaker: Article, others: Sequence[Article]) -> dict[str, Spans]:
    """Return the copies that say something else than the speaker and than one another, with where they do."""
    kept: dict[str, Spans] = {}
    read = [speaker]
    for article in others:
        if len(kept) == _BESIDE:
            break
        if all(differing(article.text, other.text) for other in read[1:]):
            spans = differing(article.text, speaker.text)
            if spans:
                kept[article.id] = spans
                read.append(article)
    return kept


def repeats(hit: Hit, chosen: Sequence[Hit]) -> bool:
    """Say whether a passage is a copy of one that was chosen, by the Jaccard index of their words.

    Passages of two copies of a story are none: what ``one_a_story`` has left of another copy says something else.
    """
    own = _words(hit.passage.text)
    for other in chosen:
        if hit.story and hit.story == other.story and hit.article.id != other.article.id:
            continue
        held = _words(other.passage.text)
        shared = len(own & held)
        if shared >= _SAME_TEXT * (len(own) + len(held) - shared):
            return True
    return False


def _speaks_first(article: Article) -> tuple[bool, str, str]:
    return not article.corrections, article.published or "9999", article.id


@lru_cache(maxsize=512)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))  # stems would say the same, and take ten times as long
