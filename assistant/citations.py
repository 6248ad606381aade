"""Citations numbered as an answer uses them, and how their source is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from assistant.types import Citation, Evidence, Reports
from corpus import Article, Passage, Story

MARKED_KINDS = ("opinion", "press release", "live blog")
"""Kinds that a reader must know of to judge a sentence."""

_TYPESET = str.maketrans("‘’‚‛“”„‟«»–—−", '\'\'\'\'""""""---')


class Citations:
    """Number citations in order of use; the same words are cited under the same number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._made: list[Citation] = []
        self._stories: dict[str, Story] = {}

    def cite(self, evidence: Evidence, start: int, end: int) -> int:
        """Return the number that cites a span of an article's text."""
        article, passage = evidence.hit.article, evidence.hit.passage
        key = (article.id, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._made) + 1
            place = (article, passage, start, end)
            self._made.append(citation(len(self._made) + 1, *place, story=evidence.story))
            if evidence.story is not None:
                self._stories[evidence.story.id] = evidence.story
        return self._numbers[key]

    def all(self) -> tuple[Citation, ...]:
        """Return the citations made, in the order of their numbers."""
        return tuple(self._made)

    def recalls(self, as_of: date | None) -> Iterator[str]:
        """Yield who has taken back a copy of what was cited, a sentence each."""
        for story in self._stories.values():
            yield from (f"{told}; what is cited is a copy that still stands." for _, told in recall(story, as_of))


def citation(
    number: int, article: Article, passage: Passage, start: int, end: int, *, story: Story | None = None
) -> Citation:
    """Return the citation of a span of an article's text."""
    return Citation(
        number=number, article_id=article.id, passage_id=passage.id, outlet=article.outlet, title=article.title,
        url=article.url, published=article.published, quote=article.text[start:end], start=start, end=end,
        kind=article.kind, origin=origin(article, story), corrections=article.corrections,
        also_in=_also_in(article, article.text[start:end], story) if story else (),
        story=story.id if story else article.id, place=place_in(article, start), caveats=article.caveats,
    )  # fmt: skip


def place_in(article: Article, start: int) -> str:
    """Return where in an article some words begin, as its source counts; '' where it does not."""
    mark = article.mark_at(start)
    if mark is None:
        return ""
    return f"page {mark.label}" if mark.kind == "page" else f"at {mark.label}"


def place_and_caveats(citation: Citation) -> str:
    """Return where the cited words stand and what to know of them: 'page 3, read by OCR'; '' where nothing is."""
    return ", ".join(filter(None, (citation.place, *citation.caveats)))


def _also_in(article: Article, quote: str, story: Story) -> tuple[str, ...]:
    """Return the other outlets of a story whose newest copy has the cited words: a cut or changed one has not."""
    newest: dict[str, Article] = {}
    for copy in story.copies:
        if copy.article.outlet not in (None, article.outlet):
            known = newest.setdefault(copy.article.outlet or "", copy.article)
            if (copy.article.published or "") >= (known.published or ""):
                newest[copy.article.outlet or ""] = copy.article
    words = _folded(quote)
    return tuple(outlet for outlet, other in newest.items() if words in _folded(other.text))


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """Return text on one line with plain quotation marks and dashes: what typesetters change."""
    return " ".join(text.translate(_TYPESET).split())


def origin(article: Article, story: Story | None) -> str | None:
    """Return whose text an article prints, where that is somebody else's."""
    whose = (story.origin if story else None) or article.agency
    return whose if whose != article.outlet else None


def reports(citations: Sequence[Citation]) -> Reports:
    """Count the outlets behind some citations, and the texts that are not copies of one another."""
    outlets = {name for item in citations for name in (item.outlet, *item.also_in) if name}
    return Reports(len(outlets), len({item.story for item in citations}))


def recall(story: Story, as_of: date | None) -> Iterator[tuple[bool, str]]:
    """Yield who has taken back a copy of a text, each once, and whether it is whose text it is.

    Args:
        story: With the copies that are barred by their source.
        as_of: The day as of which it is told; what was printed later is not.
    """
    told = set()
    for article in (copy.article for copy in story.barred):
        own = story.origin is not None and story.origin in (article.agency, article.outlet)
        who = story.origin if own else article.outlet or "An outlet"
        if who not in told and (as_of is None or article.day is None or article.day <= as_of):
            told.add(who)
            yield own, f"{who} has withdrawn {'this text' if own else 'its copy of this text'} ({article.pubstatus})"


def attribution(article: Article, *, as_of: date | None, story: Story | None = None) -> str:
    """Return who says it and when ('The Harbor Ledger, 12 March'); the year only where it is not the as-of day's.

    What is no plain news is marked ('(opinion)'), and a text that is somebody else's names them ('from Reuters').
    """
    outlet = article.outlet or "outlet unknown"
    said = f"{outlet}, {spoken_day(article.day, as_of=as_of) if article.day else 'date unknown'}"
    whose = origin(article, story)
    return said + (f", from {whose}" if whose else "") + (f" ({article.kind})" if article.kind in MARKED_KINDS else "")


def spoken_day(day: date, *, as_of: date | None) -> str:
    """Return a day as it is said; the year only where it is not the as-of day's."""
    said = f"{day.day} {day:%B}"
    return said if as_of is not None and as_of.year == day.year else f"{said} {day.year}"
